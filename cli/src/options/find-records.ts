import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { misuse } from "@overparam/kernels";

/**
 * The folder of a run or a verification: a path as it is, or the beginning of an id, looked for in `root`/STUDY/.
 *
 * @throws Misuse when there is none, or several
 */
export function findRecords(name: string, root: string): string {
  if (existsSync(name)) {
    if (statSync(name).isDirectory()) return name;
    throw misuse(name, "the folder of a run is needed; this is a file", undefined, "name the folder that it is in");
  }
  const found =
    /^[0-9a-f]{3,}$/.test(name) || /^(verify|experiment)-[0-9a-f]+$/.test(name)
      ? below(root).filter((each) => each.id.startsWith(name))
      : [];
  const [first, second] = found;
  if (first === undefined) {
    throw misuse(
      name,
      `there is no such folder, and no run of this id in ${root}`,
      undefined,
      "name a run's folder, or say where the runs are with --runs DIR",
    );
  }
  if (second !== undefined)
    throw misuse(name, `several folders begin so: ${found.map(({ path }) => path).join(", ")}`, undefined, "write more of the id");
  return first.path;
}

/** Folders two levels down, with the id that their name holds; verifications and experiments are found with and without its prefix. */
function below(root: string): { readonly id: string; readonly path: string }[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((study) => study.isDirectory())
    .flatMap((study) =>
      readdirSync(join(root, study.name), { withFileTypes: true })
        .filter((run) => run.isDirectory())
        .flatMap((run) => {
          const path = join(root, study.name, run.name);
          const plain = run.name.replace(/^(verify|experiment)-/, "");
          return plain === run.name
            ? [{ id: run.name, path }]
            : [
                { id: run.name, path },
                { id: plain, path },
              ];
        }),
    );
}
