// Whatever a publish is at when its process is killed, or when an answer is lost: in the end one listing stands in the
// marketplace, as the store has it.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { workLanes } from "../../test/lanes-in-turn.ts";
import { mortal } from "../../test/mortal-ports.ts";
import { sayGoodbye } from "../worker/liveness.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const UPLOAD = "POST /product/202309/images/upload";
const HANDLES = ["killed", "unheard"] as const;
type Handle = (typeof HANDLES)[number];
type Step = {
  readonly at: string;
  readonly method: string;
  readonly call: string;
  /** What makes a product that is live already come to this step; without it the step is part of its first publish. */
  readonly changes?: readonly ((handle: Handle) => void)[];
  /** Where that is not as it was imported. */
  readonly title?: string;
  readonly price?: string;
  readonly quantity?: number;
  readonly status?: string;
};

const update = (handle: Handle, change: Parameters<CatalogWorld["twin"]["shopify"]["updateProduct"]>[2]) =>
  world.twin.shopify.updateProduct(DEMO_STORE, handle, change);

const STEPS: readonly Step[] = [
  { at: "a picture is read", method: "fetchImage", call: "GET /s/files/*" },
  { at: "a picture is uploaded", method: "uploadImage", call: UPLOAD },
  {
    at: "a category is recommended",
    method: "recommendCategory",
    call: "POST /product/202309/categories/recommend",
  },
  { at: "a category is known", method: "categories", call: "GET /product/202309/categories" },
  {
    at: "its demands are read",
    method: "categoryRequirements",
    call: "GET /product/202309/categories/{id}/rules",
  },
  {
    at: "the shop is looked through",
    method: "listingsUpdatedSince",
    call: "POST /product/202502/products/search",
  },
  { at: "it is created", method: "createListing", call: "POST /product/202309/products" },
  { at: "the review's result is read", method: "listing", call: "GET /product/202309/products/{id}" },
  {
    at: "it is edited",
    method: "editListing",
    call: "PUT /product/202309/products/{id}",
    changes: [(handle) => update(handle, { title: "Oat soap" })],
    title: "Oat soap",
  },
  {
    at: "a price is written",
    method: "updatePrices",
    call: "POST /product/202309/products/{id}/prices/update",
    changes: [(handle) => world.twin.shopify.setVariantPrice(DEMO_STORE, handle.toUpperCase(), "15.50")],
    price: "15.50",
  },
  {
    at: "stock is written",
    method: "updateQuantities",
    call: "POST /product/202309/products/{id}/inventory/update",
    changes: [(handle) => world.twin.shopify.setStock(DEMO_STORE, handle.toUpperCase(), 4)],
    quantity: 4,
  },
  {
    at: "it is taken off sale",
    method: "switchListings",
    call: "POST /product/202309/products/deactivate",
    changes: [(handle) => update(handle, { status: "DRAFT" })],
    status: "SELLER_DEACTIVATED",
  },
  {
    at: "it is put back on sale",
    method: "switchListings",
    call: "POST /product/202309/products/activate",
    changes: [
      (handle) => update(handle, { status: "DRAFT" }),
      (handle) => update(handle, { status: "ACTIVE" }),
    ],
  },
  {
    at: "it is deleted",
    method: "switchListings",
    call: "DELETE /product/202309/products",
    changes: [(handle) => world.twin.shopify.deleteProduct(DEMO_STORE, handle)],
    status: "DELETED",
  },
];

it.each(STEPS)(
  "a kill and a lost answer when $at leave one listing each, as the store has it",
  { timeout: 90_000 },
  async (step) => {
    for (const handle of HANDLES) {
      await begin(handle, step);
      await (handle === "killed" ? killedAt(step.method) : unheardAt(step.call));
      await work("after");
    }
    await publishAll();
    await asTheStoreHasIt(step);
    const effects = effectsSoFar();
    await publishAll();
    expect(effectsSoFar()).toBe(effects);
  },
);

async function publishAll(): Promise<void> {
  const ids = (await world.prisma.product.findMany()).map((one) => one.id);
  await world.run("publish-listings", ...ids);
  await world.run("push-inventory", ...ids);
  await work("again");
}

/** The store has the product, and where the step is a later one's it is live and has changed since. */
async function begin(handle: Handle, { changes = [] }: Step): Promise<void> {
  const sku = handle.toUpperCase();
  const images = ["front", "back"].map((name) => ({
    url: `https://example.com/${handle}-${name}.jpg`,
    altText: null,
  }));
  world.twin.shopify.importProducts(DEMO_STORE, [
    aProduct({
      handle,
      vendor: handle,
      title: "Oat milk soap",
      variants: [aVariant({ sku })],
      images,
    }),
  ]);
  if (handle === "killed") await world.connect();
  await forgetWhatIsShared();
  await importAll();
  for (const change of changes) {
    await work("before");
    await world.twin.clock.advance(60_000);
    change(handle);
    await importAll();
  }
}

/** As a day later: what products share is asked for anew. */
async function forgetWhatIsShared(): Promise<void> {
  await world.prisma.marketplaceCategory.deleteMany();
  await world.prisma.categoryRequirement.deleteMany();
  await world.prisma.checkpoint.deleteMany({ where: { name: { startsWith: "shop-pages" } } });
}

const importAll = () =>
  world.ports.records.work.mark([
    { storeId: world.storeId, verb: "import-catalog", subject: "catalog" },
    { storeId: world.storeId, verb: "reconcile-inventory", subject: "all" },
  ]);

const work = (workerId: string) =>
  workLanes({ database: world.database.database, twin: world.twin, ports: world.ports, workerId });

async function killedAt(method: string): Promise<void> {
  const { twin } = world;
  const { database } = world.database;
  expect(await workLanes({ database, twin, workerId: "killed", ...mortal(world.ports, method) })).toBe(
    "died",
  );
  // What those who live do for one that fell silent.
  await sayGoodbye(database, "killed");
}

async function unheardAt(name: string): Promise<void> {
  world.twin.faults.arm({ channel: "call", name, times: 1, fault: { kind: "lost-answer" } });
  await work("unheard");
  expect(world.twin.faults.isArmed("lost-answer")).toBe(false);
}

async function asTheStoreHasIt(step: Step): Promise<void> {
  const { title = "Oat milk soap", price = "12.00", quantity = 7, status = "ACTIVATE" } = step;
  const shown = world.shop().products.map(({ title: is, status: now, imageCount, skus }) => ({
    ...{ title: is, status: now, imageCount },
    // What is off sale may offer anything.
    skus: skus.map((sku) => [
      sku.sellerSku,
      sku.price,
      now === "ACTIVATE" ? sku.stock[0]?.quantity : quantity,
    ]),
  }));
  expect(shown).toEqual(
    HANDLES.map((handle) => ({
      ...{ title, status, imageCount: 2 },
      skus: [[handle.toUpperCase(), price, quantity]],
    })),
  );
  const kept = await world.prisma.marketplaceImage.findMany();
  expect(new Set(kept.map((one) => one.contentHash)).size).toBe(4);
  expect(new Set(kept.map((one) => one.uri)).size).toBe(4);
  // A picture whose upload nobody heard of is sent once more, and is the same to the marketplace.
  expect(world.calls(UPLOAD)).toBeLessThanOrEqual(step.method === "uploadImage" ? 4 + 2 * 2 : 4);
  expect(await world.issues()).toEqual([]);
}

function effectsSoFar(): number {
  return world.twin.history.all().filter((one) => one.kind === "effect" && one.platform === "tiktok-shop")
    .length;
}
