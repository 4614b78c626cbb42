// A process of the demo: started, watched until it is ready, measured and stopped.
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

export type Child = {
  readonly name: string;
  /** Peak resident memory in MiB so far; 0 where the machine does not tell. */
  peakMiB(): Promise<number>;
  /** Asks it to stop, and kills it when it does not within ten seconds. */
  stop(): Promise<void>;
  /** SIGKILL, as a machine that dies. */
  kill(): Promise<void>;
  /** The code it ended with by itself, while nobody had asked it to. */
  readonly ended: Promise<number>;
};

export type ChildOptions = {
  readonly name: string;
  /** The TypeScript file to run, below the project's root. */
  readonly file: string;
  readonly words?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFolder: string;
  /** The most its heap may take, where that is more than usual. */
  readonly heapMiB?: number;
  /** Answers true once the process serves. */
  readonly isReady: () => Promise<boolean>;
};

const root = path.join(import.meta.dirname, "../..");
// As package.json starts them. Young objects get 4 MiB instead of 16: a third less memory, and no slower here. With a
// heap of 512 MiB instead of gigabytes V8 clears it after 40 % of growth instead of 300 %: 20 MiB less, as fast.
const HEAP_MIB = 512;
const flags = (heapMiB: number) => [
  "--max-semi-space-size=4",
  `--max-old-space-size=${heapMiB}`,
  "--import",
  "tsx",
];
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

/** Starts a process and waits until it is ready; throws with the end of its log when it is not in time. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const logFile = path.join(options.logFolder, `${options.name}.log`);
  const log = createWriteStream(logFile, { flags: "a" });
  const words = [path.join(root, options.file), ...(options.words ?? [])];
  const child = spawn(process.execPath, [...flags(options.heapMiB ?? HEAP_MIB), ...words], {
    cwd: root,
    env: { ...passedOn(), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // A Ctrl-C on the terminal reaches the demo alone, which then stops its processes in order.
    detached: true,
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<number>((resolve) => {
    child.once("exit", (code) => resolve(code ?? 1));
  });
  await ready(options, ended).catch(async (error: Error) => {
    child.kill("SIGKILL");
    const tail = (await readFile(logFile, "utf8")).split("\n").slice(-15).join("\n");
    throw new Error(`${options.name} did not start: ${error.message}\n${tail}`);
  });
  return {
    name: options.name,
    ended,
    peakMiB: () => peakOf(child),
    stop: () => stop(child, ended),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function ready(options: ChildOptions, ended: Promise<number>): Promise<void> {
  const over = ended.then((code) => {
    throw new Error(`it ended with code ${code}`);
  });
  over.catch(() => undefined);
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (await Promise.race([options.isReady().catch(() => false), over])) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it was not ready within ${READY_WITHIN_MS / 1000} s`);
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}

// Linux keeps the high-water mark of resident memory per process.
async function peakOf(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
}

// What a process of ours needs of the terminal's environment; its settings are given, never inherited.
function passedOn(): NodeJS.ProcessEnv {
  const names = ["PATH", "HOME", "TMPDIR", "LANG", "NODE_OPTIONS"];
  const passed: NodeJS.ProcessEnv = { NODE_ENV: "production" };
  for (const name of names) if (process.env[name]) passed[name] = process.env[name];
  return passed;
}
