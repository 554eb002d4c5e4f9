import { type Context, fold, misuse, normal, uniform } from "@overparam/core";
import type { Config } from "../config.ts";

/**
 * Where students start, [n,d]: the teacher is along the first coordinate.
 *
 * `random`: independent N(0, σ² I). `equal`: one draw, copied. `perturbed`: the same, and N(0, perturbation²) added across v. `parallel`: positive multiples of v
 * between σ‖v‖ and 2σ‖v‖. `mirror`: (a, b) and (a, −b), from one draw with a, b ≠ 0.
 *
 * @throws Misuse for a mirror start of other than two students
 */
export function startOf(config: Config, { engine, key: root }: Context): Float64Array {
  const { students: n, dimension: d, start } = config;
  const sigma = config.sigma * config.teacherNorm;
  const theta = new Float64Array(n * d);
  const key = fold(fold(root, "start"), n);
  switch (start) {
    case "random":
      normal(engine.math, key, theta);
      for (let i = 0; i < n * d; i++) theta[i] = sigma * (theta[i] as number);
      return theta;
    case "equal":
    case "perturbed": {
      const one = new Float64Array(d);
      normal(engine.math, key, one);
      for (let i = 0; i < n * d; i++) theta[i] = sigma * (one[i % d] as number);
      if (start === "equal") return theta;
      const apart = new Float64Array(n * d);
      normal(engine.math, fold(key, "perturbation"), apart);
      const size = config.perturbation * config.teacherNorm;
      for (let i = 0; i < n * d; i++) if (i % d !== 0) theta[i] = (theta[i] as number) + size * (apart[i] as number);
      return theta;
    }
    case "parallel": {
      const u = new Float64Array(n);
      uniform(key, u);
      for (let i = 0; i < n; i++) theta[i * d] = sigma * (1 + (u[i] as number));
      return theta;
    }
    case "mirror": {
      if (n !== 2) throw misuse("xu2023overparameterization: start", "a mirror start has two students", n, "set students = 2");
      const u = new Float64Array(2);
      uniform(key, u);
      // The second half of (0, 1): never on the axis.
      theta[0] = sigma * (0.5 + (u[0] as number) / 2);
      theta[1] = sigma * (0.5 + (u[1] as number) / 2);
      theta[d] = theta[0];
      theta[d + 1] = -theta[1];
      return theta;
    }
  }
}
