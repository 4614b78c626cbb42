// The two bugs that asynchronous code has, a forgotten await and an unhandled case, cannot land. Formatting is Biome's.
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const singleOwners = [
  { name: "@shopify/shopify-api", message: "Only app/adapters/shopify speaks to Shopify's library." },
  { name: "graphile-worker", message: "Only app/worker and app/adapters/database know the queue engine." },
];

export default tseslint.config(
  {
    ignores: [
      "build/",
      "node_modules/",
      "coverage/",
      ".data/",
      "app/adapters/database/generated/",
      "test/emulator/shell/*.js",
      "test/emulator/control/*.js",
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js", "*.cjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "no-console": "error",
      "max-lines": ["error", { max: 250, skipBlankLines: false, skipComments: false }],
      "max-lines-per-function": ["error", { max: 60, skipComments: true, skipBlankLines: true }],
      "max-params": ["error", 3],
      complexity: ["error", 10],
      "no-restricted-imports": ["error", { paths: singleOwners }],
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Only app/env.server.ts reads the environment." },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "A union of string literals says the same." },
        {
          selector: "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/]",
          message: "Our own modules are never mocked.",
        },
        {
          selector: "ExportDefaultDeclaration",
          message: "Named exports only, except where a tool demands a default.",
        },
      ],
    },
  },
  // Remix, Vite, Prisma and ESLint itself demand a default export.
  {
    files: [
      "app/routes/**",
      "app/root.tsx",
      "app/entry.server.tsx",
      "*.config.*",
      "*.cjs",
      "test/database.ts",
    ],
    rules: { "no-restricted-syntax": "off" },
  },
  // Routes throw Responses: that is how Remix answers.
  { files: ["app/routes/**"], rules: { "@typescript-eslint/only-throw-error": "off" } },
  {
    files: ["app/adapters/shopify/**", "**/*.test.ts", "test/**"],
    rules: { "no-restricted-imports": "off" },
  },
  {
    files: ["app/worker/**", "app/adapters/database/**"],
    ignores: ["**/*.test.ts"],
    rules: { "no-restricted-imports": ["error", { paths: [singleOwners[0]] }] },
  },
  {
    files: ["app/env.server.ts", "prisma/**", "test/**", ".ci/**", "*.config.*"],
    rules: { "no-restricted-properties": "off" },
  },
  // What a person reads on the terminal.
  {
    files: [
      "test/demo/**",
      "test/bench/**",
      "test/emulator/main.ts",
      "test/emulator/report.ts",
      "app/server.ts",
      "app/worker.ts",
      "prisma/**",
    ],
    rules: { "no-console": "off" },
  },
  // Samples, tables and tests are long by nature; a describe block is no function to keep short. Remix fixes its own signature.
  {
    files: ["**/*.test.ts", "**/*.test.tsx", "test/journeys/**"],
    rules: { "max-lines-per-function": "off", "max-lines": ["error", 400] },
  },
  { files: ["app/entry.server.tsx"], rules: { "max-params": "off" } },
  // The twin maps wide rows of two platforms: what counts as branching there is mostly the default of a field, and its
  // writes name the world, the store, the thing and what happened to it.
  { files: ["test/emulator/**"], rules: { complexity: ["error", 15], "max-params": ["error", 4] } },
  // What a platform answers has no type on its way to an assertion, and vitest's own matchers are any.
  {
    files: [
      "test/emulator/**/*.test.ts",
      "test/emulator/shopify/{alone,tell-everything}.ts",
      "test/contract/support-*.test.ts",
      "test/contract/support/*.ts",
    ],
    rules: {
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  // Where a test stands between a source and the console.
  { files: ["test/setup.ts"], rules: { "no-console": "off" } },
  { files: ["**/*.js", "**/*.cjs"], ...tseslint.configs.disableTypeChecked },
);
