// Where an image of a product is served.
import type { Media, Shop } from "./state.ts";
import { legacyId, type World } from "./world.ts";

/** The address at which an image of ours is served, and by which its bytes are decided. */
export function imageUrl(world: World, shop: Shop, media: Media): string {
  const path = `/s/files/1/${legacyId(shop.id)}/files/${encodeURIComponent(media.imageKey)}.png`;
  return new URL(`${path}?v=${legacyId(media.id)}`, world.parts.settings.origins.shopifyFiles).href;
}
