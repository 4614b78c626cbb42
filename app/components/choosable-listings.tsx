// The table of listings with the window in which the chosen ones are given a category, where one shop is meant.
import { Text } from "@shopify/polaris";
import { type CSSProperties, useCallback, useRef, useState } from "react";
import { type Chosen, type ListedRows, ListingsTable } from "./listings-table.tsx";
import { SetCategory } from "./set-category.tsx";

type Props = { readonly shopId: string | null; readonly list: ListedRows };

// As tall as the table it would be scrolled to, and the page would jump: this stands within what is seen, wherever that is.
const AT_THE_TOP: CSSProperties = { position: "sticky", top: 0 };

export function ChoosableListings({ shopId, list }: Props) {
  const [chosen, setChosen] = useState<Chosen>({ ids: [] });
  // A table drawn anew has nothing selected, as after any other act.
  const [timesSet, setTimesSet] = useState(0);
  // Polaris gives the focus back to the first thing within it that can have it: the table's own first is hidden.
  const table = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setChosen({ ids: [] }), []);
  if (shopId === null) return <ListingsTable {...list} />;
  return (
    <>
      <div ref={table}>
        <div tabIndex={-1} style={AT_THE_TOP}>
          <Text as="span" visuallyHidden>
            Listings
          </Text>
        </div>
        <ListingsTable key={timesSet} {...list} onSetCategory={setChosen} />
      </div>
      <SetCategory
        chosen={chosen}
        total={list.total}
        connectionId={shopId}
        onClose={close}
        onSet={() => setTimesSet((times) => times + 1)}
        beside={table}
      />
    </>
  );
}
