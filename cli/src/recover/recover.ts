import { descentMethod, type SearchProgress } from "@overparam/core";
import { formatNumber } from "@overparam/lab";
import { recoverInFolder } from "@overparam/lab/node";
import type { RecoverOptions } from "../commands/recover.ts";
import { exitCode } from "../faults/exit-code.ts";
import { Interrupted } from "../faults/interrupted.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { loadBackend } from "../options/load-backend.ts";
import { cut } from "../terminal/wrap.ts";
import { progressOn } from "../verify/watch.ts";
import { recoveryText } from "../views/recovery-text.ts";
import { recoverCommandLine } from "./command-line.ts";
import { sourceOf } from "./source-of.ts";

const stages: Readonly<Record<SearchProgress["stage"], string>> = {
  propose: "training",
  fit: "fitting",
  reduce: "removing neurons",
  done: "polishing",
};

/** Recovers a network in a folder, watched on the terminal. Exit status 0 where one is claimed, 1 where none is. */
export async function recover({ terminal, signal }: Host, samples: string | undefined, options: RecoverOptions): Promise<number> {
  const engine = await loadBackend(options.backend, terminal);
  const tell = options.json === true ? jsonEvents(terminal) : undefined;
  const line = progressOn(terminal);
  const { activation, seed, attempts, most } = options;
  const command = recoverCommandLine(samples, options, engine.backend);
  let last: number | undefined;
  try {
    const end = await recoverInFolder({
      engine,
      source: sourceOf(samples, options),
      settings: { activation, seed, attempts, ...(most === undefined ? {} : { most }) },
      method: options.method === "moments" ? "moments" : descentMethod,
      ...(options.against === undefined ? {} : { against: options.against }),
      root: options.out,
      fresh: options.fresh === true,
      command,
      signal,
      onBegin(begun) {
        if (tell !== undefined) tell("started", { ...begun, backend: engine.backend, seed });
        else line.note(`  ${begun.samples} samples, ${begun.inputs} inputs${begun.resumed ? "; going on where it was stopped" : ""}`);
      },
      onAnswers: (answers, asked) => line.update((columns) => cut(`  asking  ${answers} of ${asked} answers`, columns)),
      onProgress({ attempt, stage, width, error }) {
        line.update((columns) =>
          cut(
            `  attempt ${attempt + 1}  ${stages[stage]}  ${width} neurons  error ${formatNumber(error, { digits: 2, plain: true })} of 1`,
            columns,
          ),
        );
      },
      onPiece(state) {
        const { records, stage } = state;
        if (tell === undefined || records.length === (last ?? 0)) return;
        last = records.length;
        tell("attempt", { attempt: records.length, stage, ...records.at(-1) });
      },
    });
    line.end();
    if (!end.finished || end.recovery === undefined) {
      tell?.("interrupted", { id: end.id, folder: end.folder });
      const next =
        options.method === "moments" ? "moments keep no pieces: the same command begins again" : "the same command goes on from there";
      throw new Interrupted(`recovery stopped; ${next} (${end.folder}).`);
    }
    const { recovery, comparison, folder, files, reused } = end;
    if (tell !== undefined) {
      const { W, a, A, basis: _basis, ...rest } = recovery;
      tell("ended", { id: end.id, folder, files, reused, ...rest, a, ...(A === undefined ? {} : { A }), W, comparison });
    } else {
      terminal.print(recoveryText({ recovery, comparison, folder, files, reused, command }, terminal.columns(), terminal.paint));
    }
    return recovery.verdict === "exact" || recovery.verdict === "noisy" ? exitCode.ok : exitCode.violated;
  } finally {
    line.end();
    engine.close();
  }
}
