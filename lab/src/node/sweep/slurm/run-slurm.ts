import { spawn } from "node:child_process";
import { misuse } from "@overparam/core";

/** Why a command of Slurm gave no answer: it may on the next try. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** Milliseconds that a command may take: they wait for the controller by themselves. */
const patience = 60_000;

/**
 * Runs a command of Slurm; gives what it printed.
 *
 * @errors `NoAnswer` where the controller cannot be reached; one sentence where the command does not exist or refuses
 */
export function runSlurm(command: "sbatch" | "squeue" | "scancel" | "scontrol", words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"], timeout: patience });
    let out = "";
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      out += part;
    });
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      said += part;
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "ENOENT"
          ? misuse(
              command,
              "this command of Slurm must be on the PATH",
              undefined,
              "run this where jobs are submitted, or leave --executor out",
            )
          : new NoAnswer(error.message),
      );
    });
    child.on("close", (code, signal) => {
      if (code === 0) resolve(out);
      else if (signal !== null) reject(new NoAnswer(`${command} was ended by ${signal}`));
      else {
        const sentence = firstSentence(said) || `${command} ended with ${code}`;
        // Words of the client for a controller that is down, starting, or slow.
        if (/unable to contact|connection refused|connect failure|timed out|socket|temporarily|in standby|zero bytes/i.test(said)) {
          reject(new NoAnswer(sentence));
        } else reject(misuse(command, "Slurm must accept the command", sentence, "see the options given with --sbatch"));
      }
    });
  });
}

function firstSentence(said: string): string {
  const lines = said.split("\n").map((line) => line.replace(/^\w+: (error: )?/, "").trim());
  return lines.find((line) => line !== "")?.replace(/\.$/, "") ?? "";
}
