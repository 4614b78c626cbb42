// One category for all listings that match a search, by keyboard: more than the page shows, seen on their way, and there
// in the end.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { NewFault } from "../emulator/faults.ts";
import { DEMO_SHOP } from "../emulator/settings.ts";
import { launchChromium, type OpenPage, openInAdmin, openMenu } from "./chromium.ts";
import { demoProduct, openShopInAdmin, type ShopInAdmin } from "./shop-in-admin.ts";

const MUGS = 30;
const LAMPS = 2;
const pictures = path.join(import.meta.dirname, "../../test-results");
/** Edits of products take so long that a person can watch. */
const SLOW: NewFault = {
  ...{ channel: "call", platform: "tiktok-shop", name: "PUT *" },
  fault: { kind: "slow", milliseconds: 4_000 },
};
const PATIENCE = { timeout: 60_000, interval: 200 };

const product = demoProduct("Enamel Camping Mug");
const copies = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => {
    const title = `${name} ${String(at + 1).padStart(2, "0")} for the camp fire, enamel`;
    const handle = title.toLowerCase().replaceAll(/[ ,]+/g, "-");
    const variants = product.variants.map((one, of) => ({ ...one, sku: `${handle.slice(0, 12)}-${of}` }));
    return { ...product, title, handle, variants };
  });

let browser: Browser;
let shop: ShopInAdmin;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const products = [...copies(MUGS, "Mug"), ...copies(LAMPS, "Lamp")];
  [browser, shop] = await Promise.all([launchChromium(), openShopInAdmin(products)]);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});
beforeEach(() => expect.poll(listed, PATIENCE).toEqual({ live: MUGS + LAMPS, waiting: 0 }));

async function listed() {
  const { database } = shop.application;
  const live = await database.listing.count({ where: { state: "live" } });
  // The night's comparison waits for the night.
  const waiting = await database.workItem.count({ where: { verb: { not: "reconcile-everything" } } });
  return { live, waiting };
}

/** How many listings stand in each category at the marketplace. */
function categories(): Readonly<Record<string, number>> {
  const { products } = shop.twin.tiktokShop.view(DEMO_SHOP);
  return Object.fromEntries(
    [...Map.groupBy(products, (one) => one.categoryId)].map(([id, those]) => [id, those.length]),
  );
}

const picture = (page: Page, name: string, width: number) =>
  page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), caret: "initial" });

const scrolledTo = (app: FrameLocator, top?: number) =>
  app.locator("html").evaluate((page, to) => {
    if (to !== undefined) page.scrollTop = to;
    return page.scrollTop;
  }, top);

/** The focus stands before the table and the page has not moved, so the next thing is the box over all rows. */
async function expectFocusBeforeTable({ page, app }: OpenPage, top: number): Promise<void> {
  await app.locator(":focus[tabindex='-1']").waitFor({ state: "attached" });
  expect(await scrolledTo(app)).toBe(top);
  await page.keyboard.press("Tab");
  await allRows(app).and(app.locator(":focus")).waitFor();
}

const allRows = (app: FrameLocator) => app.getByRole("checkbox", { name: /^Select all/ });

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  return found.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
}

async function press(page: Page, app: FrameLocator, name: string | RegExp): Promise<void> {
  await app.getByRole("button", { name }).or(app.getByRole("menuitem", { name })).first().focus();
  await page.keyboard.press("Enter");
}

const inMenu = (page: Page, name: string) =>
  page.locator("#app-nav a", { hasText: name }).evaluate((link: HTMLElement) => link.click());

describe.each([
  { width: 1280, category: "Storage & Decor", words: "storage", id: "600217" },
  { width: 390, category: "Blankets & Throws", words: "blanket", id: "600201" },
])("at $width pixels", ({ width, category, words, id }) => {
  it("all that match a search are given a category, beyond those on the page", async () => {
    const opened = await openInAdmin(browser, shop.addressOf("/app/listings"), width);
    const { page, app, problems } = opened;
    await app.getByPlaceholder("Title or SKU").focus();
    await page.keyboard.type("mug");
    await page.keyboard.press("Enter");
    await app.getByText(`${MUGS} listings`).waitFor();
    await allRows(app).first().focus();
    await page.keyboard.press("Space");
    await picture(page, "category-page", width);
    await press(page, app, `Select all ${MUGS} that match`);
    await app.getByText("All listings that match are selected").waitFor();
    await picture(page, "category-all", width);
    expect(await violations(page)).toEqual([]);
    await openMenu(page, app, /^(More actions|Actions)$/);
    await press(page, app, "Set category");
    const dialog = app.getByRole("dialog", { name: "Set category" });
    await dialog.getByText(`for all ${MUGS} products that match, and for no others.`).waitFor();
    await picture(page, "category-window", width);
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole("combobox", { name: "Category" }).focus();
    await page.keyboard.type(words);
    await app.getByRole("option", { name: category }).waitFor();
    await page.keyboard.press("ArrowDown");
    await picture(page, "category-options", width);
    await page.keyboard.press("Enter");
    await picture(page, "category-picked", width);
    const held = shop.twin.faults.arm(SLOW);
    await dialog.getByRole("button", { name: "Set category" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(`Category set for ${MUGS} products.`).waitFor();
    await dialog.waitFor({ state: "detached" });
    await expectFocusBeforeTable(opened, 0);
    expect(await app.getByRole("checkbox", { checked: true }).count()).toBe(0);
    const onItsWay = app.getByText("To be published again");
    await onItsWay.first().waitFor();
    await picture(page, "category-set", width);
    await inMenu(page, "Reeldock");
    await app.getByRole("row", { name: /^Publish a listing/ }).waitFor();
    await picture(page, "category-on-its-way", width);
    await inMenu(page, "Listings");
    await onItsWay.first().waitFor();
    shop.twin.faults.disarm(held);
    await expect.poll(() => onItsWay.count(), PATIENCE).toBe(0);
    await expect.poll(categories, PATIENCE).toMatchObject({ [id]: MUGS });
    await expect.poll(listed, PATIENCE).toEqual({ live: MUGS + LAMPS, waiting: 0 });
    expect(categories()).toMatchObject({ [id]: MUGS });
    expect(problems).toEqual([]);
    await page.context().close();
  }, 180_000);

  it("a window that is closed again leaves the page where it was", async () => {
    const opened = await openInAdmin(browser, shop.addressOf("/app/listings"), width);
    const { page, app } = opened;
    await allRows(app).first().focus();
    await page.keyboard.press("Space");
    const top = await scrolledTo(app, 700);
    await openMenu(page, app, /^(More actions|Actions)$/);
    await press(page, app, "Set category");
    const dialog = app.getByRole("dialog", { name: "Set category" });
    await dialog.getByText("for these 25 products").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expectFocusBeforeTable(opened, top);
    expect(await app.getByRole("checkbox", { checked: true }).count()).toBeGreaterThan(0);
    await page.context().close();
  });
});
