import { describe, expect, it } from "vitest";
import { folder } from "./support/folder.ts";
import { overparam } from "./support/overparam.ts";

const home = folder("start-up");
const refuse = `--import=${new URL("support/refuse-heavy.mjs", import.meta.url).href}`;
const light = (...args: string[]) => overparam(args, { cwd: home, env: { NODE_OPTIONS: refuse, TMPDIR: home } });

describe("libraries that are slow to load", () => {
  it.each([["--help"], ["list"], ["show", "zhou2021local"], ["show", "zhou2021local", "lemma-8"], ["cite", "zhou2021local"]])(
    "are not loaded by overparam %s %s",
    (...args) => {
      const { status, stderr } = light(...args);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    },
  );

  it("are not loaded by a run until its page is made", () => {
    const { status, stderr } = light("run", "zhou2021local", "--scale", "smoke", "--set", "steps=20");
    expect(status).toBe(3);
    expect(stderr).toMatch(/loads katex/);
  });
});
