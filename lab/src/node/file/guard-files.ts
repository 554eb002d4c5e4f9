import { fileFault } from "./file-fault.ts";

/** Runs file work on `path`; what the operating system refuses becomes one sentence. */
export function guardFiles<T>(path: string, work: () => T, advice?: string): T {
  try {
    return work();
  } catch (error) {
    throw fileFault(error, path, advice);
  }
}
