import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Engine, resolveConfig, type Study } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCsv } from "../../src/format/csv.ts";
import { readNpz } from "../../src/format/npz.ts";
import { readSafetensors } from "../../src/format/safetensors.ts";
import { exportRun } from "../../src/node/export/export-run.ts";
import { readRun } from "../../src/node/folder/read-run.ts";
import { startRun } from "../../src/node/folder/start-run.ts";
import { lossFigure, ratioFigure } from "../figure/sample-figures.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";
import { temporary } from "../support/temporary.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine({ backend: "wasm" });
});
afterAll(() => engine.close());

async function run(): Promise<string> {
  const folder = temporary();
  const config = resolveConfig(quadratic, { steps: 300 }) as Record<string, unknown>;
  await startRun({ study: quadratic, config, seed: 1, engine, folder });
  return folder;
}
const bytes = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
const drawing = (figures: Study["figures"]): Study => ({ ...quadratic, figures }) as Study;

describe("exportRun", () => {
  it("writes one row a sample as CSV and Parquet, equal to the record", async () => {
    const folder = await run();
    const { samples } = readRun(folder).record;
    const [csv, parquet] = [await exportRun(folder, "csv"), await exportRun(folder, "parquet")];
    expect([csv, parquet]).toEqual([[join(folder, "metrics.csv")], [join(folder, "metrics.parquet")]]);
    const table = readCsv(bytes(csv[0] ?? ""), "metrics.csv");
    expect(table.columns.map((column) => column.name)).toEqual(["iteration", "time", "loss", "nothing", "odd[0]", "odd[1]", "odd[2]"]);
    expect(table.columns[2]?.values).toEqual(samples.map((sample) => sample.values.loss));
    expect(table.columns[4]?.values.every(Number.isNaN)).toBe(true);
    const { buffer, byteOffset, byteLength } = bytes(parquet[0] ?? "");
    const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    const rows = await parquetReadObjects({ file });
    expect(rows.map((row) => [row.iteration, row.loss, row["odd[2]"]])).toEqual(
      samples.map((sample) => [BigInt(sample.iteration), sample.values.loss, Number.NEGATIVE_INFINITY]),
    );
  });
  it("writes the last parameters and the metrics as .npz and .safetensors, with the run's config in the metadata", async () => {
    const folder = await run();
    const { record, checkpoint, config } = readRun(folder);
    const [npz = ""] = await exportRun(folder, "npz", join(folder, "w.npz"));
    const [safetensors = ""] = await exportRun(folder, "safetensors");
    const arrays = readNpz(bytes(npz), npz);
    const { tensors, metadata } = readSafetensors(bytes(safetensors), safetensors);
    expect(arrays).toEqual(tensors);
    expect(arrays.theta?.data).toEqual(checkpoint?.tensors.theta);
    expect(arrays["metrics.odd"]?.shape).toEqual([record.samples.length, 3]);
    expect(metadata).toMatchObject({ study: "quadratic", run: config.id, seed: "1", backend: "wasm" });
    expect(JSON.parse(metadata.config ?? "")).toEqual(config.config);
  });
  it("writes the study's figures into a folder, or one figure into a file", async () => {
    const folder = await run();
    const two = drawing(() => [lossFigure, ratioFigure]);
    const paths = await exportRun(folder, "svg", undefined, two);
    expect(paths.map((path) => path.slice(folder.length))).toEqual(["/figures/loss.svg", "/figures/ratio.svg"]);
    expect(readFileSync(paths[0] ?? "", "utf8")).toMatch(/^<svg /);
    const [png = ""] = await exportRun(
      folder,
      "png",
      join(folder, "loss.png"),
      drawing(() => [lossFigure]),
    );
    expect(bytes(png).subarray(1, 4)).toEqual(Uint8Array.of(0x50, 0x4e, 0x47));
    await expect(exportRun(folder, "svg", join(folder, "one.svg"), two)).rejects.toThrow("2 figures need a folder");
  });
  it("hands the study the record and working functions", async () => {
    const folder = await run();
    const seen: unknown[] = [];
    const study = drawing((records, verdicts, math) => {
      seen.push(records.length, verdicts.length, math.exp(0));
      return [lossFigure];
    });
    await exportRun(folder, "svg", undefined, study);
    expect(seen).toEqual([1, 0, 1]);
  });
  it("refuses in one sentence and leaves nothing half-written", async () => {
    const folder = await run();
    await expect(exportRun(folder, "xlsx" as "csv")).rejects.toThrow(
      'export: the format must be one of npz, safetensors, csv, parquet, svg, png; got "xlsx".',
    );
    await expect(exportRun(join(folder, "nowhere"), "csv")).rejects.toThrow("there is no such run folder");
    await expect(
      exportRun(
        folder,
        "png",
        undefined,
        drawing(() => []),
      ),
    ).rejects.toThrow("makes no figure of these records");
    await expect(exportRun(folder, "svg")).rejects.toThrow("figures are made by the run's study");
    await expect(exportRun(folder, "csv", join(folder, "no", "such", "metrics.csv"))).rejects.toThrow(
      /metrics\.csv: there is no such file or folder/,
    );
    const before = readdirSync(folder);
    mkdirSync(join(folder, "taken.csv"));
    await expect(exportRun(folder, "csv", join(folder, "taken.csv"))).rejects.toThrow(/taken\.csv: /);
    expect(readdirSync(folder)).toEqual([...before, "taken.csv"].sort());
    expect(existsSync(join(folder, "figures"))).toBe(false);
  });
});
