import { expect, it } from "vitest";
import { runIdentity, verificationIdentity } from "../../src/plan/identity.ts";
import { planVerification } from "../../src/plan/plan-verification.ts";
import { taskId } from "../../src/plan/task-id.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";

const of = { study: quadratic, config: { size: 3, curvature: 2 }, seed: 1, backend: "generic" as const };

it("is the SHA-256 of the identity's canonical JSON (coreutils sha256sum of the same text)", () => {
  // printf '%s' '{"backend":"generic","config":{"curvature":2,"size":3},"numericsVersion":2,"schema":1,"seed":1,"study":"quadratic","studyVersion":1}' | sha256sum
  expect(runIdentity(of).id).toBe("4e3e83edad29433471690ff97b233ee79f0342492ab14adaf929b2e7ebecd594");
});

it("does not depend on the order of config keys", () => {
  expect(runIdentity({ ...of, config: { curvature: 2, size: 3 } }).id).toBe(runIdentity(of).id);
});

it("differs as soon as anything that decides numbers differs", () => {
  const others = [
    { ...of, config: { size: 4, curvature: 2 } },
    { ...of, seed: 2 },
    { ...of, backend: "wasm" as const },
    { ...of, study: { ...quadratic, version: 2 } },
    { ...of, study: { ...quadratic, id: "other" } },
    { ...of, counter: "rate" },
  ].map((other) => runIdentity(other).id);
  const ids = [runIdentity(of).id, ...others, verificationIdentity(of, true), verificationIdentity(of, false)];
  expect(new Set(ids).size).toBe(ids.length);
});

it("is the id of every task of a plan", () => {
  const plan = planVerification(quadratic, { size: 3, curvature: 2, steps: 10, scale: "default" }, 1, "wasm");
  for (const task of plan.tasks) expect(taskId(quadratic, task)).toBe(task.id);
});
