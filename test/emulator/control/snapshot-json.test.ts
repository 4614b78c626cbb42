import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPlain, toPlain } from "./snapshot-json.ts";

test("what JSON cannot say comes back as it was", () => {
  const state = {
    orders: new Map([
      ["1", { at: new Date(5), tags: new Set(["a"]), lines: [1, null, { deep: new Map([[{ k: 1 }, 2n]]) }] }],
    ]),
    left: Number.POSITIVE_INFINITY,
    bytes: new Uint8Array([0, 255]),
  };
  expect(fromPlain(JSON.parse(JSON.stringify(toPlain(state))))).toEqual(state);
});

test("plain data passes through unchanged", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value));
      expect(fromPlain(JSON.parse(JSON.stringify(toPlain(plain))))).toEqual(plain);
    }),
  );
});
