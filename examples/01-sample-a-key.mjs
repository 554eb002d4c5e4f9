// Random numbers belong to a key, not to a moment: the same name gives the same numbers on every machine, in any order, in any amount.
//
//   node examples/01-sample-a-key.mjs
import { fold, normal, rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";

const engine = await loadEngine();
const root = rootKey("example", 1);

const teacher = new Float64Array(3);
normal(engine.math, fold(root, "teacher"), teacher);
console.log("teacher ", [...teacher]);

// A thousand more of another name in between change nothing …
normal(engine.math, fold(root, "noise"), new Float64Array(1000));

// … and asking for more of the same name gives the same beginning.
const longer = new Float64Array(5);
normal(engine.math, fold(root, "teacher"), longer);
console.log("longer  ", [...longer]);
console.log(
  "same beginning:",
  teacher.every((z, i) => z === longer[i]),
);
engine.close();
