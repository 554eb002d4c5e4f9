import { describe, expect, it } from "vitest";
import { lockfileFaults } from "../lockfile.mjs";

const sound = {
  "": {},
  core: { version: "1.0.0" },
  "node_modules/core": { resolved: "core", link: true },
  "node_modules/a": { integrity: "sha512-x" },
};
const faults = (packages: object) => lockfileFaults(JSON.stringify({ packages }, null, 2));

describe("the lockfile check", () => {
  it("accepts workspaces and sealed packages", () => {
    expect(faults(sound)).toEqual([]);
  });
  it("refuses the name of a registry", () => {
    expect(faults({ ...sound, "node_modules/b": { resolved: "https://registry.example/b.tgz", integrity: "sha512-y" } })).toHaveLength(1);
  });
  it("refuses a package without integrity", () => {
    expect(faults({ ...sound, "node_modules/b": { version: "1.0.0" } })).toHaveLength(1);
  });
});
