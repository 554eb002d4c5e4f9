import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { familyFigures } from "../figures/families.ts";
import { spectrumFigure } from "../figures/spectrum.ts";

const nameOf = ({ config }: { readonly config: Config }): string => `k = ${config.teachers}, ${config.start}`;

/** The two families by reduced coordinates, and the spectra at and next to them. */
export const families: Experiment<Config> = {
  id: "families",
  title: "Families of spurious minima",
  says: "Losses of the families of symmetry S_{k−1} × S_1 and S_k against k, and the Hessian's eigenvalues there and at the teachers.",
  trials: (config, seed) =>
    (config.scale === "smoke" ? [6] : [8, 20]).flatMap((teachers) =>
      (["teachers", "lowest", "hidden"] as const).map((start) => ({
        config: { ...config, activation: "relu" as const, teachers, extra: 0, start, perturbation: 0, restarts: 1, first: 1, enough: 0 },
        seed,
      })),
    ),
  figures: (records, math) => (records.length === 0 ? [] : [...familyFigures(records, math), ...spectrumFigure(records, nameOf)]),
};
