// One listing in the store and in TikTok Shop, fact by fact, with why they differ.
import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { printCount } from "./count.ts";
import { type SearchedState, searchedWords } from "./searched-state.ts";
import { LISTING_STATES, wordsOf } from "./states.ts";

type Fact<Value> = { readonly store: Value; readonly shown: Value | null; readonly why: string | null };

export type ListingFacts = {
  readonly title: Fact<string>;
  readonly pictures: Fact<number>;
  readonly state: Fact<string> & { readonly searched: SearchedState | null };
};

const STORE_STATES: Readonly<Record<string, string>> = {
  active: "Active",
  draft: "Draft",
  archived: "Archived",
  unlisted: "Unlisted",
  deleted: "Deleted",
};

type Props = { readonly facts: ListingFacts; readonly timeZone: string };

export function ListingSides({ facts, timeZone }: Props) {
  const { title, pictures, state } = facts;
  const badge = (name: string) => wordsOf(LISTING_STATES, name).badge;
  const { searched } = state;
  const why = [
    state.why,
    searched && searched.state !== state.shown ? searchedWords(searched, timeZone) : null,
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Your store and TikTok Shop
        </Text>
        <Sides name="Title" store={title.store} shown={title.shown} why={[title.why]} />
        <Sides
          name="Pictures"
          store={printCount(pictures.store)}
          shown={pictures.shown === null ? null : printCount(pictures.shown)}
          why={[pictures.why]}
        />
        <Sides
          name="State"
          store={STORE_STATES[state.store] ?? state.store}
          shown={badge(state.shown ?? "")}
          why={why}
        />
      </BlockStack>
    </Card>
  );
}

type SidesProps = {
  readonly name: string;
  readonly store: string;
  readonly shown: string | null;
  readonly why: readonly (string | null)[];
};

/** Both sides of one thing, each under its name: readable one column wide and by ear. */
export function Sides({ name, store, shown, why }: SidesProps) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm" breakWord>
        {name}
      </Text>
      <InlineGrid columns={2} gap="300">
        <Side name="Your store">{store}</Side>
        <Side name="TikTok Shop">{shown ?? "Not read yet"}</Side>
      </InlineGrid>
      {why.map((one) => one && <Why key={one}>{one}</Why>)}
    </BlockStack>
  );
}

type WordsProps = { readonly children: ReactNode };

function Side({ name, children }: WordsProps & { readonly name: string }) {
  return (
    <BlockStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {name}
      </Text>
      <Text as="span" breakWord>
        {children}
      </Text>
    </BlockStack>
  );
}

function Why({ children }: WordsProps) {
  return (
    <Text as="p" variant="bodySm" tone="caution" breakWord>
      {children}
    </Text>
  );
}
