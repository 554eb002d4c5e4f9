import { deepBlockShapes, type DeepActivation, type DeepLoss, type DeepNetwork } from "../../src/deep.ts";
import type { Elementary } from "../../src/elementary.ts";

const at = (array: ArrayLike<number>, index: number) => array[index] as number;

function activate(math: Elementary, name: DeepActivation, z: number): number {
  switch (name) {
    case "relu":
      return Math.max(0, z);
    case "gelu":
      return z * (0.5 + 0.5 * math.erf(z / Math.SQRT2));
    default:
      return math[name](z);
  }
}

/** f(x) of a deep network for one sample, [K], by the definition and nothing else. */
export function naiveDeep(math: Elementary, network: DeepNetwork, theta: Float64Array, x: Float64Array): number[] {
  const { layers, outputs = 1, activation = "relu" } = network;
  const sigma = (z: number) => activate(math, activation, z);
  let state = Float64Array.from(x);
  let offset = 0;
  const next = (size: number) => theta.subarray(offset, (offset += size));
  const shapes = deepBlockShapes(network).map((shape) => shape.reduce((product, side) => product * side, 1));
  for (let layer = 0; layer < layers; layer++) {
    const weights = next(shapes[layer] as number);
    const from = state;
    if (network.kind === "fully connected" || network.kind === "circular") {
      const [positions, taps, units] =
        network.kind === "circular" ? [network.positions, layer === 0 ? 1 : network.taps, network.channels] : [1, 1, network.width];
      const fan = from.length / positions;
      const skips = network.skip !== undefined && layer > 0 && layer < layers - 1;
      state = Float64Array.from({ length: positions * units }, (_, index) => {
        const [p, j] = [Math.floor(index / units), index % units];
        let z = 0;
        for (let q = 0; q < taps; q++) {
          const place = (((p + q - Math.floor(taps / 2)) % positions) + positions) % positions;
          for (let k = 0; k < fan; k++) z += at(weights, (j * taps + q) * fan + k) * at(from, place * fan + k);
        }
        return sigma(skips ? at(from, index) + (network.skip as number) * z : z);
      });
      continue;
    }
    const { height, width, channels } = network;
    const fan = from.length / (height * width);
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
      return sigma(z);
    });
    const scale = network.kind === "residual" ? (network.scale ?? 1) : 1;
    state = network.kind === "residual" ? hidden.map((h, index) => at(from, index) + scale * h) : hidden;
  }
  const b = next(shapes[layers] as number);
  return Array.from({ length: outputs }, (_, k) => state.reduce((sum, value, index) => sum + value * at(b, k * state.length + index), 0));
}

/** ℓ(f, y) of one sample. */
export function naiveLoss(math: Elementary, loss: DeepLoss, f: ArrayLike<number>, y: ArrayLike<number>): number {
  const sum = (term: (k: number) => number) => Array.from({ length: f.length }, (_, k) => term(k)).reduce((a, b) => a + b, 0);
  const r = (k: number) => at(f, k) - at(y, k);
  switch (loss) {
    case "squared":
      return sum((k) => r(k) ** 2 / 2);
    case "cross-entropy":
      return sum((k) => at(y, k) * (math.log(sum((j) => math.exp(at(f, j)))) - at(f, k)));
    case "logistic":
      return sum((k) => math.log(1 + math.exp(-at(y, k) * at(f, k))));
    case "pseudo-huber":
      return sum((k) => Math.sqrt(1 + r(k) ** 2) - 1);
    case "geman-mcclure":
      return sum((k) => r(k) ** 2 / (2 * (1 + r(k) ** 2)));
  }
}
