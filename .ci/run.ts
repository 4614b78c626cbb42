// Runs each step of CI in order, prints what each took, and ends with the sum of tests as one plain line.
import { spawn } from "node:child_process";

type Step = { readonly name: string; readonly command: readonly [string, ...string[]] };

const steps: readonly Step[] = [
  { name: "check", command: ["npm", "run", "check"] },
  { name: "test", command: ["npm", "test"] },
  { name: "test:browser", command: ["npm", "run", "test:browser"] },
  { name: "demo", command: ["npm", "run", "demo", "--", "--once"] },
];

let passed = 0;
let failed = 0;

for (const step of steps) {
  const startedAt = Date.now();
  process.stdout.write(`\n== ${step.name}\n`);
  const { code, output } = await run(step.command);
  const tests = countTests(output);
  passed += tests.passed + (tests.total === 0 && code === 0 ? 1 : 0);
  failed += tests.failed + (tests.failed === 0 && code !== 0 ? 1 : 0);
  process.stdout.write(
    `== ${step.name}: ${code === 0 ? "ok" : `failed (${code})`} in ${Math.round((Date.now() - startedAt) / 1000)} s\n`,
  );
}

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function run([program, ...words]: readonly [string, ...string[]]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CI: "true", NO_COLOR: "1", FORCE_COLOR: "0" },
    });
    let output = "";
    const take = (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
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
