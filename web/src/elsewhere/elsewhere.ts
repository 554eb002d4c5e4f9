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
  /** Settings that name a file: the kind of file, and the file's own name instead of the hash of its content. */
  readonly files: Readonly<Record<string, { readonly asset: string; readonly name: string }>>;
}

/** Writes a run as a command, a config file and a program; each names only what departs from the defaults. */
export function elsewhere(run: RunNamed): Elsewhere {
  const changed: Record<string, unknown> = departures(run.config, run.defaults);
  for (const [key, { name }] of Object.entries(run.files)) if (key in changed) changed[key] = name;
  const { scale, ...settings } = changed;
  const flags = [
    ...dotted(settings).map(([key, value]) => {
      const file = run.files[key];
      return file === undefined
        ? `--set ${word(`${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)}`
        : `--${file.asset} ${word(file.name)}`;
    }),
    `--seed ${run.seed}`,
    `--backend ${run.backend}`,
  ];
  const line = (verb: string, more: readonly string[]) => [`overparam ${verb} ${run.study}`, ...flags, ...more].join(" \\\n  ");
  return {
    command: `${line("run", scale === undefined ? [] : [`--scale ${String(scale)}`])}\n\n${line("verify", [`--scale ${run.scale}`])}`,
    yaml: `# overparam run ${run.study} --config run.yaml --seed ${run.seed} --backend ${run.backend}\n${yaml(changed) || "{}\n"}`,
    typescript: program(run, changed),
  };
}

function program(run: RunNamed, changed: Readonly<Record<string, unknown>>): string {
  const reads = Object.keys(run.files).some((key) => key in changed);
  const settings = JSON.stringify(changed, null, 2);
  return `import { resolveConfig, rootKey, startSolve } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
${reads ? 'import { resolveFiles } from "@overparam/lab/node";\n' : ""}import study from "@overparam/studies/${run.study}";

const engine = await loadEngine({ backend: ${JSON.stringify(run.backend)} });
${
  reads
    ? `const { config: settings, assets } = resolveFiles(study, ${settings});
const config = resolveConfig(study, settings);`
    : `const assets = new Map();
const config = resolveConfig(study, ${settings});`
}
const setup = study.setup(config, { engine, key: rootKey(study.id, ${run.seed}), assets });
const solve = startSolve(setup, engine, study.observables);
while (solve.outcome === undefined) {
  for (const { time, values } of solve.advance(10_000)) console.log(time, values.loss);
}
console.log(solve.outcome.says);
`;
}

function word(text: string): string {
  return /^[\w=.,:/+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
