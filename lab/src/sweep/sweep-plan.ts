import { type Backend, canonicalJson, Misuse, nearestName, resolveConfig, type Study, sha256 } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import { runIdentity } from "../plan/identity.ts";
import { checkKept } from "./kept-names.ts";
import { axisName, type PlannedAxis, plannedAxis, withMore } from "./planned-axis.ts";
import type { AxisValue, Keep, StopRule, SweepAxis, SweepFile } from "./sweep-file.ts";
import type { SweepSource } from "./sweep-source.ts";
import type { Trial } from "./trial.ts";

/** Axes that move together; most have one. */
export interface Dimension {
  readonly axes: readonly PlannedAxis[];
  readonly count: number;
}

/** A point of the grid. */
export interface Cell {
  readonly index: number;
  readonly at: Readonly<Record<string, AxisValue>>;
  /** Resolved, files replaced by the hashes of their content. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** A sweep before anything is computed. Cells and trials are made when asked for: a million of them take no memory. */
export interface SweepPlan {
  /** SHA-256 of all that decides the records. */
  readonly id: string;
  readonly file: SweepFile;
  readonly study: string;
  readonly studyVersion: number;
  readonly numericsVersion: number;
  readonly backend: Backend;
  readonly dimensions: readonly Dimension[];
  readonly axes: readonly PlannedAxis[];
  readonly seeds: readonly number[];
  readonly keep: Keep;
  readonly stop: readonly StopRule[];
  /** How many cells, those besides the grid last. */
  readonly cells: number;
  /** How many trials: cells of the grid × seeds, and those besides. */
  readonly trials: number;
  /** Cells in row-major order: the last dimension changes fastest. */
  cell(index: number): Cell;
  /** Trials by cell, then by seed in the order of the file; then those besides the grid, as the file lists them. */
  trial(index: number): Trial;
  /** The place of a trial; undefined where the plan does not have it. Without a seed the first of the cell. */
  indexOf(cell: number, seed?: number): number | undefined;
}

/** What a sweep may hold, in trials. */
const most = 10_000_000;

/**
 * The cells and trials of a sweep, in an order that the file alone decides.
 *
 * @param source with files in `config` and in lists already replaced by the hashes of their content
 * @errors in the words of the source (file:line:column): unknown settings, values out of range, zips of different lengths, unknown names to keep
 */
export function planSweep(source: SweepSource, study: Study, backend: Backend): SweepPlan {
  const { file, fault } = source;
  checkSettings(source, study);
  const seeds = seedsOf(file.seeds);
  if (new Set(seeds).size < seeds.length) throw fault(["seeds"], "every seed is listed once", "a seed twice");
  const dimensions = file.axes.map((entry, at) => dimension(source, "zip" in entry ? entry.zip : [entry], ["axes", at]));
  const axes = dimensions.flatMap((each) => each.axes).map((axis) => withMore(axis, file.more));
  const twice = axes.find(({ name }, at) => axes.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) throw fault(["axes"], "every axis has a name of its own", twice.name, "give one of them another with `name:`");
  const grid = dimensions.reduce((product, { count }) => product * count, 1);
  const besides = trialsBesides(source, dimensions, grid, seeds);
  const cells = grid + besides.cells.length;
  const trials = grid * seeds.length + besides.trials.length;
  if (trials > most) throw fault(["axes"], `a sweep holds at most ${most} trials`, trials, "take fewer values or fewer seeds");
  checkKept(source, study);
  checkDiagram(source, axes);
  const base = written(file).some(isRelative) ? standard(source, study) : {};
  const stop = file.stop.trial;

  const onGrid = (index: number): Readonly<Record<string, AxisValue>> => {
    const at: Record<string, AxisValue> = {};
    const position = positionOf(index, dimensions);
    dimensions.forEach((each, d) => {
      for (const { name, values } of each.axes) at[name] = values[position[d] as number] as AxisValue;
    });
    return at;
  };
  const cell = (index: number): Cell => {
    const at = index < grid ? onGrid(index) : (besides.cells[index - grid] ?? {});
    const partial: Record<string, unknown> = { ...file.config };
    for (const axis of written(file)) if (!isRelative(axis)) put(partial, axis.setting, at[axisName(axis)]);
    for (const axis of written(file)) if (isRelative(axis)) put(partial, axis.setting, relative(axis, at[axisName(axis)], partial, base));
    const config = limited(resolveConfig(study, partial) as Record<string, unknown>, file.budget.steps);
    return { index, at, config };
  };

  let latest: Cell | undefined;
  const plan: SweepPlan = {
    id: sha256(
      canonicalJson({
        sweep: 1,
        study: study.id,
        studyVersion: study.version,
        numericsVersion,
        backend,
        config: file.config,
        axes: file.axes,
        seeds,
        keep: file.keep,
        steps: file.budget.steps ?? null,
        stop,
        ...(file.more.length === 0 ? {} : { more: file.more }),
      }),
    ),
    file,
    study: study.id,
    studyVersion: study.version,
    numericsVersion,
    backend,
    dimensions,
    axes,
    seeds,
    keep: file.keep,
    stop,
    cells,
    trials,
    cell,
    trial(index) {
      const further = besides.trials[index - grid * seeds.length];
      const number = further?.cell ?? Math.floor(index / seeds.length);
      if (latest?.index !== number) latest = cell(number);
      const seed = further?.seed ?? (seeds[index % seeds.length] as number);
      const { at, config } = latest;
      const { id } = runIdentity({ study, config, seed, backend, ...(stop.length === 0 ? {} : { stop }) });
      return { id, index, cell: number, seed, at, config };
    },
    indexOf(number, seed) {
      const column = number < grid ? (seed === undefined ? 0 : seeds.indexOf(seed)) : -1;
      if (number >= 0 && column >= 0) return number * seeds.length + column;
      const further = besides.trials.findIndex((each) => each.cell === number && (seed === undefined || each.seed === seed));
      return further < 0 ? undefined : grid * seeds.length + further;
    },
  };
  checkCells(source, plan, grid);
  return plan;
}

/** The seeds of every cell of the grid. */
export function seedsOf(seeds: SweepFile["seeds"]): readonly number[] {
  if (typeof seeds === "number") return Array.from({ length: seeds }, (_, k) => 1 + k);
  return "count" in seeds ? Array.from({ length: seeds.count }, (_, k) => seeds.from + k) : seeds;
}

/** Where a cell of the grid lies on each dimension. */
function positionOf(index: number, dimensions: readonly Dimension[]): readonly number[] {
  const position: number[] = [];
  for (let rest = index, d = dimensions.length - 1; d >= 0; d--) {
    const { count } = dimensions[d] as Dimension;
    position[d] = rest % count;
    rest = Math.floor(rest / count);
  }
  return position;
}

/** Cells that are not on the grid, and trials besides it, there or on it. */
function trialsBesides(
  { file, fault }: SweepSource,
  dimensions: readonly Dimension[],
  grid: number,
  seeds: readonly number[],
): {
  readonly cells: readonly Readonly<Record<string, AxisValue>>[];
  readonly trials: readonly { readonly cell: number; readonly seed: number }[];
} {
  const names = dimensions.flatMap(({ axes }) => axes.map(({ name }) => name));
  const cells: Readonly<Record<string, AxisValue>>[] = [];
  const places = new Map<string, number>();
  const trials: { readonly cell: number; readonly seed: number }[] = [];
  const known = new Set<string>();
  file.more.forEach(({ at, seeds: further }, k) => {
    const stray = Object.keys(at).find((name) => !names.includes(name)) ?? names.find((name) => !(name in at));
    if (stray !== undefined) throw fault(["more", k, "at"], "needs a value of every axis and of nothing else", stray);
    const key = canonicalJson(at);
    let cell = onGridAt(at, dimensions) ?? places.get(key);
    if (cell === undefined) {
      cell = grid + cells.length;
      places.set(key, cell);
      cells.push(at);
    }
    for (const seed of further) {
      const twice = known.has(`${cell} ${seed}`) || (cell < grid && seeds.includes(seed));
      if (twice) throw fault(["more", k, "seeds"], "every seed of a cell is listed once", seed);
      known.add(`${cell} ${seed}`);
      trials.push({ cell, seed });
    }
  });
  return { cells, trials };
}

/** The cell of the grid with these values; undefined where there is none. */
function onGridAt(at: Readonly<Record<string, AxisValue>>, dimensions: readonly Dimension[]): number | undefined {
  let index = 0;
  for (const { axes, count } of dimensions) {
    let found = -1;
    for (let k = 0; k < count && found < 0; k++) if (axes.every(({ name, values }) => values[k] === at[name])) found = k;
    if (found < 0) return undefined;
    index = index * count + found;
  }
  return index;
}

function dimension({ fault }: SweepSource, members: readonly SweepAxis[], path: readonly PropertyKey[]): Dimension {
  const zip = members.length > 1;
  const axes = members.map((axis, k): PlannedAxis => {
    const own = zip ? [...path, "zip", k] : path;
    if (axis.log !== undefined && !(axis.log.from > 0 && axis.log.to > 0)) {
      throw fault([...own, "log"], "a log range needs both ends above 0", `${axis.log.from} to ${axis.log.to}`);
    }
    const planned = plannedAxis(axis);
    if (planned.values.length === 0) throw fault(own, "an axis needs a value; to must not be below from");
    return planned;
  });
  const count = axes[0]?.values.length ?? 0;
  axes.forEach(({ values }, k) => {
    if (values.length !== count) throw fault([...path, "zip", k], `axes of a zip need equally many values, here ${count}`, values.length);
  });
  return { axes, count };
}

function written(file: SweepFile): readonly SweepAxis[] {
  return file.axes.flatMap((entry) => ("zip" in entry ? entry.zip : [entry]));
}

/** A diagram of axes that are not there would only show when the sweep is done. */
function checkDiagram({ file, fault }: SweepSource, axes: readonly PlannedAxis[]): void {
  const names = axes.map(({ name }) => name);
  const known = (name: string | undefined, path: readonly PropertyKey[]): void => {
    if (name === undefined || names.includes(name)) return;
    const near = nearestName(name, names);
    throw fault(path, "there is no such axis", name, near === undefined ? `the axes are ${names.join(", ")}` : `did you mean ${near}`);
  };
  known(file.diagram?.x, ["diagram", "x"]);
  known(file.diagram?.y, ["diagram", "y"]);
  for (const name of Object.keys(file.diagram?.where ?? {})) known(name, ["diagram", "where", name]);
}

function isRelative(axis: SweepAxis): boolean {
  return axis.times !== undefined || axis.plus !== undefined;
}

function relative(
  axis: SweepAxis,
  value: unknown,
  partial: Readonly<Record<string, unknown>>,
  base: Readonly<Record<string, unknown>>,
): number {
  const reference = axis.times ?? axis.plus ?? "";
  const other = Number(get(partial, reference) ?? get(base, reference));
  const made = axis.times === undefined ? Number(value) + other : Number(value) * other;
  return axis.round ? Math.round(made) : made;
}

/** A step budget is the study's own setting, lowered: a trial stays a run that `overparam run` makes again. */
function limited(config: Readonly<Record<string, unknown>>, steps: number | undefined): Readonly<Record<string, unknown>> {
  return steps === undefined || Number(config.steps) <= steps ? config : { ...config, steps };
}

/** What a setting is where neither the file nor an axis sets it. */
function standard({ file, fault }: SweepSource, study: Study): Readonly<Record<string, unknown>> {
  try {
    return resolveConfig(study, file.config) as Record<string, unknown>;
  } catch (error) {
    throw error instanceof Misuse ? at(error, ["config"], fault) : error;
  }
}

function checkSettings({ file, fault }: SweepSource, study: Study): void {
  const settings = Object.keys(study.config.shape);
  const known = (setting: string, path: readonly PropertyKey[]): void => {
    const head = setting.split(".", 1)[0] ?? "";
    if (settings.includes(head)) return;
    const near = nearestName(head, settings);
    const advice = near === undefined ? `the settings of ${study.id} are ${settings.join(", ")}` : `did you mean ${near}`;
    throw fault(path, "there is no such setting", setting, advice);
  };
  const places = file.axes.flatMap((entry, at) =>
    "zip" in entry
      ? entry.zip.map((axis, k) => ({ axis, path: ["axes", at, "zip", k] as PropertyKey[] }))
      : [{ axis: entry, path: ["axes", at] as PropertyKey[] }],
  );
  for (const { axis, path } of places) {
    known(axis.setting, [...path, "setting"]);
    if (axis.times !== undefined) known(axis.times, [...path, "times"]);
    if (axis.plus !== undefined) known(axis.plus, [...path, "plus"]);
    if (places.some((other) => other.axis !== axis && other.axis.setting === axis.setting)) {
      throw fault([...path, "setting"], "a setting has one axis", axis.setting);
    }
    if (get(file.config, axis.setting) !== undefined) {
      throw fault([...path, "setting"], "a setting stands on an axis or in config, not in both", axis.setting);
    }
  }
  if (file.budget.steps !== undefined && !settings.includes("steps")) {
    throw fault(["budget", "steps"], `${study.id} has no setting \`steps\` to limit`, undefined, "leave the budget out");
  }
  for (const [name, value] of Object.entries(file.config)) {
    const shape = study.config.shape[name];
    if (shape === undefined) known(name, ["config", name]);
    else if (!shape.safeParse(value).success) {
      refuse(
        () => resolveConfig({ id: study.id, config: study.config }, { [name]: value }),
        (error) => at(error, ["config", name], fault),
      );
    }
  }
}

/** Every value of every axis once, where all others stand at their first: a value out of range shows before the start. */
function checkCells(source: SweepSource, plan: SweepPlan, grid: number): void {
  let stride = grid;
  plan.dimensions.forEach(({ count }, d) => {
    stride /= count;
    for (let k = 0; k < count; k++) {
      refuse(
        () => plan.cell(k * stride),
        (error) => at(error, placeOf(source.file, d, k), source.fault),
      );
    }
  });
  for (let cell = grid; cell < plan.cells; cell++) {
    refuse(
      () => plan.cell(cell),
      (error) => at(error, ["more"], source.fault),
    );
  }
}

/** The place of the k-th value of a dimension: in a list the value itself. */
function placeOf(file: SweepFile, d: number, k: number): readonly PropertyKey[] {
  const entry = file.axes[d];
  if (entry === undefined || "zip" in entry || entry.list === undefined) return ["axes", d];
  return ["axes", d, "list", k];
}

function refuse(work: () => unknown, tell: (error: Misuse) => Error): void {
  try {
    work();
  } catch (error) {
    throw error instanceof Misuse ? tell(error) : error;
  }
}

/** A study's refusal at a place of the file. */
function at({ where, wanted, got, advice }: Misuse, path: readonly PropertyKey[], fault: SweepSource["fault"]): Error {
  return fault(path, `${where} ${wanted}`, got, advice);
}

function get(of: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], of);
}

function put(into: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(".");
  let place = into;
  for (const key of keys.slice(0, -1)) {
    place[key] = { ...(place[key] as Record<string, unknown> | undefined) };
    place = place[key] as Record<string, unknown>;
  }
  place[keys.at(-1) as string] = value;
}
