import type { ServeOptions } from "../commands/serve.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { studyFolders } from "../options/find-studies.ts";
import { listen } from "./listen.ts";
import { pageApp } from "./page-app.ts";
import { pageFolder } from "./page-folder.ts";

/** Serves the page until a signal ends it. */
export async function serve({ terminal, signal }: Host, options: ServeOptions): Promise<number> {
  const root = await pageFolder(studyFolders(options.studies), (sentence) => terminal.note(sentence), signal);
  const server = await listen(pageApp(root), options.port);
  terminal.print(`http://127.0.0.1:${server.port}/`);
  terminal.note("Only this machine can reach it. Ctrl-C ends it.");
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  await server.close();
  return exitCode.ok;
}
