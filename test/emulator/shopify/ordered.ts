// Lists kept in order and looked up by value, so that a page of a large store costs what the page holds. Derived from
// the search index when first asked for and kept up with it; never saved.
import type { Indexed } from "./state.ts";
import { legacyId } from "./world.ts";

/** Where an object stands in a list: by the field it is sorted by, then by the number of its id. */
export type Place = { readonly key: string; readonly number: number; readonly id: string };

type Fields = NonNullable<Indexed["fields"]>;
type Derived = {
  readonly orders: Map<string, Place[]>;
  /** Field → value → ids that have or had it; what they have now is looked at again. */
  readonly values: Map<string, Map<string, Set<string>>>;
};

const derived = new WeakMap<ReadonlyMap<string, Indexed[]>, Derived>();

/** The list sorted by a field ("id" for the order of making). */
export function orderedBy(index: ReadonlyMap<string, Indexed[]>, field: string): readonly Place[] {
  const { orders } = derivedOf(index);
  const known = orders.get(field);
  if (known) return known;
  const places: Place[] = [];
  for (const [id, versions] of index) {
    const fields = versions.at(-1)?.fields;
    if (fields) places.push(placeOf(id, field, fields));
  }
  places.sort(comparePlaces);
  orders.set(field, places);
  return places;
}

/** The ids that may have one of the values in a field. */
export function withValue(
  index: ReadonlyMap<string, Indexed[]>,
  field: string,
  wanted: readonly string[],
): ReadonlySet<string> {
  const { values } = derivedOf(index);
  let known = values.get(field);
  if (!known) {
    known = new Map();
    values.set(field, known);
    for (const [id, versions] of index) for (const { fields } of versions) note(known, id, fields?.[field]);
  }
  const [first, ...others] = wanted;
  if (others.length === 0) return known.get(first ?? "") ?? new Set();
  return new Set(wanted.flatMap((value) => [...(known.get(value) ?? [])]));
}

/** Keeps what was derived up with a change. */
export function reindexed(
  index: ReadonlyMap<string, Indexed[]>,
  change: { readonly id: string; readonly before: Indexed["fields"]; readonly after: Indexed["fields"] },
): void {
  const known = derived.get(index);
  if (!known) return;
  const { id, before, after } = change;
  for (const [field, places] of known.orders) {
    const from = before && placeOf(id, field, before);
    const to = after && placeOf(id, field, after);
    if (from && to && from.key === to.key) continue;
    const at = from ? firstAt(places, from) : -1;
    if (places[at]?.id === id) places.splice(at, 1);
    if (to) places.splice(firstAt(places, to), 0, to);
  }
  if (after) for (const [field, values] of known.values) note(values, id, after[field]);
}

export function placeOf(id: string, field: string, fields: Fields): Place {
  const value = field === "id" ? "" : (fields[field] ?? "");
  return { key: (typeof value === "string" ? value : value.join()).toLowerCase(), number: legacyId(id), id };
}

/** Where the first place stands that is not before this one. */
export function firstAt(places: readonly Place[], place: Pick<Place, "key" | "number">): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = places[middle];
    if (there && comparePlaces(there, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function comparePlaces(a: Pick<Place, "key" | "number">, b: Pick<Place, "key" | "number">): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.number - b.number;
}

function derivedOf(index: ReadonlyMap<string, Indexed[]>): Derived {
  const known = derived.get(index);
  if (known) return known;
  const fresh: Derived = { orders: new Map(), values: new Map() };
  derived.set(index, fresh);
  return fresh;
}

function note(
  values: Map<string, Set<string>>,
  id: string,
  value: string | readonly string[] | undefined,
): void {
  if (value === undefined) return;
  for (const one of typeof value === "string" ? [value] : value) {
    const key = one.toLowerCase();
    const ids = values.get(key);
    if (ids) ids.add(id);
    else values.set(key, new Set([id]));
  }
}
