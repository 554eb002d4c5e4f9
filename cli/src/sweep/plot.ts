import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { misuse } from "@overparam/core";
import { diagramTable, diagramValueText } from "@overparam/lab/sweep";
import { type DiagramAsk, readDiagram, readSweepFile, writeDiagram, writeSweepTable, needSweep } from "@overparam/lab/node/sweep";
import { loadEngine } from "@overparam/kernels/node";
import type { PlotOptions } from "../commands/plot.ts";
import { CommandLine } from "../faults/command-line.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { studyFolders } from "../options/find-studies.ts";
import { findSweep } from "../options/find-sweep.ts";
import { pairs } from "../verify/heading.ts";
import { diagramText } from "./diagram-text.ts";

/** Draws the phase diagram of a sweep: as text on stdout, and as files. */
export async function plot({ terminal }: Host, name: string, options: PlotOptions): Promise<number> {
  const folder = findSweep(name, options.sweeps);
  // A file may ask for another diagram than when its sweep was started: what is drawn is no part of what is computed.
  const file = /\.ya?ml$/i.test(name) && existsSync(name) && statSync(name).isFile() ? readSweepFile(name).file : needSweep(folder).file;
  const read = await readDiagram(folder, asked(file.diagram, options), studyFolders(options.studies));
  const { diagram, trials, stored } = read;
  const command = commandText(folder, read, options);
  const written = options.files ? await files() : undefined;
  if (options.json === true) {
    const { columns, rows } = diagramTable(diagram);
    jsonEvents(terminal)("diagram", {
      folder,
      sweep: stored.id,
      trials,
      x: diagram.x,
      y: diagram.y,
      value: diagramValueText(diagram.value),
      pooled: diagram.pooled.map((axis) => axis.name),
      columns,
      cells: rows,
      files: written ?? null,
    });
    return exitCode.ok;
  }
  terminal.print(diagramText(diagram, { title: file.title, sweep: stored, trials }, terminal.columns(), terminal.paint));
  if (written !== undefined) {
    terminal.print(
      `\n${pairs(
        [
          ["report", written.report],
          ["figures", [written.svg, written.png].join(", ")],
          ["cells", written.csv],
          ...(written.page === null ? [] : [["for the page", written.page] as const]),
        ],
        terminal.paint,
      )}`,
    );
  }
  return exitCode.ok;

  async function files() {
    const engine = await loadEngine({ backend: "wasm", threads: 1 });
    try {
      const place = options.out ?? join(folder, "plot");
      const drawn = await writeDiagram(place, read, { math: engine.math, title: file.title, command });
      const table = join(place, "sweep.json");
      return { ...drawn, page: (await writeSweepTable(table, folder, studyFolders(options.studies))) ? table : null };
    } finally {
      engine.close();
    }
  }
}

/** What is drawn: the flags, then the sweep's own wish. Its contour lines and predicted boundary belong to its own value and axes. */
function asked(own: DiagramAsk = {}, { x, y, value, at, levels }: PlotOptions): DiagramAsk {
  const other = value !== undefined && value !== own.value;
  const turned = (x !== undefined && x !== own.x) || (y !== undefined && y !== own.y) || at.length > 0;
  const where = { ...own.where, ...Object.fromEntries(at.map(held)) };
  // An axis that is held is not drawn, whatever the file wishes.
  const free = (name: string | undefined): string | undefined => (name !== undefined && name in where ? undefined : name);
  const across = x ?? free(own.x);
  const up = y ?? free(own.y);
  const lines = levels === undefined ? (other ? undefined : own.levels) : parseLevels(levels);
  return {
    // A flag that takes the other axis of the sweep's own pair leaves the first to this one.
    ...(across === undefined || (x === undefined && across === y) ? {} : { x: across }),
    ...(up === undefined || (y === undefined && up === x) ? {} : { y: up }),
    ...(value === undefined ? (own.value === undefined ? {} : { value: own.value }) : { value }),
    where,
    ...(lines === undefined ? {} : { levels: lines }),
    ...(own.predicted === undefined || other || turned ? {} : { predicted: own.predicted }),
  };
}

function held(text: string): readonly [string, string | number | boolean] {
  const at = text.indexOf("=");
  if (at < 1) throw new CommandLine(`--at takes AXIS=VALUE; got ${text}.`);
  const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (value === "true" || value === "false") return [name, value === "true"];
  return [name, value !== "" && !Number.isNaN(Number(value)) ? Number(value) : value];
}

function parseLevels(text: string): number[] {
  if (text.trim() === "none") return [];
  return text.split(",").map((word) => {
    const level = Number(word);
    if (word.trim() === "" || !Number.isFinite(level)) throw misuse("--levels", "must be numbers separated by commas, or none", text);
    return level;
  });
}

/** The command that draws this again, with all that was chosen written out. */
function commandText(folder: string, { diagram, levels }: Awaited<ReturnType<typeof readDiagram>>, { out }: PlotOptions): string {
  const quoted = (text: string): string => (/^[\w./=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  return [
    "overparam plot",
    quoted(folder),
    ...(diagram.x.values.length > 1 ? ["--x", quoted(diagram.x.name)] : []),
    ...(diagram.y.values.length > 1 ? ["--y", quoted(diagram.y.name)] : []),
    "--value",
    quoted(diagramValueText(diagram.value)),
    ...Object.entries(diagram.where).flatMap(([name, at]) => ["--at", quoted(`${name}=${at}`)]),
    ...(levels === undefined ? [] : ["--levels", levels.length === 0 ? "none" : levels.join(",")]),
    ...(out === undefined ? [] : ["--out", quoted(out)]),
  ].join(" ");
}
