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
  /** The sweep that it shows, in place of the ids of its many runs. */
  readonly sweep?: { readonly id: string; readonly trials: number };
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
      /** Words for the values of an axis, where they are no numbers. */
      readonly xWords?: readonly string[];
      readonly yWords?: readonly string[];
      /** How colours follow the values; linear unless said otherwise. On a logarithmic scale values that are not positive have no colour. */
      readonly valueScale?: "linear" | "log";
      /** The values of the two ends of the colours; the least and the greatest value unless said otherwise. */
      readonly valueDomain?: readonly [number, number];
      /** Lines of equal value, in units of cells: (0, 0) is the outer corner of the first cell. Measured solid, predicted orange and dashed. */
      readonly contours?: readonly {
        readonly label: string;
        readonly role: "measured" | "predicted";
        readonly points: readonly (readonly [x: number, y: number])[];
      }[];
      /** Cells with something in them (a neuron on a map of the sphere): x one of xs, y one of ys. */
      readonly marks?: readonly { readonly x: number; readonly y: number }[];
    }
);
