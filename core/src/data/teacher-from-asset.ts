import { type Teacher, misuse } from "@overparam/kernels";
import { assetNamed } from "./asset-named.ts";
import type { Assets } from "./tensor.ts";

/** What a study takes from a teacher file beside W [r,d]. */
export interface TeacherForm {
  /** Output weights a [r]: refused; taken when all are positive and folded into the norms of W; or taken as they are. */
  readonly a: "refuse" | "fold positive" | "any";
  /** Input dimension that the teacher must have, where the config fixes it. */
  readonly inputs?: number;
}

/** A teacher that came from a file. */
export interface LoadedTeacher extends Teacher {
  /** r. */
  readonly teachers: number;
  /** d. */
  readonly inputs: number;
}

/**
 * The teacher of a file that holds W [r,d] and optionally a [r].
 *
 * Biases b [r] are refused: no objective here has them. Folding uses a σ(w·x) = σ(a w·x) for a > 0 and 1-homogeneous σ.
 *
 * @param hash what the resolved config holds in place of the path
 * @throws Misuse naming the tensor that is missing, of a wrong shape or value, or not accepted
 */
export function teacherFromAsset(assets: Assets, hash: string, accepts: TeacherForm): LoadedTeacher {
  const tensors = assetNamed(assets, hash, "teacher");
  const { W, a } = tensors;
  const names = Object.keys(tensors).join(", ");
  if (W === undefined) throw misuse("teacher file", "it must hold a tensor W [r,d]", names || "no tensors", "name the teachers' weights W");
  if (W.shape.length !== 2 || W.data.length === 0)
    throw misuse("teacher file", "W must have shape [r,d] with r, d ≥ 1", shapeOf(W.shape), "one row a teacher");
  const [r, d] = W.shape as [number, number];
  if (W.data.length !== r * d) throw misuse("teacher file", `W must hold ${r * d} numbers`, W.data.length);
  for (const name of Object.keys(tensors)) {
    if (name === "W" || (name === "a" && accepts.a !== "refuse")) continue;
    const known =
      name === "a" ? "output weights a are not accepted" : name === "b" ? "biases b are not accepted" : "only W, a and b have a meaning";
    throw misuse(
      "teacher file",
      `this study takes W${accepts.a === "refuse" ? "" : " and a"} alone: ${known}`,
      name,
      `save the file without ${name}`,
    );
  }
  if (accepts.inputs !== undefined && d !== accepts.inputs)
    throw misuse("teacher file", `W must have ${accepts.inputs} columns`, shapeOf(W.shape));
  finite("W", W.data);
  for (let i = 0; i < r; i++) {
    if (W.data.subarray(i * d, (i + 1) * d).every((entry) => entry === 0)) {
      throw misuse("teacher file", "every row of W needs a direction", `row ${i} = 0`, "drop zero rows");
    }
  }
  if (a === undefined) return { directions: W.data.slice(), weights: new Float64Array(r).fill(1), teachers: r, inputs: d };
  if (a.shape.length !== 1 || a.shape[0] !== r || a.data.length !== r)
    throw misuse("teacher file", `a must have shape [${r}], one entry a row of W`, shapeOf(a.shape));
  finite("a", a.data);
  if (accepts.a === "any") return { directions: W.data.slice(), weights: a.data.slice(), teachers: r, inputs: d };
  const negative = a.data.findIndex((entry) => !(entry > 0));
  if (negative >= 0) {
    throw misuse(
      "teacher file",
      "output weights a must be positive",
      `a[${negative}] = ${a.data[negative]}`,
      "this study has no neurons of negative weight",
    );
  }
  const directions = W.data.map((entry, k) => entry * (a.data[Math.floor(k / d)] as number));
  return { directions, weights: new Float64Array(r).fill(1), teachers: r, inputs: d };
}

function finite(name: string, data: Float64Array): void {
  const at = data.findIndex((entry) => !Number.isFinite(entry));
  if (at >= 0) throw misuse("teacher file", `${name} must hold finite numbers`, `entry ${at} = ${data[at]}`);
}

function shapeOf(shape: readonly number[]): string {
  return `[${shape.join(",")}]`;
}
