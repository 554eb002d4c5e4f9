import { type DeepKernels, type DeepNetwork, type DeepOptions, type DeepProblem, deepParameterCount } from "../deep.ts";
import { misuse } from "../misuse.ts";
import type { Samples } from "../sampled.ts";
import type { Binding } from "./binding.ts";
import { checkArray, checkCount, indexIn } from "./checks.ts";
import { assembleDescending, openState } from "./descent.ts";
import type { Memory } from "./memory.ts";

/** Positions are the numbers that the C++ side uses (cpp/deep/shape.hpp). */
const kinds: readonly DeepNetwork["kind"][] = ["fully connected", "convolutional", "residual"];

/** Deep networks over a host's flat functions. */
export function assembleDeep(binding: Binding, memory: Memory, closers: Set<() => void>): DeepKernels {
  const { call } = binding;
  const bytesOf = ({ kind, kernel, inputs, height, width, units, layers }: Checked, samples: number) =>
    call.deep_plan(kind, kernel, samples, inputs, height, width, units, layers);
  return {
    plan(network, samples, options = {}) {
      return bytesOf(checkDeep("deep.plan", network, options), checkCount("deep.plan", "samples", samples));
    },
    open(network, data, options = {}): DeepProblem {
      const checked = checkDeep("deep.open", network, options);
      const { kind, kernel, inputs, height, width, units, layers, scale, trained } = checked;
      if (!(data.y instanceof Float64Array)) throw misuse("deep.open", "y must be a Float64Array", data.y);
      const samples = checkCount("deep.open", "samples (the length of y)", data.y.length);
      const check = (where: string, { x, y }: Samples) => {
        checkArray(where, "y", y, samples);
        checkArray(where, "x", x, samples * inputs * height * width);
      };
      check("deep.open", data);
      const state = openState(memory, closers, "deep", bytesOf(checked, samples), deepParameterCount(network), (block) => {
        call.deep_open(block, kind, kernel, samples, inputs, height, width, units, layers, scale, trained, data.x, data.y);
      });
      return {
        ...assembleDescending(binding, "deep", state),
        samples,
        load(fresh) {
          check("deep.load", fresh);
          call.deep_load(state.block(), fresh.x, fresh.y);
        },
        forward(theta, out) {
          checkArray("deep.forward", "out", out, samples);
          call.deep_forward(state.block(), state.theta("forward", theta), out);
        },
        pullback(theta, u, out) {
          checkArray("deep.pullback", "u", u, samples);
          checkArray("deep.pullback", "out", out, state.size);
          call.deep_pullback(state.block(), state.theta("pullback", theta), u, out);
        },
        pushforward(theta, v, out) {
          checkArray("deep.pushforward", "v", v, state.size);
          checkArray("deep.pushforward", "out", out, samples);
          call.deep_pushforward(state.block(), state.theta("pushforward", theta), v, out);
        },
        tangentKernel(theta, out) {
          if (kernel === 0)
            throw misuse("deep.tangentKernel", "the problem has no room for it", undefined, "open it with tangentKernel: true");
          checkArray("deep.tangentKernel", "out", out, samples * samples);
          call.deep_tangent_kernel(state.block(), state.theta("tangentKernel", theta), out);
        },
      };
    },
  };
}

type Checked = ReturnType<typeof checkDeep>;

/** A network and options as the numbers that entries take; a fully connected layer is one of 1×1 images. */
function checkDeep(where: string, network: DeepNetwork, options: DeepOptions) {
  const kind = indexIn(where, "kind", kinds, network.kind);
  const layers = checkCount(where, "layers", network.layers);
  const shape =
    network.kind === "fully connected"
      ? { inputs: checkCount(where, "inputs", network.inputs), height: 1, width: 1, units: checkCount(where, "width", network.width) }
      : {
          inputs: checkCount(
            where,
            "inputChannels",
            network.kind === "convolutional" ? (network.inputChannels ?? network.channels) : network.channels,
          ),
          height: checkCount(where, "height", network.height),
          width: checkCount(where, "width", network.width),
          units: checkCount(where, "channels", network.channels),
        };
  const scale = network.kind === "residual" ? (network.scale ?? 1) : 1;
  if (!Number.isFinite(scale)) throw misuse(where, "scale must be a finite number", scale);
  const { trained, tangentKernel = false } = options;
  if (trained !== undefined && trained.length !== layers + 1)
    throw misuse(where, `trained must have ${layers + 1} entries, one a layer and one for the output weights`, trained.length);
  return {
    kind,
    kernel: Number(tangentKernel),
    ...shape,
    layers,
    scale,
    trained: Float64Array.from(trained ?? Array.from({ length: layers + 1 }, () => true), Number),
  };
}
