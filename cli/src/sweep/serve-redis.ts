import { redisAddress, redisWorker, type RedisWorkerEvent, usualRedis } from "@overparam/lab/node/sweep";
import type { WorkerOptions } from "../commands/worker.ts";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";
import { jsonEvents } from "../json-events.ts";
import { studyFolders } from "../options/find-studies.ts";
import { redisUrl } from "../options/redis-option.ts";
import { count } from "../terminal/count.ts";
import { shortId } from "../verify/heading.ts";

/** Makes trials until Ctrl-C. */
export async function serveRedis({ terminal, signal }: Host, options: WorkerOptions): Promise<number> {
  const address = redisAddress(redisUrl(options.redis) ?? usualRedis);
  const tell = options.json === true ? jsonEvents(terminal) : undefined;
  const made = await redisWorker({
    address,
    ...(options.workers === undefined ? {} : { threads: options.workers }),
    dirs: studyFolders(options.studies),
    ...(options.idle === undefined ? {} : { idle: options.idle }),
    signal,
    onEvent(event) {
      if (tell === undefined) terminal.note(sentence(event));
      else {
        const { kind, ...rest } = event;
        tell(kind, rest);
      }
    },
  });
  if (tell === undefined) terminal.print(`${count(made, "trial")} made`);
  else tell("ended", { made });
  return exitCode.ok;
}

function sentence(event: RedisWorkerEvent): string {
  switch (event.kind) {
    case "serving":
      return `overparam: ${event.worker} serves ${event.at} with ${count(event.threads, "thread")}. Ctrl-C ends it.`;
    case "sweep":
      return event.state === "taken"
        ? `overparam: takes part in sweep ${shortId(event.id)} (${event.study}).`
        : `overparam: sweep ${shortId(event.id)} (${event.study}) is over here; ${count(event.recorded, "trial")} made.`;
    case "refused":
      return `overparam: takes no part in sweep ${shortId(event.id)} (${event.study}): ${event.reason}.`;
    case "connection":
      return event.here ? `overparam: ${event.at} answers again.` : `overparam: ${event.at} does not answer; waiting for it.`;
  }
}
