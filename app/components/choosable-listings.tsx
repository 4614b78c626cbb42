// The table of listings with the window in which the chosen ones are given a category, where one shop is meant.
import { useCallback, useState } from "react";
import { type ListedRows, ListingsTable } from "./listings-table.tsx";
import { SetCategory } from "./set-category.tsx";

type Props = { readonly shopId: string | null; readonly list: ListedRows };

export function ChoosableListings({ shopId, list }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const close = useCallback(() => setChosen([]), []);
  if (shopId === null) return <ListingsTable {...list} />;
  return (
    <>
      <ListingsTable {...list} onSetCategory={setChosen} />
      <SetCategory isOpen={chosen.length > 0} listingIds={chosen} connectionId={shopId} onClose={close} />
    </>
  );
}
