import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../../src/node/file/make-folder.ts";
import { temporary } from "../support/temporary.ts";

/** Makes root/0/a, root/1/a, … each at the moment at which all others do; posts how it went. */
const together = `
  import { parentPort, workerData } from "node:worker_threads";
  const { makeFolder } = await import(workerData.module);
  const met = new Int32Array(workerData.met);
  try {
    for (let k = 0; k < workerData.folders; k += 1) {
      Atomics.add(met, k, 1);
      while (Atomics.load(met, k) < workerData.workers);
      makeFolder(workerData.root + "/" + k + "/a");
    }
    parentPort.postMessage("made");
  } catch (error) {
    Atomics.add(met, 0, 0);
    for (let k = 0; k < workerData.folders; k += 1) Atomics.store(met, k, 99);
    parentPort.postMessage(String(error));
  }
`;

describe("a folder", () => {
  it("may be made by several workers at once", async () => {
    const root = temporary();
    const [workers, folders] = [2, 200];
    const met = new SharedArrayBuffer(4 * folders);
    const module = new URL("../../dist/node/file/make-folder.js", import.meta.url).href;
    const said = Array.from({ length: workers }, async () => {
      const code = new URL(`data:text/javascript,${encodeURIComponent(together)}`);
      const worker = new Worker(code, { workerData: { root, folders, workers, met, module } });
      return await new Promise((hear, fail) => worker.once("message", hear).once("error", fail));
    });
    expect(await Promise.all(said)).toEqual(said.map(() => "made"));
    for (let k = 0; k < folders; k += 1) expect(existsSync(join(root, `${k}`, "a"))).toBe(true);
  });

  it("is undone by whoever made it, and by nobody else", () => {
    const root = temporary();
    mkdirSync(join(root, "theirs"));
    const mine = makeFolder(join(root, "theirs", "mine", "deep"));
    const again = makeFolder(join(root, "theirs", "mine", "deep"));
    again.undo();
    expect(existsSync(join(root, "theirs", "mine", "deep"))).toBe(true);
    mine.undo();
    expect(existsSync(join(root, "theirs", "mine"))).toBe(false);
    expect(existsSync(join(root, "theirs"))).toBe(true);
  });

  it("is not made where a file is in the way", () => {
    const root = temporary();
    writeFileSync(join(root, "file"), "");
    expect(() => makeFolder(join(root, "file"))).not.toThrow();
    expect(() => makeFolder(join(root, "file", "below"))).toThrow(/a part of this path is a file/);
  });
});
