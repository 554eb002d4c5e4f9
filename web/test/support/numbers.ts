import {
  bits,
  type Engine,
  fitPower,
  fold,
  normal,
  permutation,
  rootKey,
  sphere,
  type Study,
  sha256,
  studentT,
  uniform,
} from "@overparam/core";
import { encodeJson, executeTask, type Executor, verify } from "@overparam/lab";
import { resolveConfig } from "@overparam/core";

/** Does tasks one after the other, here. */
function inline(study: Study, engine: Engine): Executor {
  return {
    workers: 1,
    run: (tasks) => Promise.resolve(tasks.map((task) => executeTask(study, task, engine, new Map()))),
    close: () => Promise.resolve(),
  };
}

/** What a host makes of the same seeds and ids, written out to the last bit: by name, JSON text. */
export async function numbers(engine: Engine, studies: readonly Study[]): Promise<Readonly<Record<string, string>>> {
  const key = fold(rootKey("same-bits", 7), "numbers");
  const words = new Uint32Array(1001);
  const flat = new Float64Array(1001);
  const gauss = new Float64Array(1001);
  const unit = new Float64Array(3 * 101);
  bits(key, words);
  uniform(key, flat);
  normal(engine.math, key, gauss);
  sphere(engine.math, key, 3, unit);
  const arguments_ = Float64Array.from(gauss, (x, i) => x * [1, 1e-9, 30, 1e4][i % 4]!);
  const mapped = (["exp", "log", "sin", "cos", "tanh", "erf"] as const).map((name) => {
    const out = new Float64Array(arguments_.length);
    engine.math.each(name, name === "log" ? arguments_.map(Math.abs) : arguments_, out);
    return out;
  });
  const t = studentT(engine.math, 7);
  const out: Record<string, string> = {
    samplers: encodeJson([Array.from(words), flat, gauss, unit, Array.from(permutation(key, 101))]),
    elementary: encodeJson(mapped),
    fits: encodeJson([
      fitPower(
        engine.math,
        flat,
        Float64Array.from(gauss, (x) => engine.math.exp(x)),
      ),
      [0.01, 0.6, 0.999].map((p) => t.quantile(p)),
    ]),
  };
  for (const study of studies) {
    const config = resolveConfig(study, { scale: "smoke" }) as Readonly<Record<string, unknown>>;
    const verification = await verify({ study, config, seed: 1, engine, executor: inline(study, engine) });
    out[`${study.id} ids`] = encodeJson(verification.records.map(({ id }) => id));
    out[`${study.id} metrics`] = encodeJson([verification.records, verification.counterRecords, verification.constructed]);
    out[`${study.id} verdicts`] = encodeJson(verification.claims);
    out[`${study.id} figures`] = encodeJson(
      study.figures(
        verification.records,
        verification.claims.map(({ verdict }) => verdict),
        engine.math,
      ),
    );
    out[`${study.id} all`] = sha256(encodeJson(verification));
  }
  return out;
}
