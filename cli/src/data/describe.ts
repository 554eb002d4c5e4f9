import type { KnownData, StoredData } from "@overparam/lab/node";

/** `60,000 + 10,000 samples of 28 × 28`. */
export function samplesText(data: StoredData | KnownData): string {
  const [train, test] =
    "splits" in data ? [data.splits.train?.samples ?? 0, data.splits.test?.samples] : [data.samples.train, data.samples.test];
  const counts = test === undefined ? counted(train) : `${counted(train)} + ${counted(test)}`;
  return `${counts} samples of ${data.shape.join(" × ")}`;
}

/** The data's own terms, then where they came from with the package's. */
export function licenceLines(data: StoredData): readonly string[] {
  return [`terms of the data: ${data.licence}`, `source: ${data.source}`, ...(data.citation === "" ? [] : [`cite: ${data.citation}`])];
}

function counted(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
