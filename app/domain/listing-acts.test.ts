// What a merchant's wish makes of a listing, in every state it may be in.
import { describe, expect, it } from "vitest";
import { type ActStanding, judgeAct, type MerchantAct } from "./listing-acts.ts";

const live: ActStanding = { state: "live", isSent: true, pausedFor: null, product: "active" };
const asked = (act: MerchantAct, change: Partial<ActStanding>) => {
  const answer = judgeAct(act, { ...live, ...change });
  if (answer.kind === "not-done") return answer.why;
  return answer.kind === "pausedFor" ? answer.pausedFor : answer.kind;
};

describe("pausing", () => {
  it.each(["live", "in-review"] as const)("takes one that is %s off sale, and keeps it off", (state) => {
    expect(asked("pause", { state })).toBe("merchant");
    expect(asked("pause", { state, pausedFor: "merchant" })).toBe("off-already");
  });

  it("keeps off sale what is off for its product, and leaves what others switched off", () => {
    expect(asked("pause", { state: "paused", pausedFor: "product", product: "archived" })).toBe("merchant");
    expect(asked("pause", { state: "paused" })).toBe("off-already");
  });
});

describe("putting back", () => {
  it("makes a paused one return like its product, whoever switched it off", () => {
    expect(asked("resume", { state: "paused", pausedFor: "merchant" })).toBe("product");
    expect(asked("resume", { state: "paused", pausedFor: null })).toBe("product");
    expect(asked("resume", { state: "paused", pausedFor: "merchant", product: "archived" })).toBe("product");
    expect(asked("resume", { state: "paused", pausedFor: "product", product: "archived" })).toBe(
      "not-active",
    );
  });

  it("takes a pause back that was not carried out yet", () => {
    expect(asked("resume", { pausedFor: "merchant" })).toBeNull();
    expect(asked("resume", { state: "in-review", pausedFor: "merchant" })).toBeNull();
    expect(asked("resume", {})).toBe("on-already");
  });
});

describe("listing again", () => {
  it("makes a new one of what is gone, and sends what was rejected once more", () => {
    expect(asked("list-again", { state: "withdrawn" })).toBe("anew");
    expect(asked("list-again", { state: "rejected" })).toBe("send-again");
    expect(asked("list-again", { state: "rejected", isSent: false })).toBe("send-again");
  });

  it.each(["draft", "live", "paused", "in-review"] as const)("leaves one that is %s as it is", (state) => {
    expect(asked("list-again", { state })).toBe("listed-already");
  });

  it("waits for the product to be active", () => {
    expect(asked("list-again", { state: "withdrawn", product: "archived" })).toBe("not-active");
  });
});

it.each(["pause", "resume", "list-again"] as const)(
  "what the marketplace froze stays frozen at %s",
  (act) => {
    expect(asked(act, { state: "frozen" })).toBe("frozen");
  },
);

it.each(["pause", "resume"] as const)("what is not there is left at %s", (act) => {
  expect(asked(act, { state: "withdrawn" })).toBe("gone");
  expect(asked(act, { state: "draft", isSent: false })).toBe("not-listed");
  expect(asked(act, { state: "rejected" })).toBe("rejected");
});
