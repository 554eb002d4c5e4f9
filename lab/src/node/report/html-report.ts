import type { Elementary, Figure, RunRecord, Study, Verdict } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import type { Verification } from "../../judge/verification.ts";
import { recordSchema } from "../../record/record-schema.ts";
import { arrange } from "../../report/page/arrange.ts";
import type { Asked } from "../../report/replay.ts";
import type { ExperimentResult } from "../../run/run-experiment.ts";
import { drawFigure } from "../figure/draw-figure.ts";
import { provenance } from "../studies/provenance.ts";

/** What a report can be of: a verification, an experiment, or one run with the backend it was made on. */
export type Reported = Verification | ExperimentResult | { readonly record: RunRecord; readonly backend: string };

/** What may be told besides. */
export interface ReportOptions {
  /** In place of the study's own figures, or those of the experiment. */
  readonly figures?: readonly Figure[];
  /** Version and commit to print; those of this process unless said otherwise. */
  readonly made?: { readonly overparam: string | null; readonly commit: string | null };
}

/**
 * One self-contained HTML page of a verification, an experiment or a run: verdicts with their evidence, figures, config, runs, versions, the command to do it
 * again, and the citation. Opens from disk; no network, no script.
 *
 * Computes no run. Equal records give equal bytes for the same version of overparam.
 *
 * @cost about 50 ms a figure
 */
export async function htmlReport(study: Study, subject: Reported, math: Elementary, options: ReportOptions = {}): Promise<string> {
  // With it comes KaTeX, which no other command needs.
  const { page } = await import("../../report/page/page.ts");
  const made = options.made ?? provenance();
  const { records, verdicts, asked, id } = reported(subject);
  const figures = options.figures ?? ("experiment" in subject ? subject.figures : study.figures(records, verdicts, math));
  const drawn = [];
  for (const { figure, size } of arrange(figures)) drawn.push({ figure, size, ...(await drawFigure(figure, size)) });
  return page({
    study,
    id,
    asked,
    ...("claims" in subject ? { claims: subject.claims } : {}),
    ...("failures" in subject ? { failures: subject.failures } : {}),
    records,
    figures: drawn,
    versions: [
      ["study", `${study.id} ${"study" in subject ? subject.studyVersion : study.version}`],
      ["numerics", String("study" in subject ? subject.numericsVersion : numericsVersion)],
      ["records", String(recordSchema)],
      ["backend", asked.backend],
      ["seed", String(asked.seed)],
      ...(made.overparam === null ? [] : [["overparam", made.overparam] as const]),
      ...(made.commit === null ? [] : [["commit", made.commit] as const]),
    ],
  });
}

/** What the three kinds of records have in common. */
function reported(subject: Reported): {
  readonly records: readonly RunRecord[];
  readonly verdicts: readonly Verdict[];
  readonly asked: Asked;
  readonly id: string;
} {
  if ("record" in subject) {
    const { record, backend } = subject;
    const config = record.config as Readonly<Record<string, unknown>>;
    return { records: [record], verdicts: [], asked: { kind: "run", config, seed: record.seed, backend }, id: record.id };
  }
  const { records, config, seed, backend, id } = subject;
  if ("experiment" in subject) {
    return { records, verdicts: [], asked: { kind: "experiment", experiment: subject.experiment, config, seed, backend }, id };
  }
  const verdicts = subject.claims.map(({ verdict }) => verdict);
  return { records, verdicts, asked: { kind: "verification", config, seed, backend }, id };
}
