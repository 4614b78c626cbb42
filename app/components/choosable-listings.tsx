// The table of listings with the window in which the chosen ones are given a category, where one shop is meant.
import { useCallback, useState } from "react";
import { type Chosen, type ListedRows, ListingsTable } from "./listings-table.tsx";
import { SetCategory } from "./set-category.tsx";

type Props = { readonly shopId: string | null; readonly list: ListedRows };

export function ChoosableListings({ shopId, list }: Props) {
  const [chosen, setChosen] = useState<Chosen>({ ids: [] });
  const close = useCallback(() => setChosen({ ids: [] }), []);
  if (shopId === null) return <ListingsTable {...list} />;
  return (
    <>
      <ListingsTable {...list} onSetCategory={setChosen} />
      <SetCategory chosen={chosen} total={list.total} connectionId={shopId} onClose={close} />
    </>
  );
}
