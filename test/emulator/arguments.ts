// What the command line says: where to listen, how time goes, and which snapshot to begin from and to leave behind.
import { parseArgs } from "node:util";

export type Arguments = {
  readonly port: number;
  readonly host: string;
  readonly clock: "real" | "virtual";
  readonly seed: number;
  /** A snapshot to begin from, in place of the demo merchant's catalogue. */
  readonly restore: string | undefined;
  /** Where to write a snapshot when the twin is stopped. */
  readonly snapshot: string | undefined;
};

/** Throws an Error that names the option. */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "8700" },
      host: { type: "string", default: "127.0.0.1" },
      clock: { type: "string", default: "real" },
      seed: { type: "string", default: "1" },
      restore: { type: "string" },
      snapshot: { type: "string" },
    },
  });
  const { host, clock, restore, snapshot } = values;
  if (clock !== "real" && clock !== "virtual")
    throw new Error(`--clock: ${JSON.stringify(clock)} is neither real nor virtual`);
  return {
    port: whole("--port", values.port, 65_530),
    host,
    clock,
    seed: whole("--seed", values.seed, 2 ** 32 - 1),
    restore,
    snapshot,
  };
}

function whole(option: string, given: string, most: number): number {
  const number = Number(given);
  if (given !== "" && Number.isInteger(number) && number >= 0 && number <= most) return number;
  throw new Error(`${option}: ${JSON.stringify(given)} is not a whole number between 0 and ${most}`);
}
