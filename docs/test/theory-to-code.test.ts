import { readFileSync } from "node:fs";
import { join } from "node:path";
import { discoverStudies } from "@overparam/lab/node";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/installed.mjs";

const text = (path: string) => readFileSync(join(root, path), "utf8");
const studies = (await discoverStudies()).filter(({ from }) => from === "built-in").map(({ study }) => study);

describe.each(studies.map((study) => [study.id, study] as const))("the documents on %s", (id, study) => {
  const ids = study.claims.map((claim) => claim.id);

  it.each(["docs/theory-to-code.md", "FEATURES.md"])("%s names every claim of the study", (path) => {
    expect(ids.filter((claim) => !text(path).includes(`\`${claim}\``))).toEqual([]);
  });

  it("the map names no claim that the study lacks", () => {
    const section = text("docs/theory-to-code.md").split(`## ${id}`)[1]?.split(/\n## /)[0] ?? "";
    const named = [...section.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((claim) => !ids.includes(claim ?? ""))).toEqual([]);
  });
});
