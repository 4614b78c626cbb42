import { describe, expect, it } from "vitest";
import type { Address } from "./address.ts";
import { answerRequest } from "./fulfillment-request.ts";

const address: Address = {
  name: "Ada Byron",
  company: null,
  line1: "1 Main St",
  line2: null,
  city: "Austin",
  province: "Texas",
  postalCode: "78701",
  countryCode: "US",
  phone: null,
  email: null,
};
const asked = {
  isEnabled: true,
  lines: [{ label: "MUG", quantity: 2, goodsId: "g1" as string | null }],
  available: new Map([["g1", 2]]),
  address: address as Address | null,
};
const reasonOf = (over: Partial<typeof asked>) => {
  const answer = answerRequest({ ...asked, ...over });
  return answer.kind === "reject" ? answer.reason : answer.kind;
};

describe("a request of the store", () => {
  it("is accepted when everything is there", () => {
    expect(answerRequest(asked)).toEqual({ kind: "accept" });
  });

  it("is rejected with the store's own reason for each thing in the way", () => {
    expect(reasonOf({ isEnabled: false })).toBe("OTHER");
    expect(reasonOf({ lines: [{ label: "MUG", quantity: 1, goodsId: null }] })).toBe("INVALID_SKU");
    expect(reasonOf({ available: new Map() })).toBe("INVENTORY_OUT_OF_STOCK");
    expect(reasonOf({ address: null })).toBe("INCORRECT_ADDRESS");
    expect(reasonOf({ address: { ...address, postalCode: " " } })).toBe("INCORRECT_ADDRESS");
    expect(reasonOf({ lines: [{ label: "MUG", quantity: 51, goodsId: "g1" }] })).toBe("OTHER");
  });

  it("two lines of the same goods must both be in stock", () => {
    const lines = [
      { label: "MUG", quantity: 1, goodsId: "g1" },
      { label: "MUG gift", quantity: 2, goodsId: "g1" },
    ];
    expect(answerRequest({ ...asked, lines })).toMatchObject({
      reason: "INVENTORY_OUT_OF_STOCK",
      sentence: "TikTok's warehouse has 2 of MUG, not 3.",
    });
  });
});
