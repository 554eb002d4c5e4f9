/** A column of numbers; null where a quantity has no value. */
export interface Column {
  readonly name: string;
  readonly kind: "integer" | "real";
  readonly values: readonly (number | null)[];
}

/** Named columns of equal length. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: number;
}
