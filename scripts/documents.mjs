// The documents must agree with the repository: links lead somewhere, the README's two lines are the ones that CI and the guides use.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./installed.mjs";

const setUpAndRun = "npm ci && npx overparam verify zhou2021local";
const setUpAndTest = "npm ci && npm test";

const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root, encoding: "utf8" });
const documents = listed.split("\n").filter((path) => path !== "" && existsSync(join(root, path)));
const findings = [];

/** The name GitHub gives to a heading's anchor. */
function anchor(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[`*]/g, "")
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

function anchors(text) {
  return new Set(
    withoutCode(text)
      .split("\n")
      .flatMap((line) => (/^#{1,6}\s/.test(line) ? [anchor(line.replace(/^#+\s/, ""))] : [])),
  );
}

function withoutCode(text) {
  return text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ""));
}

for (const document of documents) {
  const text = withoutCode(readFileSync(join(root, document), "utf8"));
  text.split("\n").forEach((line, index) => {
    for (const [, target] of line.replace(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path, fragment] = target.split("#");
      const file = path === "" ? join(root, document) : join(root, dirname(document), path);
      if (!existsSync(file)) findings.push(`${document}:${index + 1} links to ${target}, which does not exist`);
      else if (fragment !== undefined && file.endsWith(".md") && !anchors(readFileSync(file, "utf8")).has(fragment)) {
        findings.push(`${document}:${index + 1} links to ${target}, but ${relative(root, file)} has no such heading`);
      }
    }
  });
}

const readme = existsSync(join(root, "README.md")) ? readFileSync(join(root, "README.md"), "utf8") : "";
for (const line of [setUpAndRun, setUpAndTest]) {
  if (!readme.split("\n").includes(line)) findings.push(`README.md lacks the line: ${line}`);
}
if (!readFileSync(join(root, ".ci/run"), "utf8").split("\n").includes(setUpAndTest))
  findings.push(`.ci/run does not call the README's line: ${setUpAndTest}`);

for (const finding of findings) console.error(finding);
process.exit(findings.length === 0 ? 0 : 1);
