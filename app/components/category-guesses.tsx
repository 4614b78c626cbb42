// Categories that TikTok Shop guessed, each with the products it concerns: one click makes a guess a rule of the
// merchant's, or begins the rule that puts them elsewhere.
import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { type CategoryRule, merchantsCategory } from "../domain/category-choice.ts";
import { countWords } from "./count.ts";

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

export function CategoryGuesses({ guesses, rules, onRule }: Props) {
  // As a rule compares them (domain/category-choice.ts).
  const isDecided = ({ productType }: Guess) =>
    merchantsCategory({ productType, vendor: "", tags: [], collections: [] }, rules, null) !== undefined;
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
        {open.map((guess) => (
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
