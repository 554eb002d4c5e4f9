import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Comparison, descentMethod, fold, normal, type Recovery, rootKey, teacherLabels } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { readNpz, writeNpz } from "../../src/format/npz.ts";
import { writeParquet } from "../../src/format/parquet.ts";
import { readSafetensors, writeSafetensors } from "../../src/format/safetensors.ts";
import type { RecoverySource } from "../../src/node/recover/open-source.ts";
import { type RecoveredFolder, recoverInFolder, type RecoverOrder } from "../../src/node/recover/recover-in-folder.ts";
import { contents, temporary } from "../support/temporary.ts";

const engine = await loadEngine();
const d = 4;
const W = Float64Array.of(1, 0.5, 0, 0, 0, -1, 1, 0.2, 0.3, 0, -0.4, 1);
const a = Float64Array.of(1, -0.7, 1.5);
const x = new Float64Array(500 * d);
normal(engine.math, rootKey("recover-in-folder", 1), x);
const y = teacherLabels("relu", { directions: W, weights: a }, x, d);
const noise = new Float64Array(500);
normal(engine.math, fold(rootKey("recover-in-folder", 1), "noise"), noise);
const tensors = { x: { shape: [500, d], data: x }, y: { shape: [500], data: y } };
const noisy = { ...tensors, y: { shape: [500], data: y.map((value, i) => value + 0.05 * (noise[i] as number)) } };

function recover(root: string, source: RecoverySource, order: Partial<RecoverOrder> = {}): Promise<RecoveredFolder> {
  return recoverInFolder({
    engine,
    source,
    settings: { activation: "relu", seed: 1, attempts: 4 },
    method: descentMethod,
    root,
    command: "overparam recover",
    ...order,
  });
}

describe("samples in any format", () => {
  const columns = [
    ...Array.from({ length: d }, (_, j) => ({
      name: `x${j + 1}`,
      kind: "real" as const,
      values: Array.from({ length: 500 }, (_, i) => x[i * d + j] as number),
    })),
    { name: "y", kind: "real" as const, values: Array.from(y) },
  ];

  it("give the same network", async () => {
    const root = temporary();
    const files: Record<string, string | Uint8Array> = {
      "s.npz": writeNpz(tensors),
      "s.safetensors": writeSafetensors(tensors),
      "s.parquet": await writeParquet({ columns, rows: 500 }),
      "s.csv": `${columns.map(({ name }) => name).join(",")}\n${Array.from({ length: 500 }, (_, i) => columns.map(({ values }) => values[i]).join(",")).join("\n")}\n`,
    };
    const found: Recovery[] = [];
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(root, name), content);
      const { recovery } = await recover(root, { kind: "samples", path: join(root, name) });
      found.push(recovery as Recovery);
    }
    for (const { verdict, a: weights } of found) expect({ verdict, weights }).toEqual({ verdict: "exact", weights: found[0]?.a });
  });
});

describe("a recovery in a folder", () => {
  it("writes the network in three formats and a page that needs nothing else, and is taken up as it is", async () => {
    const root = temporary();
    writeFileSync(join(root, "teacher.safetensors"), writeSafetensors({ W: { shape: [3, d], data: W }, a: { shape: [3], data: a } }));
    const source = { kind: "teacher", path: join(root, "teacher.safetensors"), samples: 400 } as const;
    const { folder, files, recovery, comparison } = await recover(root, source);
    expect(recovery).toMatchObject({ verdict: "exact", width: 3 });
    expect(comparison?.worst).toBeLessThan(1e-8);
    expect(files.map((path) => path.slice(folder.length + 1))).toEqual([
      "network.safetensors",
      "network.npz",
      "network.onnx",
      "report.html",
    ]);
    const stored = readSafetensors(readFileSync(join(folder, "network.safetensors")), "network");
    expect(stored.metadata).toMatchObject({ activation: "relu", verdict: "exact" });
    expect(stored.tensors.W?.data).toEqual(recovery?.W);
    expect(readNpz(readFileSync(join(folder, "network.npz")), "network").a?.data).toEqual(recovery?.a);
    const page = readFileSync(join(folder, "report.html"), "utf8");
    expect(page).toMatch(/✓ recovered exactly/);
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|NaN|undefined/);
    const again = await recover(root, source);
    expect(again).toMatchObject({ reused: true, finished: true, files });
    expect(again.recovery).toEqual(recovery);
    expect(again.comparison as Comparison).toEqual(comparison);
  });

  it("stopped anywhere, it goes on to the same bytes", async () => {
    const [whole, cut] = [temporary(), temporary()];
    for (const root of [whole, cut]) writeFileSync(join(root, "s.npz"), writeNpz(noisy));
    const { folder } = await recover(whole, { kind: "samples", path: join(whole, "s.npz") });
    let stops = 0;
    for (let until = 1; ; until++) {
      const stop = new AbortController();
      let pieces = 0;
      const source = { kind: "samples", path: join(cut, "s.npz") } as const;
      const end = await recover(cut, source, {
        signal: stop.signal,
        // Two finished pieces, then the middle of the next.
        onPiece: () => void (pieces += 1),
        onProgress: () => {
          if (pieces >= 2) stop.abort();
        },
      });
      if (end.finished) {
        const strip = (of: Record<string, string>): object =>
          Object.fromEntries(Object.entries(of).filter(([name]) => !name.includes("report.html")));
        expect(strip(contents(end.folder))).toEqual(strip(contents(folder)));
        expect(end.recovery?.verdict).toBe("noisy");
        break;
      }
      stops += 1;
      expect(existsSync(join(end.folder, "result.json"))).toBe(false);
      expect(until).toBeLessThan(200);
    }
    expect(stops).toBeGreaterThan(3);
  });

  it("calls what it does not claim an approximation", async () => {
    const root = temporary();
    const wrong = { ...tensors, y: { shape: [500], data: y.map((value) => Math.tanh(value)) } };
    writeFileSync(join(root, "s.npz"), writeNpz(wrong));
    const { recovery, files } = await recover(
      root,
      { kind: "samples", path: join(root, "s.npz") },
      { settings: { activation: "relu", seed: 1, attempts: 2 } },
    );
    expect(recovery?.verdict).toBe("none");
    expect(files.every((path) => /approximation|report/.test(path))).toBe(true);
  });
});

describe("several outputs", () => {
  const A = Float64Array.of(1, -0.7, 1.5, 0.3, 1, -0.4, -0.9, 0.2, 0.8);
  const several = { W: { shape: [3, d], data: W }, A: { shape: [3, 3], data: A } };
  const labels = [0, 1, 2].map((o) => teacherLabels("relu", { directions: W, weights: A.subarray(3 * o, 3 * o + 3) }, x, d));
  const targets = { shape: [500, 3], data: Float64Array.from({ length: 1500 }, (_, i) => labels[i % 3]?.[Math.floor(i / 3)] as number) };

  it("are recovered from moments, written and compared", async () => {
    const root = temporary();
    writeFileSync(join(root, "teacher.npz"), writeNpz(several));
    writeFileSync(join(root, "inputs.npz"), writeNpz({ x: tensors.x }));
    const source = { kind: "teacher", path: join(root, "teacher.npz"), inputs: join(root, "inputs.npz") } as const;
    const { recovery, comparison, folder } = await recover(root, source, { method: "moments" });
    // Every x of the file and its opposite.
    expect(recovery).toMatchObject({ verdict: "exact", width: 3, samples: { fitted: 800, heldOut: 200 } });
    expect(comparison?.worst).toBeLessThan(1e-8);
    const stored = readNpz(readFileSync(join(folder, "network.npz")), "network");
    expect(stored.A).toEqual({ shape: [3, 3], data: recovery?.A });
    expect(stored.a).toBeUndefined();
    expect(readFileSync(join(folder, "report.html"), "utf8")).not.toMatch(/NaN|undefined/);
    const again = await recover(root, source, { method: "moments" });
    expect(again.recovery).toEqual(recovery);
    writeFileSync(join(root, "one.npz"), writeNpz({ W: several.W, a: { shape: [3], data: a } }));
    await expect(recover(root, source, { method: "moments", against: join(root, "one.npz") })).rejects.toThrow(/must have several outputs/);
  });

  it("of a file of samples need symmetric inputs", async () => {
    const root = temporary();
    writeFileSync(join(root, "s.npz"), writeNpz({ x: tensors.x, y: targets }));
    const { recovery } = await recover(root, { kind: "samples", path: join(root, "s.npz") }, { method: "moments" });
    expect(recovery).toMatchObject({ verdict: "exact", width: 3 });
    writeFileSync(join(root, "s.npz"), writeNpz({ x: { ...tensors.x, data: x.map(Math.abs) }, y: targets }));
    await expect(recover(root, { kind: "samples", path: join(root, "s.npz") }, { method: "moments" })).rejects.toThrow(/x and −x/);
  });

  it.each([
    ["that are not finite", { ...several, A: { shape: [3, 3], data: A.map((entry, i) => (i === 0 ? Number.NaN : entry)) } }],
    ["of another width", { ...several, A: { shape: [2, 2], data: A.slice(0, 4) } }],
  ])("with weights %s are refused", async (_name, network) => {
    const root = temporary();
    writeFileSync(join(root, "teacher.npz"), writeNpz(network));
    const source = { kind: "teacher", path: join(root, "teacher.npz") } as const;
    await expect(recover(root, source, { method: "moments" })).rejects.toThrow(/A must hold m rows of 3 finite numbers/);
  });
});

describe("a command that answers", () => {
  const asks = (script: string): RecoverySource => ({
    kind: "query",
    command: `${process.execPath} -e '${script}'`,
    dimension: 2,
    samples: 300,
  });
  const lines = 'require("readline").createInterface({input:process.stdin})';

  it("is asked line by line, once", async () => {
    const root = temporary();
    const source = asks(`${lines}.on("line",l=>{const [p,q]=l.split(",").map(Number);console.log(Math.max(0,p)-2*Math.max(0,q-p))})`);
    const { recovery, folder } = await recover(root, source);
    expect(recovery).toMatchObject({ verdict: "exact", width: 2 });
    expect(readNpz(readFileSync(join(folder, "samples.npz")), "samples").y?.shape).toEqual([300]);
  });

  it.each([
    [
      "ends early",
      `${lines}.on("line",()=>{console.log(1);process.exit(3)})`,
      /it must answer 300 questions; got "1 answers and exit status 3"/,
    ],
    ["answers words", `${lines}.on("line",()=>console.log("one"))`, /answer 1 must be a finite number; got "one"/],
    ["answers nothing", `${lines}.on("line",()=>{})`, /it must answer 300 questions; got "0 answers/],
    ["does not exist", "", /must answer 300 questions/],
  ])("that %s is refused in one sentence, and nothing is left", async (name, script, says) => {
    const root = temporary();
    const source =
      name === "does not exist" ? ({ kind: "query", command: "/no/such/command", dimension: 2, samples: 300 } as const) : asks(script);
    await expect(recover(root, source)).rejects.toThrow(says);
    expect(existsSync(join(root, "recover"))).toBe(false);
  });
});

it.each([
  ["two outputs", writeNpz({ ...tensors, y: { shape: [250, 2], data: y } }), /y must have shape \[500\]/],
  ["no targets", writeNpz({ x: tensors.x }), /it must hold a tensor y \[n\] beside x/],
  ["flat inputs", writeNpz({ ...tensors, x: { shape: [500 * d], data: x } }), /x must have shape \[n,d\]/],
])("samples with %s are refused", async (_name, bytes, says) => {
  const root = temporary();
  writeFileSync(join(root, "s.npz"), bytes);
  await expect(recover(root, { kind: "samples", path: join(root, "s.npz") })).rejects.toThrow(says);
  expect(existsSync(join(root, "recover"))).toBe(false);
});
