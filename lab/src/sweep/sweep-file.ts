import { z } from "@overparam/core";

/** What an axis may put into a setting. */
export type AxisValue = number | string | boolean;

const text = (description: string) => z.string().min(1).meta({ description });
const count = z.int().min(1).max(1_000_000).meta({ description: "How many values" });

const spaced = (description: string) =>
  z
    .strictObject({ from: z.number().meta({ description: "First value" }), to: z.number().meta({ description: "Last value" }), count })
    .meta({ description });

/** The ways to list an axis's values; exactly one is given. */
export const axisKinds = ["list", "linear", "log", "integer"] as const;

const axisValue = z.union([z.number(), z.string(), z.boolean()]);

const axis = z
  .strictObject({
    setting: text("The study's setting that the axis changes, as in `overparam show STUDY`; a dot goes into a nested one"),
    name: text("Name of the axis in records and figures; the setting's own unless said otherwise").optional(),
    list: z.array(axisValue).min(1).max(1_000_000).meta({ description: "The values themselves" }).optional(),
    linear: spaced("Evenly spaced values, both ends included").optional(),
    log: spaced("Values with equal ratios, both ends included, rounded to six digits; both ends above 0").optional(),
    integer: z
      .strictObject({
        from: z.int().meta({ description: "First value" }),
        to: z.int().meta({ description: "No value lies beyond it" }),
        step: z.int().min(1).default(1).meta({ description: "Difference of neighbours" }),
      })
      .meta({ description: "Whole numbers" })
      .optional(),
    round: z
      .boolean()
      .default(false)
      .meta({ description: "Round what goes into the setting to whole numbers; equal values of the axis are taken once" }),
    times: text("The setting gets the axis's value times the value of this setting").optional(),
    plus: text("The setting gets the axis's value plus the value of this setting").optional(),
  })
  .meta({ description: "One axis", oneOf: axisKinds.map((kind) => ({ required: [kind] })) });

const zipped = z
  .strictObject({ zip: z.array(axis).min(2).meta({ description: "Axes that move together; all have as many values" }) })
  .meta({ description: "Axes that move together" });

const stopRule = z
  .strictObject({
    observable: text("A number that the study records"),
    atMost: z.number().meta({ description: "The trial ends at the first record at or below it" }).optional(),
    atLeast: z.number().meta({ description: "The trial ends at the first record at or above it" }).optional(),
  })
  .meta({ description: "A trial ends early", oneOf: [{ required: ["atMost"] }, { required: ["atLeast"] }] });

const diagram = z
  .strictObject({
    x: text("The axis from left to right, by its name").optional(),
    y: text("The axis from bottom to top, by its name").optional(),
    value: text("What a cell shows: median(COLUMN), fraction(COLUMN <= 1e-6), verdict(CLAIM), …").optional(),
    where: z.record(z.string(), axisValue).default({}).meta({ description: "Axes held at one value" }),
    levels: z.array(z.number()).optional().meta({ description: "Values with a contour line; chosen by the values unless given" }),
    predicted: z
      .strictObject({
        value: text("Another value over the same axes, such as a fact that a theory gives"),
        level: z.number().meta({ description: "Where it passes through this number the theory sees the boundary" }),
        label: text("What the boundary is called in the figure"),
      })
      .optional()
      .meta({ description: "A boundary that a theory predicts, drawn orange and dashed" }),
  })
  .meta({ description: "The phase diagram that `overparam plot` draws unless told otherwise; no part of what is computed" });

/** The form of a sweep file. Descriptions go into the JSON Schema that editors show. */
export const sweepSchema = z
  .strictObject({
    study: text("The study's key, as in `overparam list`"),
    title: text("What the sweep is about, one line").optional(),
    backend: z
      .enum(["auto", "avx512", "avx2", "generic", "wasm"])
      .default("auto")
      .meta({ description: "What computes; pinned for the whole sweep when it is first started" }),
    studies: z.array(z.string()).default([]).meta({ description: "Folders to look for studies in, relative to this file" }),
    config: z.record(z.string(), z.unknown()).default({}).meta({ description: "Settings that all trials share" }),
    axes: z
      .array(z.union([axis, zipped]))
      .min(1)
      .meta({ description: "The axes are crossed, the first changing slowest; a zip counts as one" }),
    seeds: z
      .union([
        z.int().min(1).max(1_000_000),
        z.strictObject({ from: z.int().min(0).default(1), count }),
        z.array(z.int().min(0)).min(1).max(1_000_000),
      ])
      .default(1)
      .meta({ description: "Seeds of each cell: how many from 1 on, a range, or a list" }),
    keep: z
      .strictObject({
        scalars: z
          .union([z.literal("all"), z.array(z.string().min(1))])
          .default("all")
          .meta({
            description:
              "Numbers at the end of each trial: observables (one entry of a list by .max, .min, .mean or .0), and facts known before the start as facts.NAME",
          }),
        curves: z
          .strictObject({
            of: z.array(z.string().min(1)).min(1).meta({ description: "Observables that are numbers" }),
            points: z.int().min(2).max(1000).default(50).meta({ description: "At most so many records of each trial" }),
          })
          .meta({ description: "Short curves" })
          .optional(),
        verdicts: z.array(z.string().min(1)).default([]).meta({
          description: "Claims to judge at each trial's config and seed; the runs that a claim needs are made as part of the trial",
        }),
      })
      .prefault({})
      .meta({ description: "What is kept of each trial, beside its outcome" }),
    budget: z
      .strictObject({
        steps: z
          .int()
          .min(1)
          .optional()
          .meta({ description: "Most steps of a trial: the study's setting `steps` is lowered to it, so it decides results" }),
        seconds: z
          .number()
          .positive()
          .max(31_536_000)
          .default(3600)
          .meta({ description: "Longest time of a trial; one that takes longer is marked unfinished, which is never a result" }),
        memory: z
          .int()
          .min(1)
          .max(1 << 20)
          .optional()
          .meta({ description: "Engine memory of a trial in MiB" }),
      })
      .prefault({})
      .meta({ description: "Limits of each trial" }),
    stop: z
      .strictObject({
        trial: z.array(stopRule).default([]).meta({ description: "A trial ends at the first record that fits one of these" }),
        failures: z.int().min(1).optional().meta({ description: "The sweep stops, to be gone on with, once so many trials have failed" }),
      })
      .prefault({})
      .meta({ description: "When to stop early" }),
    diagram: diagram.optional(),
    more: z
      .array(
        z.strictObject({
          at: z.record(z.string(), axisValue).meta({ description: "A value of every axis, on the grid or between its values" }),
          seeds: z.array(z.int().min(0)).min(1).meta({ description: "Seeds to make there, besides those of the grid" }),
        }),
      )
      .default([])
      .meta({ description: "Trials besides the grid: where `overparam sweep --refine` has looked closer" }),
  })
  .meta({ title: "A sweep of overparam" });

/** A sweep as its file says it, defaults filled in. */
export type SweepFile = z.infer<typeof sweepSchema>;
/** A sweep as a person writes it. */
export type SweepInput = z.input<typeof sweepSchema>;
export type SweepAxis = z.infer<typeof axis>;
export type SweepEntry = SweepFile["axes"][number];
export type Keep = SweepFile["keep"];
export type Budget = SweepFile["budget"];
/** Ends a trial at the first record whose observable is at or beyond a number. */
export type StopRule = z.infer<typeof stopRule>;

/** The JSON Schema (draft 7) of a sweep file, for editors. */
export function sweepJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(sweepSchema, { io: "input", target: "draft-7" }) as Readonly<Record<string, unknown>>;
}
