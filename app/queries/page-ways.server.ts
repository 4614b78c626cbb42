// Lists whose pages follow one another by their rows: which ways lead on from a page.

/** The rows that follow this one, or that stand before it; neither: the first. */
export type Cursor = { readonly after: string | null; readonly before: string | null };

export function cursorOf(params: URLSearchParams): Cursor {
  return { after: params.get("after"), before: params.get("before") };
}

/** Where one came from there are rows; where one goes there are when one more than a page was found. */
export function waysOf(came: "back" | "on" | null, hasMore: boolean) {
  return {
    hasPrevious: came === "on" || (came === "back" && hasMore),
    hasNext: came === "back" || hasMore,
  };
}
