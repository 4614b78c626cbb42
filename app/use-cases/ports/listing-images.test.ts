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
import { createFetchImage } from "../../adapters/http/images.ts";
import { createPictureRoom } from "../../adapters/http/picture-room.ts";
import { createRequest } from "../../adapters/http/request.ts";
import { publishListings } from "../publish-listings.ts";

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

const MB = 1024 * 1024;
const ROOM = { reading: 4 * MB, kept: 2 * MB };

/** The store's files, each made larger by what no reader of pictures looks at; `gone` answers nothing. */
function largeFiles(gone: { readonly isOn: boolean }) {
  return createRequest({
    fetch: async (url, init) => {
      if (gone.isOn && url.includes("5-2")) throw new TypeError("connection reset");
      const answer = await fetch(url, init);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const large = new Uint8Array(MB);
      large.set(bytes);
      return new Response(large, { headers: answer.headers });
    },
  });
}

it("pictures of many products at once stay within the room, and one that fails holds up no other", async () => {
  world = await createCatalogWorld();
  const named = (at: number) => `P${String(at).padStart(2, "0")}`;
  const products = Array.from({ length: 8 }, (_, at) =>
    aProduct({
      handle: named(at),
      title: `Oat milk soap bar ${at}`,
      images: pictures(...[1, 2, 3, 4].map((place) => `${at}-${place}`)),
      variants: [aVariant({ sku: named(at) })],
    }),
  );
  await world.connect();
  await world.prisma.workItem.deleteMany();
  world.twin.shopify.importProducts(DEMO_STORE, products);
  for (const { id } of world.store().products) await world.run("import-products", id);
  const subjects = (await world.prisma.product.findMany()).map((one) => one.id);
  const gone = { isOn: true };
  const room = createPictureRoom(ROOM);
  let most = 0;
  const fetchImage = createFetchImage(largeFiles(gone), room, { first: MB, most: 2 * MB });
  const ports = {
    ...world.ports,
    fetchImage: async (url: string) => {
      const image = await fetchImage(url);
      most = Math.max(most, room.held());
      return image;
    },
  };
  const publish = () => publishListings(ports, { storeId: world.storeId, subjects });
  const first = await publish();
  expect([...first.values()].filter((one) => one.kind === "later")).toHaveLength(1);
  expect(room.held()).toBe(0);
  gone.isOn = false;
  for (const _again of [1, 2]) await publish();
  expect(world.shop().products.map((one) => one.imageCount)).toEqual(Array(8).fill(4));
  expect(world.calls(UPLOAD)).toBe(32);
  expect(most).toBeGreaterThan(ROOM.reading / 2);
  expect(most).toBeLessThanOrEqual(ROOM.reading + ROOM.kept);
  expect(room.held()).toBe(0);
});
