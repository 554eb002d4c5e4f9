import type { Claim, Study } from "@overparam/core";
import type { Paint } from "../terminal/colour.ts";
import { hang } from "../terminal/wrap.ts";
import { fidelityMark } from "./fidelity-mark.ts";
import { shortCitation } from "./study-table.ts";
import { texText } from "./tex-text.ts";

const grades: Readonly<Record<Claim<unknown>["grade"], string>> = {
  exact: "exact: the statement fixes every number",
  inequality: "inequality: the statement fixes a side, with all constants",
  exponent: "exponent: the statement fixes a power; its constant is fitted",
  existential: "existential: the statement says that a constant exists; what it says of that constant is tested",
};

/** One claim in readable text: what the paper says, when it applies, what is measured, and the run that must break it. */
export function claimPage(study: Study, claim: Claim<unknown>, columns: number, paint: Paint): string {
  const out = [`${paint("strong", `${claim.name} · ${claim.id}`)}  ${paint("quiet", shortCitation(study))}`, ""];
  const row = (name: string, text: string): void => void out.push(hang(text, columns, " ".repeat(14), paint("quiet", name.padEnd(14))));
  out.push(hang(claim.says, columns, ""), "");
  row("statement", texText(claim.statement));
  row("grade", grades[claim.grade]);
  row("source", fidelityMark[claim.fidelity].note);
  if (claim.addition !== undefined) row("added here", claim.addition);
  row("measured", texText(claim.quantity));
  if (claim.assumes.length === 0) row("assumes", "nothing beyond the study's setting");
  for (const [index, assumption] of claim.assumes.entries()) row(index === 0 ? "assumes" : "", `${assumption.says} (${assumption.id})`);
  row("must fail on", claim.counter.why);
  out.push("", paint("quiet", `overparam verify ${study.id} · the row ${claim.name}`));
  return out.join("\n");
}
