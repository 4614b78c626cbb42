// One operation of the API as the gateway sees it: where it lives, what it needs, and what answers.
import type { GrantRow } from "./auth-rows.ts";
import type { CallQuery } from "./call-query.ts";
import type { Core, Shop } from "./core.ts";

export type Json = Readonly<Record<string, unknown>>;

export type Call = {
  readonly core: Core;
  readonly grant: GrantRow;
  readonly query: CallQuery;
  /** The `{id}` of the path. */
  readonly id: string;
  readonly body: Json;
  readonly form: FormData | null;
};

/** A call whose shop_cipher named a shop. */
export type ShopCall = Call & { readonly shop: Shop };

type RouteOn = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With its version and `{id}` for ids. */
  readonly path: string;
  readonly scope: string;
  readonly body?: "json" | "multipart";
};

export type Route = RouteOn &
  (
    | { readonly cipher: true; readonly run: (call: ShopCall) => unknown }
    | { readonly cipher: false; readonly run: (call: Call) => unknown }
  );
