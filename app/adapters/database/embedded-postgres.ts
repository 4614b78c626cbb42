// Starts the PostgreSQL that comes with the npm package, for a machine that has none: as root too, after a crash
// too, and by whichever of our processes comes first; the others adopt the running server.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type Binaries, findBinaries } from "./embedded-binaries.ts";

export type EmbeddedServer = {
  /** Of the server's own database "postgres". */
  readonly url: string;
  /** Asks the server to end and waits until it has. */
  stop(): Promise<void>;
};

type Folders = {
  readonly home: string;
  readonly data: string;
  readonly password: string;
  readonly log: string;
};
type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean };

const START_WITHIN_MS = 30_000;
// After kill -9 the dead server is a zombie until its parent reaps it; a new one refuses to start for up to 2 s.
const RETRY_FOR_MS = 8_000;
const NOBODY = 65_534;

/** Starts the server of this data folder, or adopts the one that runs. Safe when several processes call it at once. */
export async function startEmbeddedPostgres(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedServer> {
  const home = path.resolve(folder, "postgres");
  const folders = {
    home,
    data: path.join(home, "data"),
    password: path.join(home, "password"),
    log: path.join(home, "postgres.log"),
  };
  const launch = launcher();
  if (!existsSync(folders.home)) initialize(folders, launch);
  const deadline = Date.now() + RETRY_FOR_MS;
  for (;;) {
    const running = (await adopt(folders)) ?? (await start(folders, { launch, settings }));
    if (running) return serverAt(folders, running);
    if (Date.now() > deadline)
      throw new Error(`PostgreSQL does not start; its own words are in ${folders.log}`);
    await delay(100);
  }
}

type Launcher = {
  readonly binaries: Binaries;
  readonly prefix: readonly string[];
  readonly uid: number | undefined;
};

// PostgreSQL refuses to run as root. In a user namespace root is nobody to it while files stay root's; where the
// kernel refuses namespaces, it runs as nobody and the data folder is given to nobody.
function launcher(): Launcher {
  const binaries = findBinaries();
  if (process.getuid?.() !== 0) return { binaries, prefix: [], uid: undefined };
  const namespace = ["unshare", "-U", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  const works = spawnSync("unshare", [...namespace.slice(1), "true"], { stdio: "ignore" }).status === 0;
  return works ? { binaries, prefix: namespace, uid: undefined } : { binaries, prefix: [], uid: NOBODY };
}

function command(launch: Launcher, program: string, args: readonly string[]): [string, string[]] {
  const [first = program, ...rest] = [...launch.prefix, program, ...args];
  return [first, rest];
}

// Into a folder beside, then renamed as a whole: of two processes that do this at once, one rename wins and the
// loser's work is thrown away.
function initialize(folders: Folders, launch: Launcher): void {
  const draft = `${folders.home}.${randomUUID()}`;
  const password = path.join(draft, "password");
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
  if (launch.uid !== undefined) for (const file of [draft, password]) chownSync(file, launch.uid, launch.uid);
  const flags = [
    "-D",
    path.join(draft, "data"),
    "-U",
    "postgres",
    "-A",
    "scram-sha-256",
    `--pwfile=${password}`,
  ];
  const locale = ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
  const [program, args] = command(launch, launch.binaries.initdb, [...flags, ...locale]);
  const run = spawnSync(program, args, { uid: launch.uid, gid: launch.uid, cwd: "/", encoding: "utf8" });
  if (run.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`initdb failed: ${run.error?.message ?? run.stderr}`);
  }
  try {
    renameSync(draft, folders.home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folders.home)) throw error;
  }
}

async function start(
  folders: Folders,
  how: { launch: Launcher; settings: Readonly<Record<string, string>> },
): Promise<Postmaster | undefined> {
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    ...how.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const all = ["-D", folders.data, "-p", String(port), ...flags];
  const [program, args] = command(how.launch, how.launch.binaries.postgres, all);
  const log = openSync(folders.log, "a");
  // Detached: Ctrl-C for us is not for the server, and others of our processes may still use it when we are gone.
  const child = spawn(program, args, {
    uid: how.launch.uid,
    gid: how.launch.uid,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  child.unref();
  const deadline = Date.now() + START_WITHIN_MS;
  while (!ended && Date.now() < deadline) {
    const running = await adopt(folders);
    if (running) return running;
    await delay(15);
  }
  return undefined;
}

async function adopt(folders: Folders): Promise<Postmaster | undefined> {
  const found = readPostmaster(folders);
  if (!found) return undefined;
  if (isAnotherProgram(found.pid)) {
    rmSync(path.join(folders.data, "postmaster.pid"), { force: true });
    return undefined;
  }
  if (!found.ready) return undefined;
  const client = new pg.Client({ connectionString: urlOf(folders, found), connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory === folders.data ? found : undefined;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

// Lines of postmaster.pid: 1 process id, 4 port, 8 state ("ready" once it takes connections).
function readPostmaster(folders: Folders): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(folders.data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" } : undefined;
  } catch {
    return undefined;
  }
}

// A machine that lost power may give the dead server's number to something else. A zombie has no command line and
// is not yet "another program".
function isAnotherProgram(pid: number): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return words !== "" && !words.includes("postgres");
  } catch {
    return false;
  }
}

function urlOf(folders: Folders, running: Postmaster): string {
  const password = readFileSync(folders.password, "utf8").trim();
  return `postgresql://postgres:${password}@127.0.0.1:${running.port}/postgres`;
}

function serverAt(folders: Folders, running: Postmaster): EmbeddedServer {
  const stop = async () => {
    signal(running.pid, "SIGINT");
    while (readPostmaster(folders)?.pid === running.pid && signal(running.pid, 0)) await delay(20);
  };
  return { url: urlOf(folders, running), stop };
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
