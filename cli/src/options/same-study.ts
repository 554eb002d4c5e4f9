import { misuse } from "@overparam/kernels";
import type { ConfigFile } from "./config-file.ts";

/** Checks that a file written for one study is not used for another. */
export function sameStudy(file: ConfigFile, study: string): void {
  if (file.study !== undefined && file.study !== study) {
    throw misuse(
      file.path,
      `it holds settings of ${file.study}, and ${study} was asked for`,
      undefined,
      `try \`overparam verify ${file.study} --config ${file.path}\``,
    );
  }
}
