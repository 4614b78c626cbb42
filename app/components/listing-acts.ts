// What can be asked of listings, by which words, and what is said of how far it went.
import { type MerchantAct, NOT_DONE, type NotDone } from "../domain/listing-acts.ts";
import { countWords } from "./count.ts";

type ActName = "publish" | "check" | MerchantAct;
type Words = { readonly act: ActName; readonly label: string; readonly said: string };

const PAUSE = { act: "pause", label: "Pause", said: "paused" } as const;

export const LISTING_ACTS = [
  { act: "publish", label: "Publish now", said: "to be published" },
  { act: "check", label: "Check again", said: "to be checked again" },
  PAUSE,
  { act: "resume", label: "Put back on sale", said: "to be put back on sale" },
  { act: "list-again", label: "List again", said: "to be listed again" },
] as const satisfies readonly Words[];

/** What of an act's answer is shown: a short sentence, and what was left as it is with what helps. */
export type ActAnswer = {
  readonly message: string;
  readonly left: readonly string[];
  /** Listings whose pause can be taken back at once. */
  readonly undo: readonly string[];
};

type ActedOn = { readonly done: readonly string[]; readonly left: ReadonlyMap<NotDone, number> };

/** The answer to a wish for listings named one by one; `all` that a filter means cannot be named to be taken back. */
export function actAnswer(act: ActName, { done, left }: ActedOn, chosen: "named" | "all"): ActAnswer {
  const said = LISTING_ACTS.find((one) => one.act === act)?.said ?? "";
  const leftCount = [...left.values()].reduce((sum, count) => sum + count, 0);
  const begun = done.length > 0 || leftCount === 0 ? `${countWords(done.length, "listing")} ${said}.` : "";
  const rest = leftCount > 0 ? `${countWords(leftCount, "listing")} left as before.` : "";
  return {
    message: [begun, rest].filter((part) => part !== "").join(" "),
    left: [...left].map(([why, count]) => `${countWords(count, "listing")} ${are(count)} ${NOT_DONE[why]}`),
    undo: act === PAUSE.act && chosen === "named" ? done : [],
  };
}

function are(count: number): string {
  return count === 1 ? "is" : "are";
}
