import type { Elementary, Figure, RunRecord, Study } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import type { Verification } from "../../judge/verification.ts";
import { recordSchema } from "../../record/record-schema.ts";
import { arrange } from "../../report/page/arrange.ts";
import { page } from "../../report/page/page.ts";
import { drawFigure } from "../figure/draw-figure.ts";
import { provenance } from "../studies/provenance.ts";

/** What a report can be of: a verification, or one run with the backend it was made on. */
export type Reported = Verification | { readonly record: RunRecord; readonly backend: string };

/** What may be told besides. */
export interface ReportOptions {
  /** In place of the study's own figures, e.g. those of an experiment. */
  readonly figures?: readonly Figure[];
  /** Version and commit to print; those of this process unless said otherwise. */
  readonly made?: { readonly overparam: string | null; readonly commit: string | null };
}

/**
 * One self-contained HTML page of a verification or a run: verdicts with their evidence, figures, config, runs, versions, the command to do it
 * again, and the citation. Opens from disk; no network, no script.
 *
 * Computes no run. Equal records give equal bytes for the same version of overparam.
 *
 * @cost about 50 ms a figure
 */
export async function htmlReport(study: Study, subject: Reported, math: Elementary, options: ReportOptions = {}): Promise<string> {
  const made = options.made ?? provenance();
  const whole = "claims" in subject;
  const records = whole ? subject.records : [subject.record];
  const verdicts = whole ? subject.claims.map(({ verdict }) => verdict) : [];
  const figures = options.figures ?? study.figures(records, verdicts, math);
  const drawn = [];
  for (const { figure, size } of arrange(figures)) drawn.push({ figure, size, ...(await drawFigure(figure, size)) });
  return page({
    study,
    id: whole ? subject.id : subject.record.id,
    asked: whole
      ? { kind: "verification", config: subject.config, seed: subject.seed, backend: subject.backend }
      : {
          kind: "run",
          config: subject.record.config as Readonly<Record<string, unknown>>,
          seed: subject.record.seed,
          backend: subject.backend,
        },
    ...(whole ? { claims: subject.claims, failures: subject.failures } : {}),
    records,
    figures: drawn,
    versions: [
      ["study", `${study.id} ${whole ? subject.studyVersion : study.version}`],
      ["numerics", String(whole ? subject.numericsVersion : numericsVersion)],
      ["records", String(recordSchema)],
      ["backend", subject.backend],
      ["seed", String(whole ? subject.seed : subject.record.seed)],
      ...(made.overparam === null ? [] : [["overparam", made.overparam] as const]),
      ...(made.commit === null ? [] : [["commit", made.commit] as const]),
    ],
  });
}
