// What the demo can be told on its command line.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

export type DemoOptions = {
  /** Walk the golden path without a person and exit. */
  readonly once: boolean;
  /** A Shopify product CSV instead of the demo merchant's own. */
  readonly csvFile: string | null;
  /** How many marketplace orders buyers place. */
  readonly orders: number;
  /** Of the app; the twin's come after it. 0 takes free ones. */
  readonly port: number;
  /** Drops every webhook of both platforms: the sweeps must find everything. */
  readonly dropWebhooks: boolean;
  /** Kills the worker with SIGKILL so many milliseconds after it began to work, again and again while orders flow; 0 never. */
  readonly killWorkerEveryMs: number;
};

export type OptionsAnswer =
  | { readonly kind: "ok"; readonly options: DemoOptions }
  | { readonly kind: "refused"; readonly reason: string };

export const USAGE =
  "npm run demo -- [--once] [--csv FILE] [--orders N] [--port P] [--drop-webhooks] [--kill-worker-every MS]";

/** Reads the words after `--`; a refusal says which word and what it may be. */
export function readOptions(words: readonly string[]): OptionsAnswer {
  let values: Record<string, string | boolean | undefined>;
  try {
    values = parseArgs({
      args: [...words],
      options: {
        once: { type: "boolean", default: false },
        csv: { type: "string" },
        orders: { type: "string", default: "8" },
        port: { type: "string", default: "0" },
        "drop-webhooks": { type: "boolean", default: false },
        "kill-worker-every": { type: "string", default: "0" },
      },
    }).values;
  } catch (error) {
    return { kind: "refused", reason: error instanceof Error ? error.message : String(error) };
  }
  return checked(values);
}

function checked(values: Record<string, string | boolean | undefined>): OptionsAnswer {
  const orders = wholeNumber(values["orders"], 1, 100_000);
  if (orders === undefined) return refused("--orders takes a whole number from 1 to 100000");
  const port = wholeNumber(values["port"], 0, 65_000);
  if (port === undefined) return refused("--port takes a port number, or 0 for a free one");
  const killEvery = wholeNumber(values["kill-worker-every"], 0, 600_000);
  if (killEvery === undefined) return refused("--kill-worker-every takes milliseconds");
  const csvFile = typeof values["csv"] === "string" ? values["csv"] : null;
  if (csvFile !== null && !existsSync(csvFile)) return refused(`--csv: there is no file ${csvFile}`);
  const options: DemoOptions = {
    once: values["once"] === true,
    csvFile,
    orders,
    port,
    dropWebhooks: values["drop-webhooks"] === true,
    killWorkerEveryMs: killEvery,
  };
  return { kind: "ok", options };
}

function refused(reason: string): OptionsAnswer {
  return { kind: "refused", reason };
}

function wholeNumber(word: string | boolean | undefined, low: number, high: number): number | undefined {
  const value = Number(word);
  return Number.isInteger(value) && value >= low && value <= high ? value : undefined;
}
