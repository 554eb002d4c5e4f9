import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redisHere, startRedis } from "../../scripts/local-redis.mjs";
import { folder } from "./support/folder.ts";
import { bin, overparam } from "./support/overparam.ts";
import { writtenStudy } from "./support/written-study.ts";

const home = folder("worker");
const password = "opensesame";

/** The text of every file below a folder. */
function texts(of: string): string {
  return readdirSync(of)
    .map((name) => join(of, name))
    .map((path) => (statSync(path).isDirectory() ? texts(path) : readFileSync(path, "latin1")))
    .join("\n");
}

describe.skipIf(!redisHere)("a sweep over Redis from the command line", () => {
  const studies = writtenStudy("trivial");
  let server: Awaited<ReturnType<typeof startRedis>>;
  let worker: ChildProcess;
  let said = "";
  beforeAll(async () => {
    server = await startRedis(join(home, "redis"), ["--requirepass", password]);
    worker = spawn(
      process.execPath,
      [bin, "worker", "--workers", "1", "--studies", studies, "--redis", server.url.replace("//", `//:${password}@`)],
      {
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    for (const stream of [worker.stdout, worker.stderr]) {
      stream?.setEncoding("utf8").on("data", (part: string) => {
        said += part;
      });
    }
    writeFileSync(
      join(home, "far.yaml"),
      ["study: trivial", `studies: [${studies}]`, "backend: wasm", "axes: [{setting: condition, list: [2, 4]}]", "seeds: 2"].join("\n"),
    );
  });
  afterAll(async () => {
    worker.kill("SIGKILL");
    await server.stop();
  });

  it("is made by a worker, with the bytes that threads make, and the password stands nowhere", async () => {
    const far = overparam(["sweep", "far.yaml", "--executor", "redis", "--out", "over"], {
      cwd: home,
      env: { OVERPARAM_REDIS: server.url.replace("//", `//:${password}@`) },
    });
    expect({ status: far.status, stderr: far.stderr }).toEqual({ status: 0, stderr: "" });
    expect(far.stdout).toMatch(new RegExp(`^trivial · wasm · workers at ${server.url} · sweep [0-9a-f]{12}\n\n {2}made +4 trials`));
    expect(overparam(["sweep", "far.yaml", "--workers", "1"], { cwd: home }).status).toBe(0);
    const table = (of: string) => readFileSync(join(home, of, "far", "trials.parquet"));
    expect(table("over").equals(table("sweeps"))).toBe(true);
    const ended = new Promise((resolve) => worker.once("close", resolve));
    worker.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(said).toMatch(/^overparam: \S+ serves redis:\/\/127\.0\.0\.1:\d+ with 1 thread\. Ctrl-C ends it\.$/m);
    expect(said).toMatch(/takes part in sweep [0-9a-f]{12} \(trivial\)\.\n/);
    expect(said).toMatch(/^4 trials made$/m);
    expect(said).not.toMatch(/does not answer/);
    expect(said + far.stdout + far.stderr + texts(join(home, "over"))).not.toContain(password);
  });

  it("without its Redis, or with another executor's options, is one sentence without the password", () => {
    const at = `redis://:${password}@127.0.0.1:1`;
    for (const [args, sentence] of [
      [
        ["sweep", "far.yaml", "--executor", "redis", "--redis", at],
        /^overparam: redis:\/\/127\.0\.0\.1:1: a Redis is needed there; it does not answer/,
      ],
      [["worker", "--redis", at], /^overparam: redis:\/\/127\.0\.0\.1:1: a Redis is needed there; it does not answer/],
      [
        ["worker", "--redis", `${password}@host`],
        /^overparam: --redis: the address of a Redis is needed, such as redis:\/\/127\.0\.0\.1:6379/,
      ],
      [["sweep", "far.yaml", "--redis", at], /^overparam: --redis goes with --executor redis\./],
      [["sweep", "far.yaml", "--tasks", "2"], /^overparam: --tasks goes with --executor slurm\./],
    ] as const) {
      const { status, stdout, stderr } = overparam(args, { cwd: home });
      expect({ status, stdout, args }).toEqual({ status: 2, stdout: "", args });
      expect(stderr).toMatch(sentence);
      expect(stderr.trim().split("\n")).toHaveLength(1);
      expect(stderr).not.toContain(password);
    }
  });
});
