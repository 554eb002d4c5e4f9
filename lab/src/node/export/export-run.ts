import { basename, extname, join } from "node:path";
import { type Elementary, type Figure, misuse, type Study } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { writeCsv } from "../../format/csv.ts";
import { writeNpz } from "../../format/npz.ts";
import { writeParquet } from "../../format/parquet.ts";
import { writeSafetensors } from "../../format/safetensors.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { metricsTable } from "../../report/metrics-table.ts";
import { runTensors } from "../../report/run-tensors.ts";
import { makeFolder } from "../file/make-folder.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { renderPng } from "../figure/render-png.ts";
import { renderSvg } from "../figure/render-svg.ts";
import { readExperiment } from "../experiment/read-experiment.ts";
import { readRun } from "../folder/read-run.ts";
import { readRunConfig } from "../folder/run-config.ts";
import { readVerification } from "../verification/read-verification.ts";

/** What a run can be written as. */
export const exportFormats = ["npz", "safetensors", "csv", "parquet", "svg", "png"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * Writes a run for other programs, each file whole or not at all; gives the paths.
 *
 * | format             | content                                                                                    | default path     |
 * |--------------------|--------------------------------------------------------------------------------------------|------------------|
 * | `npz`              | last parameters by name (where the folder keeps them) and `metrics.<observable>`           | metrics.npz      |
 * | `safetensors`      | the same; study, run and config in the metadata                                            | metrics.safetensors |
 * | `csv`, `parquet`   | one row a sample; array observables as columns `id[0]`, `id[1]`, …                         | metrics.csv, …   |
 * | `svg`, `png`       | the figures of this run, verification or experiment, one file each, named by the figure    | figures/         |
 *
 * @param out the file to write, a folder for svg and png; in the run's own folder unless said otherwise
 * @param study makes the figures; not needed for the other formats
 * @param width pixels of a png
 * @errors one sentence: no such folder, an unknown format, arrays of a verification, figures without their study, an unwritable place
 */
export async function exportRun(
  folder: string,
  format: ExportFormat,
  out?: string,
  study?: Study,
  width = 1600,
): Promise<readonly string[]> {
  if (!exportFormats.includes(format)) throw misuse("export", `the format must be one of ${exportFormats.join(", ")}`, format);
  if (format === "svg" || format === "png") return exportFigures(folder, format, out ?? join(folder, "figures"), study, width);
  const { config, record, checkpoint, layout } = readRun(folder);
  const path = out ?? join(folder, `metrics.${format}`);
  const metadata = {
    format: "overparam run",
    study: config.study,
    run: config.id,
    seed: String(config.seed),
    backend: config.backend,
    config: encodeJson(config.config),
  };
  writeAtomic(path, await bytesOf());
  return [path];

  async function bytesOf(): Promise<Uint8Array> {
    switch (format) {
      case "npz":
        return writeNpz(runTensors(record, checkpoint, layout));
      case "safetensors":
        return writeSafetensors(runTensors(record, checkpoint, layout), metadata);
      case "csv":
        return writeCsv(metricsTable(record));
      default:
        return await writeParquet(metricsTable(record), metadata);
    }
  }
}

async function exportFigures(
  folder: string,
  format: "svg" | "png",
  out: string,
  study: Study | undefined,
  width: number,
): Promise<readonly string[]> {
  if (study === undefined) throw misuse("export", "figures are made by the run's study, which was not given");
  const figures = await figuresOf(folder, study);
  if (figures.length === 0) throw misuse(folder, `${study.id} makes no figure of these records`, undefined, "export csv instead");
  const single = figures.length === 1 && extname(out).toLowerCase() === `.${format}`;
  if (!single && /^\.(svg|png)$/i.test(extname(basename(out)))) {
    throw misuse(out, `${figures.length} figures need a folder`, undefined, "name a folder, not a file");
  }
  if (!single) makeFolder(out);
  const paths: string[] = [];
  for (const figure of figures) {
    const path = single ? out : join(out, `${figure.id.replaceAll(/[^A-Za-z0-9._-]/g, "-")}.${format}`);
    writeAtomic(path, format === "svg" ? await renderSvg(figure) : await renderPng(figure, width));
    paths.push(path);
  }
  return paths;
}

async function figuresOf(folder: string, study: Study): Promise<readonly Figure[]> {
  // For its elementary functions alone, which have the same bits on every backend.
  const { math, close } = await elementary();
  try {
    const { kind } = readRunConfig(folder);
    if (kind === "run") return study.figures([readRun(folder).record], [], math);
    if (kind === "experiment") return readExperiment(folder, study, math).figures;
    const { records, claims } = readVerification(folder);
    return study.figures(
      records,
      claims.map(({ verdict }) => verdict),
      math,
    );
  } finally {
    close();
  }
}

async function elementary(): Promise<{ math: Elementary; close(): void }> {
  const engine = await loadEngine();
  return { math: engine.math, close: () => engine.close() };
}
