import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeNpz } from "@overparam/lab";
import { expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";
import { stopped } from "./support/stopped.ts";

const home = folder("recover");
const at = (...names: string[]): string => join(home, ...names);
/** Two ReLU neurons of three inputs; inputs are spread like a sine over irrational steps, with no two alike. */
const [n, d] = [300, 3];
const x = Float64Array.from({ length: n * d }, (_, i) => 2 * Math.sin(1.7 * i * i + 0.3 * i));
const relu = (i: number, w: readonly number[]): number =>
  Math.max(
    0,
    w.reduce((sum, entry, j) => sum + entry * (x[i * d + j] as number), 0),
  );
const y = Float64Array.from({ length: n }, (_, i) => relu(i, [1, 2, 0]) - 0.5 * relu(i, [0, -1, 1]));
writeFileSync(at("samples.npz"), writeNpz({ x: { shape: [n, d], data: x }, y: { shape: [n], data: y } }));
writeFileSync(
  at("teacher.npz"),
  writeNpz({ W: { shape: [2, d], data: Float64Array.of(1, 2, 0, 0, -1, 1) }, a: { shape: [2], data: Float64Array.of(1, -0.5) } }),
);
writeFileSync(at("tanh.npz"), writeNpz({ x: { shape: [n, d], data: x }, y: { shape: [n], data: y.map(Math.tanh) } }));

it("finds the network behind samples, compares it and says where it lies", () => {
  const { status, stdout, stderr } = overparam(["recover", "samples.npz", "--against", "teacher.npz"], { cwd: home });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "  300 samples, 3 inputs\n" });
  expect(stdout).toMatch(/^ {2}Recovered exactly: 2 ReLU neurons\. Error on held-out samples \d/);
  const errors = [...stdout.matchAll(/teacher (\d): angle \S+°, relative error (\S+)/g)].map(([, teacher, error]) => [
    teacher,
    Number(error) < 1e-8,
  ]);
  expect(errors).toEqual([
    ["1", true],
    ["2", true],
  ]);
  expect(stdout).toMatch(/neuron 1 +a 2\.23607/);
  expect(stdout).toMatch(/neuron 2 +a −0\.707107/);
  const [id = ""] = readdirSync(at("runs", "recover"));
  for (const file of ["network.safetensors", "network.npz", "network.onnx", "report.html"]) {
    expect(stdout).toContain(join("runs", "recover", id, file));
    expect(existsSync(at("runs", "recover", id, file))).toBe(true);
  }
  expect(stdout).toMatch(/again +overparam recover samples\.npz --activation relu --against teacher\.npz --seed 1 --backend \w+\n$/);
  const again = overparam(["recover", "samples.npz"], { cwd: home });
  expect(again.stdout).toMatch(/This was recovered before; --fresh computes it again/);
});

it("says so with exit status 1 where no network is found", () => {
  const { status, stdout } = overparam(["recover", "tanh.npz", "--attempts", "2"], { cwd: home });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^ {2}Not recovered: .*\n(.|\n)*best error +0: (.|\n)*approximation\.onnx/);
});

it("prints one JSON object per event with --json", () => {
  const { status, stdout, stderr } = overparam(["recover", "samples.npz", "--json", "--fresh"], { cwd: home });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const events = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { event: string; verdict?: string; a?: number[]; W?: number[] });
  expect(events.map(({ event }) => event)).toEqual(["started", "attempt", "ended"]);
  expect(events[2]).toMatchObject({ verdict: "exact", width: 2 });
  expect([events[2]?.a?.length, events[2]?.W?.length]).toEqual([2, 6]);
});

it("--method moments finds a network of several outputs, and refuses one output", () => {
  const teacher = {
    W: { shape: [2, d], data: Float64Array.of(1, 2, 0, 0, -1, 1) },
    A: { shape: [2, 2], data: Float64Array.of(1, -0.5, 0.5, 2) },
  };
  writeFileSync(at("outputs.npz"), writeNpz(teacher));
  const found = overparam(["recover", "--teacher", "outputs.npz", "--samples", "400", "--method", "moments"], { cwd: home });
  expect(found.stdout).toMatch(/^ {2}Recovered exactly: 2 ReLU neurons\./);
  expect(
    [...found.stdout.matchAll(/‖a‖ \S+ +teacher [12]: angle \S+°, relative error (\S+)/g)].every(([, error]) => Number(error) < 1e-8),
  ).toBe(true);
  expect(found.stdout).toMatch(/again +overparam recover --teacher outputs\.npz --samples 400 --activation relu --method moments --seed 1/);
  expect(found.status).toBe(0);
  const one = overparam(["recover", "samples.npz", "--method", "moments"], { cwd: home });
  expect(one).toMatchObject({ status: 2, stdout: "" });
  expect(one.stderr).toMatch(
    /^overparam: --method moments: y must have as many outputs as the network has neurons, two at least; got 1\. Leave out --method\.\n$/,
  );
  const several = overparam(["recover", "--teacher", "outputs.npz"], { cwd: home });
  expect(several.status).toBe(2);
  expect(several.stderr).toMatch(/outputs\.npz: a network of one output has a \[r\].*--method moments\.\n$/);
});

it("SIGINT stops it with exit status 130; the same command goes on to the same network", async () => {
  const out = at("stopped");
  // Noise needs two starts and all widths: long enough to be stopped.
  const many = 1200;
  const inputs = Float64Array.from({ length: many * 5 }, (_, i) => 2 * Math.sin(1.7 * i * i + 0.3 * i));
  const targets = Float64Array.from({ length: many }, (_, i) => Math.max(0, inputs[5 * i] as number) + Math.sin(7.1 * i * i));
  writeFileSync(at("long.npz"), writeNpz({ x: { shape: [many, 5], data: inputs }, y: { shape: [many], data: targets } }));
  const args = ["recover", at("long.npz"), "--out", out, "--json", "--attempts", "2"];
  const { code, stderr } = await stopped(args, { after: 100 });
  expect({ code, stderr }).toEqual({
    code: 130,
    stderr: expect.stringMatching(/^overparam: recovery stopped; the same command goes on from there \(.*\)\.\n$/),
  });
  const [id = ""] = readdirSync(join(out, "recover"));
  expect(readdirSync(join(out, "recover", id))).not.toContain("result.json");
  const { stdout } = overparam(args);
  overparam([...args.slice(0, 3), at("whole"), ...args.slice(4)]);
  const read = (root: string): string => readFileSync(join(root, "recover", id, "result.json"), "utf8");
  expect(read(out)).toBe(read(at("whole")));
  expect(stdout).toContain('"event":"ended"');
});
