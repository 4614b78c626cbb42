import { Badge } from "@shopify/polaris";
import { type StateWords, wordsOf } from "./states.ts";

type Props = { readonly table: Readonly<Record<string, StateWords>>; readonly state: string };

// A state as a badge; the tone comes from the one table of states.
export function StatusBadge({ table, state }: Props) {
  const words = wordsOf(table, state);
  return words.tone === "new" ? <Badge>{words.badge}</Badge> : <Badge tone={words.tone}>{words.badge}</Badge>;
}
