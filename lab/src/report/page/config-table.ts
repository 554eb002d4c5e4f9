import type { FieldMeta, Study } from "@overparam/core";
import { escapeXml } from "../escape-xml.ts";
import { changed } from "../replay.ts";
import { statement } from "./statement.ts";

/** The resolved settings; those that differ from the study's defaults are marked. */
export function configTable(study: Study, config: Readonly<Record<string, unknown>>): string {
  const own = new Set(changed(study, config).map(([name]) => name));
  const rows = Object.entries(config).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const meta = study.config.shape[name]?.meta() as FieldMeta | undefined;
    const symbol = meta?.symbol === undefined ? "" : statement(meta.symbol);
    const unit = meta?.unit === undefined || meta.unit === "" ? "" : ` ${escapeXml(meta.unit)}`;
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    return [
      `<tr><th scope="row"><code>${escapeXml(name)}</code></th><td>${symbol}</td><td><code>${escapeXml(shown)}</code>${unit}${own.has(name) ? '<span class="tag">set</span>' : ""}</td><td class="note">${escapeXml(meta?.description ?? "")}</td></tr>`,
    ];
  });
  return `<section aria-labelledby="config"><h2 id="config">Config</h2><div class="scroll" tabindex="0" role="group" aria-labelledby="config"><table><thead><tr><th scope="col">setting</th><th scope="col">symbol</th><th scope="col">value</th><th scope="col">meaning</th></tr></thead><tbody>${rows.join("")}</tbody></table></div></section>`;
}
