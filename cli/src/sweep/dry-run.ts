import { predictSweep, type SweepForecast } from "@overparam/lab/node/sweep";
import { checkDistinct, type Dimension, type PlannedAxis, type SweepPlan } from "@overparam/lab/sweep";
import type { SweepOptions } from "../commands/sweep.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { duration } from "../terminal/duration.ts";
import { bytesText } from "./bytes-text.ts";
import type { ExecutorChoice } from "./executors/executor-choice.ts";
import { sweepOrder } from "./sweep-order.ts";

/** Says what a sweep would do: its cells and trials, and from the beginning of a few trials how long and how large. */
export async function dryRun({ terminal }: Host, file: string, executor: ExecutorChoice, options: SweepOptions): Promise<number> {
  const { plan, found, engine, assets, folder } = await sweepOrder(file, options, terminal);
  try {
    checkDistinct(plan);
    const { study } = found;
    const forecast = predictSweep(plan, { study, engine, assets, keep: plan.keep, stop: plan.stop });
    const workers = executor.workers(options);
    const milliseconds = (forecast.trial * plan.trials) / workers;
    if (options.json === true) {
      const { id, cells, trials, backend } = plan;
      jsonEvents(terminal)("planned", { id, study: study.id, backend, cells, trials, workers, milliseconds, bytes: forecast.bytes });
    } else {
      terminal.print(dryRunText(plan, forecast, workers, milliseconds));
      if (executor.dryRun !== undefined) terminal.print(`\n${await executor.dryRun(plan, folder, options)}`);
    }
    return exitCode.ok;
  } finally {
    engine.close();
  }
}

function dryRunText(plan: SweepPlan, forecast: SweepForecast, workers: number, milliseconds: number): string {
  const { trials, cells, seeds } = plan;
  const lines = [
    `${plan.study} · ${plan.backend} · sweep ${plan.id.slice(0, 12)}`,
    ...plan.dimensions.map(dimensionText),
    `seeds    ${seeds.length === 1 ? seeds[0] : `${seeds[0]} … ${seeds.at(-1)} (${seeds.length})`}`,
    `cells    ${cells}`,
    `trials   ${trials}`,
    `time     about ${duration(milliseconds)} on ${workers} worker${workers === 1 ? "" : "s"} if every trial takes all its steps (${forecast.tried} cells tried; the longest trial takes ${duration(forecast.longest)})`,
    `disk     about ${bytesText(forecast.bytes)}`,
  ];
  for (const { cell, reason } of forecast.failing) {
    const at = Object.entries(plan.cell(cell).at).map(([name, value]) => `${name} = ${value}`);
    lines.push(`fails    cell ${cell} (${at.join(", ")}): ${reason}`);
  }
  return lines.join("\n");
}

function dimensionText({ axes, count }: Dimension): string {
  return axes
    .map((axis, k) => `${k === 0 ? "axis    " : "   with "} ${axis.name}: ${valuesText(axis)}${k === 0 ? ` (${count})` : ""}`)
    .join("\n");
}

function valuesText({ values }: PlannedAxis): string {
  const shown = values.length <= 8 ? values : [...values.slice(0, 4), "…", ...values.slice(-2)];
  return shown.map((value) => (typeof value === "string" && value.startsWith("sha256:") ? value.slice(0, 15) : String(value))).join(", ");
}
