// A catalogue that stands on the twin and in our rows with every link as it should be, and faults sown into it by a seed.

import type { Prisma } from "../app/adapters/database/generated/client.ts";
import { as } from "../app/domain/ids.ts";
import type { LinkFindingKind } from "../app/domain/link-finding.ts";
import { NO_PARTIES } from "../app/domain/party.ts";
import type { NewListing } from "../app/use-cases/ports/marketplace.ts";
import { aProduct, type CatalogWorld } from "./catalog-world.ts";
import { Random } from "./emulator/random.ts";
import { DEMO_STORE } from "./emulator/settings.ts";
import { aPng } from "./emulator/tiktok-shop/a-shop.ts";

export type Sown = { readonly kind: LinkFindingKind; readonly sku: string };
type Stock = Awaited<ReturnType<typeof stockOf>>;

const AT_ONCE = 16;
const TITLE = "Linen tea towel with a woven stripe";
const DESCRIPTION = "<p>Woven of washed linen, made to last.</p>";

/** The SKU of the catalogue's nth product. */
export const skuOf = (at: number) => `TOWEL-${String(at).padStart(5, "0")}`;

/** Connects the world's store and lists so many products of one variant, each linked. */
export async function stockOf(world: CatalogWorld, size: number) {
  // One product the whole way: its picture is one that the store serves.
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  await world.settle();
  const { prisma, ports } = world;
  const { images } = await prisma.product.findFirstOrThrow();
  const connection = await prisma.connection.findFirstOrThrow();
  const warehouse = await prisma.warehouse.findFirstOrThrow({
    where: { connectionId: connection.id, owner: "merchant", marketplaceWarehouseId: { not: null } },
  });
  const marketplace = await ports.marketplaceFor(as(connection.id));
  const image = await marketplace.uploadImage({
    bytes: aPng(800, 800),
    contentType: "image/png",
    use: "main",
  });
  const categoryId = await marketplace.recommendCategory({ title: TITLE, descriptionHtml: DESCRIPTION });
  const listingOf = aListingAt({
    categoryId: categoryId ?? "",
    imageUri: image.uri,
    currency: connection.currency,
    warehouseId: warehouse.marketplaceWarehouseId ?? "",
  });
  const stock = { world, connection, marketplace, listingOf };
  const places = Array.from({ length: size }, (_none, at) => at);
  for (let start = 0; start < size; start += AT_ONCE) {
    const part = places.slice(start, start + AT_ONCE);
    const made = await Promise.all(
      part.map(async (at) => ({ at, made: await marketplace.createListing(listingOf(skuOf(at), `l${at}`)) })),
    );
    await saveProducts(stock, part, images as Prisma.InputJsonValue);
    await saveListings(stock, made);
  }
  await world.twin.clock.advance(30_000);
  await prisma.listing.updateMany({
    where: { submittedAt: { not: null } },
    data: { submittedAt: aWeekAgo(world) },
  });
  return stock;
}

/** What was sent just now is not judged. */
export function aWeekAgo(world: CatalogWorld): Date {
  return new Date(world.twin.clock.now() - 7 * 24 * 60 * 60_000);
}

type Where = {
  readonly categoryId: string;
  readonly imageUri: string;
  readonly currency: string;
  readonly warehouseId: string;
};

function aListingAt({ categoryId, imageUri, currency, warehouseId }: Where) {
  return (sku: string, idempotencyKey: string): NewListing => ({
    idempotencyKey,
    title: TITLE,
    descriptionHtml: DESCRIPTION,
    categoryId,
    imageUris: [imageUri],
    packageWeightGrams: 200,
    brandId: null,
    parties: NO_PARTIES,
    attributes: [],
    packageSize: null,
    skus: [
      {
        marketplaceSkuId: null,
        sku,
        price: { minor: 1200, currency },
        compareAt: null,
        stock: [{ marketplaceWarehouseId: warehouseId, quantity: 5 }],
        options: [],
        imageUri: null,
      },
    ],
  });
}

async function saveProducts(
  { world, connection }: Part,
  part: readonly number[],
  images: Prisma.InputJsonValue,
): Promise<void> {
  const { prisma, storeId, ports } = world;
  await prisma.product.createMany({
    data: part.map((at) => ({
      id: `p${at}`,
      storeId,
      storeProductId: `gid://shopify/Product/${9_000_000 + at}`,
      title: TITLE,
      descriptionHtml: DESCRIPTION,
      vendor: "Fernweh",
      productType: "Towel",
      tags: [],
      status: "active",
      images,
      sourceUpdatedAt: ports.now(),
    })),
  });
  await prisma.variant.createMany({
    data: part.map((at) => ({
      id: `v${at}`,
      storeId,
      productId: `p${at}`,
      storeVariantId: `gid://shopify/ProductVariant/${9_000_000 + at}`,
      inventoryItemId: `gid://shopify/InventoryItem/${9_000_000 + at}`,
      sku: skuOf(at),
      title: "Default Title",
      position: 1,
      options: [],
      priceMinor: 1200,
      currency: connection.currency,
      weightGrams: 200,
    })),
  });
}

type Made = {
  readonly at: number;
  readonly made: Awaited<ReturnType<Stock["marketplace"]["createListing"]>>;
};
type Part = Pick<Stock, "world" | "connection">;

async function saveListings({ world, connection }: Part, all: readonly Made[]): Promise<void> {
  const own = { storeId: world.storeId, connectionId: connection.id };
  await world.prisma.listing.createMany({
    data: all.map(({ at, made }) => ({
      ...own,
      id: `l${at}`,
      productId: `p${at}`,
      marketplaceProductId: made.marketplaceProductId,
      state: "live",
      submittedAt: aWeekAgo(world),
    })),
  });
  await world.prisma.listingSku.createMany({
    data: all.map(({ at, made }) => ({
      ...own,
      id: `s${at}`,
      listingId: `l${at}`,
      variantId: `v${at}`,
      sku: skuOf(at),
      marketplaceSkuId: made.skus[0]?.marketplaceSkuId ?? null,
      sentPriceMinor: 1200,
    })),
  });
}

type Sowing = (stock: Stock, at: number, other: number) => Promise<Sown>;

const link = (world: CatalogWorld, at: number, marketplaceSkuId: string | null) =>
  world.prisma.listingSku.update({ where: { id: `s${at}` }, data: { marketplaceSkuId } });
const linked = async (world: CatalogWorld, at: number) =>
  (await world.prisma.listingSku.findUniqueOrThrow({ where: { id: `s${at}` } })).marketplaceSkuId;

const SOWING = {
  missing: async ({ world }, at) => {
    await link(world, at, null);
    return { kind: "missing", sku: skuOf(at) };
  },
  dead: async ({ world }, at) => {
    await link(world, at, `17${String(at).padStart(17, "0")}`);
    return { kind: "dead", sku: skuOf(at) };
  },
  ambiguous: async ({ marketplace, listingOf }, at) => {
    await marketplace.createListing(listingOf(skuOf(at), `again ${at}`));
    return { kind: "ambiguous", sku: skuOf(at) };
  },
  "one-to-many": async ({ world }, at, other) => {
    await link(world, other, await linked(world, at));
    return { kind: "one-to-many", sku: skuOf(at) };
  },
  crossed: async ({ world }, at, other) => {
    const [mine, theirs] = [await linked(world, at), await linked(world, other)];
    await link(world, at, theirs);
    await link(world, other, mine);
    return { kind: "crossed", sku: skuOf(at) };
  },
  "case-different": async ({ world, marketplace, listingOf }, at, other) => {
    const { marketplaceProductId } = await world.prisma.listing.findUniqueOrThrow({
      where: { id: `l${at}` },
    });
    const listing = listingOf(skuOf(at).toLowerCase(), `spelled ${at}`);
    const marketplaceSkuId = await linked(world, at);
    const skus = listing.skus.map((sku) => ({ ...sku, marketplaceSkuId }));
    await marketplace.editListing(marketplaceProductId ?? "", { ...listing, skus });
    // Half of them have lost their link as well.
    if (other % 2 === 0) await link(world, at, null);
    return { kind: "case-different", sku: skuOf(at) };
  },
  "unknown-at-store": async ({ marketplace, listingOf }, at) => {
    await marketplace.createListing(listingOf(`STRANGE-${at}`, `strange ${at}`));
    return { kind: "unknown-at-store", sku: `STRANGE-${at}` };
  },
} as const satisfies Record<LinkFindingKind, Sowing>;

/** Sows so many faults of all kinds in turn, each on products of its own, chosen by the seed. */
export async function sowFaults(stock: Stock, size: number, faults: { count: number; seed: number }) {
  const random = new Random(faults.seed);
  const drawn = Array.from({ length: size }, (_none, at) => ({ at, by: random.next() }));
  const places = drawn.sort((a, b) => a.by - b.by).map((one) => one.at);
  const kinds = Object.keys(SOWING) as LinkFindingKind[];
  const sown: Sown[] = [];
  for (let at = 0; at < faults.count; at++) {
    const kind = kinds[at % kinds.length] ?? "missing";
    sown.push(await SOWING[kind](stock, places[2 * at] ?? 0, places[2 * at + 1] ?? 0));
  }
  await stock.world.twin.clock.advance(30_000);
  return sown;
}
