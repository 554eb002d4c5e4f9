// The order of imports, proven on every lint: kernels → core → studies, lab → cli, web. Never against it.
const host = "(src/(node|browser)/|dist/(node|browser)/)";
const nodeBuiltin = { dependencyTypes: ["core"] };

/** A rule that a folder reaches into nothing but the named folders (and its own). */
function reachesOnly(name, from, folders, comment) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: `^${from}/`, pathNot: `^${from}/(test|e2e|scripts)/|\\.test\\.ts$` },
    to: { path: "^(kernels|core|studies|lab|cli|web|bench|examples)/", pathNot: `^(${[from, ...folders].join("|")})/` },
  };
}

module.exports = {
  forbidden: [
    reachesOnly("kernels-import-nothing", "kernels", [], "kernels are the bottom of the house"),
    reachesOnly("core-imports-kernels", "core", ["kernels"], "core stands on the engine's contract alone"),
    reachesOnly("studies-import-core", "studies", ["core"], "a paper's folder imports @overparam/core and nothing else of ours"),
    reachesOnly("lab-imports-core", "lab", ["kernels", "core", "studies"], "lab plans, runs and judges; it knows no command and no page"),
    reachesOnly("cli-imports-lab", "cli", ["kernels", "core", "lab"], "cli: parse → lab → print"),
    reachesOnly("web-imports-lab", "web", ["kernels", "core", "lab", "studies"], "web draws what lab computes"),
    {
      name: "studies-depend-on-core-only",
      comment: "a paper's folder must run in a browser and outside the repository, so it may use @overparam/core and its own files only",
      severity: "error",
      from: { path: "^studies/", pathNot: "/test/|\\.test\\.ts$" },
      to: { pathNot: "^(studies|core)/" },
    },
    {
      name: "one-study-knows-no-other",
      comment: "adding a paper touches its own folder only",
      severity: "error",
      from: { path: "^studies/([^/]+)/" },
      to: { path: "^studies/([^/]+)/", pathNot: "^studies/($1|dist|node_modules)/" },
    },
    {
      name: "isomorphic-imports-no-node",
      comment: "core, studies and the pure part of lab and kernels run in a browser tab",
      severity: "error",
      from: { path: "^(core/src|studies/[^/]+|lab/src|kernels/src)/", pathNot: `/test/|\\.test\\.ts$|${host}` },
      to: nodeBuiltin,
    },
    {
      name: "isomorphic-imports-no-host-loader",
      comment: "kernels/node, kernels/browser, lab/node and lab/browser are for hosts",
      severity: "error",
      from: { path: "^(core/src|studies/[^/]+|lab/src|kernels/src)/", pathNot: `/test/|\\.test\\.ts$|${host}` },
      to: { path: `^(kernels|lab)/${host}` },
    },
    {
      name: "page-loads-no-node-host",
      comment: "the page is built for browsers",
      severity: "error",
      from: { path: "^(web/src|lab/src/browser|kernels/src/browser)/" },
      to: { path: "^(kernels|lab)/(src|dist)/node/|^(fs|path|os|node:.*)$" },
    },
    {
      name: "no-cycles",
      comment: "a cycle means that two files are one idea",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "every import leads somewhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(virtual:|vite/client|cloudflare:)" },
    },
    {
      name: "declared",
      comment: "a package that is imported stands in the package.json of its workspace",
      severity: "error",
      from: { path: "/src/|^studies/", pathNot: "/test/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "(^|/)(node_modules|dist|build)/" },
    exclude: { path: "(^|/)(build|fixtures)/" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      mainFields: ["module", "main", "types"],
    },
  },
};
