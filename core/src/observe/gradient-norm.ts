import { norm } from "./norm.ts";
import type { Observable } from "./observable.ts";

/** ‖∇L(θ)‖, Euclidean norm over all parameters (Frobenius norm of a matrix of neurons). */
export const gradientNormObservable: Observable = {
  id: "gradientNorm",
  symbol: "\\|\\nabla L\\|",
  unit: "",
  axes: [],
  says: "norm of the gradient",
  measure: ({ gradient }) => norm(gradient),
};
