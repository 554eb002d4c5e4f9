import { join } from "node:path";
import { loadEngine } from "@overparam/kernels/node";
import { formatNumber } from "@overparam/lab";
import {
  checkNarrow,
  narrowInFolder,
  narrowSamples,
  type NarrowSettings,
  parseClasses,
  scoreOf,
  type Training,
  writeNarrow,
} from "@overparam/lab/node";
import type { NarrowOptions } from "../commands/narrow.ts";
import { CommandLine } from "../faults/command-line.ts";
import { exitCode } from "../faults/exit-code.ts";
import { Interrupted } from "../faults/interrupted.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { cut } from "../terminal/wrap.ts";
import { pairs } from "../verify/heading.ts";
import { progressOn } from "../verify/watch.ts";
import { widthTable } from "./width-table.ts";

/** Searches the narrowest network, prints the widths that were tried and where the winner is. */
export async function narrow({ terminal, signal }: Host, options: NarrowOptions): Promise<number> {
  const asked = settingsOf(options);
  const samples = narrowSamples({
    data: options.data,
    seed: options.seed,
    ...(options.classes === undefined ? {} : { classes: parseClasses(options.classes, "--classes") }),
    ...(options.count === undefined ? {} : { count: options.count }),
  });
  const settings = { ...asked, scaling: options.scaling === "auto" ? (samples.alike ? "together" : "columns") : options.scaling } as const;
  checkNarrow(samples, settings);
  const engine = await loadEngine({ backend: options.backend, threads: 1, onNotice: (says) => terminal.note(`overparam: ${says}`) });
  const tell = options.json ? jsonEvents(terminal) : undefined;
  const line = progressOn(terminal);
  const begun = performance.now();
  let trained = 0;
  try {
    const result = await narrowInFolder({
      samples,
      settings,
      engine,
      signal,
      folder: (id) => join(options.out, "narrow", id.slice(0, 12)),
      ...(options.fresh === undefined ? {} : { fresh: options.fresh }),
      onStarted(id, folder) {
        const n = samples.train.y?.data.length ?? 0;
        const held = samples.held.y?.data.length ?? 0;
        const { name, classes } = samples;
        tell?.("started", { id, folder, data: name, classes, samples: n, held, settings, backend: engine.backend });
        if (tell !== undefined) return;
        const which = classes.length === 0 ? "" : ` · classes ${classes.join(" and ")}`;
        const head = `${name}${which} · ${n} samples, ${held} held out · ${engine.backend} · id ${id.slice(0, 12)}`;
        terminal.print(`${terminal.paint("strong", "narrow")} · ${head}\n`);
      },
      onTraining(training: Training, reused) {
        trained++;
        tell?.("trained", { ...training, score: scoreOf(settings, training), reused });
      },
      onProgress({ method, students, seed, iteration, last }) {
        line.update((columns) =>
          cut(`  ${method}, ${students} neurons, seed ${seed}: step ${iteration} of ${last}; ${trained} trained`, columns),
        );
      },
    });
    line.end();
    const files = await writeNarrow(result, samples, settings);
    const { winner } = result;
    if (tell !== undefined) {
      const { network: _network, ...kept } = winner ?? { network: undefined };
      const seconds = (performance.now() - begun) / 1000;
      tell("narrowed", { id: result.id, narrowest: result.narrowest, winner: winner === undefined ? null : kept, files, seconds });
      return winner === undefined ? exitCode.violated : exitCode.ok;
    }
    terminal.print(`${widthTable(result, settings, terminal.paint)}\n`);
    terminal.print(sentence(result.narrowest, settings));
    if (winner !== undefined) {
      const score =
        settings.target.kind === "accuracy"
          ? `held-out accuracy ${winner.accuracy?.toFixed(4)}`
          : `held-out loss ${formatNumber(winner.loss, { plain: true })}`;
      terminal.print(`  Saved: ${winner.students} neurons, ${winner.method} training, seed ${winner.seed}, ${score}.`);
    }
    const model = files.onnx === undefined ? [] : [["model", files.onnx] as const, ["", files.safetensors ?? ""] as const];
    terminal.print(`\n${pairs([["records", result.folder], ["chart", files.chart], ["table", files.table], ...model], terminal.paint)}`);
    return winner === undefined ? exitCode.violated : exitCode.ok;
  } catch (error) {
    if (!(error instanceof Error && error.name === "Interrupted")) throw error;
    tell?.("interrupted", { says: error.message });
    throw new Interrupted(`${error.message.replace(/\.$/, "")}; what is done is kept; the same command goes on from there.`);
  } finally {
    line.end();
    engine.close();
  }
}

function settingsOf(options: NarrowOptions): Omit<NarrowSettings, "scaling"> {
  const { targetAccuracy, targetLoss, maxWidth, seeds, seed, components, radius, penalty, steps } = options;
  if ((targetAccuracy === undefined) === (targetLoss === undefined)) {
    throw new CommandLine("narrow takes one target; give --target-accuracy SHARE or --target-loss LOSS.");
  }
  if (!(radius > 0)) throw new CommandLine(`--radius must be above 0; got ${radius}.`);
  if (!(penalty >= 0)) throw new CommandLine(`--penalty must be at least 0; got ${penalty}.`);
  const target =
    targetAccuracy === undefined
      ? ({ kind: "loss", value: targetLoss ?? 0 } as const)
      : ({ kind: "accuracy", value: targetAccuracy } as const);
  return { target, most: maxWidth, seeds, firstSeed: seed, components, radius, penalty, steps };
}

function sentence(found: Readonly<Partial<Record<"mirrored" | "plain", number>>>, { target, most }: NarrowSettings): string {
  const wanted = target.kind === "accuracy" ? `an accuracy of ${target.value}` : `a loss of ${target.value}`;
  const part = (method: "mirrored" | "plain"): string => `${found[method] ?? `no width up to ${most}`} by ${method} training`;
  return `  Narrowest for ${wanted} on held-out samples: ${part("mirrored")}, ${part("plain")}.`;
}
