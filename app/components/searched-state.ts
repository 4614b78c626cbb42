// What the shop's search last showed of a listing that stands otherwise now: when that was, and what came after it.
import { printMoment } from "./moment.tsx";
import { LISTING_STATES, wordsOf } from "./states.ts";

export type SearchedState = {
  readonly state: string;
  readonly seenAt: string;
  /** The listing's last turn, where it came after the search. */
  readonly since: { readonly at: string; readonly text: string } | null;
};

export function searchedWords({ state, seenAt, since }: SearchedState, timeZone: string): string {
  const searched = `TikTok Shop's search showed it as "${wordsOf(LISTING_STATES, state).badge}" on ${printMoment(seenAt, timeZone)}.`;
  if (since) return `${searched} Since then, on ${printMoment(since.at, timeZone)}: ${since.text}`;
  return `${searched} The listing itself says otherwise; the search may lag behind.`;
}
