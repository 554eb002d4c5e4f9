import type { Comparison, Recovery } from "@overparam/core";
import { recoveryFigures } from "../../report/recovery/recovery-figures.ts";
import type { RecoveryIdentity } from "../../recover/recovery-identity.ts";
import { arrange } from "../../report/page/arrange.ts";
import { drawFigure } from "../figure/draw-figure.ts";
import { provenance } from "../studies/provenance.ts";
import type { RecoverySource } from "./open-source.ts";

/** What the page of a recovery is made from. */
export interface RecoveryReported {
  readonly id: string;
  readonly recovery: Recovery;
  readonly comparison: Comparison | undefined;
  readonly identity: RecoveryIdentity;
  readonly source: RecoverySource;
  readonly against: string | undefined;
  readonly files: readonly string[];
  readonly command: string;
}

/**
 * One self-contained HTML page of a recovery.
 *
 * @cost about 50 ms a figure; half a second once for loading Vega
 */
export async function recoveryReport(of: RecoveryReported): Promise<string> {
  const { recoveryPage } = await import("../../report/recovery/recovery-page.ts");
  const { id, recovery, comparison, identity, source, against } = of;
  const figures = [];
  for (const { figure, size } of arrange(recoveryFigures(recovery, id, comparison)))
    figures.push({ figure, size, ...(await drawFigure(figure, size)) });
  const made = provenance();
  const settings: (readonly [string, string])[] = [
    ["id", id],
    ["samples", described(source)],
    ...(against === undefined ? [] : [["compared with", against] as const]),
    ...Object.entries(identity.config).map(([name, value]) => [name, String(value)] as const),
    ["seed", String(identity.seed)],
    ["backend", identity.backend],
    ["numerics", String(identity.numericsVersion)],
    ...(made.overparam === null ? [] : [["overparam", made.overparam] as const]),
    ...(made.commit === null ? [] : [["commit", made.commit] as const]),
  ];
  return recoveryPage({ id, recovery, comparison, settings, files: of.files, command: of.command, figures });
}

function described(source: RecoverySource): string {
  switch (source.kind) {
    case "samples":
      return source.path;
    case "teacher":
      return `labels of ${source.path} on ${source.inputs ?? "standard normal inputs"}`;
    case "query":
      return `answers of ${source.command} to standard normal inputs`;
  }
}
