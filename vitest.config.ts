// The test suite: everything that runs in Node. What needs a real browser has its own command. The twin's own tests
// need no database, so `--project twin` starts none.
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// Files begin by their size, and this small one takes minutes: begun late it is waited for alone.
const LONGEST = "test/journeys/golden-path.test.ts";

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith(LONGEST);
    return [...sorted.filter(isLongest), ...sorted.filter((one) => !isLongest(one))];
  }
}

// Two cores: with two files at a time a third of them is idle, waiting for the database.
const everywhere = {
  environment: "node",
  exclude: ["**/*.browser.test.ts", "**/node_modules/**"],
  setupFiles: "test/setup.ts",
  sequence: { shuffle: true },
  pool: "forks" as const,
  maxWorkers: 3,
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

const ofTheTwin = ["test/emulator/**/*.test.ts", "test/contract/**/*.test.ts"];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...everywhere,
          name: "app",
          include: ["app/**/*.test.ts", "test/**/*.test.ts"],
          exclude: [...everywhere.exclude, ...ofTheTwin],
          globalSetup: ["test/database.ts"],
        },
      },
      // Nothing outlives a test of the twin's: its modules are loaded once, which takes half the time.
      { test: { ...everywhere, name: "twin", include: ofTheTwin, isolate: false } },
    ],
    coverage: {
      provider: "v8",
      include: ["app/domain/**/*.ts", "app/use-cases/**/*.ts"],
      exclude: ["**/*.test.ts"],
    },
  },
});
