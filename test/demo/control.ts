// The demo's hand on the twin: its control calls over HTTP, as any script could make them.
import type { ShopifyView, TikTokShopView } from "../emulator/platform.ts";

export type Worlds = { readonly store: ShopifyView; readonly shop: TikTokShopView };

export type Control = {
  readonly address: string;
  post<T = unknown>(path: string, body?: unknown): Promise<T>;
  importCsv(domain: string, csv: string): Promise<CsvAnswer>;
  worlds(): Promise<Worlds>;
};

export type CsvAnswer = {
  readonly imported: number;
  readonly refused: readonly { readonly row: number; readonly column: string; readonly reason: string }[];
};

/** Calls below /control of a served twin. A refusal is thrown in the twin's own words. */
export function controlOf(address: string): Control {
  async function send<T>(
    method: string,
    path: string,
    body: { type: string; text: string } | null,
  ): Promise<T> {
    const response = await fetch(`${address}/control/${path}`, {
      method,
      ...(body ? { headers: { "content-type": body.type }, body: body.text } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the twin refused ${method} ${path}: ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
  return {
    address,
    post: (path, body = {}) => send("POST", path, { type: "application/json", text: JSON.stringify(body) }),
    importCsv: (domain, csv) =>
      send("POST", `shopify/stores/${domain}/products`, { type: "text/csv", text: csv }),
    worlds: async () => {
      const state = await send<{ stores: ShopifyView[]; shops: TikTokShopView[] }>("GET", "state", null);
      const [store] = state.stores;
      const [shop] = state.shops;
      if (!store || !shop) throw new Error("the twin has no store or no shop");
      return { store, shop };
    },
  };
}
