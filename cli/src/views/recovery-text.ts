import type { Comparison, Recovery } from "@overparam/core";
import { formatNumber, recoveryWords } from "@overparam/lab";
import type { Paint, Role } from "../terminal/colour.ts";
import { hang } from "../terminal/wrap.ts";
import { pairs } from "../verify/heading.ts";

/** What is shown of a recovery. */
export interface RecoveryShown {
  readonly recovery: Recovery;
  readonly comparison: Comparison | undefined;
  readonly folder: string;
  readonly files: readonly string[];
  readonly reused: boolean;
  readonly command: string;
}

const roles: Readonly<Record<Recovery["verdict"], Role>> = { exact: "holds", noisy: "holds", ambiguous: "undecided", none: "violated" };
/** Neurons that a terminal shows; the report has them all. */
const shown = 12;

/** The verdict in a sentence, the neurons, the errors, and where the files are. */
export function recoveryText(
  { recovery, comparison, folder, files, reused, command }: RecoveryShown,
  columns: number,
  paint: Paint,
): string {
  const number = (value: number, digits = 3): string => formatNumber(value, { digits, plain: true });
  const { a, A, verdict, standardErrors, width, widths } = recovery;
  const partners = new Map(comparison?.neurons.map((neuron) => [neuron.found, neuron] as const) ?? []);
  const tied = standardErrors.length === width;
  const neurons = Array.from(a.subarray(0, shown), (weight, k): readonly [name: string, text: string] => {
    const beside = partners.get(k);
    const error = tied && verdict !== "exact" ? ` ± ${number(standardErrors[k] as number, 2)}` : "";
    const angle =
      beside === undefined ? "" : `angle ${number((beside.angle * 180) / Math.PI, 2)}°, relative error ${number(beside.error, 2)}`;
    const partner =
      comparison === undefined ? "" : beside?.teacher === undefined ? "  no teacher neuron" : `  teacher ${beside.teacher + 1}: ${angle}`;
    return [
      `neuron ${k + 1}`,
      `${A === undefined ? "a" : "‖a‖"} ${paint("measured", number(weight, 6) + error)}${paint("quiet", partner)}`,
    ] as const;
  });
  if (width > shown) neurons.push(["", paint("quiet", `and ${width - shown} more, in the report`)]);
  // Around the chosen width: what one neuron less, and one more, would have cost.
  const near = verdict === "none" ? widths.filter(({ width: of }) => of <= 2 * width) : [];
  const table = near.length === 0 ? [] : [["best error", near.map((of) => `${of.width}: ${number(of.heldOut, 2)}`).join("  ")] as const];
  const rows = [
    ...neurons,
    ...(comparison === undefined
      ? []
      : [["worst error", `${paint("measured", number(comparison.worst, 2))} of a neuron, against the teacher`] as const]),
    ...table.map(([name, text]) => [name, hang(text, columns - 16, " ".repeat(16), "")] as const),
  ];
  const places = [
    ["records", folder] as const,
    ...files.map((file, k) => [k === 0 ? "files" : "", file] as const),
    ["again", command] as const,
  ];
  const words = recoveryWords(recovery, { plain: true });
  const [first = "", ...rest] = hang(words, columns, "  ").split("\n");
  const colon = first.indexOf(":");
  const head = colon < 0 ? first : `  ${paint(roles[verdict], first.slice(2, colon))}${first.slice(colon)}`;
  return [
    ...(reused ? [paint("quiet", "  This was recovered before; --fresh computes it again.\n")] : []),
    [head, ...rest].join("\n"),
    ...(rows.length === 0 ? [] : [`\n${pairs(rows, paint)}`]),
    `\n${pairs(places, paint)}`,
  ].join("\n");
}
