/**
 * Puts a file's path where the sentence of a study says only "teacher file", "inputs file" or "graph file": a study is handed contents and never sees paths.
 */
export function nameFiles(error: unknown, files: readonly { readonly asset: string; readonly path: string }[]): unknown {
  if (!(error instanceof Error) || error.name !== "Misuse") return error;
  for (const { asset, path } of files) {
    const generic = `${asset} file: `;
    if (error.message.startsWith(generic)) error.message = `${path}: ${error.message.slice(generic.length)}`;
  }
  return error;
}
