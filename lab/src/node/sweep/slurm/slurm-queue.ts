import { userInfo } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { misuse } from "@overparam/core";
import { NoAnswer, runSlurm } from "./run-slurm.ts";
import { type SlurmTask, slurmTasks, taskFormat } from "./slurm-tasks.ts";

/** The jobs of one sweep in Slurm, by the beginning of their names. */
export interface SlurmQueue {
  /** All tasks that Slurm still knows; undefined where its controller does not answer now. */
  tasks(): Promise<readonly SlurmTask[] | undefined>;
  /** The same, asking until it answers. @errors one sentence where it does not for minutes */
  known(): Promise<readonly SlurmTask[]>;
  /** Submits a script; gives the number of its job. Asks again while the controller does not answer, and never submits a name twice. */
  submit(name: string, script: string): Promise<string>;
  /** Ends jobs; a controller that does not answer is asked a few times. */
  cancel(jobs: Iterable<string>): Promise<void>;
}

/** Milliseconds between two questions to a controller that does not answer, and in all. */
const beat = 2000;
const patience = 300_000;

/** @param stem what the names of the jobs begin with */
export function slurmQueue(stem: string): SlurmQueue {
  const tasks = async (): Promise<readonly SlurmTask[] | undefined> => {
    const words = ["--noheader", "--array", "--states=all", `--user=${userInfo().username}`, `--format=${taskFormat}`];
    const answer = await answerOf(() => runSlurm("squeue", words));
    return answer === undefined ? undefined : slurmTasks(answer).filter(({ name }) => name.startsWith(stem));
  };
  return {
    tasks,
    async known() {
      for (const end = performance.now() + patience; performance.now() < end; await pause(beat)) {
        const answer = await tasks();
        if (answer !== undefined) return answer;
      }
      throw noAnswer();
    },
    async submit(name, script) {
      for (let end = performance.now() + patience, tries = 0; performance.now() < end; tries++) {
        if (tries > 0) {
          await pause(beat);
          // The answer to an earlier try may have been lost: then the queue has the job.
          const known = await tasks();
          if (known === undefined) continue;
          const found = known.find((task) => task.name === name)?.job;
          if (found !== undefined) return found;
        }
        const answer = await answerOf(() => runSlurm("sbatch", ["--parsable", script]));
        if (answer !== undefined) return answer.trim().split(";")[0] as string;
      }
      throw noAnswer();
    },
    async cancel(jobs) {
      const words = [...jobs];
      if (words.length === 0) return;
      for (let tries = 0; tries < 3; tries++) {
        if ((await answerOf(() => runSlurm("scancel", words))) !== undefined) return;
        await pause(beat);
      }
    },
  };
}

function noAnswer(): Error {
  return misuse(
    "Slurm",
    "its controller must answer",
    `nothing for ${patience / 60_000} minutes`,
    "see sinfo, then give the same command again",
  );
}

/** The largest array that this Slurm takes. */
export async function largestArray(): Promise<number> {
  const answer = await answerOf(() => runSlurm("scontrol", ["show", "config"]));
  const size = Number(/^MaxArraySize\s*=\s*(\d+)/m.exec(answer ?? "")?.[1]);
  // The number is one more than the largest index.
  return size >= 1 ? Math.max(1, size - 1) : 1000;
}

async function answerOf(work: () => Promise<string>): Promise<string | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}
