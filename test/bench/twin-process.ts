// A process of the twin's bench, kept to one core where the machine can: started, heard, measured and ended.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { coreSecondsOf } from "./core-use.ts";

const CORE = "0";
const canPin = spawnSync("taskset", ["-c", CORE, "true"]).status === 0;

/** For the head of the figures: what was measured where. */
export const pinned = canPin ? `on core ${CORE} alone` : "on any core: taskset is missing";

export type Running = {
  readonly says: () => Promise<unknown>;
  /** Seconds of a core that it has used so far. */
  readonly coreSeconds: () => number;
  stop(): void;
};

/** Runs a file of this folder; each line it prints is one thing it says, as JSON. */
export function run(file: string, words: readonly string[] = [], flags: readonly string[] = []): Running {
  const script = [...flags, "--import", "tsx", path.join(import.meta.dirname, file), ...words];
  const command = canPin
    ? ["taskset", "-c", CORE, process.execPath, ...script]
    : [process.execPath, ...script];
  const child = spawn(command[0] ?? "", command.slice(1), { stdio: ["ignore", "pipe", "inherit"] });
  const lines = linesOf(child);
  return {
    says: async () => {
      const next = await lines.next();
      if (next.done)
        throw new Error(`${file} ended without an answer (${child.exitCode ?? child.signalCode})`);
      return JSON.parse(next.value) as unknown;
    },
    coreSeconds: () => coreSecondsOf(child.pid),
    stop: () => void child.kill("SIGKILL"),
  };
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  if (child.stdout) yield* createInterface({ input: child.stdout });
}

/** Seconds until a file prints its first line: of the clock, and of a core. */
export async function timeToFirstLine(
  file: string,
  words: readonly string[],
): Promise<{ clock: number; core: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", file, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const took = { clock: (performance.now() - start) / 1_000, core: coreSecondsOf(child.pid) };
  child.kill("SIGKILL");
  return took;
}
