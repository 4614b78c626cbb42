// The owner changes the store itself: its name, its money, its clock.
import type { StoreChange, StoreMoves } from "../store-settings.ts";
import { shopPayload } from "./compliance.ts";
import { announce } from "./webhooks.ts";
import { now, record, shopAt, type World } from "./world.ts";

export function storeMoves(world: World): StoreMoves {
  return {
    changeStore(domain, change) {
      const shop = shopAt(world, domain);
      const names = Object.keys(change) as (keyof StoreChange)[];
      const differing = names.filter((name) => change[name] !== undefined && change[name] !== shop[name]);
      if (differing.length === 0) return;
      const given = Object.fromEntries(differing.map((name) => [name, change[name]]));
      Object.assign(shop, given, { updatedAt: now(world) });
      record(world, "shop.changed", { shopId: shop.id }, given);
      announce(world, shop, { topic: "shop/update", payload: () => shopPayload(shop) });
    },
  };
}
