import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { writeParquet } from "../../src/format/parquet.ts";

describe("writeParquet", async () => {
  const bytes = await writeParquet(
    {
      columns: [
        { name: "iteration", kind: "integer", values: [0, 10, 100] },
        { name: "loss", kind: "real", values: [0.5, Number.NaN, 1e-300] },
        { name: "nearestAngles[0]", kind: "real", values: [null, -0.25, Number.POSITIVE_INFINITY] },
      ],
      rows: 3,
    },
    { run: "abc" },
  );
  it("is read back with its types, gaps and metadata", async () => {
    const buffer = bytes.buffer as ArrayBuffer;
    const rows = await parquetReadObjects({ file: { byteLength: buffer.byteLength, slice: (from, to) => buffer.slice(from, to) } });
    expect(rows).toEqual([
      { iteration: 0n, loss: 0.5, "nearestAngles[0]": null },
      { iteration: 10n, loss: Number.NaN, "nearestAngles[0]": -0.25 },
      { iteration: 100n, loss: 1e-300, "nearestAngles[0]": Number.POSITIVE_INFINITY },
    ]);
    const metadata = parquetMetadata(buffer);
    expect(metadata.key_value_metadata).toContainEqual({ key: "run", value: "abc" });
    expect(metadata.row_groups[0]?.columns.map((column) => column.meta_data?.codec)).toEqual(["SNAPPY", "SNAPPY", "SNAPPY"]);
  });
});
