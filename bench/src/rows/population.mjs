import { timed } from "../measure.mjs";
import { normals } from "../numbers.mjs";

/** Population gradient of Σ ‖w_i‖ |w_i·x| against r teachers, in closed form. */
export const populationRows = [
  { m: 1000, r: 10, d: 50 },
  { m: 100, r: 10, d: 50 },
].map(({ m, r, d }) => ({
  name: `population gradient (${m}, ${r}, ${d}), numpy, 1 thread`,
  peers: true,
  asked: 4,
  sense: "at least",
  unit: "×",
  compare: "speedup",
  async open(context) {
    const engine = await context.engine();
    const theta = normals(engine, "students", m * d, 0.3);
    const directions = normals(engine, "teachers", r * d);
    const weights = new Float64Array(r).fill(1);
    const problem = engine.population.open(
      { activation: "abs", parameterization: "conic", students: m, inputs: d },
      { directions, weights },
    );
    const gradient = new Float64Array(m * d);
    const peer = context.peer();
    await peer.open("in_numpy.PopulationGradient", { m, r, d }, { theta, directions, weights });
    const ours = timed((repeats) => {
      for (let i = 0; i < repeats; i++) problem.gradient(theta, gradient);
    });
    return {
      ours,
      theirs: (repeats) => peer.run(repeats),
      async numbers() {
        ours(1);
        await peer.run(1);
        return [gradient, await peer.result()];
      },
      close: () => problem.close(),
    };
  },
}));
