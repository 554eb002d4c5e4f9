import type {
  Descending,
  DescentOrder,
  DescentReport,
  Elementary,
  Engine,
  PopulationProblem,
  SampledProblem,
  Samples,
  Teacher,
  TwoLayer,
  UnaryName,
} from "@overparam/kernels";
import { parameterCount } from "@overparam/kernels";

/**
 * The engine's contract in the most obvious code: an oracle that shares nothing with the kernels. Slow, one block of memory, and its last bits are
 * those of this JavaScript engine.
 */
export function referenceEngine(): Engine {
  return {
    backend: "wasm",
    threads: 1,
    memory: { limit: Number.POSITIVE_INFINITY, used: 0 },
    math: elementary,
    population: {
      plan: () => 0,
      open: population,
      gram(activation, u, v, inputs, out) {
        const q = v.length / inputs;
        for (let i = 0; i < u.length / inputs; i++) {
          for (let j = 0; j < q; j++) out[i * q + j] = kernel(activation, row(u, i, inputs), row(v, j, inputs));
        }
      },
      angles(u, v, inputs, out) {
        const q = v.length / inputs;
        for (let i = 0; i < u.length / inputs; i++) {
          for (let j = 0; j < q; j++) out[i * q + j] = angle(row(u, i, inputs), row(v, j, inputs));
        }
      },
      psi,
    },
    sampled: { plan: () => 0, open: sampled },
    curvature: { plan: () => 0, open: () => unavailable() },
    deep: { plan: () => 0, open: () => unavailable() },
    tangent: { plan: () => ({ bytes: 0, operations: 0 }), gram: () => unavailable() },
    flow: { plan: () => 0, open: () => unavailable() },
    linear: {
      multiply: () => unavailable(),
      cholesky: () => unavailable(),
      choleskySolve: () => unavailable(),
      leastSquares: () => unavailable(),
      nonNegativeLeastSquares: () => unavailable(),
      eigenSymmetric: jacobi,
      eigenExtreme: () => unavailable(),
      singular: () => unavailable(),
      qr: () => unavailable(),
    },
    arena: () => unavailable(),
    close: () => undefined,
  };
}

function unavailable(): never {
  throw new Error("the reference engine has no such operation");
}

const unary: Record<UnaryName, (x: number) => number> = {
  exp: Math.exp,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  erf,
  log1p: Math.log1p,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
};

const elementary: Elementary = {
  exp: Math.exp,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  atan2: Math.atan2,
  log1p: Math.log1p,
  sigmoid: unary.sigmoid,
  softplus: unary.softplus,
  tanh: Math.tanh,
  erf,
  power: (x, numerator, denominator) => x ** (numerator / denominator),
  each(name, x, out) {
    for (let i = 0; i < x.length; i++) out[i] = unary[name](x[i]);
  },
};

/** Maclaurin series (all terms of one sign) below 3, Laplace's continued fraction above. */
function erf(x: number): number {
  if (x < 0) return -erf(-x);
  if (x > 3) {
    let fraction = x;
    for (let k = 100; k >= 1; k--) fraction = x + k / 2 / fraction;
    return 1 - Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

type Vector = readonly number[];

function row(x: Float64Array, i: number, d: number): Vector {
  return Array.from(x.subarray(i * d, (i + 1) * d));
}

function dot(u: Vector, v: Vector): number {
  return u.reduce((sum, entry, k) => sum + entry * v[k], 0);
}

function length(u: Vector): number {
  return Math.sqrt(dot(u, u));
}

function angle(u: Vector, v: Vector): number {
  const nu = length(u);
  const nv = length(v);
  if (nu === 0 || nv === 0) return 0;
  const difference = u.map((entry, k) => entry / nu - v[k] / nv);
  const sum = u.map((entry, k) => entry / nu + v[k] / nv);
  return 2 * Math.atan2(length(difference), length(sum));
}

function psi(t: number): number {
  if (t >= 0.3) return Math.sin(t) - t * Math.cos(t);
  const s = t * t;
  return t * s * (1 / 3 - s * (1 / 30 - s * (1 / 840 - s * (1 / 45360 - s * (1 / 3991680 - s / 518918400)))));
}

/** E σ(u·x) σ(v·x). */
function kernel(activation: TwoLayer["activation"], u: Vector, v: Vector): number {
  const t = angle(u, v);
  const norms = length(u) * length(v);
  return activation === "abs"
    ? Math.abs(dot(u, v)) + ((2 * norms) / Math.PI) * psi(Math.min(t, Math.PI - t))
    : dot(u, v) / 2 + (norms / (2 * Math.PI)) * psi(t);
}

/** ∂/∂u of the kernel. */
function kernelSlope(activation: TwoLayer["activation"], u: Vector, v: Vector): Vector {
  const nu = length(u);
  if (nu === 0) return u.map(() => 0);
  const t = angle(u, v);
  const c = activation === "abs" ? 2 / Math.PI : 1 / (2 * Math.PI);
  const turn = activation === "abs" ? Math.PI / 2 - t : Math.PI - t;
  return u.map((entry, k) => c * (turn * v[k] + (length(v) * Math.sin(t) * entry) / nu));
}

interface Neuron {
  readonly a: Vector;
  readonly c: number;
}

function students(network: TwoLayer, theta: Float64Array): Neuron[] {
  const { students: m, inputs: d, parameterization } = network;
  return Array.from({ length: m }, (_, i) => {
    const w = row(theta, i, d);
    if (parameterization === "squared-entry") return { a: w.map((entry) => entry * Math.abs(entry)), c: 1 };
    return { a: w, c: parameterization === "conic" ? length(w) : parameterization === "output" ? theta[m * d + i] : 1 };
  });
}

/** ∇L from g_i = ∂L/∂A_i at fixed c_i = 1 and h_i = ∂L/∂c_i. */
function chain(network: TwoLayer, theta: Float64Array, gs: Vector[], hs: number[], out: Float64Array): void {
  const { students: m, inputs: d, parameterization } = network;
  const neurons = students(network, theta);
  for (let i = 0; i < m; i++) {
    const { c } = neurons[i];
    const g = gs[i];
    for (let k = 0; k < d; k++) {
      const w = theta[i * d + k];
      let slope = c * g[k];
      if (parameterization === "squared-entry") slope *= 2 * Math.abs(w);
      if (parameterization === "conic") slope += c === 0 ? 0 : (hs[i] * w) / c;
      out[i * d + k] = slope;
    }
    if (parameterization === "output") out[m * d + i] = hs[i];
  }
}

function population(network: TwoLayer, teacher: Teacher): PopulationProblem {
  const { inputs: d, activation } = network;
  const targets: Neuron[] = Array.from(teacher.weights, (b, k) => ({ a: row(teacher.directions, k, d), c: -b }));
  const value = (theta: Float64Array): number => {
    const all = [...students(network, theta), ...targets];
    let sum = 0;
    for (const p of all) for (const q of all) sum += p.c * q.c * kernel(activation, p.a, q.a);
    return sum / 2;
  };
  const gradient = (theta: Float64Array, out: Float64Array): number => {
    const own = students(network, theta);
    const all = [...own, ...targets];
    const gs = own.map((p) =>
      all.reduce<Vector>((sum, q) => kernelSlope(activation, p.a, q.a).map((entry, k) => sum[k] + q.c * entry), new Array(d).fill(0)),
    );
    const hs = own.map((p) => all.reduce((sum, q) => sum + q.c * kernel(activation, p.a, q.a), 0));
    chain(network, theta, gs, hs, out);
    return value(theta);
  };
  const size = parameterCount(network);
  return {
    size,
    bytes: 0,
    value,
    gradient,
    descend: descender(gradient),
    floor(theta) {
      const scale = [...students(network, theta), ...targets].reduce((sum, p) => sum + Math.abs(p.c) * length(p.a), 0);
      return 4e-16 * scale * scale;
    },
    hessianTimes(theta, v, out) {
      const matrix = new Float64Array(size * size);
      this.hessian(theta, matrix);
      for (let i = 0; i < size; i++) out[i] = dot(row(matrix, i, size), Array.from(v));
    },
    /** Central differences of the gradient, good to about 1e-9. */
    hessian(theta, out) {
      const step = 1e-5;
      const up = new Float64Array(size);
      const down = new Float64Array(size);
      for (let j = 0; j < size; j++) {
        const moved = theta.slice();
        moved[j] = theta[j] + step;
        gradient(moved, up);
        moved[j] = theta[j] - step;
        gradient(moved, down);
        for (let i = 0; i < size; i++) out[i * size + j] = (up[i] - down[i]) / (2 * step);
      }
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < i; j++) out[i * size + j] = out[j * size + i] = (out[i * size + j] + out[j * size + i]) / 2;
      }
    },
    close: () => undefined,
  };
}

function sampled(network: TwoLayer, first: Samples): SampledProblem {
  const { inputs: d, activation } = network;
  let data = first;
  const gradient = (theta: Float64Array, out: Float64Array): number => {
    const own = students(network, theta);
    const gs = own.map(() => new Array<number>(d).fill(0));
    const hs = own.map(() => 0);
    const n = data.y.length;
    let sum = 0;
    for (let s = 0; s < n; s++) {
      const x = row(data.x, s, d);
      const zs = own.map((p) => dot(p.a, x));
      const residual = own.reduce((f, p, i) => f + p.c * sigma(activation, zs[i]), -data.y[s]);
      sum += residual * residual;
      own.forEach((_, i) => {
        const z = zs[i];
        hs[i] = hs[i] + (residual * sigma(activation, z)) / n;
        const slope = activation === "abs" ? Math.sign(z) : z > 0 ? 1 : 0;
        const g = gs[i];
        for (let k = 0; k < d; k++) g[k] = g[k] + (residual * slope * x[k]) / n;
      });
    }
    chain(network, theta, gs, hs, out);
    return sum / (2 * n);
  };
  const size = parameterCount(network);
  const value = (theta: Float64Array): number => gradient(theta, new Float64Array(size));
  return {
    size,
    bytes: 0,
    get samples() {
      return data.y.length;
    },
    value,
    gradient,
    descend: descender(gradient),
    load(fresh) {
      data = fresh;
    },
    forward(theta, out) {
      const own = students(network, theta);
      for (let s = 0; s < data.y.length; s++) {
        const x = row(data.x, s, d);
        out[s] = own.reduce((f, p) => f + p.c * sigma(activation, dot(p.a, x)), 0);
      }
    },
    close: () => undefined,
  };
}

function sigma(activation: TwoLayer["activation"], z: number): number {
  return activation === "abs" ? Math.abs(z) : Math.max(z, 0);
}

function descender(gradient: Descending["gradient"]): (theta: Float64Array, order: DescentOrder) => DescentReport {
  return (theta, { step, steps, stopAt }) => {
    const g = new Float64Array(theta.length);
    let last = Number.NaN;
    let rise = Number.NEGATIVE_INFINITY;
    for (let taken = 0; taken < steps; taken++) {
      const now = gradient(theta, g);
      if (!Number.isFinite(now)) return { taken, value: now, rise, end: "not finite" };
      if (taken > 0) rise = Math.max(rise, now - last);
      if (now <= stopAt) return { taken, value: now, rise, end: "reached" };
      last = now;
      for (let i = 0; i < theta.length; i++) theta[i] = theta[i] - step * g[i];
    }
    return { taken: steps, value: last, rise, end: "steps" };
  };
}

/** Cyclic Jacobi rotations (eigenvalues alone). */
function jacobi(a: Float64Array, n: number, values: Float64Array): void {
  const m = a.slice();
  const at = (i: number, j: number): number => m[i * n + j];
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (at(p, q) === 0) continue;
        const phi = Math.atan2(2 * at(p, q), at(q, q) - at(p, p)) / 2;
        const c = Math.cos(phi);
        const s = Math.sin(phi);
        for (let k = 0; k < n; k++) {
          const x = at(k, p);
          const y = at(k, q);
          m[k * n + p] = c * x - s * y;
          m[k * n + q] = s * x + c * y;
        }
        for (let k = 0; k < n; k++) {
          const x = at(p, k);
          const y = at(q, k);
          m[p * n + k] = c * x - s * y;
          m[q * n + k] = s * x + c * y;
        }
      }
    }
  }
  values.set(Array.from({ length: n }, (_, i) => at(i, i)).sort((x, y) => x - y));
}
