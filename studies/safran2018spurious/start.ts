import { type Context, fold, misuse, normal } from "@overparam/core";
import type { Config } from "./config.ts";
import { hiddenFamily, hiddenNetwork } from "./family/hidden.ts";
import { lowestFamily, lowestNetwork } from "./family/lowest.ts";

/**
 * Where the starts are, [restarts, n, k]: start i comes from the key's child i alone.
 *
 * @throws Misuse where the families do not exist, or a split start has not exactly one extra student
 */
export function startsOf(config: Config, { engine, key: root }: Context): Float64Array {
  const { teachers: k, restarts, first, start } = config;
  const size = (k + config.extra) * k;
  const out = new Float64Array(restarts * size);
  const base = start === "gaussian" ? undefined : fixed(config, engine.math);
  const scale = start === "gaussian" ? 1 / Math.sqrt(k) : config.perturbation;
  for (let b = 0; b < restarts; b++) {
    const own = out.subarray(b * size, (b + 1) * size);
    normal(engine.math, fold(fold(root, "start"), first + b), own);
    for (let i = 0; i < size; i++) own[i] = scale * (own[i] as number) + (base === undefined ? 0 : (base[i] as number));
  }
  return out;
}

/** W of a start that is not drawn, [n,k]. */
function fixed(config: Config, math: Context["engine"]["math"]): Float64Array {
  const { teachers: k, extra, start } = config;
  const where = "safran2018spurious: start";
  const wanted = start === "split" ? 1 : 0;
  if (extra !== wanted) throw misuse(where, `${start} needs ${wanted} extra students`, extra, `set extra = ${wanted}`);
  if (start === "teachers") return Float64Array.from({ length: k * k }, (_, at) => (Math.floor(at / k) === at % k ? 1 : 0));
  if (k < 4) throw misuse(where, "the families begin at four teachers", k, "raise teachers");
  if (start === "hidden") return hiddenNetwork(k, hiddenFamily(math, k).coordinates);
  const lowest = lowestNetwork(k, lowestFamily(math, k).coordinates);
  if (start === "lowest") return lowest;
  const split = new Float64Array((k + 1) * k);
  split.set(lowest);
  for (let j = 0; j < k; j++) split[j] = split[k * k + j] = (lowest[j] as number) / 2;
  return split;
}
