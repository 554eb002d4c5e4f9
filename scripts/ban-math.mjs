// Finds every use of arithmetic that JavaScript engines do not agree on to the last bit, in code that must give the same bits everywhere.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { root } from "./installed.mjs";

/** Exact by the language's definition, hence equal in every engine. */
const exact = new Set(["sqrt", "abs", "floor", "ceil", "trunc", "min", "max", "round", "imul", "sign", "fround", "clz32"]);

/** Globals whose answers depend on the time, the place or the engine. */
const unsteady = new Map([
  ["Date", "the clock is no part of a result"],
  ["Intl", "its answers depend on the host's locale data"],
  ["performance", "the clock is no part of a result"],
]);

/** Methods that consult the host's locale. */
const localeMethods = new Set([
  "localeCompare",
  "toLocaleString",
  "toLocaleLowerCase",
  "toLocaleUpperCase",
  "toLocaleDateString",
  "toLocaleTimeString",
]);

/** Folders that must give the same bits on every host. */
export const guarded = [
  "core/src",
  "studies",
  "lab/src/plan",
  "lab/src/run",
  "lab/src/record",
  "lab/src/judge",
  "lab/src/report",
  "lab/src/sweep",
  "lab/src/format",
];

/**
 * Every banned use in one source text, but for those with a comment `// not a result: <reason>` on their line or the line above.
 *
 * @param {string} path shown in the findings
 * @param {string} text TypeScript
 * @returns {{ path: string, line: number, column: number, what: string, why: string }[]}
 */
export function bannedUses(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const findings = [];
  const lines = text.split("\n");
  const report = (node, what, why) => {
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
    // A reason on the line or the one above lets it pass: pacing by the clock and placing ink on a page change no recorded number.
    if (/\/\/ not a result: \S/.test(`${lines[line - 1] ?? ""}\n${lines[line]}`)) return;
    findings.push({ path, line: line + 1, column: character + 1, what, why });
  };
  const visit = (node) => {
    if (ts.isTypeNode(node)) return;
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.kind;
      if (operator === ts.SyntaxKind.AsteriskAsteriskToken || operator === ts.SyntaxKind.AsteriskAsteriskEqualsToken) {
        report(
          node.operatorToken,
          node.operatorToken.getText(source),
          "powers differ in the last bit between engines; multiply, or take power from engine.math",
        );
      }
    }
    if (ts.isPropertyAccessExpression(node) && localeMethods.has(node.name.text)) {
      report(node.name, node.name.text, "its answer depends on the host's locale");
    }
    if (ts.isIdentifier(node) && isFreeName(node)) {
      if (node.text === "Math") judgeMath(node);
      const why = unsteady.get(node.text);
      if (why !== undefined) report(node, node.text, why);
    }
    ts.forEachChild(node, visit);
  };
  const judgeMath = (node) => {
    const parent = node.parent;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
      const name = parent.name.text;
      const constant = /^[A-Z0-9_]+$/.test(name);
      if (!exact.has(name) && !constant) report(node, `Math.${name}`, "engines differ in its last bit; take it from engine.math");
      return;
    }
    report(node, "Math", "written this way it hides which function is used; write Math.sqrt and the like in full");
  };
  visit(source);
  return findings;
}

/** Is the identifier a use of a global, rather than a property or a declared name of that spelling? */
function isFreeName(node) {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return isGlobalThis(parent.expression);
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if ((ts.isPropertySignature(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node)
    return false;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  return true;
}

function isGlobalThis(expression) {
  return ts.isIdentifier(expression) && ["globalThis", "window", "self", "global"].includes(expression.text);
}

/** All TypeScript sources below a folder, tests and built files left out. */
function sources(folder) {
  const skipped = new Set(["node_modules", "dist", "build", "test", "assets"]);
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** Every banned use below the given folders. */
export function bannedUsesBelow(folders) {
  return folders
    .filter((folder) => statSync(folder, { throwIfNoEntry: false }) !== undefined)
    .flatMap(sources)
    .flatMap((path) => bannedUses(relative(root, path).split(sep).join("/"), readFileSync(path, "utf8")));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folders = process.argv.length > 2 ? process.argv.slice(2) : guarded.map((folder) => join(root, folder));
  const findings = bannedUsesBelow(folders);
  for (const { path, line, column, what, why } of findings) console.error(`${path}:${line}:${column} ${what}: ${why}`);
  process.exit(findings.length === 0 ? 0 : 1);
}
