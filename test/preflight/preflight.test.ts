// Our rules and the twin's, written apart, must agree: what the twin rejects was predicted, what it takes is not blamed.
import { afterAll, describe, expect, it } from "vitest";
import { judged, shopFor, twinsWord } from "./a-case.ts";
import { OTHER_CORPUS } from "./corpus-other.ts";
import { PRODUCT_CORPUS } from "./corpus-product.ts";

const CORPUS = [...PRODUCT_CORPUS, ...OTHER_CORPUS];
const LEAST_PREDICTED = 0.95;

describe("a corpus of broken products", () => {
  const missed: string[] = [];
  const taken: string[] = [];
  let predicted = 0;
  afterAll(() => {
    const rules = new Set(CORPUS.flatMap(({ rule }) => rule ?? []));
    const score = `${predicted} of ${CORPUS.length} broken products predicted, over ${rules.size} rules`;
    process.stdout.write(
      [`pre-flight: ${score}`, ...missed.map((one) => `  not predicted: ${one}`), ""].join("\n"),
    );
  });

  it("has at least a hundred, each with a name of its own", () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(100);
    expect(new Set(CORPUS.map((broken) => `${broken.rule} ${broken.name}`)).size).toBe(CORPUS.length);
  });

  it("is rejected whole by the twin, and predicted by our rules", async () => {
    for (const { name, rule, one } of CORPUS) {
      const shop = await shopFor(one);
      const word = await twinsWord(one, shop);
      if (word === null) taken.push(name);
      const { unmet } = await judged(one, shop);
      const isPredicted = rule !== null && unmet.some((found) => found.rule === rule);
      if (isPredicted) predicted += 1;
      else
        missed.push(
          `${name}: the twin says ${word}, we say ${unmet.map((found) => found.rule).join(", ") || "nothing"}`,
        );
    }
    expect(taken).toEqual([]);
    expect(predicted / CORPUS.length, missed.join("\n")).toBeGreaterThanOrEqual(LEAST_PREDICTED);
  }, 120_000);
});
