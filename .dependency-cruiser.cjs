// The dependency rule: layers on the outside, nouns inside. Each row says what a folder may not reach.
const generated = "^app/adapters/database/generated";
const outside = (folder, allowed, comment) => ({
  name: `${folder.replace(/[^a-z]+/g, "-").replace(/^-|-$/g, "")}-reaches-only-what-it-may`,
  comment,
  severity: "error",
  from: { path: `^${folder}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^(app|test|prisma)/", pathNot: [`^${folder}/`, ...allowed] },
});

module.exports = {
  forbidden: [
    {
      name: "domain-is-pure",
      comment: "No packages, no node built-ins, no clock, no randomness.",
      severity: "error",
      from: { path: "^app/domain", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^app/domain" },
    },
    outside("app/use-cases/ports", ["^app/domain"], "Ports speak the domain's words only."),
    {
      name: "use-cases-meet-through-work-items",
      severity: "error",
      from: { path: "^app/use-cases/(?!ports)([^/]+)$", pathNot: "\\.test\\.ts$" },
      to: { path: "^(app|test)/", pathNot: ["^app/domain", "^app/use-cases/ports"] },
    },
    outside(
      "app/adapters/http",
      ["^app/domain", "^app/use-cases/ports"],
      "Shared by the platforms, knows none.",
    ),
    outside(
      "app/adapters/shopify",
      ["^app/domain", "^app/use-cases/ports", "^app/adapters/http"],
      "Not another platform's folder.",
    ),
    outside(
      "app/adapters/tiktok-shop",
      ["^app/domain", "^app/use-cases/ports", "^app/adapters/http"],
      "Not another platform's folder.",
    ),
    outside(
      "app/adapters/database",
      ["^app/domain", "^app/use-cases/ports", "^prisma/"],
      "Not a platform's folder.",
    ),
    outside(
      "app/queries",
      ["^app/domain", "^app/adapters/database/(client|standing-variants)", generated],
      "Pages read the database directly and change nothing.",
    ),
    outside(
      "app/worker",
      ["^app/use-cases", "^app/domain", "^app/adapters/database"],
      "Lanes call use-cases.",
    ),
    outside("app/components", ["^app/domain", "^app/use-cases/ports"], "Components get data and callbacks."),
    outside(
      "app/routes",
      [
        "^app/application.server",
        "^app/load-context",
        "^app/queries",
        "^app/components",
        "^app/domain",
        "^app/use-cases/ports",
      ],
      "Routes translate.",
    ),
    outside(
      "app/doors",
      ["^app/use-cases/ports", "^app/application.server", "^app/domain"],
      "Doors verify and store.",
    ),
    {
      name: "the-twin-knows-nothing-of-the-app",
      comment: "Its knowledge of the platforms must be independent, or a bug on both sides cancels out.",
      severity: "error",
      from: { path: "^test/emulator" },
      to: { path: "^app/" },
    },
    {
      name: "the-app-never-imports-tests",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^test/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { pathNot: generated },
      to: { circular: true, pathNot: generated },
    },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        path: "^(app|test)/",
        pathNot: [
          "\\.test\\.tsx?$",
          "\\.d\\.ts$",
          "^app/routes",
          "^app/entry",
          "^app/root",
          "^test/(setup|emulator/shell|emulator/control)",
          generated,
        ],
      },
      to: {},
    },
    {
      name: "no-dev-dependency-in-the-app",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$" },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: ["node_modules/@types/", "node_modules/vite/"],
      },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", generated] },
    exclude: { path: ["^build/", "^coverage/"] },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
