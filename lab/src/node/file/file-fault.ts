import { misuse } from "@overparam/core";
import { asError } from "./as-error.ts";

const meanings: Readonly<Record<string, readonly [wanted: string, advice: string]>> = {
  EACCES: ["this needs a permission that is missing", "choose another place, or change its permissions"],
  EPERM: ["this needs a permission that is missing", "choose another place, or change its permissions"],
  EROFS: ["the place must be writable; it is read-only", "choose another place"],
  ENOSPC: ["the disk is full", "free some space and do the same again"],
  EDQUOT: ["the disk quota is used up", "free some space and do the same again"],
  EFBIG: ["the file grew past the size that this process may write", "raise the limit (ulimit -f), or choose another place"],
  ENOENT: ["there is no such file or folder", "check the path"],
  ENOTDIR: ["a part of this path is a file, where a folder is needed", "choose another place"],
  EISDIR: ["a file is needed; this is a folder", "name the file itself"],
  EEXIST: ["there is a file in the way", "choose another place"],
  ELOOP: ["the path leads through a loop of links", "check the path"],
  ENAMETOOLONG: ["the path is too long", "choose a shorter one"],
  EMFILE: ["too many files are open", "raise the limit (ulimit -n)"],
  EIO: ["the disk gave an error", "check the disk"],
};

/** Is this what the operating system says of a file? */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string" && "syscall" in error;
}

/** One sentence for what the operating system refused: the path, what is wrong, what to do. Other errors pass through unchanged. */
export function fileFault(error: unknown, path: string, advice?: string): Error {
  if (!isFileError(error)) return asError(error);
  const [wanted, usual] = meanings[error.code ?? ""] ?? [`it cannot be used (${error.code})`, "choose another place"];
  return misuse(path, wanted, undefined, advice ?? usual);
}
