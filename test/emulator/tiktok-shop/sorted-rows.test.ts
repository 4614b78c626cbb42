import fc from "fast-check";
import { expect, it } from "vitest";
import { SortedRows } from "./sorted-rows.ts";

type Row = { readonly id: string; at: number };

const byTime = (one: Row, other: Row) => one.at - other.at || (one.id < other.id ? -1 : 1);
const change = fc.record({ which: fc.nat(2_000), at: fc.nat(300) });

it("rows stay in the order of their times, whatever is added, moved and taken out", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300 }), fc.nat(300), fc.nat(300), (changes, from, to) => {
      const rows = Array.from(
        { length: 1_500 },
        (_, n): Row => ({ id: String(10_000 + n), at: n % 7 ? n / 10 : 9 }),
      );
      const sorted = new SortedRows<Row>((row) => row.at);
      const kept = new Set(rows);
      for (const row of rows) sorted.add(row);
      for (const { which, at } of changes) {
        const row = rows[which];
        if (!row || !kept.has(row)) continue;
        sorted.remove(row);
        row.at = at;
        if (which % 5 === 0) kept.delete(row);
        else sorted.add(row);
      }
      const wanted = [...kept].filter((row) => row.at >= from && row.at < to).sort(byTime);
      const [upward, downward] = [sorted.between(from, to, "ASC"), sorted.between(from, to, "DESC")];
      expect(upward.length).toBe(wanted.length);
      expect(upward.slice(0, 5_000)).toEqual(wanted);
      expect(upward.slice(3, 17)).toEqual(wanted.slice(3, 17));
      expect(downward.slice(3, 17)).toEqual(wanted.toReversed().slice(3, 17));
    }),
    { numRuns: 40 },
  );
});
