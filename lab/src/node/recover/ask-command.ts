import { spawn } from "node:child_process";
import { misuse } from "@overparam/core";

/** What a command is asked. */
export interface Questions {
  /** A command line for the system's shell. */
  readonly command: string;
  /** [n,d] row-major. */
  readonly x: Float64Array;
  readonly inputs: number;
  readonly signal?: AbortSignal;
  onAnswers?(answers: number, asked: number): void;
}

/**
 * Asks a command for f(x): each x is a line of numbers separated by commas on its standard input, each answer a line with one number on its
 * standard output, in the same order. Its standard error is passed on.
 *
 * All questions are written, then the input is closed; a command that answers at once and one that answers at the end both work. The command is
 * ended when it has answered, or when `signal` fires.
 *
 * @returns y [n]; undefined where `signal` fired
 * @errors one sentence: it ends before it has answered all, or an answer is no finite number
 */
export function askCommand({ command, x, inputs: d, signal, onAnswers }: Questions): Promise<Float64Array | undefined> {
  const n = x.length / d;
  const y = new Float64Array(n);
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ["pipe", "pipe", "inherit"], detached: process.platform !== "win32" });
    let answers = 0;
    let rest = "";
    let over = false;
    const end = (settle: () => void): void => {
      if (over) return;
      over = true;
      signal?.removeEventListener("abort", stop);
      child.stdin.destroy();
      child.stdout.destroy();
      endGroup(child.pid);
      settle();
    };
    const stop = (): void => end(() => resolve(undefined));
    const refuse = (wanted: string, got: unknown): void =>
      end(() => reject(misuse(`--query ${command}`, wanted, got, "answer every line with one number, in order, and flush")));
    if (signal?.aborted === true) return stop();
    signal?.addEventListener("abort", stop);
    child.on("error", (error) => refuse("the command must start", error.message));
    // A command that ends early closes its input: its exit tells more than the broken pipe.
    child.stdin.on("error", () => {});
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (!over) take(line);
    });
    child.on("close", (code) => {
      if (rest.trim() !== "" && !over) take(rest);
      refuse(`it must answer ${n} questions`, `${answers} answers and exit status ${code}`);
    });
    function take(line: string): void {
      const text = line.trim();
      const value = Number(text);
      if (text === "" || !Number.isFinite(value)) return refuse(`answer ${answers + 1} must be a finite number`, text.slice(0, 60));
      y[answers] = value;
      answers += 1;
      onAnswers?.(answers, n);
      if (answers === n) end(() => resolve(y));
    }
    let asked = 0;
    const ask = (): void => {
      while (asked < n && !over) {
        const line = `${x.subarray(asked * d, asked * d + d).join(",")}\n`;
        asked += 1;
        if (!child.stdin.write(line) && asked < n) {
          child.stdin.once("drain", ask);
          return;
        }
      }
      if (!over) child.stdin.end();
    };
    ask();
  });
}

/** Ends the shell and what it started. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}
