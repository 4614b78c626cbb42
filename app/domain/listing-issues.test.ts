import { expect, it } from "vitest";
import { cannotBeListed, wasRejected } from "./listing-issues.ts";

const MUG = { listingId: "l1", title: "Mug" };
const NO_IMAGE = {
  ...{ rule: "image", field: "images", value: "", limit: "300 × 300", cause: "image", heading: "No image" },
  sentence: "The product has no image.",
  fix: "Add an image in your store.",
};
const NO_WEIGHT = { ...NO_IMAGE, sentence: "The product has no weight.", fix: "Enter its weight." };

it("what is in a listing's way is said first, and what mends it after that", () => {
  const { title, advice } = cannotBeListed(MUG, [NO_IMAGE]);
  expect(title).toBe('Product "Mug" cannot be listed: The product has no image.');
  expect(advice).toMatch(/^Add an image in your store\. It is checked again/);
});

it("several things in its way are counted first, and each is said with what mends it", () => {
  const { title, advice } = cannotBeListed(MUG, [NO_IMAGE, NO_WEIGHT]);
  expect(title).toBe('Product "Mug" cannot be listed for 2 reasons.');
  expect(advice).toMatch(
    /no image\. Add an image in your store\. The product has no weight\. Enter its weight\. It/,
  );
});

it("a rejected change says after the reason that buyers see the former one", () => {
  const issue = wasRejected({ ...MUG, isLive: true }, [{ reasons: ["blurry"], suggestions: [] }]);
  expect(issue.title).toBe('TikTok Shop rejected the last change of "Mug": blurry.');
  expect(issue.advice).toMatch(/^Buyers still see it as it was before\./);
});
