// The test suite: everything that runs in Node. What needs a real browser has its own command.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          include: ["app/**/*.test.ts", "test/**/*.test.ts"],
          exclude: ["**/*.browser.test.ts", "**/node_modules/**"],
          globalSetup: ["test/database.ts"],
          setupFiles: ["test/setup.ts"],
          sequence: { shuffle: true },
          // Two cores: one file's waiting is another file's work, more only adds memory.
          pool: "forks",
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["app/domain/**/*.ts", "app/use-cases/**/*.ts"],
      exclude: ["**/*.test.ts"],
    },
  },
});
