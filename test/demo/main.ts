// npm run demo: the whole product on one machine, from nothing to parcels reported, then open for a person.
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { walkGoldenPath } from "./golden-path.ts";
import { type DemoOptions, readOptions, USAGE } from "./options.ts";
import { watch } from "./progress.ts";
import { StepFailed, secondsSinceStart, step } from "./say.ts";
import { type Stack, startStack } from "./stack.ts";

const read = readOptions(process.argv.slice(2));
if (read.kind === "refused") {
  console.error(`${read.reason}\n${USAGE}`);
  process.exit(2);
}
process.exit(await run(read.options));

async function run(options: DemoOptions): Promise<number> {
  let stack: Stack | undefined;
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(0));
  });
  try {
    await step("build", buildPages);
    const started = await step("start", (say) => startStack({ port: options.port, sweepSeconds: 5 }, say));
    stack = started;
    const path = goldenPath(started, options);
    const code = await Promise.race([path, started.broken, interrupted]);
    if (options.once || code !== 0) return code;
    console.log(welcome(started));
    return await Promise.race([interrupted, started.broken]);
  } catch (error) {
    if (stack) await saveEvidence(stack);
    return explain(error, stack);
  } finally {
    await stack?.stop();
  }
}

async function goldenPath(stack: Stack, options: DemoOptions): Promise<number> {
  const look = await watch(stack.databaseUrl);
  try {
    const { comparison, progress, firstParcelSeconds } = await walkGoldenPath(stack, look, options);
    const { differences, ...counts } = comparison;
    const summary = {
      ...counts,
      needTheMerchant: progress.openIssues.length,
      errors: differences.length,
      firstParcelSeconds,
      seconds: secondsSinceStart(),
      peakMiB: await stack.memory(),
    };
    console.log(JSON.stringify(summary));
    return 0;
  } finally {
    await look.close();
  }
}

async function buildPages(say: (sentence: string) => void): Promise<void> {
  const root = path.join(import.meta.dirname, "../..");
  const tool = path.join(root, "node_modules/@remix-run/dev/dist/cli.js");
  const built = spawnSync(process.execPath, [tool, "vite:build"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (built.status !== 0) throw new Error(`the pages do not build:\n${built.stderr.slice(-2000)}`);
  say("The pages are built");
}

// What both platforms hold and everything that happened there, for whoever looks for the reason.
async function saveEvidence(stack: Stack): Promise<void> {
  for (const name of ["state", "history"]) {
    const answer = await fetch(`${stack.twinUrl}/control/${name}`).catch(() => undefined);
    if (answer?.ok) await writeFile(path.join(stack.logFolder, `${name}.json`), await answer.text());
  }
}

function welcome(stack: Stack): string {
  return [
    "",
    "Open for you:",
    `  Shopify admin, with Reeldock in it   ${stack.twinUrl}/shell/store/${stack.storeDomain.replace(".myshopify.com", "")}`,
    `  The twin's control page              ${stack.twinUrl}/control`,
    "",
    "Place an order on the control page and watch it arrive. Ctrl-C stops everything.",
  ].join("\n");
}

function explain(error: unknown, stack: Stack | undefined): number {
  const name = error instanceof StepFailed ? error.step : "demo";
  console.error(`Step "${name}" failed: ${error instanceof Error ? error.message : String(error)}`);
  if (stack) console.error(`What each process said lies in ${stack.logFolder}.`);
  return 1;
}
