import { misuse } from "../misuse.ts";
import { type SampledNetwork, sampledParameterCount } from "../sampled.ts";
import type { TangentKernels } from "../tangent.ts";
import type { Binding } from "./binding.ts";
import { checkArray, checkCount, parameterizations } from "./checks.ts";
import type { Memory } from "./memory.ts";
import { checkSampled } from "./sampled.ts";

const squaredEntry = parameterizations.indexOf("squared-entry");

/** Tangent kernels over a host's flat functions; scratch is what `tangent_plan` says. */
export function assembleTangent({ call, team }: Binding, memory: Memory): TangentKernels {
  const bytesOf = ({ parameterization, inputs, students }: Checked, samples: number) =>
    call.tangent_plan(parameterization, samples, inputs, students, team.members);
  return {
    plan(network, samples) {
      const checked = check("tangent.plan", network);
      checkCount("tangent.plan", "samples", samples);
      const { parameterization, inputs, students } = checked;
      return { bytes: bytesOf(checked, samples), operations: 2 * call.tangent_work(parameterization, samples, inputs, students) };
    },
    gram(network, theta, x, out) {
      const where = "tangent.gram";
      const checked = check(where, network);
      const { activation, parameterization, bias, inputs, students } = checked;
      if (!(x instanceof Float64Array)) throw misuse(where, "x must be a Float64Array", x);
      const samples = checkCount(where, "samples (the length of x over the inputs)", x.length / inputs);
      checkArray(where, "theta", theta, sampledParameterCount(network));
      checkArray(where, "out", out, samples * samples);
      const fixed = network.outputWeights ?? new Float64Array(students).fill(1);
      memory.withScratch(where, bytesOf(checked, samples), (work) => {
        call.tangent_gram(team.block, activation, parameterization, bias, samples, inputs, students, theta, x, fixed, out, work);
      });
    },
  };
}

type Checked = ReturnType<typeof checkSampled>;

function check(where: string, network: SampledNetwork): Checked {
  const checked = checkSampled(where, network, {});
  if (checked.parameterization === squaredEntry)
    throw misuse(where, "the tangent kernel is there for plain, output and conic networks", network.parameterization);
  return checked;
}
