/** An axis of a figure. */
export interface Axis {
  readonly label: string;
  readonly scale: "linear" | "log";
}

/** A line, labelled at its end. `measured` is blue and solid, `predicted` orange and dashed, everywhere. */
export interface Series {
  readonly label: string;
  readonly role: "measured" | "predicted";
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Quantile band around y. */
  readonly low?: readonly number[];
  readonly high?: readonly number[];
  readonly marks?: boolean;
}

/** A figure as plain data: a pure function of recorded data; hosts render it (SVG, PNG, canvas). */
export type Figure = {
  readonly id: string;
  readonly title: string;
  /** States the finding with its interval. */
  readonly caption: string;
  /** Ids of the runs it shows. */
  readonly runs: readonly string[];
} & (
  | { readonly kind: "lines"; readonly x: Axis; readonly y: Axis; readonly series: readonly Series[] }
  | {
      /** Neurons in the plane: area = mass, teachers as arrows, paths as polylines. */
      readonly kind: "plane";
      readonly panels: readonly {
        readonly title: string;
        readonly teachers: readonly (readonly [number, number])[];
        readonly students: readonly (readonly [number, number])[];
        readonly paths: readonly (readonly (readonly [number, number])[])[];
      }[];
    }
  | {
      readonly kind: "heatmap";
      readonly x: Axis;
      readonly y: Axis;
      readonly value: string;
      readonly xs: readonly number[];
      readonly ys: readonly number[];
      /** [ys, xs] row-major. */
      readonly values: readonly number[];
      /** Cells with something in them (a neuron on a map of the sphere): x one of xs, y one of ys. */
      readonly marks?: readonly { readonly x: number; readonly y: number }[];
    }
);
