// A list's filter lives in the address, so that it can be bookmarked and shared; changing it leads to its first page.
import { useSearchParams } from "@remix-run/react";

export type AddressChange = Readonly<Record<string, string | null>>;

export function useAddress(): readonly [URLSearchParams, (change: AddressChange) => void] {
  const [params, setParams] = useSearchParams();
  const change = (names: AddressChange) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries({
      ...{ page: null, subject: null, after: null, before: null },
      ...names,
    })) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next);
  };
  return [params, change];
}
