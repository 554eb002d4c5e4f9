import { join } from "node:path";
import type { Figure } from "@overparam/core";
import { writeCsv } from "../../format/csv.ts";
import { writeOnnx } from "../../format/onnx.ts";
import { writeSafetensors } from "../../format/safetensors.ts";
import type { Column } from "../../format/table.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { renderPng } from "../figure/render-png.ts";
import { renderSvg } from "../figure/render-svg.ts";
import { narrowFigure } from "./narrow-figure.ts";
import type { NarrowResult } from "./narrow-in-folder.ts";
import type { NarrowSamples, NarrowSettings } from "./narrow-plan.ts";

/** Paths of what was written, by kind; no model where no width reached the target. */
export interface NarrowFiles {
  readonly table: string;
  readonly chart: string;
  readonly picture: string;
  readonly safetensors?: string;
  readonly onnx?: string;
}

/** Writes the table of widths, the chart and the winner's model files. */
export async function writeNarrow(result: NarrowResult, samples: NarrowSamples, settings: NarrowSettings): Promise<NarrowFiles> {
  const { folder, trainings, winner } = result;
  const figure: Figure = narrowFigure(result, settings);
  const paths = { table: join(folder, "widths.csv"), chart: join(folder, "widths.svg"), picture: join(folder, "widths.png") };
  const column = (name: string, values: readonly (number | null)[]): Column => ({
    name,
    kind: values.every((value) => value === null || Number.isInteger(value)) ? "integer" : "real",
    values,
  });
  writeAtomic(
    paths.table,
    writeCsv({
      columns: [
        column(
          "mirrored",
          trainings.map(({ method }) => (method === "mirrored" ? 1 : 0)),
        ),
        column(
          "students",
          trainings.map(({ students }) => students),
        ),
        column(
          "seed",
          trainings.map(({ seed }) => seed),
        ),
        column(
          "heldAccuracy",
          trainings.map(({ accuracy }) => accuracy),
        ),
        column(
          "heldLoss",
          trainings.map(({ loss }) => loss),
        ),
        column(
          "trainingLoss",
          trainings.map(({ trainingLoss }) => trainingLoss),
        ),
      ],
      rows: trainings.length,
    }),
  );
  writeAtomic(paths.chart, await renderSvg(figure));
  writeAtomic(paths.picture, await renderPng(figure));
  if (winner === undefined) return paths;
  const { W, a, b, c, inputs } = winner.network;
  const metadata = {
    activation: "tanh",
    samples: samples.name,
    ...(samples.task === "classes" ? { classes: samples.classes.join(","), meaning: "y < 0: the first class; y > 0: the second" } : {}),
    [samples.task === "classes" ? "heldAccuracy" : "heldLoss"]: String(samples.task === "classes" ? winner.accuracy : winner.loss),
    method: winner.method,
    seed: String(winner.seed),
    id: result.id,
  };
  const safetensors = join(folder, "model.safetensors");
  const onnx = join(folder, "model.onnx");
  writeAtomic(
    safetensors,
    writeSafetensors(
      {
        W: { shape: [a.length, inputs], data: W },
        a: { shape: [a.length], data: a },
        b: { shape: [b.length], data: b },
        c: { shape: [1], data: Float64Array.of(c) },
      },
      metadata,
    ),
  );
  writeAtomic(onnx, writeOnnx({ activation: "tanh", inputs, W, a, b, c }, metadata));
  return { ...paths, safetensors, onnx };
}
