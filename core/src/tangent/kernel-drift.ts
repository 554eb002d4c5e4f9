import { misuse } from "@overparam/kernels";

/** How far one kernel is from another: relative distance ‖K − K_0‖_F/‖K_0‖_F, and alignment ⟨K, K_0⟩/(‖K‖_F ‖K_0‖_F). */
export interface KernelDrift {
  readonly distance: number;
  readonly alignment: number;
}

/** Drift of a kernel from one of the same size, e.g. from that at the start. */
export function kernelDrift(kernel: Float64Array, start: Float64Array): KernelDrift {
  if (kernel.length !== start.length) throw misuse("kernelDrift", `both kernels must have ${start.length} entries`, kernel.length);
  let [apart, own, other, both] = [0, 0, 0, 0];
  for (let k = 0; k < kernel.length; k++) {
    const [a, b] = [kernel[k] as number, start[k] as number];
    apart += (a - b) * (a - b);
    own += a * a;
    other += b * b;
    both += a * b;
  }
  return { distance: Math.sqrt(apart / other), alignment: both / Math.sqrt(own * other) };
}
