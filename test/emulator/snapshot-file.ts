// A snapshot in a file: written whole or not at all, and refused in words when it is none.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fromPlain, toPlain } from "./control/snapshot-json.ts";
import { snapshotSchema } from "./control/snapshot-schema.ts";
import type { Twin } from "./twin.ts";

export function writeSnapshot(twin: Pick<Twin, "save">, file: string): void {
  writeFileSync(`${file}.part`, JSON.stringify(toPlain(twin.save())));
  renameSync(`${file}.part`, file);
}

/** Throws an Error that names the file and what is wrong with it. */
export function readSnapshot(twin: Pick<Twin, "load">, file: string): void {
  const { success, data, error } = snapshotSchema.safeParse(contentOf(file));
  if (!success) throw new Error(`${file} is no snapshot of this twin: ${error.issues[0]?.path.join(".")}`);
  twin.load(fromPlain(data) as ReturnType<Twin["save"]>);
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : ""}`);
  }
}
