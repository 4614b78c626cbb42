// Categories that TikTok Shop guessed, each with the products it concerns: one click makes a guess a rule of the
// merchant's, or begins the rule that puts them elsewhere.
import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { type CategoryRule, merchantsCategory } from "../domain/category-choice.ts";
import { countWords, printCount } from "./count.ts";

type Guess = {
  readonly productType: string;
  readonly categoryId: string;
  readonly label: string;
  readonly products: number;
  readonly examples: readonly string[];
};

type Props = {
  readonly guesses: readonly Guess[];
  readonly rules: readonly CategoryRule[];
  readonly onRule: (rule: CategoryRule, label: string) => void;
};

/** A screen's worth: attributes, brands and parcels stand below them. */
const SHOWN_AT_FIRST = 5;

export function CategoryGuesses({ guesses, rules, onRule }: Props) {
  // As a rule compares them (domain/category-choice.ts).
  const isDecided = ({ productType }: Guess) =>
    merchantsCategory({ productType, vendor: "", tags: [], collections: [] }, rules, null) !== undefined;
  const [shown, setShown] = useState<"first" | "all">("first");
  const open = guesses.filter((guess) => !isDecided(guess));
  if (open.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Guessed by TikTok Shop
          </Text>
          <Text as="p" tone="subdued">
            No rule of yours decides these. All products of one type and vendor share a guess, so look through
            the large ones first.
          </Text>
        </BlockStack>
        {open.slice(0, shown === "all" ? open.length : SHOWN_AT_FIRST).map((guess) => (
          <BlockStack gap="100" key={`${guess.productType} ${guess.categoryId}`}>
            <Text as="h3" variant="headingSm" breakWord>
              {`${guess.productType || "No product type"}: ${countWords(guess.products, "product")}`}
            </Text>
            <Text as="p" breakWord>
              {guess.label}
            </Text>
            <Text as="p" tone="subdued" breakWord>
              {guess.examples.join(" · ")}
            </Text>
            {guess.productType !== "" && <Actions guess={guess} onRule={onRule} />}
          </BlockStack>
        ))}
        {open.length > SHOWN_AT_FIRST && (
          <InlineStack>
            <Button variant="plain" onClick={() => setShown(shown === "all" ? "first" : "all")}>
              {shown === "all" ? "Show fewer" : `Show ${printCount(open.length - SHOWN_AT_FIRST)} more`}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

function Actions({ guess, onRule }: { readonly guess: Guess } & Pick<Props, "onRule">) {
  const { productType: value, categoryId, label } = guess;
  const rule = (to: string) => onRule({ field: "product-type", value, categoryId: to }, label);
  return (
    <InlineStack>
      <ButtonGroup>
        <Button onClick={() => rule(categoryId)} accessibilityLabel={`Make it a rule: ${value} to ${label}`}>
          Make it a rule
        </Button>
        <Button onClick={() => rule("")} accessibilityLabel={`Choose another category for ${value}`}>
          Choose another
        </Button>
      </ButtonGroup>
    </InlineStack>
  );
}
