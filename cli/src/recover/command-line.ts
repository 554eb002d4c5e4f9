import type { RecoverOptions } from "../commands/recover.ts";

/** The command that gives the same numbers again. */
export function recoverCommandLine(samples: string | undefined, options: RecoverOptions, backend: string): string {
  const { teacher, inputs, query, dimension, samples: count, activation, method, against, attempts, most, seed } = options;
  const named: readonly (readonly [name: string, value: string | number | undefined])[] = [
    ["teacher", teacher],
    ["inputs", inputs],
    ["query", query],
    ["dimension", dimension],
    ["samples", count],
    ["activation", activation],
    ["method", method === "descent" ? undefined : method],
    ["against", against],
    ["attempts", attempts === 12 ? undefined : attempts],
    ["most", most],
    ["seed", seed],
    ["backend", backend],
  ];
  const words = named.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, quoted(String(value))]));
  return ["overparam recover", ...(samples === undefined ? [] : [quoted(samples)]), ...words].join(" ");
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
