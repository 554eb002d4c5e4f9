import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Engine } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slurmHere, startSlurm } from "../../../../scripts/slurm-onebox.mjs";
import { sweepExecutorConformance } from "../../../src/conformance/sweep-executor-conformance.ts";
import type { FoundStudy } from "../../../src/node/studies/load-study.ts";
import { runSlurm } from "../../../src/node/sweep/slurm/run-slurm.ts";
import { slurmFolder } from "../../../src/node/sweep/slurm/slurm-folder.ts";
import { type SlurmOptions, slurmSweepExecutor } from "../../../src/node/sweep/slurm/slurm-sweep-executor.ts";
import type { SweepSite } from "../../../src/node/sweep/sweep-site.ts";
import type { SweepEvent } from "../../../src/sweep/sweep-executor.ts";
import type { SweepPlan } from "../../../src/sweep/sweep-plan.ts";
import { fixtureStudy } from "../../support/fixture-study.ts";
import { quadraticRecord, quadraticSweep } from "../../support/fixture-sweep.ts";
import { siteRecords } from "../../support/sweep-site.ts";
import { sweepFolder } from "../../support/sweep-folder.ts";
import { temporary } from "../../support/temporary.ts";

const all = (plan: SweepPlan) => Array.from({ length: plan.trials }, (_, k) => plan.trial(k));

describe.skipIf(!slurmHere)("on a Slurm of three nodes", () => {
  let box: Awaited<ReturnType<typeof startSlurm>>;
  let engine: Engine;
  let quadratic: FoundStudy;
  beforeAll(async () => {
    box = await startSlurm();
    process.env.SLURM_CONF = box.conf;
    engine = await loadEngine({ backend: "wasm" });
    quadratic = await fixtureStudy("quadratic");
  });
  afterAll(async () => {
    engine.close();
    await box.stop();
  });

  const small = quadraticSweep(
    "axes: [{setting: size, list: [2, 3, 5]}, {setting: curvature, list: [1, 2]}]\nseeds: 4\nkeep: {curves: {of: [loss], points: 4}}",
  );
  const long = quadraticSweep("config: {steps: 1.0e+9}\naxes: [{setting: size, list: [4096]}]\nseeds: 2");
  const open = async (site: SweepSite, options: SlurmOptions = {}) => slurmSweepExecutor({ tasks: 4, ...options })(site);

  sweepExecutorConformance(
    { describe, it, expect },
    {
      name: "of Slurm array jobs",
      plan: () => small,
      expected: (trial) => quadraticRecord(small, engine, trial),
      async open() {
        const site = sweepFolder(small, quadratic);
        return { executor: await open(site), records: () => siteRecords(site) };
      },
    },
  );

  it("a task that is warned keeps a checkpoint, and the trial that it was at goes on from there", async () => {
    const steps = 4_000_000;
    const plan = quadraticSweep(`config: {steps: ${steps}}\naxes: [{setting: size, list: [64]}]\nseeds: 1`);
    const site = sweepFolder(plan, quadratic);
    const place = slurmFolder(site.folder, site.shards.split("/").at(-1) as string);
    const executor = await open(site);
    try {
      await executor.submit(all(plan), 1);
      const batch = JSON.parse(readFileSync(join(place, "batch-0.json"), "utf8"));
      const [job] = (await runSlurm("squeue", ["--noheader", `--name=${batch.name}`, "--format=%F"])).trim().split("\n");
      const kept = () => readdirSync(place).filter((name) => name.startsWith("trial-"));
      const collecting = executor.collect(() => undefined);
      await until(async () => /task 0 of batch 0/.test(readLog(place, `${job}_0.log`)));
      // The study is loaded and steps are made by now, or the warning finds nothing to keep and the test fails.
      await pause(3000);
      await runSlurm("scancel", ["--signal=USR1", "--batch", `${job}_0`]);
      const { missing, progressed } = await collecting;
      expect(progressed).toBe(true);
      expect(missing.map(({ seed }) => seed)).toEqual([plan.seeds[0]]);
      expect(kept()).toEqual([`trial-${plan.trial(0).id}.safetensors`]);
      await executor.submit(missing, 1);
      expect((await executor.collect(() => undefined)).missing).toEqual([]);
      expect(kept()).toEqual([]);
      expect(siteRecords(site)).toEqual([quadraticRecord(plan, engine, plan.trial(0))]);
    } finally {
      await executor.close();
    }
  }, 120_000);

  it("a coordinator that comes after another takes its tasks over and hands nothing over twice", async () => {
    const site = sweepFolder(small, quadratic);
    const first = await open(site);
    await first.submit(all(small), small.trials);
    const second = await open(site);
    try {
      await second.submit(all(small), small.trials);
      expect((await second.collect(() => undefined)).missing).toEqual([]);
      expect(siteRecords(site)).toHaveLength(small.trials);
      const lines = readdirSync(site.shards).flatMap((name) => readFileSync(join(site.shards, name), "utf8").trim().split("\n"));
      expect(lines).toHaveLength(small.trials);
    } finally {
      await second.close();
    }
  });

  it("a task that is ended from outside gives its trials back", async () => {
    const site = sweepFolder(long, quadratic);
    const executor = await open(site, { tasks: 2 });
    const gone: string[] = [];
    try {
      await executor.submit(all(long), 2);
      let jobs: readonly string[] = [];
      const collecting = executor.collect((event: SweepEvent) => {
        if (event.kind === "worker" && event.state === "gone") gone.push(event.reason ?? "");
      });
      await until(async () => {
        jobs = (await runSlurm("squeue", ["--noheader", "--array", "--states=RUNNING", "--format=%A"])).trim().split("\n").filter(Boolean);
        return jobs.length === 2;
      });
      await runSlurm("scancel", ["--signal=KILL", "--full", ...jobs]);
      expect((await collecting).missing).toHaveLength(2);
      expect(gone).toHaveLength(2);
      for (const reason of gone) expect(reason).toMatch(/^it ended as \w+.*, 1 of its trials not recorded$/);
    } finally {
      await executor.close();
    }
  }, 120_000);

  it("a task with other code, or without the backend, ends the work with a sentence", async () => {
    for (const [site, sentence] of [
      [sweepFolder(small, quadratic, "other"), /^Slurm task \d+_0: .*a task must run the code that the sweep was started with/],
      [sweepFolder({ ...small, backend: "avx1024" as never }, quadratic), /^Slurm task \d+_0: .*avx1024/],
    ] as const) {
      const executor = await open(site, { tasks: 1 });
      await executor.submit(all(small), small.trials);
      await expect(executor.collect(() => undefined)).rejects.toThrow(sentence);
      await executor.close();
    }
  }, 120_000);

  it("an option that Slurm refuses is one sentence with its words", async () => {
    const executor = await open(sweepFolder(small, quadratic), { more: ["--partition=nowhere"] });
    await expect(executor.submit(all(small), small.trials)).rejects.toThrow(/^sbatch: .*invalid partition/i);
    await executor.close();
  });
});

it("a script takes the shell's place and quotes what the shell would read", async () => {
  const { slurmSketch } = await import("../../../src/node/sweep/slurm/slurm-sweep-executor.ts");
  const text = slurmSketch("/data/it's here", 1000, 64, { tasks: 10, atOnce: 3, minutes: 30, more: ["--partition=short"] });
  expect(text.split("\n").filter((line) => line.startsWith("#SBATCH"))).toEqual([
    "#SBATCH --job-name=overparam-sweep-0",
    "#SBATCH --array=0-9%3",
    "#SBATCH --ntasks=1",
    "#SBATCH --cpus-per-task=1",
    "#SBATCH --time=30",
    "#SBATCH --mem=576M",
    "#SBATCH --signal=B:USR1@60",
    "#SBATCH --no-requeue",
    `#SBATCH --output="/data/it's here/slurm/%A_%a.log"`,
    "#SBATCH --open-mode=append",
    "#SBATCH --partition=short",
  ]);
  expect(text).toContain(`exec ${process.execPath} `);
  expect(text).toContain(`'/data/it'\\''s here' 0\n`);
});

it("without Slurm the commands are named that are missing", async () => {
  const { PATH, SLURM_CONF } = process.env;
  const empty = temporary();
  writeFileSync(join(empty, "nothing"), "");
  try {
    process.env.PATH = empty;
    await expect(slurmSweepExecutor()(undefined as never)).rejects.toThrow(/^squeue: this command of Slurm must be on the PATH/);
  } finally {
    process.env.PATH = PATH;
    if (SLURM_CONF !== undefined) process.env.SLURM_CONF = SLURM_CONF;
  }
});

function readLog(place: string, name: string): string {
  return readdirSync(place).includes(name) ? readFileSync(join(place, name), "utf8") : "";
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; await pause(200)) if (await condition()) return;
  throw new Error("it did not come about within a minute");
}
