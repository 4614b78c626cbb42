// Which answers reached their clients: a client that hung up before the answer came knows nothing of it.
import type { HistoryEntry } from "./history.ts";

type CallEntry = Extract<HistoryEntry, { kind: "call" }>;

const entries = new WeakMap<Response, CallEntry>();

/** Remembers which call a response answers. */
export function answers(response: Response, entry: HistoryEntry): Response {
  if (entry.kind === "call") entries.set(response, entry);
  return response;
}

/** The client went away before it could hear this. */
export function nobodyHeard(response: Response): void {
  const entry = entries.get(response);
  if (entry) entry.heard = "nothing";
}
