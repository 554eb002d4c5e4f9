import { departures, dotted } from "../text/departures.ts";
import { yaml } from "../text/yaml.ts";

/** The same run in other words. */
export interface Elsewhere {
  readonly command: string;
  readonly yaml: string;
  readonly typescript: string;
}

export interface RunNamed {
  readonly study: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly scale: string;
  readonly backend: string;
}

/** Writes a run as a command, a config file and a program; each names only what departs from the defaults. */
export function elsewhere(run: RunNamed): Elsewhere {
  const changed = departures(run.config, run.defaults);
  const { scale, ...settings } = changed;
  const flags = [
    ...dotted(settings).map(([key, value]) => `--set ${word(`${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)}`),
    `--seed ${run.seed}`,
    `--backend ${run.backend}`,
  ];
  const line = (verb: string, more: readonly string[]) => [`overparam ${verb} ${run.study}`, ...flags, ...more].join(" \\\n  ");
  return {
    command: `${line("run", scale === undefined ? [] : [`--scale ${String(scale)}`])}\n\n${line("verify", [`--scale ${run.scale}`])}`,
    yaml: `# overparam run ${run.study} --config run.yaml --seed ${run.seed} --backend ${run.backend}\n${yaml(changed) || "{}\n"}`,
    typescript: `import { resolveConfig, rootKey, startSolve } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import study from "@overparam/studies/${run.study}";

const engine = await loadEngine({ backend: ${JSON.stringify(run.backend)} });
const config = resolveConfig(study, ${JSON.stringify(changed, null, 2)});
const key = rootKey(study.id, ${run.seed});
const setup = study.setup(config, { engine, key, assets: new Map() });
const solve = startSolve(setup, engine, study.observables);
while (solve.outcome === undefined) {
  for (const { time, values } of solve.advance(10_000)) console.log(time, values.loss);
}
console.log(solve.outcome.says);
`,
  };
}

function word(text: string): string {
  return /^[\w=.,:/+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
