import {
  type DeepActivation,
  deepInputCount,
  type DeepKernels,
  type DeepLoss,
  type DeepNetwork,
  type DeepOptions,
  deepParameterCount,
  type DeepProblem,
  type KernelRectangle,
} from "../deep.ts";
import { misuse } from "../misuse.ts";
import type { Samples } from "../sampled.ts";
import type { Binding } from "./binding.ts";
import { checkArray, checkCount, indexIn } from "./checks.ts";
import { assembleDescending, openState } from "./descent.ts";
import type { Memory } from "./memory.ts";

const networkKinds: readonly DeepNetwork["kind"][] = ["fully connected", "circular", "convolutional", "residual"];
/** Numbers that the C++ side uses (cpp/deep/shape.hpp, cpp/sampled/shape.hpp, cpp/deep/output_loss.hpp). */
const kinds: Readonly<Record<DeepNetwork["kind"], number>> = { "fully connected": 0, circular: 0, convolutional: 1, residual: 2 };
const activations: readonly (DeepActivation | "abs")[] = ["relu", "abs", "tanh", "sigmoid", "softplus", "erf", "gelu"];
const losses: readonly DeepLoss[] = ["squared", "cross-entropy", "logistic", "pseudo-huber", "geman-mcclure"];
const mostImageOutputs = 1024;

/** Deep networks over a host's flat functions. */
export function assembleDeep(binding: Binding, memory: Memory, closers: Set<() => void>): DeepKernels {
  const { call, team } = binding;
  return {
    plan(network, samples, options = {}) {
      const checked = checkDeep("deep.plan", network, options);
      return call.deep_plan(checked.describe(checkCount("deep.plan", "samples", samples)), team.members);
    },
    open(network, data, options = {}): DeepProblem {
      const checked = checkDeep("deep.open", network, options);
      const { outputs, layers, trained, images, hidden } = checked;
      if (!(data.y instanceof Float64Array)) throw misuse("deep.open", "y must be a Float64Array", data.y);
      if (data.y.length % outputs !== 0) throw misuse("deep.open", `y must have ${outputs} entries a sample`, data.y.length);
      const samples = checkCount("deep.open", "samples (the length of y over the outputs)", data.y.length / outputs);
      const inputs = deepInputCount(network);
      const check = (where: string, { x, y }: Samples) => {
        checkArray(where, "y", y, samples * outputs);
        checkArray(where, "x", x, samples * inputs);
      };
      check("deep.open", data);
      const numbers = checked.describe(samples);
      const bytes = call.deep_plan(numbers, team.members);
      const state = openState(memory, closers, "deep", bytes, deepParameterCount(network), (block) => {
        call.deep_open(block, team.block, numbers, trained, data.x, data.y);
      });
      const all = { row: 0, rows: samples, column: 0, columns: samples };
      return {
        ...assembleDescending(binding, "deep", state),
        samples,
        outputs,
        load(fresh) {
          check("deep.load", fresh);
          call.deep_load(state.block(), fresh.x, fresh.y);
        },
        forward(theta, out) {
          checkArray("deep.forward", "out", out, samples * outputs);
          call.deep_forward(state.block(), state.theta("forward", theta), out);
        },
        hidden(theta, layer, out) {
          if (images) throw misuse("deep.hidden", "networks of images do not keep their hidden layers", network.kind);
          if (checkCount("deep.hidden", "layer", layer) > layers) throw misuse("deep.hidden", `layer must be at most ${layers}`, layer);
          checkArray("deep.hidden", "out", out, samples * hidden);
          call.deep_forward(state.block(), state.theta("hidden", theta), new Float64Array(samples * outputs));
          call.deep_hidden(state.block(), layer - 1, out);
        },
        pullback(theta, u, out) {
          checkArray("deep.pullback", "u", u, samples * outputs);
          checkArray("deep.pullback", "out", out, state.size);
          call.deep_pullback(state.block(), state.theta("pullback", theta), u, out);
        },
        pushforward(theta, v, out) {
          checkArray("deep.pushforward", "v", v, state.size);
          checkArray("deep.pushforward", "out", out, samples * outputs);
          call.deep_pushforward(state.block(), state.theta("pushforward", theta), v, out);
        },
        tangentKernel(theta, out, part = all) {
          if (options.tangentKernel !== true)
            throw misuse("deep.tangentKernel", "the problem has no room for it", undefined, "open it with tangentKernel: true");
          const { row, rows, column, columns } = checkRectangle(part, samples);
          checkArray("deep.tangentKernel", "out", out, rows * outputs * columns * outputs);
          call.deep_tangent_kernel(state.block(), state.theta("tangentKernel", theta), row, rows, column, columns, out);
        },
      };
    },
  };
}

function checkRectangle(part: KernelRectangle, samples: number): KernelRectangle {
  for (const [first, count] of [
    [part.row, part.rows],
    [part.column, part.columns],
  ] as const) {
    if (Number.isSafeInteger(first) && Number.isSafeInteger(count) && first >= 0 && count >= 1 && first + count <= samples) continue;
    throw misuse("deep.tangentKernel", `the part must lie within the ${samples} samples`, `${count} from ${first} on`);
  }
  return part;
}

/** A network and options, checked: what the assembly needs, and all of it as the numbers that entries take (cpp/entries/deep.hpp). */
function checkDeep(where: string, network: DeepNetwork, options: DeepOptions) {
  indexIn(where, "kind", networkKinds, network.kind);
  const count = (name: string, value: number) => checkCount(where, name, value);
  const layers = count("layers", network.layers);
  const outputs = count("outputs", network.outputs ?? 1);
  const { trained, tangentKernel = false, over = "mean" } = options;
  if (trained !== undefined && trained.length !== layers + 1)
    throw misuse(where, `trained must have ${layers + 1} entries, one a layer and one for the output weights`, trained.length);
  const activation = indexIn(where, "activation", activations, network.activation ?? "relu");
  if (activation === 1) throw misuse(where, `activation must be one of ${activations.filter((name) => name !== "abs").join(", ")}`, "abs");
  const loss = indexIn(where, "loss", losses, options.loss ?? "squared");
  const total = indexIn(where, "over", ["mean", "sum"], over);
  const shape = shapeOf(network, count);
  const images = network.kind === "convolutional" || network.kind === "residual";
  if (images && outputs > mostImageOutputs)
    throw misuse(where, `outputs of a network of images must be at most ${mostImageOutputs}`, outputs);
  if (shape.taps > shape.positions) throw misuse(where, `taps must be at most positions = ${shape.positions}`, shape.taps);
  const skip = network.kind === "fully connected" || network.kind === "circular" ? network.skip : undefined;
  const scale = network.kind === "residual" ? (network.scale ?? 1) : (skip ?? 1);
  if (!Number.isFinite(scale)) throw misuse(where, `${network.kind === "residual" ? "scale" : "skip"} must be a finite number`, scale);
  const { inputs, height, width, units, positions, taps } = shape;
  return {
    layers,
    outputs,
    images,
    hidden: units * positions,
    trained: Float64Array.from(trained ?? Array.from({ length: layers + 1 }, () => true), Number),
    describe: (samples: number) => {
      const sizes = [samples, inputs, height, width, units, layers, outputs, positions, taps];
      return Float64Array.from([
        kinds[network.kind],
        Number(tangentKernel),
        ...sizes,
        Number(skip !== undefined),
        scale,
        activation,
        loss,
        total,
      ]);
    },
  };
}

/** Sizes of a network; a fully connected one is a ring of one position, and of 1×1 images. */
function shapeOf(network: DeepNetwork, count: (name: string, value: number) => number) {
  const flat = { height: 1, width: 1, positions: 1, taps: 1 };
  switch (network.kind) {
    case "fully connected":
      return { ...flat, inputs: count("inputs", network.inputs), units: count("width", network.width) };
    case "circular":
      return {
        ...flat,
        inputs: count("inputs", network.inputs),
        units: count("channels", network.channels),
        positions: count("positions", network.positions),
        taps: count("taps", network.taps),
      };
    default:
      return {
        ...flat,
        inputs: count("inputChannels", network.kind === "convolutional" ? (network.inputChannels ?? network.channels) : network.channels),
        height: count("height", network.height),
        width: count("width", network.width),
        units: count("channels", network.channels),
      };
  }
}
