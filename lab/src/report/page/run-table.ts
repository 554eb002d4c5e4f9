import type { RunRecord } from "@overparam/core";
import { escapeXml } from "../escape-xml.ts";
import { formatNumber } from "../format-number.ts";
import { shortId } from "../short-id.ts";

/** The runs with what sets them apart, how they ended and their full ids: where the numbers of the figures and verdicts come from. */
export function runTable(records: readonly RunRecord[]): string {
  if (records.length === 0) return "";
  const configs = records.map((record) => record.config as Readonly<Record<string, unknown>>);
  const names = [...new Set(configs.flatMap((config) => Object.keys(config)))];
  const varying = names.filter((name) => new Set(configs.map((config) => JSON.stringify(config[name]))).size > 1);
  const head = ["run", "seed", ...varying, "ended", "iterations", "value"]
    .map((name) => `<th scope="col">${escapeXml(name)}</th>`)
    .join("");
  const rows = records.map((record, i) => {
    const own = varying.map((name) => `<td>${escapeXml(JSON.stringify(configs[i]?.[name]) ?? "")}</td>`).join("");
    const { outcome } = record;
    return `<tr id="run-${escapeXml(shortId(record.id))}"><th scope="row"><code title="${escapeXml(record.id)}">${escapeXml(shortId(record.id))}</code></th><td>${record.seed}</td>${own}<td>${escapeXml(outcome.kind)}</td><td>${outcome.iteration}</td><td>${formatNumber(outcome.value)}</td></tr>`;
  });
  const open = records.length <= 12 ? " open" : "";
  return `<section aria-labelledby="runs"><h2 id="runs">Runs</h2><details${open}><summary>${records.length === 1 ? "One run" : `${records.length} runs`}</summary><div class="scroll" tabindex="0" role="group" aria-labelledby="runs"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div></details></section>`;
}
