// The population loss of a two-layer network in closed form, L(θ) = ½ E (f_θ(x) − f*(x))² over x ~ N(0, I), and its gradient beside a difference quotient.
//
//   node examples/02-loss-and-gradient.mjs
import { fold, normal, populationObjective, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";

const engine = await loadEngine();
const network = { activation: "abs", parameterization: "conic", students: 4, inputs: 3 };
const teacher = { directions: Float64Array.of(1, 0, 0, 0, 1, 0), weights: Float64Array.of(1, 1) };
const loss = populationObjective(engine, network, teacher);

const theta = new Float64Array(loss.layout.size);
normal(engine.math, fold(rootKey("example", 1), "students"), theta);
const gradient = new Float64Array(theta.length);
const value = loss.gradient(theta, gradient);
console.log(`loss ${value}, known to ${loss.floor(theta).toExponential(1)}`);

const h = 1e-5;
for (const i of [0, 5, 11]) {
  const moved = (by) => loss.value(theta.map((entry, j) => (j === i ? entry + by : entry)));
  const quotient = (moved(h) - moved(-h)) / (2 * h);
  console.log(`∂L/∂θ_${i}  gradient ${gradient[i].toFixed(9)}  difference quotient ${quotient.toFixed(9)}`);
}
loss.close();
engine.close();
