import { Command } from "commander";
import type { Host } from "../host.ts";
import { type Listing, studiesOption } from "../options/studies.ts";
import { wholeNumber } from "../options/study-options.ts";

/** What `serve` takes. */
export interface ServeOptions extends Listing {
  readonly port: number;
}

/** `overparam serve`: the browser lab on this machine alone. */
export function serveCommand(host: Host): Command {
  return studiesOption(new Command("serve"))
    .description("serve the browser lab to this machine alone")
    .option("--port <n>", "port on 127.0.0.1; 0 takes a free one", wholeNumber(0, 65535), 8420)
    .action((options: ServeOptions) => host.act(async () => (await import("../serve/serve.ts")).serve(host, options)));
}
