// The table of listings with the window in which the chosen ones are given a category, where one shop is meant.
import { useCallback, useRef, useState } from "react";
import { type Chosen, type ListedRows, ListingsTable } from "./listings-table.tsx";
import { SetCategory } from "./set-category.tsx";

type Props = { readonly shopId: string | null; readonly list: ListedRows };

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
        <div tabIndex={-1}>
          <ListingsTable key={timesSet} {...list} onSetCategory={setChosen} />
        </div>
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
