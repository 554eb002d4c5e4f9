import { describe, expect, it } from "vitest";
import { completed } from "../lock-platforms.mjs";
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

describe("the platforms of the lockfile", () => {
  const tool = {
    version: "1.0.0",
    integrity: "sha512-x",
    dev: true,
    optionalDependencies: { "@tool/linux-x64-musl": "1.0.0", "@tool/darwin-arm64": "1.0.0", fsevents: "~2.3.3" },
  };
  const packages = { "node_modules/tool": tool };

  it("refuses a lockfile that knows this platform only", () => {
    expect(faults(packages)).toEqual([expect.stringContaining("node scripts/lock-platforms.mjs")]);
  });
  it("are completed from the tool's own manifest, once", () => {
    const full = completed(packages);
    expect(full["node_modules/@tool/linux-x64-musl"]).toEqual({
      version: "1.0.0",
      cpu: ["x64"],
      dev: true,
      libc: ["musl"],
      optional: true,
      os: ["linux"],
    });
    expect(full["node_modules/@tool/darwin-arm64"]).toEqual({
      version: "1.0.0",
      cpu: ["arm64"],
      dev: true,
      optional: true,
      os: ["darwin"],
    });
    expect(completed(full)).toEqual(full);
    expect(faults(full)).toEqual([]);
  });
});
