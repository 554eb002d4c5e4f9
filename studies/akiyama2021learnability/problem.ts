import type { Engine, Network, Samples, SphereFunction, TeacherStudent } from "@overparam/core";
import { lossSlopes, neurons, populationCertificate, sampledCertificate, teacherLabels } from "@overparam/core";

/** The paper's problem: ReLU students, ReLU teachers, the total variation as a penalty. */
export interface AkiyamaProblem extends TeacherStudent {
  readonly network: Network;
  /** λ. */
  readonly lambda: number;
  /** Ascents behind every search for the largest |η|; 0 measures no certificate. */
  readonly climbs: number;
  /** The data, where the loss is a mean over samples. */
  readonly samples: Samples | undefined;
  /** s_j r_j ŵ_j of the population's minimiser, [r,d]; the teachers' own where it is not known. */
  readonly atoms: Float64Array;
}

/** η at θ: in closed form, or on the data; undefined where λ = 0. */
export function certificateAt(engine: Engine, problem: AkiyamaProblem, theta: Float64Array): SphereFunction | undefined {
  const { network, lambda, samples, teacher } = problem;
  if (lambda === 0) return undefined;
  if (samples === undefined) return populationCertificate(engine, { network, theta }, teacher, lambda);
  const { directions, weights } = neurons(network, theta);
  const outputs = teacherLabels("relu", { directions, weights }, samples.x, network.inputs);
  return sampledCertificate("relu", samples.x, lossSlopes(engine.math, "squared", outputs, samples.y), lambda);
}
