import { afterAll, beforeAll, expect, it } from "vitest";
import { aProduct, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { action } from "../routes/app.listings._index.tsx";
import { actOnListings } from "./act-on-listings.ts";

const CREATE = "POST /product/202309/products";
const EDIT = "PUT /product/202309/products/{id}";

let world: CatalogWorld;
beforeAll(async () => {
  world = await createCatalogWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  await world.settle();
});
afterAll(() => world.close());

const named = async () => {
  const listing = await world.prisma.listing.findFirstOrThrow({ where: { storeId: world.storeId } });
  return [{ listingId: listing.id, productId: listing.productId }];
};
const act = async (what: "publish" | "check") =>
  actOnListings(world.ports, { storeId: world.storeId, act: what, listings: await named() });

it.each(["once", "again"])("publishing marks the product, %s", async () => {
  expect((await act("publish")).done).toHaveLength(1);
  const [one] = await named();
  expect(await world.marked()).toEqual([["publish-listings", one?.productId]]);
});

it.each(["once", "again"])("checking marks the listing and ends in no write, %s", async () => {
  await world.settle();
  const writes = world.calls(CREATE);
  expect((await act("check")).done).toHaveLength(1);
  const [one] = await named();
  expect(await world.marked()).toEqual([["refresh-listings", one?.listingId]]);
  await world.settle();
  expect([writes, world.calls(CREATE), world.calls(EDIT)]).toEqual([1, 1, 0]);
});

it.each(["publish", "check"])(
  "%s of all that a search means is backlog, of chosen ones a change",
  async (what) => {
    await world.settle();
    const [one] = await named();
    const asked = async (chosen: string) => {
      await world.prisma.workItem.deleteMany();
      const request = new Request("https://app.test/app/listings?index", {
        method: "POST",
        body: new URLSearchParams({ act: what, chosen }),
      });
      const { storeId } = world;
      const application = {
        ...world.application,
        authenticate: async () => ({ storeId, domain: DEMO_STORE }),
      };
      await action({ request, context: { application }, params: {} });
      const marked = await world.prisma.workItem.findMany();
      await world.prisma.workItem.deleteMany();
      return marked.map((item) => item.backlog);
    };
    expect(await asked("all")).toEqual([true]);
    expect(await asked("all")).toEqual([true]);
    expect(await asked(one?.listingId ?? "")).toEqual([false]);
  },
);
