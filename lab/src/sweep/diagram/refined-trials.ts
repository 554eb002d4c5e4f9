import { canonicalJson, misuse } from "@overparam/core";
import type { AxisValue, SweepFile } from "../sweep-file.ts";
import type { SweepPlan } from "../sweep-plan.ts";
import type { PhaseDiagram } from "./phase-diagram.ts";
import type { Refinement } from "./refine.ts";
import type { TrialRow } from "./trial-row.ts";

type More = SweepFile["more"][number];

/**
 * A refinement as trials besides the grid of a sweep: further seeds follow the largest that the sweep has, new cells take as many seeds as the others.
 *
 * Where a cell of the diagram pools several cells of the sweep, further seeds go round among them.
 *
 * @param nameOf the axis of a column, where they are called differently
 * @errors one sentence: new cells where the diagram pools axes, or on an axis that moves together with others
 */
export function refinedTrials(
  diagram: PhaseDiagram,
  refinements: readonly Refinement[],
  plan: Pick<SweepPlan, "axes" | "dimensions" | "seeds" | "file">,
  nameOf: (column: string) => string = (column) => column,
): readonly More[] {
  const last = [...plan.seeds, ...plan.file.more.flatMap(({ seeds }) => seeds)].reduce((a, b) => Math.max(a, b));
  const out = new Map<string, { at: More["at"]; seeds: number[] }>();
  const add = (at: More["at"], count: number): void => {
    const key = canonicalJson(at);
    const entry = out.get(key) ?? { at, seeds: [] };
    for (let k = 0; k < count; k++) entry.seeds.push(last + 1 + entry.seeds.length);
    out.set(key, entry);
  };
  for (const refinement of refinements) {
    if (refinement.kind === "seeds") {
      const cell = diagram.cells[refinement.y * diagram.x.values.length + refinement.x];
      const places = distinct((cell?.rows ?? []).map((row) => placeOf(row, plan, nameOf)));
      // A cell in which nothing has ended is made by the sweep itself.
      places.forEach((at, k) => add(at, Math.floor((refinement.more + places.length - 1 - k) / places.length)));
    } else {
      const across = refinement.axis === diagram.x.name ? diagram.y : diagram.x;
      const [moving, standing] = [nameOf(refinement.axis), nameOf(across.name)];
      if (plan.dimensions.some(({ axes }) => axes.length > 1 && axes.some(({ name }) => name === moving || name === standing))) {
        throw misuse("refine", "an axis of a zip has no values of its own in between", moving, "refine by seeds");
      }
      for (const value of refinement.across) {
        const at: Record<string, AxisValue> = {};
        for (const { name, values } of plan.axes) {
          if (name === moving) at[name] = refinement.value;
          else if (name === standing) at[name] = value;
          else {
            const held =
              Object.entries(diagram.where).find(([column]) => nameOf(column) === name)?.[1] ??
              (values.length === 1 ? values[0] : undefined);
            if (held === undefined)
              throw misuse(
                "refine",
                "new cells need one value of every other axis",
                name,
                `hold it with where in the diagram, or refine by seeds`,
              );
            at[name] = held;
          }
        }
        add(at, 0);
        const entry = out.get(canonicalJson(at));
        if (entry !== undefined && entry.seeds.length === 0) entry.seeds.push(...plan.seeds.slice(0, refinement.seeds));
      }
    }
  }
  return [...out.values()].filter(({ seeds }) => seeds.length > 0);
}

/** The values of all axes of a trial. */
function placeOf(row: TrialRow, { axes }: Pick<SweepPlan, "axes">, nameOf: (column: string) => string): More["at"] {
  const columns = new Map(Object.keys(row).map((column) => [nameOf(column), column]));
  return Object.fromEntries(
    axes.map(({ name, values }) => {
      const said = row[columns.get(name) ?? name];
      // A column of several kinds of values holds texts.
      return [name, values.find((value) => value === said) ?? values.find((value) => String(value) === String(said)) ?? ""];
    }),
  );
}

function distinct(places: readonly More["at"][]): readonly More["at"][] {
  return [...new Map(places.map((at) => [canonicalJson(at), at])).values()];
}
