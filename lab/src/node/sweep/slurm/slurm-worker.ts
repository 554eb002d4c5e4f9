// What a task of an array job runs: node slurm-worker.js FOLDER BATCH, with Slurm's variables in the environment.
import { writeAtomic } from "../../file/write-atomic.ts";
import { reason } from "../../../run/reason.ts";
import { readSweep } from "../sweep-json.ts";
import { performTask } from "./perform-task.ts";
import { refusalPath, slurmFolder } from "./slurm-folder.ts";

const [folder = "", number = ""] = process.argv.slice(2);
const { SLURM_ARRAY_JOB_ID: job, SLURM_ARRAY_TASK_ID: at, SLURM_RESTART_COUNT: restarts } = process.env;
const batch = Number(number);
const task = Number(at);
const log = (text: string) => process.stdout.write(`${new Date().toISOString()} ${text}\n`);

const stop = new AbortController();
for (const name of ["SIGUSR1", "SIGTERM", "SIGINT"] as const) {
  process.on(name, () => {
    log(`${name}: stopping`);
    stop.abort();
  });
}

if (job === undefined || at === undefined || !Number.isSafeInteger(batch) || number === "") {
  process.stderr.write("overparam: this is run by a task of a Slurm array job; see overparam sweep --executor slurm.\n");
  process.exitCode = 2;
} else {
  try {
    const attempt = Number(restarts ?? 0);
    log(`task ${task} of batch ${batch}${attempt === 0 ? "" : `, started again ${attempt} times`}`);
    const { made, left } = await performTask({ folder, batch, task, job, attempt }, stop.signal);
    log(`${made} made${left === 0 ? "" : `, ${left} left for another task`}`);
  } catch (error) {
    const sentence = reason(error);
    log(sentence);
    const stored = readSweep(folder);
    if (stored !== undefined) writeAtomic(refusalPath(slurmFolder(folder, stored.generation), batch, task), sentence);
    process.exitCode = 1;
  }
}
