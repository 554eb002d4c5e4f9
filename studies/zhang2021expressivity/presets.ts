import type { Preset } from "@overparam/core";
import type { Config } from "./config.ts";

/** Starting points of the settings. */
export const presets: readonly Preset<Config>[] = [
  {
    id: "enough",
    title: "Enough neurons: m d/2 = 1.5 n",
    says: "Eighteen neurons fit sixty random signs exactly without leaving their small balls.",
    config: { students: 18 },
  },
  {
    id: "threshold",
    title: "At the threshold: m d/2 = n",
    says: "Twelve neurons are just enough: the least singular value is tiny and descent slow.",
    config: { students: 12, steps: 20_000 },
  },
  {
    id: "too-few",
    title: "Too few neurons: m d/2 = n/2",
    says: "Six neurons do not fit inside the region: output weights grow without end and the loss falls ever more slowly.",
    config: { students: 6, steps: 20_000 },
  },
  {
    id: "one-step",
    title: "One common step for both layers",
    says: "Without a scale for each layer the output weights hardly move, and the run looks as if it had come to rest.",
    config: { blockScaled: false, radius: 0.05 },
  },
  {
    id: "free",
    title: "Without the region",
    says: "The same start and method without the region.",
    config: { method: "free" },
  },
  {
    id: "plane",
    title: "In the plane",
    says: "Twelve neurons in two dimensions move inside their balls to fit eight points.",
    config: { samples: 8, dimension: 2, students: 12, radius: 0.3, steps: 2000 },
  },
];
