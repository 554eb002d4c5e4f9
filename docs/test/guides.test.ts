import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { root } from "../../scripts/installed.mjs";

// Guides run whole verifications, on whatever else the machine does.
vi.setConfig({ testTimeout: 240_000 });

/** A fenced block of a guide that a reader would type. */
interface Block {
  readonly language: "sh" | "python";
  readonly line: number;
  readonly text: string;
}

const home = mkdtempSync(join(tmpdir(), "overparam-guides-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const bin = join(home, "bin");
mkdirSync(bin);
writeFileSync(join(bin, "overparam"), `#!/bin/sh\nexec "${process.execPath}" "${join(root, "cli/bin/overparam.mjs")}" "$@"\n`);
chmodSync(join(bin, "overparam"), 0o755);

// The first Python that has what the guides import; Debian's own may stand behind another one on the PATH.
const python = ["python3", "/usr/bin/python3"].find((program) => spawnSync(program, ["-c", "import numpy, pandas"]).status === 0);

function blocks(text: string): Block[] {
  return [...text.matchAll(/^```(sh|python)\n([\s\S]*?)^```/gm)].map((match) => ({
    language: match[1] as Block["language"],
    line: text.slice(0, match.index).split("\n").length,
    text: match[2] ?? "",
  }));
}

const guides = join(root, "docs/guides");
describe.each(readdirSync(guides).filter((name) => name.endsWith(".md")))("every command of %s runs as written", (name) => {
  const folder = join(home, name);
  mkdirSync(folder);
  symlinkSync(join(root, "studies"), join(folder, "studies"));
  let cut = false;
  it.for(blocks(readFileSync(join(guides, name), "utf8")))(`${name}:$line $language`, ({ language, text }, { skip }) => {
    // Blocks of a guide build on each other, so the rest of the page is left out, too.
    cut ||= language === "python" && python === undefined && process.env["CI"] === undefined;
    skip(cut, "python3 with numpy and pandas is not here");
    const [command, options] = language === "sh" ? ["sh", ["-e", "-c", text]] : [python ?? "python3", ["-c", text]];
    const { status, stdout, stderr } = spawnSync(command as string, options as string[], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`, NO_COLOR: "1", OVERPARAM_DATA: join(folder, "data") },
    });
    // 1 is a violated claim, which a guide does not promise; it would be a finding, so it fails here.
    expect({ status, stderr: status === 0 ? "" : `${stderr}\n${stdout}` }).toEqual({ status: 0, stderr: "" });
  });
});
