// One category for all products that a search means: backlog, page by page, and whole however often it is asked for.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { mortal } from "../../test/mortal-ports.ts";
import { as, type ConnectionId } from "../domain/ids.ts";
import { action } from "../routes/app.settings.choices.tsx";
import { chooseForProducts } from "./choose-for-products.ts";

const PRODUCTS = 600;
/** Of one transaction. */
const PAGE = 250;
const [HOODIES, BRANCH] = ["601265", "601152"];

let world: CatalogWorld;
let connectionId: ConnectionId;
beforeEach(async () => {
  world = await createCatalogWorld();
  await world.connect();
  await world.settle();
  connectionId = as<ConnectionId>((await world.prisma.connection.findFirstOrThrow()).id);
  await world.prisma.$executeRaw`
    insert into "Product" ("id", "storeId", "storeProductId", "title", "descriptionHtml", "vendor", "productType", "tags",
      "status", "images", "sourceUpdatedAt", "updatedAt")
    select 'p' || n, ${world.storeId}, 'gid://shopify/Product/' || n, case when n <= 10 then 'Lamp' else 'Soap' end, '', '',
      '', '{}', 'active', '[]', now(), now() from generate_series(1, ${PRODUCTS}::int) n`;
  await world.prisma.$executeRaw`
    insert into "Listing" ("id", "storeId", "connectionId", "productId", "state", "createdAt", "updatedAt")
    select 'l' || n, ${world.storeId}, ${connectionId}, 'p' || n, 'live', now(), now()
    from generate_series(1, ${PRODUCTS}::int) n`;
});
afterEach(() => world.close());

/** As the window of the listings page sends it, with the search that "all" means. */
async function ask(form: Readonly<Record<string, string>>, search = ""): Promise<string> {
  const request = new Request(`https://app.test/app/settings/choices?search=${search}`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const { storeId } = world;
  const application = { ...world.application, authenticate: async () => ({ storeId, domain: DEMO_STORE }) };
  return (await action({ request, context: { application }, params: {} })).message;
}

const all = (category: string) => ({ listings: "all", connection: connectionId, category });
const chosen = (categoryId: string | null) => world.prisma.productChoice.count({ where: { categoryId } });
const marks = async () => {
  const items = await world.prisma.workItem.findMany({ where: { verb: "publish-listings" } });
  return items.map((item) => item.backlog);
};

describe("a category for all products that match", () => {
  it("is set for each, as backlog, and again for none", async () => {
    expect(await ask(all(HOODIES))).toBe("Category set for 600 products.");
    expect(await chosen(HOODIES)).toBe(PRODUCTS);
    expect(await marks()).toEqual(Array(PRODUCTS).fill(true));
    await world.prisma.workItem.deleteMany();
    expect(await ask(all(HOODIES))).toBe("They have this category already.");
    expect(await marks()).toEqual([]);
  });

  it("leaves alone what the search does not mean, and is given back to the rules", async () => {
    expect(await ask(all(HOODIES), "lamp")).toBe("Category set for 10 products.");
    expect(await chosen(HOODIES)).toBe(10);
    expect(await ask(all(""), "lamp")).toBe("The rules decide for 10 products.");
    expect(await ask(all(""), "lamp")).toBe("The rules decide for them already.");
    expect(await ask(all(HOODIES), "nothing")).toBe("No listing matches any more.");
  });

  it("that is none is set for nobody, nor one without its shop", async () => {
    expect(await ask(all(BRANCH))).toContain("below it");
    expect(await ask({ listings: "all", category: HOODIES })).toContain("could not be read");
    expect([await chosen(HOODIES), await marks()]).toEqual([0, []]);
  });

  it("goes on after a crash with those it had not reached", async () => {
    // The tree of categories is known by then.
    await ask(all(BRANCH));
    const { ports, died } = mortal(world.ports, "transaction");
    const productIds = (await world.prisma.product.findMany()).map((one) => one.id);
    const choice = { storeId: world.storeId, connectionId, productIds, change: { categoryId: HOODIES } };
    const never = chooseForProducts(ports, { ...choice, isBacklog: true });
    expect(await Promise.race([never, died])).toBe("died");
    expect([await chosen(HOODIES), await marks()]).toEqual([PAGE, Array(PAGE).fill(true)]);
    expect(await ask(all(HOODIES))).toBe("Category set for 350 products.");
    expect(await chosen(HOODIES)).toBe(PRODUCTS);
    expect(await marks()).toHaveLength(PRODUCTS);
  });
});

it("a category for chosen products is a change, not backlog", async () => {
  expect(await ask({ listings: "l1,l2", category: HOODIES })).toBe("Category set for 2 products.");
  expect(await marks()).toEqual([false, false]);
});
