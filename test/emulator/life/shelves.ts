// What buyers see on sale. They look again every quarter of an hour: nobody reads a whole catalogue for every order.
import type { ShopifyTwin, TikTokShopTwin, TwinParts } from "../platform.ts";

const LOOK_AGAIN_MS = 15 * 60_000;

type Seen = { readonly at: number; readonly skus: readonly string[] };

type World = {
  readonly parts: Pick<TwinParts, "clock">;
  readonly shopify: Pick<ShopifyTwin, "skusOnSale">;
  readonly tiktokShop: Pick<TikTokShopTwin, "skusOnSale">;
};

export class Shelves {
  private readonly seen = new Map<string, Seen>();
  private readonly world: World;
  constructor(world: World) {
    this.world = world;
  }

  ofStore(domain: string): readonly string[] {
    return this.look(domain, () => this.world.shopify.skusOnSale(domain));
  }

  ofShop(shopId: string): readonly string[] {
    return this.look(shopId, () => this.world.tiktokShop.skusOnSale(shopId));
  }

  forget(): void {
    this.seen.clear();
  }

  private look(where: string, read: () => readonly string[]): readonly string[] {
    const now = this.world.parts.clock.now();
    const seen = this.seen.get(where);
    // An empty shelf may fill any moment.
    if (seen && seen.skus.length > 0 && now - seen.at < LOOK_AGAIN_MS) return seen.skus;
    const skus = read();
    this.seen.set(where, { at: now, skus });
    return skus;
  }
}
