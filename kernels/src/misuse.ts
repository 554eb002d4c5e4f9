/**
 * A mistake of the caller, told in one sentence: where, what was wanted, what came, what to do.
 *
 * Thrown for bad input only; the outcome of a computation (diverged, not finite) is data, never an exception.
 */
export class Misuse extends Error {
  override readonly name = "Misuse";
  readonly where: string;
  readonly wanted: string;
  readonly got: unknown;
  readonly advice: string | undefined;

  constructor(where: string, wanted: string, got: unknown, advice?: string) {
    const came = got === undefined ? "" : `; got ${show(got)}`;
    super(`${where}: ${wanted}${came}${advice === undefined ? "." : `. ${capital(advice)}.`}`);
    this.where = where;
    this.wanted = wanted;
    this.got = got;
    this.advice = advice;
  }
}

/** `throw misuse("gradientDescent", "step must be a positive number", step, "try 0.05 / (r · w_max)")` */
export function misuse(where: string, wanted: string, got?: unknown, advice?: string): Misuse {
  return new Misuse(where, wanted, got, advice);
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" || value === null) return String(value);
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${(value as Uint8Array).length}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
