import type { DeepNetwork } from "../../src/deep.ts";

/** f(x) of a deep network for one sample, by the definition and nothing else. */
export function naiveDeep(network: DeepNetwork, theta: Float64Array, x: Float64Array): number {
  const at = (array: Float64Array, index: number) => array[index] as number;
  let state = Float64Array.from(x);
  let offset = 0;
  if (network.kind === "fully connected") {
    for (let layer = 0; layer < network.layers; layer++) {
      const fan = state.length;
      const weights = theta.subarray(offset, (offset += network.width * fan));
      const from = state;
      state = Float64Array.from({ length: network.width }, (_, j) => {
        let z = 0;
        for (let k = 0; k < fan; k++) z += at(weights, j * fan + k) * at(from, k);
        return Math.max(0, z);
      });
    }
  } else {
    const { height, width, channels } = network;
    for (let layer = 0; layer < network.layers; layer++) {
      const fan = state.length / (height * width);
      const weights = theta.subarray(offset, (offset += channels * fan * 9));
      const from = state;
      const hidden = Float64Array.from({ length: channels * height * width }, (_, index) => {
        const [o, row, column] = [Math.floor(index / (height * width)), Math.floor(index / width) % height, index % width];
        let z = 0;
        for (let c = 0; c < fan; c++)
          for (let dy = -1; dy <= 1; dy++)
            for (let dx = -1; dx <= 1; dx++) {
              const [y, xx] = [row + dy, column + dx];
              if (y < 0 || y >= height || xx < 0 || xx >= width) continue;
              z += at(weights, ((o * fan + c) * 3 + dy + 1) * 3 + dx + 1) * at(from, (c * height + y) * width + xx);
            }
        return Math.max(0, z);
      });
      const scale = network.kind === "residual" ? (network.scale ?? 1) : 1;
      state = network.kind === "residual" ? hidden.map((h, index) => at(from, index) + scale * h) : hidden;
    }
  }
  return state.reduce((sum, value, index) => sum + value * at(theta, offset + index), 0);
}
