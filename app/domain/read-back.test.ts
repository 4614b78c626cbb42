import { describe, expect, it } from "vitest";
import { isNews, isRewritten, type SentListing } from "./read-back.ts";

const sent: SentListing = {
  ...{ title: "Oat soap", imageCount: 1, skus: ["S"], descriptionHtml: "<p>Made by <b>hand</b>.</p>" },
  ...{ changedBefore: null, isSettled: true },
};
const read = { sent, before: null, shown: "<p>Made by <b>hand</b>.</p>", isNews: true };

describe("a description that was accepted", () => {
  it("was rewritten when it is shown otherwise than it was", () => {
    expect(isRewritten({ ...read, before: "<p>As shown</p>", shown: "<p>As shown!</p>" })).toBe(true);
    expect(isRewritten({ ...read, before: "<p>As shown</p>", shown: "<p>As shown</p>" })).toBe(false);
  });

  it("never read before was rewritten when the listing was changed there and its words are others", () => {
    expect(isRewritten({ ...read, shown: "<p>Mine</p>" })).toBe(true);
    expect(isRewritten({ ...read, shown: "<p>Mine</p>", isNews: false })).toBe(false);
    expect(isRewritten({ ...read, shown: "<div>Made  by\n<strong>hand</strong> .</div>" })).toBe(false);
  });

  it("is not judged before it was seen to stand there, nor by a page that does not tell it", () => {
    expect(isRewritten({ ...read, sent: { ...sent, isSettled: false }, shown: "<p>Mine</p>" })).toBe(false);
    expect(isRewritten({ ...read, shown: null })).toBe(false);
  });
});

it("a change is news when it is later than all we know of by more than two clocks differ", () => {
  const known = [new Date(10_000), null];
  expect(isNews(new Date(15_000), known)).toBe(false);
  expect(isNews(new Date(15_001), known)).toBe(true);
});
