import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const server = fileURLToPath(new URL("../peers/serve.py", import.meta.url));

/**
 * A Python process that stays for the whole benchmark, at one number of threads. Arrays go through files, so that
 * a measurement is one short line each way.
 */
export class Peer {
  #process;
  #lines;
  #folder;
  #files = 0;

  constructor({ python, threads, folder }) {
    const environment = { ...process.env };
    // A pinned kernel or cache size would slow the peer down.
    for (const name of Object.keys(environment)) if (/^(OPENBLAS|OMP|GOMP|MKL)_/.test(name)) delete environment[name];
    for (const name of ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]) environment[name] = String(threads);
    this.#folder = folder;
    this.#process = spawn(python, [server, String(threads)], { env: environment, stdio: ["pipe", "pipe", "inherit"] });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** Prepares one case; an earlier one is forgotten. Numbers and texts in `sizes`, Float64Arrays in `arrays`. */
  async open(name, sizes, arrays) {
    const paths = {};
    for (const [key, values] of Object.entries(arrays)) {
      paths[key] = join(this.#folder, `${process.pid}-${this.#process.pid}-${this.#files++}.f64`);
      writeFileSync(paths[key], values);
    }
    await this.#ask({ do: "open", case: name, sizes, arrays: paths });
  }

  /** Seconds that `repeats` runs of the case took. */
  async run(repeats) {
    return (await this.#ask({ do: "run", repeats })).seconds;
  }

  /** What the case has computed. */
  async result() {
    const path = join(this.#folder, `result-${this.#process.pid}.f64`);
    await this.#ask({ do: "result", path });
    const bytes = readFileSync(path);
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  async versions() {
    return (await this.#ask({ do: "versions" })).versions;
  }

  close() {
    this.#process.stdin.end();
  }

  async #ask(order) {
    this.#process.stdin.write(`${JSON.stringify(order)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("the peer's process ended; its message is above");
    const answer = JSON.parse(value);
    if (answer.error !== undefined) throw new Error(`the peer said: ${answer.error}`);
    return answer;
  }
}
