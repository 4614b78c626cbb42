// A store and a shop that agree, and what goes wrong with either behind the application's back: a share of the products
// on each side, chosen by a seed, each in one way. What mends each is known, so that writes can be counted.
import { aProduct, aVariant } from "./catalog-world.ts";
import { Random } from "./emulator/random.ts";
import type { SeedProduct } from "./emulator/seed-shapes.ts";
import { DEMO_SHOP, DEMO_STORE } from "./emulator/settings.ts";
import type { createVirtualWorld } from "./virtual-world.ts";

type World = Awaited<ReturnType<typeof createVirtualWorld>>;

/** Calls that change a listing: its content, its prices, its stock, whether it is on sale. One for each corruption, or none. */
export type Writes = {
  readonly content: number;
  readonly prices: number;
  readonly stock: number;
  readonly state: number;
};
export const NO_WRITES: Writes = { content: 0, prices: 0, stock: 0, state: 0 };

/** "mended": by the writes. "told": it is the seller's own doing, and theirs to undo. */
type Way = { readonly writes: Writes; readonly ends: "mended" | "told" };
const content: Way = { writes: { ...NO_WRITES, content: 1 }, ends: "mended" };
const prices: Way = { writes: { ...NO_WRITES, prices: 1 }, ends: "mended" };
const stock: Way = { writes: { ...NO_WRITES, stock: 1 }, ends: "mended" };
const state: Way = { writes: { ...NO_WRITES, state: 1 }, ends: "mended" };
// Both platforms agree all the time: only our record is put right.
const record: Way = { writes: NO_WRITES, ends: "mended" };
// Until the review lets its SKU go, it stands there and offers nothing.
const dropped: Way = { writes: { ...NO_WRITES, content: 1, stock: 1 }, ends: "mended" };
const told: Way = { writes: NO_WRITES, ends: "told" };

export const WAYS = {
  store: {
    title: content,
    description: content,
    picture: content,
    "variant added": content,
    "variant removed": dropped,
    price: prices,
    stock,
    archived: state,
    deleted: state,
  },
  marketplace: {
    title: content,
    description: content,
    "SKU code": content,
    price: prices,
    stock,
    "taken off sale": told,
    deleted: told,
  },
  record: { "stored hash": content, "stock level": record, title: record },
} as const satisfies Record<string, Record<string, Way>>;

export type Side = keyof typeof WAYS;
export type Corruption = Way & { readonly side: Side; readonly what: string; readonly handle: string };

const SIZES = ["S", "M", "L"];
const skuOf = (handle: string, size: number) => `${handle}-${SIZES[size]}`;

/** Products of two or three variants each, every one another. */
export function catalogueOf(count: number): readonly SeedProduct[] {
  return Array.from({ length: count }, (_none, at) => {
    const handle = `P${String(at).padStart(4, "0")}`;
    return aProduct({
      handle,
      title: `Oat milk soap bar number ${at}`,
      productType: `Type ${at % 5}`,
      images: [{ url: `https://example.com/${at % 20}.jpg`, altText: null }],
      variants: SIZES.slice(0, 2 + (at % 2)).map((value, size) =>
        aVariant({
          sku: skuOf(handle, size),
          options: [{ name: "Size", value }],
          price: `${10 + (at % 30)}.00`,
          quantity: 5 + (at % 7),
        }),
      ),
    });
  });
}

export type Sowing = { readonly seed: number; readonly share: number; readonly round: number };

/** Corrupts so large a share of what each side sells, each product once. Ways take turns, from round to round. */
export async function corrupt(world: World, { seed, share, round }: Sowing): Promise<readonly Corruption[]> {
  const chance = new Random(seed);
  const healthy = shuffled(await onSale(world), chance);
  const perSide = Math.round(healthy.length * share);
  const sown: Corruption[] = [];
  for (const side of Object.keys(WAYS) as Side[]) {
    const ways = Object.entries<Way>(WAYS[side]);
    for (let at = 0; at < perSide; at += 1) {
      const [what, way] = ways[(round * perSide + at) % ways.length] ?? ["", record];
      const handle = healthy.pop() ?? "";
      await MOVES[side](world, { what, handle, mark: chance.hex(6) });
      sown.push({ ...way, side, what, handle });
    }
  }
  return sown;
}

function shuffled<T>(items: readonly T[], chance: Random): T[] {
  return items
    .map((item) => ({ item, at: chance.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

async function onSale(world: World): Promise<readonly string[]> {
  const rows = await world.prisma.listing.findMany({
    where: { state: "live", product: { status: "active" } },
    include: { product: { include: { variants: true } } },
    orderBy: { product: { title: "asc" } },
  });
  // A variant is removed of those that have three.
  return rows.map((row) => row.product.variants[0]?.sku?.split("-")[0] ?? "");
}

type Move = { readonly what: string; readonly handle: string; readonly mark: string };

const MOVES: Readonly<Record<Side, (world: World, move: Move) => Promise<void>>> = {
  store: async (world, move) => inStore(world, move),
  marketplace: inMarketplace,
  record: inRecord,
};

function inStore({ twin }: World, { what, handle, mark }: Move): void {
  const { shopify } = twin;
  const sku = skuOf(handle, 0);
  const moves: Readonly<Record<keyof typeof WAYS.store, () => void>> = {
    title: () => shopify.updateProduct(DEMO_STORE, handle, { title: `Renamed soap bar ${mark}` }),
    description: () =>
      shopify.updateProduct(DEMO_STORE, handle, { descriptionHtml: `<p>Made anew ${mark}.</p>` }),
    picture: () =>
      shopify.updateProduct(DEMO_STORE, handle, {
        images: [{ url: `https://example.com/new-${mark}.jpg`, altText: null }],
      }),
    "variant added": () =>
      void shopify.addVariant(DEMO_STORE, handle, {
        ...aVariant({ sku: `${handle}-${mark}`, quantity: 4 }),
        options: [{ name: "Size", value: mark }],
      }),
    "variant removed": () => shopify.removeVariant(DEMO_STORE, skuOf(handle, 1)),
    price: () => shopify.setVariantPrice(DEMO_STORE, sku, "77.00"),
    stock: () => shopify.setStock(DEMO_STORE, sku, 2),
    archived: () => shopify.updateProduct(DEMO_STORE, handle, { status: "ARCHIVED" }),
    deleted: () => shopify.deleteProduct(DEMO_STORE, handle),
  };
  moves[what as keyof typeof moves]();
}

async function inMarketplace(world: World, { what, handle, mark }: Move): Promise<void> {
  const sellerSku = skuOf(handle, 0);
  const product = world.twin.tiktokShop
    .view(DEMO_SHOP)
    .products.find((one) => one.status === "ACTIVATE" && one.skus.some((sku) => sku.sellerSku === sellerSku));
  const changes = {
    title: { title: `The seller's own words ${mark}` },
    description: { description: `<p>The seller's own words ${mark}.</p>` },
    "SKU code": { skus: [{ sellerSku, newSellerSku: `X-${mark}` }] },
    price: { skus: [{ sellerSku, price: "88.00" }] },
    stock: { skus: [{ sellerSku, quantity: 1 }] },
    "taken off sale": { becomes: "off-sale" },
    deleted: { becomes: "deleted" },
  } as const satisfies Record<keyof typeof WAYS.marketplace, object>;
  world.twin.tiktokShop.changeBySeller(product?.id ?? "", changes[what as keyof typeof changes]);
}

async function inRecord({ prisma }: World, { what, handle, mark }: Move): Promise<void> {
  const variant = await prisma.variant.findFirstOrThrow({ where: { sku: skuOf(handle, 0) } });
  const { id: variantId, productId } = variant;
  if (what === "stored hash")
    await prisma.listing.updateMany({ where: { productId }, data: { contentHash: mark } });
  else if (what === "stock level")
    await prisma.inventoryLevel.updateMany({ where: { variantId }, data: { available: 99 } });
  else await prisma.product.update({ where: { id: productId }, data: { title: `Written over ${mark}` } });
}
