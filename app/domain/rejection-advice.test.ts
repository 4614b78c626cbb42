// The marketplace's reasons, and what the merchant is told to do.
import { describe, expect, it } from "vitest";
import { rejectionAdvice } from "./rejection-advice.ts";

describe("advice on a rejection", () => {
  it.each([
    ["The picture shows a watermark", "without text, logo or watermark"],
    ["Image is blurry", "sharper picture"],
    ["The main image does not match the title", "product itself in the pictures"],
    ["Suspected trademark infringement", "brand"],
    ["The product is prohibited", "does not let you sell"],
    ["Wrong category selected", "category that fits"],
    ["Missing test report", "certificate"],
    ["Exaggerated claims", "promises"],
    ["External link in description", "links"],
  ])("for '%s' names what to change", (reason, words) => {
    expect(rejectionAdvice([reason]).join(" ")).toContain(words);
  });

  it("is said once for reasons that ask for the same", () => {
    expect(rejectionAdvice(["Watermark on image 1", "Watermark on image 2"])).toHaveLength(1);
  });

  it("is not invented for words nobody foresaw", () => {
    expect(rejectionAdvice(["Code 77"])).toEqual([]);
  });
});
