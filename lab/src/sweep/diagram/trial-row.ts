/** One recorded trial as a row of trials.parquet: identity, axes, how it ended, scalars, verdicts, by column. */
export type TrialRow = Readonly<Record<string, string | number | boolean | null>>;
