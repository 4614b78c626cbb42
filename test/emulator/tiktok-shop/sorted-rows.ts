// Rows kept in order by a time that may change, in chunks: putting one in, taking one out and reading a page cost about
// the same for a hundred rows as for a hundred thousand. Rows of one second keep the order of their ids.
import type { Matches } from "./paging.ts";

const CHUNK = 512;

type Row = { readonly id: string };
type Place = { readonly chunk: number; readonly at: number };

export class SortedRows<Item extends Row> {
  private readonly chunks: Item[][] = [];
  private readonly timeOf: (row: Item) => number;
  constructor(timeOf: (row: Item) => number) {
    this.timeOf = timeOf;
  }

  add(row: Item): void {
    const time = this.timeOf(row);
    const place = this.placeOf(time, row.id);
    const rows = this.chunks[place.chunk];
    if (!rows) {
      this.chunks.push([row]);
      return;
    }
    rows.splice(place.at, 0, row);
    if (rows.length <= CHUNK) return;
    // New rows are nearly always the latest: the last chunk stays full and a new one begins.
    const isTail = place.chunk === this.chunks.length - 1 && place.at === rows.length - 1;
    this.chunks.splice(place.chunk + 1, 0, rows.splice(isTail ? CHUNK : CHUNK / 2));
  }

  /** To be called before the row's time changes. */
  remove(row: Item): void {
    const place = this.placeOf(this.timeOf(row), row.id);
    const rows = this.chunks[place.chunk];
    if (rows?.[place.at] !== row) throw new Error(`${row.id} is not where its time says`);
    rows.splice(place.at, 1);
    if (rows.length === 0) this.chunks.splice(place.chunk, 1);
  }

  /** Rows whose time lies in [from, to). */
  between(from: number, to: number, direction: "ASC" | "DESC"): Matches<Item> {
    const low = this.rank(from);
    const length = Math.max(0, this.rank(to) - low);
    const read = (start: number, end: number) => this.read(low + start, low + Math.min(end, length));
    if (direction === "ASC") return { length, slice: read };
    const backwards = (start: number, end: number) =>
      [...read(Math.max(0, length - end), Math.max(0, length - start))].reverse();
    return { length, slice: backwards };
  }

  /** How many rows are earlier than a time. */
  private rank(time: number): number {
    const { chunk, at } = this.placeOf(time, "");
    let before = at;
    for (let index = 0; index < chunk; index++) before += this.chunks[index]?.length ?? 0;
    return before;
  }

  private read(start: number, end: number): readonly Item[] {
    const found: Item[] = [];
    let first = 0;
    for (const rows of this.chunks) {
      if (first >= end) break;
      if (first + rows.length > start) found.push(...rows.slice(Math.max(0, start - first), end - first));
      first += rows.length;
    }
    return found;
  }

  /** Where a row of this time and id is or would go; in the last chunk if it comes after all. */
  private placeOf(time: number, id: string): Place {
    const chunk = Math.min(
      firstNot(this.chunks.length, (index) => this.isBefore(this.chunks[index]?.at(-1), time, id)),
      Math.max(0, this.chunks.length - 1),
    );
    const rows = this.chunks[chunk] ?? [];
    return { chunk, at: firstNot(rows.length, (index) => this.isBefore(rows[index], time, id)) };
  }

  private isBefore(row: Item | undefined, ...[time, id]: [number, string]): boolean {
    if (row === undefined) return false;
    const own = this.timeOf(row);
    return own < time || (own === time && row.id < id);
  }
}

/** The first of so many places at which the test fails; before it, it holds everywhere. */
function firstNot(length: number, test: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
