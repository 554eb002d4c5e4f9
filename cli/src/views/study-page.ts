import type { Study } from "@overparam/core";
import type { Paint } from "../terminal/colour.ts";
import { hang, width } from "../terminal/wrap.ts";
import { fidelityMark } from "./fidelity-mark.ts";
import { fieldRows } from "./fields.ts";
import { fullCitation } from "./study-table.ts";
import { fidelityNotes } from "./verdict-table.ts";

/** A study on one page: the paper, its claims, its settings with ranges and units, its presets and experiments. */
export function studyPage(study: Study, columns: number, paint: Paint): string {
  const out: string[] = [];
  const say = (text: string, indent = "", first = indent): void => void out.push(hang(text, columns, indent, first));
  out.push(paint("strong", study.id));
  say(fullCitation(study));
  out.push("");
  say(study.says);

  out.push("", paint("strong", "claims"));
  const id = Math.max(...study.claims.map((claim) => width(claim.id)), 0);
  const grade = Math.max(...study.claims.map((claim) => width(claim.grade)), 0);
  for (const claim of study.claims) {
    const head = `  ${claim.id.padEnd(id)}  ${claim.grade.padEnd(grade)}  `;
    out.push(hang(claim.says + fidelityMark[claim.fidelity].mark, columns, " ".repeat(head.length), head));
  }
  for (const note of fidelityNotes(study.claims)) out.push(paint("quiet", `  ${note}`));

  out.push("", `${paint("strong", "settings")}  ${paint("quiet", "--set name=value")}`);
  const rows = fieldRows(study);
  const name = Math.max(...rows.map((row) => width(row.name)), 0);
  const standard = Math.min(16, Math.max(...rows.map((row) => width(row.standard)), 0));
  for (const row of rows) {
    const head = `  ${row.name.padEnd(name)}  ${row.standard.padEnd(standard)}  `;
    out.push(hang([row.says, row.range].filter((part) => part !== "").join(" · "), columns, " ".repeat(name + standard + 6), head));
  }

  if (study.presets.length > 0) {
    out.push("", paint("strong", "presets"));
    const longest = Math.max(...study.presets.map((preset) => width(preset.id)));
    for (const preset of study.presets) {
      const head = `  --preset ${preset.id.padEnd(longest)}  `;
      say(`${preset.title}. ${preset.says}`, " ".repeat(head.length), head);
    }
  }
  if (study.experiments.length > 0) {
    out.push("", `${paint("strong", "experiments")}  ${paint("quiet", `overparam run ${study.id} --experiment …`)}`);
    const longest = Math.max(...study.experiments.map((experiment) => width(experiment.id)));
    for (const experiment of study.experiments) {
      const head = `  ${experiment.id.padEnd(longest)}  `;
      say(`${experiment.title}. ${experiment.says}`, " ".repeat(head.length), head);
    }
  }
  out.push("", paint("quiet", `overparam show ${study.id} ${study.claims[0]?.id ?? "CLAIM"} · overparam verify ${study.id}`));
  return out.join("\n");
}
