import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../installed.mjs";

const folder = mkdtempSync(join(tmpdir(), "overparam-order-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** A small house with one planted fault per rule, and sound imports beside them. */
const house: Record<string, string> = {
  "kernels/src/index.ts": "export const engine = 1;\n",
  "kernels/src/upward.ts": 'import "../../core/src/index.ts";\n',
  "kernels/src/node/index.ts": 'import "node:fs";\nexport const loadEngine = 1;\n',
  "core/src/index.ts": 'export { engine } from "../../kernels/src/index.ts";\n',
  "core/src/upward.ts": 'import "../../lab/src/index.ts";\n',
  "core/src/host.ts": 'import "node:fs";\n',
  "core/src/loader.ts": 'import "../../kernels/src/node/index.ts";\n',
  "core/src/cycle-a.ts": 'import { b } from "./cycle-b.ts";\nexport const a = () => b;\n',
  "core/src/cycle-b.ts": 'import { a } from "./cycle-a.ts";\nexport const b = () => a;\n',
  "core/src/nowhere.ts": 'import "./gone.ts";\n',
  "studies/first/index.ts": 'import "../../core/src/index.ts";\nimport "./claims/one.ts";\n',
  "studies/first/claims/one.ts": "export const one = 1;\n",
  "studies/first/sibling.ts": 'import "../second/index.ts";\n',
  "studies/first/downward.ts": 'import "../../kernels/src/index.ts";\n',
  "studies/second/index.ts": "export const second = 2;\n",
  "lab/src/index.ts": 'export { engine } from "../../core/src/index.ts";\n',
  "lab/src/upward.ts": 'import "../../cli/src/main.ts";\n',
  "lab/src/node/index.ts": 'import "node:fs";\nimport "../../../kernels/src/node/index.ts";\nexport const host = 1;\n',
  "cli/src/main.ts": 'import "../../lab/src/node/index.ts";\n',
  "cli/src/page.ts": 'import "../../web/src/main.ts";\n',
  "web/src/main.ts": 'import "../../lab/src/index.ts";\n',
  "web/src/host.ts": 'import "../../lab/src/node/index.ts";\n',
};

const expected: readonly (readonly [rule: string, from: string])[] = [
  ["kernels-import-nothing", "kernels/src/upward.ts"],
  ["core-imports-kernels", "core/src/upward.ts"],
  ["isomorphic-imports-no-node", "core/src/host.ts"],
  ["isomorphic-imports-no-host-loader", "core/src/loader.ts"],
  ["no-cycles", "core/src/cycle-a.ts"],
  ["resolvable", "core/src/nowhere.ts"],
  ["one-study-knows-no-other", "studies/first/sibling.ts"],
  ["studies-import-core", "studies/first/downward.ts"],
  ["lab-imports-core", "lab/src/upward.ts"],
  ["cli-imports-lab", "cli/src/page.ts"],
  ["page-loads-no-node-host", "web/src/host.ts"],
];

describe("the order of imports", () => {
  let violations: readonly Violation[] = [];
  beforeAll(() => {
    for (const [path, text] of Object.entries(house)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    const { stdout } = spawnSync(
      join(root, "node_modules/.bin/depcruise"),
      ["-c", join(root, ".dependency-cruiser.cjs"), "--output-type", "json", "kernels", "core", "studies", "lab", "cli", "web"],
      { cwd: folder, encoding: "utf8" },
    );
    violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  });

  it.each(expected)("%s is refused in %s", (rule, from) => {
    expect(violations.map((violation) => [violation.rule.name, violation.from])).toContainEqual([rule, from]);
  });

  it("leaves sound imports alone", () => {
    const sound = [
      "core/src/index.ts",
      "studies/first/index.ts",
      "lab/src/index.ts",
      "lab/src/node/index.ts",
      "cli/src/main.ts",
      "web/src/main.ts",
    ];
    expect(violations.filter((violation) => sound.includes(violation.from))).toEqual([]);
  });
});
