// What every call passes before business sees it, in the order the platform checks: path, method, version, app key,
// timestamp, signature, token, address, scope, cipher, quota, body. Only "app key before signature" is documented; the
// rest of the order is inferred.
import type { GrantRow } from "./auth-rows.ts";
import { CallQuery } from "./call-query.ts";
import { type Core, type Shop, seconds } from "./core.ts";
import { spend } from "./quota.ts";
import { refuse } from "./refusal.ts";
import { formBody, jsonBody } from "./request-body.ts";
import type { Call, Route } from "./route.ts";
import { RouteTable } from "./route-table.ts";
import { checkSigned } from "./signed-call.ts";

export type Incoming = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The caller's address. */
  readonly from: string;
};

export class Gateway {
  private readonly core: Core;
  private readonly table: RouteTable;

  constructor(core: Core, routes: readonly Route[]) {
    this.core = core;
    this.table = new RouteTable(routes);
  }

  operationOf(method: string, pathname: string): string {
    return this.table.operationOf(method, pathname);
  }

  /** The business answer, or a Refusal. */
  async answer(incoming: Incoming): Promise<unknown> {
    const { method, url, headers, bytes } = incoming;
    const { route, id } = this.table.find(method, url.pathname);
    const query = this.queryOf(url);
    checkSigned(this.core, { path: url.pathname, query, headers, bytes });
    const grant = this.grantOf(headers);
    this.checkAddress(incoming.from);
    if (!grant.scopes.includes(route.scope)) {
      refuse(105005, `Access denied: the app lacks the scope ${route.scope}`, 403);
    }
    const shop = this.shopOf(route, query, grant);
    spend(this.core, { shopId: shop?.id ?? "", operation: `${route.method} ${route.path}` });
    const call: Call = {
      core: this.core,
      grant,
      query,
      id,
      body: route.body === "multipart" ? {} : jsonBody(incoming),
      form: route.body === "multipart" ? await formBody(incoming) : null,
    };
    if (!route.cipher) return route.run(call);
    return route.run({ ...call, shop: shop ?? refuse(106013, "Invalid shop_cipher", 400) });
  }

  private queryOf(url: URL): CallQuery {
    const { pageTokenSeconds } = this.core.parts.settings.tiktokShop.gateway;
    return new CallQuery(url.searchParams, { at: seconds(this.core), pageTokenSeconds });
  }

  private grantOf(headers: Headers): GrantRow {
    const token = headers.get("x-tts-access-token");
    if (!token) refuse(36009004, "Invalid or missing x-tts-access-token header", 400);
    const grant = this.core.state.grants.get(token);
    if (!grant) refuse(105001, "Access token is invalid", 401);
    if (grant.revoked || grant.expiresAt <= seconds(this.core))
      refuse(105002, "Access token is expired", 401);
    if (this.core.state.disabled.has(grant.openId)) refuse(36009044, "The seller is deactivated", 401);
    return grant;
  }

  private checkAddress(from: string): void {
    const { allowedIps } = this.core.parts.settings.tiktokShop.gateway;
    if (allowedIps === null || allowedIps.includes(from)) return;
    refuse(36009033, `The address ${from} is not on the app's IP allow list`, 403);
  }

  private shopOf(route: Route, query: URLSearchParams, grant: GrantRow): Shop | undefined {
    const cipher = query.get("shop_cipher");
    if (query.has("category_asset_cipher"))
      refuse(36009004, "Unexpected identifier category_asset_cipher", 400);
    if (!route.cipher) {
      // An empty one is none: tiktok-shop-client 1.0.23 asks so for the shops it has yet to know.
      if (cipher) refuse(36009004, "Unexpected identifier shop_cipher for this API", 400);
      return undefined;
    }
    const shop = this.core.parts.settings.tiktokShop.shops.find(
      (candidate) => candidate.cipher === cipher && grant.shopIds.includes(candidate.id),
    );
    if (!shop) refuse(106013, cipher ? "Invalid shop_cipher" : "shop_cipher is required", 400);
    if (this.core.state.disabled.has(shop.id)) refuse(36009043, "The shop is deactivated", 401);
    return shop;
  }
}
