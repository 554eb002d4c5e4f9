import { defineConfig } from "vitest/config";

const counts = process.env["OVERPARAM_TEST_COUNTS"];

// Two groups: everything that runs in Node, in two workers; then what drives a Chromium, one file at a time.
export default defineConfig({
  test: {
    maxWorkers: 2,
    ...(counts === undefined ? {} : { reporters: ["default", ["./scripts/vitest-counts.mjs", { file: counts }]] }),
    globalSetup: ["./scripts/require-build.mjs"],
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["{kernels,core,lab,cli,examples,bench,scripts,docs}/test/**/*.test.ts", "studies/*/test/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: "forks",
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["web/test/**/*.test.ts", "web/e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          pool: "forks",
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
