// The pages in a real Chromium, inside the admin shell, over a running demo.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "browser",
    environment: "node",
    include: ["test/browser/**/*.browser.test.ts"],
    globalSetup: ["test/browser/running-demo.ts", "test/database.ts"],
    setupFiles: ["test/setup.ts"],
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
