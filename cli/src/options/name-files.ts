/**
 * Puts a file's path where the sentence of a study says only "teacher file" or "inputs file": a study is handed contents and never sees paths.
 */
export function nameFiles(error: unknown, files: readonly { readonly key: string; readonly path: string }[]): unknown {
  if (!(error instanceof Error) || error.name !== "Misuse") return error;
  for (const { key, path } of files) {
    const generic = `${key} file: `;
    if (error.message.startsWith(generic)) error.message = `${path}: ${error.message.slice(generic.length)}`;
  }
  return error;
}
