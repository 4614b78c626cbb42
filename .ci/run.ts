// Runs the stages of CI in order, prints what each step took, and ends with the sum of tests as one plain line.
import { spawn } from "node:child_process";

type Step = { readonly name: string; readonly command: readonly [string, ...string[]] };

// The demo mostly waits, for a parcel on its way: the checks have a core beside it.
const stages: readonly (readonly Step[])[] = [
  [
    { name: "check", command: ["npm", "run", "check"] },
    { name: "demo", command: ["npm", "run", "demo", "--", "--once"] },
  ],
  [{ name: "test", command: ["npm", "test"] }],
  [{ name: "test:browser", command: ["npm", "run", "test:browser"] }],
];

let passed = 0;
let failed = 0;

for (const steps of stages)
  await Promise.all(steps.map((step) => count(step, steps.length === 1 ? "as it comes" : "at its end")));

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

/** Several at once are told one after the other: each when it has ended. */
async function count(step: Step, told: "as it comes" | "at its end"): Promise<void> {
  const startedAt = Date.now();
  const say = (words: string) => void process.stdout.write(words);
  if (told === "as it comes") say(`\n== ${step.name}\n`);
  const { code, output } = await run(step.command, told === "as it comes" ? say : () => undefined);
  if (told === "at its end") say(`\n== ${step.name}\n${output}`);
  const tests = countTests(output);
  passed += tests.passed + (tests.total === 0 && code === 0 ? 1 : 0);
  failed += tests.failed + (tests.failed === 0 && code !== 0 ? 1 : 0);
  say(
    `== ${step.name}: ${code === 0 ? "ok" : `failed (${code})`} in ${Math.round((Date.now() - startedAt) / 1000)} s\n`,
  );
}

function run(
  [program, ...words]: Step["command"],
  hear: (text: string) => void,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CI: "true", NO_COLOR: "1", FORCE_COLOR: "0" },
    });
    let output = "";
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      hear(chunk.toString());
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

// Vitest's closing line: "Tests  1 failed | 41 passed (42)". A step without tests counts as one.
function countTests(output: string): { passed: number; failed: number; total: number } {
  const escape = String.fromCharCode(27);
  const plain = output.replaceAll(new RegExp(`${escape}\\[[0-9;]*m`, "g"), "");
  let sum = { passed: 0, failed: 0, total: 0 };
  for (const line of plain.match(/^\s*Tests\s+.*$/gm) ?? []) {
    const of = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
    sum = {
      passed: sum.passed + of("passed"),
      failed: sum.failed + of("failed"),
      total: sum.total + of("passed") + of("failed"),
    };
  }
  return sum;
}
