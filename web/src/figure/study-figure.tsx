import type { Figure } from "@overparam/core";
import { number } from "../text/number.ts";
import { type DataTable, Frame } from "./frame.tsx";
import { Heatmap } from "./heatmap.tsx";
import { Lines } from "./lines.tsx";
import { Plane } from "./plane.tsx";

/** A figure that a study described as data. */
export function StudyFigure({ figure }: { readonly figure: Figure }) {
  const summary = `${figure.title}. ${figure.caption}`;
  return (
    <Frame title={figure.title} caption={figure.caption} table={() => tableOf(figure)}>
      {figure.kind === "lines" && <Lines x={figure.x} y={figure.y} series={figure.series} height={250} summary={summary} />}
      {figure.kind === "plane" && <Plane panels={figure.panels} summary={summary} />}
      {figure.kind === "heatmap" && <Heatmap figure={figure} summary={summary} />}
    </Frame>
  );
}

function tableOf(figure: Figure): DataTable {
  switch (figure.kind) {
    case "lines":
      return {
        head: ["curve", figure.x.label, figure.y.label],
        rows: figure.series.flatMap((one) => one.x.map((x, i) => [one.label, number(x, 4), number(one.y[i], 4)])),
      };
    case "plane":
      return {
        head: ["panel", "kind", "x", "y"],
        rows: figure.panels.flatMap((panel) => [
          ...panel.teachers.map(([x, y]) => [panel.title, "teacher", number(x, 4), number(y, 4)]),
          ...panel.students.map(([x, y]) => [panel.title, "student", number(x, 4), number(y, 4)]),
        ]),
      };
    case "heatmap":
      return {
        head: [figure.x.label, figure.y.label, figure.value],
        rows: figure.ys.flatMap((y, j) =>
          figure.xs.map((x, i) => [number(x, 4), number(y, 4), number(figure.values[j * figure.xs.length + i], 4)]),
        ),
      };
  }
}
