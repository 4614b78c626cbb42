import { BlockStack, Box, Button, Card, InlineStack, Tabs, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { type ReactNode, useState } from "react";
import { printCount } from "./count.ts";
import type { StateWords } from "./states.ts";
import { useAddress } from "./use-address.ts";

type Props = {
  readonly states: Readonly<Record<string, StateWords>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly searchLabel: string;
  readonly placeholder: string;
  /** Further filters, below the search. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
};

// Tabs by state and a search field over a list; both live in the address, so that a list can be bookmarked and shared.
export function ListFilters({ states, counts, searchLabel, placeholder, more, children }: Props) {
  const [params, go] = useAddress();
  const tabs = tabsOf(states, counts);
  const selected = Math.max(
    0,
    tabs.findIndex((tab) => tab.state === params.get("state")),
  );
  return (
    <Card padding="0">
      <BlockStack>
        <Tabs
          tabs={tabs}
          selected={selected}
          onSelect={(index) => go({ state: tabs[index]?.state ?? null })}
        />
        <Search
          label={searchLabel}
          placeholder={placeholder}
          initial={params.get("search") ?? ""}
          onSearch={(search) => go({ search: search || null })}
        />
        {more}
        {children}
      </BlockStack>
    </Card>
  );
}

type Tab = { readonly id: string; readonly content: string; readonly state: string | null };

function tabsOf(states: Props["states"], counts: Props["counts"]): Tab[] {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const filled = Object.entries(states).filter(([state]) => (counts[state] ?? 0) > 0);
  return [
    { id: "all", content: `All (${printCount(all)})`, state: null },
    ...filled.map(([state, words]) => ({
      id: state,
      content: `${words.badge} (${printCount(counts[state] ?? 0)})`,
      state,
    })),
  ];
}

type SearchProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly initial: string;
  readonly onSearch: (search: string) => void;
};

function Search({ label, placeholder, initial, onSearch }: SearchProps) {
  const [search, setSearch] = useState(initial);
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(search.trim());
        }}
      >
        <InlineStack gap="200" wrap={false} blockAlign="end">
          <Box width="100%">
            <TextField
              label={label}
              labelHidden
              value={search}
              onChange={setSearch}
              placeholder={placeholder}
              autoComplete="off"
              clearButton
              onClearButtonClick={() => {
                setSearch("");
                onSearch("");
              }}
            />
          </Box>
          <Button submit icon={SearchIcon} accessibilityLabel="Search" />
        </InlineStack>
      </form>
    </Box>
  );
}
