import { BlockStack, Box, Button, Card, InlineStack, Tabs, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useSearchParams } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import type { StateWords } from "./states.ts";

type Props = {
  readonly states: Readonly<Record<string, StateWords>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly searchLabel: string;
  readonly placeholder: string;
  readonly children: ReactNode;
};

// Tabs by state and a search field over a list; both live in the address, so that a list can be bookmarked and shared.
export function ListFilters({ states, counts, searchLabel, placeholder, children }: Props) {
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState(params.get("search") ?? "");
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tabs = [
    { id: "all", content: `All (${all})`, state: null as string | null },
    ...Object.entries(states)
      .filter(([state]) => (counts[state] ?? 0) > 0)
      .map(([state, words]) => ({
        id: state,
        content: `${words.badge} (${counts[state]})`,
        state: state as string | null,
      })),
  ];
  const selected = Math.max(
    0,
    tabs.findIndex((tab) => tab.state === params.get("state")),
  );
  const go = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries({ ...change, page: null, subject: null })) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next);
  };
  return (
    <Card padding="0">
      <BlockStack>
        <Tabs
          tabs={tabs}
          selected={selected}
          onSelect={(index) => go({ state: tabs[index]?.state ?? null })}
        />
        <Box padding="300" borderBlockEndWidth="025" borderColor="border">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              go({ search: search.trim() || null });
            }}
          >
            <InlineStack gap="200" wrap={false} blockAlign="end">
              <Box width="100%">
                <TextField
                  label={searchLabel}
                  labelHidden
                  value={search}
                  onChange={setSearch}
                  placeholder={placeholder}
                  autoComplete="off"
                  clearButton
                  onClearButtonClick={() => {
                    setSearch("");
                    go({ search: null });
                  }}
                />
              </Box>
              <Button submit icon={SearchIcon} accessibilityLabel="Search" />
            </InlineStack>
          </form>
        </Box>
        {children}
      </BlockStack>
    </Card>
  );
}
