// Pictures go to the marketplace once: for every product, every place and every shop of one seller account.
import { afterEach, describe, expect, it } from "vitest";
import {
  aProduct,
  aShop,
  aVariant,
  type CatalogWorld,
  createCatalogWorld,
} from "../../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../../test/emulator/settings.ts";

let world: CatalogWorld;
afterEach(() => world.close());

const UPLOAD = "POST /product/202309/images/upload";
const SECOND_SHOP = "7495540735365777600";
const pictures = (...names: string[]) =>
  names.map((name) => ({ url: `https://example.com/${name}.jpg`, altText: null }));

describe("pictures that several products, variants and shops of one seller share", () => {
  it("are uploaded as often as there are distinct ones", async () => {
    const shops = [aShop({}), aShop({ id: SECOND_SHOP, name: "Second", cipher: "TTP_second", code: "US2" })];
    world = await createCatalogWorld({ shops });
    world.twin.shopify.importProducts(DEMO_STORE, [
      aProduct({ images: pictures("a", "b") }),
      aProduct({
        handle: "tee",
        images: pictures("b", "c"),
        variants: ["S", "M"].map((size) =>
          aVariant({
            sku: `TEE-${size}`,
            options: [{ name: "Size", value: size }],
            imageUrl: `https://example.com/${size === "S" ? "c" : "d"}.jpg`,
          }),
        ),
      }),
    ]);
    await world.connect();
    await world.settle();
    expect(await world.prisma.listing.count({ where: { state: "live" } })).toBe(4);
    const kept = await world.prisma.marketplaceImage.findMany();
    expect(new Set(kept.map((image) => image.uri)).size).toBe(kept.length);
    expect(world.calls(UPLOAD)).toBe(kept.length);
    const counts = (shop: string) =>
      world.twin.tiktokShop
        .view(shop)
        .products.map((product) => product.imageCount)
        .sort();
    expect(counts(DEMO_SHOP)).toEqual(counts(SECOND_SHOP));
  });
});
