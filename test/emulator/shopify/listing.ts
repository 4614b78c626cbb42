// Pages of a list that may be as large as the store: sorted, searched, and read from the place a cursor names.
import { GraphQLError } from "graphql";
import { asConnection, type Connection, checkPage, decode, type PageArgs } from "./connection.ts";
import { comparePlaces, firstAt, orderedBy, type Place, placeOf, withValue } from "./ordered.ts";
import { settledBefore, settledFields } from "./search.ts";
import type { Search } from "./search-match.ts";
import type { Indexed } from "./state.ts";
import { printTime, type World } from "./world.ts";

export type ListArgs = PageArgs & { readonly query?: string | null; readonly sortKey?: string | null };

export type Listing<T> = {
  readonly objects: ReadonlyMap<string, T>;
  /** In order; some may be gone or not be found. */
  readonly places: readonly Place[];
  readonly finds: (id: string) => boolean;
};

type Indices<T> = {
  readonly world: World;
  readonly index: ReadonlyMap<string, Indexed[]>;
  readonly objects: ReadonlyMap<string, T>;
};

/** Fields whose value only ever grows, so that what search learns of late has not moved to the front. */
const GROWING = ["updated_at", "created_at"];

/** Of what so few share, the few are sorted; else the sorted list is read until a page is full. */
const FEW = 20;

/** What a search finds, in the order of a field of the index ("id" for the order of making). */
export function indexedListing<T>(
  { world, index, objects }: Indices<T>,
  search: Search | undefined,
  sortedBy: string,
): Listing<T> {
  if (!search) return { objects, places: orderedBy(index, sortedBy), finds: () => true };
  const settled = settledBefore(world);
  const ids = search.exact
    .map(({ field, values }) => withValue(index, field, values))
    .reduce<ReadonlySet<string> | undefined>(
      (few, one) => (few && few.size <= one.size ? few : one),
      undefined,
    );
  const places =
    ids && ids.size < index.size / FEW
      ? placesOf(index, ids, sortedBy)
      : since(
          orderedBy(index, sortedBy),
          GROWING.includes(sortedBy) ? search.since.get(sortedBy) : undefined,
        );
  return {
    objects,
    places,
    finds: (id) => {
      const fields = settledFields(index.get(id) ?? [], settled);
      return fields !== null && search.matches(fields);
    },
  };
}

export function pageOf<T extends { readonly id: string }>(
  listing: Listing<T>,
  args: PageArgs,
): Connection<T> {
  checkPage(args);
  const { places, objects } = listing;
  const [low, high] = range(places, args);
  // From the lower end, unless the list is reversed or its end is wanted; both undo each other.
  const upward = (args.first == null) === Boolean(args.reverse);
  const wanted = args.first ?? args.last ?? 0;
  const found: Place[] = [];
  let isMore = false;
  for (let step = 0; step < high - low && !isMore; step += 1) {
    const place = places[upward ? low + step : high - 1 - step];
    if (!place || !objects.has(place.id) || !listing.finds(place.id)) continue;
    if (found.length < wanted) found.push(place);
    else isMore = true;
  }
  if (args.first == null) found.reverse();
  const byId = new Map(found.map((place) => [place.id, place]));
  return asConnection(
    found.flatMap(({ id }) => objects.get(id) ?? []),
    ({ id }) => byId.get(id) ?? { number: 0, key: "" },
    args.first == null
      ? { hasNextPage: Boolean(args.before), hasPreviousPage: isMore }
      : { hasNextPage: isMore, hasPreviousPage: Boolean(args.after) },
  );
}

/** How many there are, up to a limit. */
export function countOf<T>(
  { places, objects, finds }: Listing<T>,
  limit: number | null | undefined,
): { count: number; precision: "EXACT" | "AT_LEAST" } {
  const most = limit ?? Number.POSITIVE_INFINITY;
  let count = 0;
  for (const { id } of places) {
    if (!objects.has(id) || !finds(id)) continue;
    if (count >= most) return { count, precision: "AT_LEAST" };
    count += 1;
  }
  return { count, precision: "EXACT" };
}

/** The index field behind a sort key; one the twin lacks is refused by name. */
export function sortField(
  sortKey: string | null | undefined,
  fields: Readonly<Record<string, string>>,
): string {
  const field = fields[sortKey ?? "ID"];
  if (field) return field;
  throw new GraphQLError(`the twin does not support sorting by ${sortKey}`, {
    extensions: { code: "UNSUPPORTED_BY_TWIN" },
  });
}

function placesOf(
  index: Indices<unknown>["index"],
  ids: ReadonlySet<string>,
  sortedBy: string,
): readonly Place[] {
  const places: Place[] = [];
  for (const id of ids) {
    const fields = index.get(id)?.at(-1)?.fields;
    if (fields) places.push(placeOf(id, sortedBy, fields));
  }
  return places.sort(comparePlaces);
}

function since(places: readonly Place[], moment: number | undefined): readonly Place[] {
  if (moment === undefined) return places;
  return places.slice(firstAt(places, { key: printTime(moment).toLowerCase(), number: 0 }));
}

/** What the cursors leave of the list, from its lower to its upper end whatever the direction. */
function range(places: readonly Place[], args: PageArgs): [low: number, high: number] {
  const [atLow, atHigh] = args.reverse ? [args.before, args.after] : [args.after, args.before];
  const past = atLow ? decode(atLow) : undefined;
  return [
    past ? firstAt(places, { key: past.key, number: past.number + 0.5 }) : 0,
    atHigh ? firstAt(places, decode(atHigh)) : places.length,
  ];
}
