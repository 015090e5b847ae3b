const tests = "[.](test|property|browser|pg|data)([.]|$)|/test/|[.]test[.]tsx?$";

/** What a workspace may import besides itself. Arrows point down only; siblings never import each other. */
const arrows = {
  "packages/domain": [],
  "packages/engine": ["packages/domain"],
  "packages/workflow": ["packages/domain"],
  "packages/protocol": ["packages/domain"],
  "packages/connectors": ["packages/domain"],
  "packages/store": ["packages/domain"],
  "packages/testkit": ["packages/domain", "packages/engine", "packages/workflow"],
  "apps/api": [
    "packages/domain",
    "packages/engine",
    "packages/workflow",
    "packages/protocol",
    "packages/connectors",
    "packages/store",
  ],
  "apps/web": ["packages/protocol", "packages/domain"],
  "apps/plant": ["packages/domain", "packages/connectors", "packages/testkit"],
  "apps/replay": ["packages/domain", "packages/connectors"],
  "apps/bench": ["packages/connectors", "packages/domain", "packages/engine", "packages/store", "packages/testkit"],
};

/** Tests of what carries the whole may also start the whole. */
const testArrows = { "apps/web": ["apps/api", "apps/plant"], "apps/plant": ["apps/api"], "apps/api": ["apps/plant"] };

const anywhere = "^(packages|apps)/";
const purePackages = "^packages/(domain|engine|workflow|protocol|connectors)/src/";

function arrowRules([from, allowed]) {
  const mayReach = `^(${[from, ...allowed].join("|")})/`;
  const testsMayReach = `^(${[from, ...allowed, "packages/testkit", ...(testArrows[from] ?? [])].join("|")})/`;
  return [
    {
      name: `${from}-reaches-only-down`,
      severity: "error",
      from: { path: `^${from}/`, pathNot: tests },
      to: { path: anywhere, pathNot: mayReach },
    },
    {
      name: `${from}-tests-reach-only-down`,
      severity: "error",
      from: { path: `^${from}/.*(${tests})` },
      to: { path: anywhere, pathNot: testsMayReach },
    },
  ];
}

export default {
  forbidden: [
    ...Object.entries(arrows).flatMap(arrowRules),
    {
      name: "testkit-only-from-tests-plant-and-bench",
      severity: "error",
      from: { path: "^(packages|apps)/", pathNot: ["^packages/testkit/", "^apps/(plant|bench)/", tests] },
      to: { path: "^packages/testkit/" },
    },
    {
      name: "enter-a-package-through-its-exports",
      comment: "Import @lockstep/<package>/…, not a path into another workspace.",
      severity: "error",
      from: { path: "^((?:packages|apps)/[^/]+)/" },
      to: { path: anywhere, pathNot: "^$1/", dependencyTypes: ["local"] },
    },
    {
      name: "pure-packages-do-no-io",
      severity: "error",
      from: { path: purePackages, pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "charts-know-no-apollo",
      severity: "error",
      from: { path: "^apps/web/src/charts/" },
      to: { path: "@apollo/" },
    },
    {
      name: "no-test-in-the-product",
      severity: "error",
      from: { pathNot: tests },
      to: { path: `^(packages|apps)/.*[.]test[.]tsx?$` },
    },
    {
      name: "no-circle",
      comment: "Types may point back, values may not.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "[?](url|raw|worker|inline)$|^virtual:" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.lint.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/|/generated/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mts", ".d.ts", ".js", ".mjs", ".json"],
      mainFields: ["module", "main", "types"],
    },
  },
};
