// Generates the database client. Generation never runs the native schema engine; naming an existing executable
// keeps the command line tool from downloading one.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

const tool = path.join(
  path.dirname(createRequire(import.meta.url).resolve("prisma/package.json")),
  "build/index.js",
);
const run = spawnSync(process.execPath, [tool, "generate", "--no-hints"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  },
});
process.exit(run.status ?? 1);
