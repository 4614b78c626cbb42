// What a merchant asks of listings, by keyboard, wide and narrow: pause, take it back, put back, and what is said where
// nothing can be done.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchChromium, openInAdmin, openMenu } from "./chromium.ts";

const pictures = path.join(import.meta.dirname, "../../test-results");
const at = (place: string) => `${inject("shellUrl")}?path=${encodeURIComponent(place)}`;
const LIVE = "/app/listings?state=live";
const ACTIONS = /^(More actions|Actions)$/;

let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  return found.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
}

const picture = (page: Page, name: string, width: number) =>
  page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), caret: "initial" });

/** A button of the name, in a menu or not. */
const named = (place: FrameLocator | Page, name: string | RegExp) =>
  place.getByRole("button", { name }).or(place.getByRole("menuitem", { name })).first();

/** Presses what has the name, as a keyboard does. */
async function press(page: Page, name: string | RegExp, place: FrameLocator | Page = page): Promise<void> {
  await named(place, name).focus();
  await page.keyboard.press("Enter");
}

/** The live listings, once they stand as wide as the page allows. */
async function openListings(width: number) {
  const opened = await openInAdmin(browser, at(LIVE), width);
  const state = width < 490 ? "detached" : "visible";
  await opened.app.getByRole("columnheader", { name: "Price" }).first().waitFor({ state });
  return opened;
}

async function chooseLast(page: Page, app: FrameLocator): Promise<void> {
  const box = app.locator("tbody input[type=checkbox]").last();
  await box.focus();
  await page.keyboard.press("Space");
}

/** From the menu of what is asked less often. */
async function askFromMenu(page: Page, app: FrameLocator, act: string): Promise<void> {
  await openMenu(page, app, ACTIONS);
  await press(page, act, app);
}

describe.each([1280, 390])("at %i pixels", (width) => {
  it("listings are paused from the menu, and the toast takes it back", async () => {
    const { page, app, problems } = await openListings(width);
    await chooseLast(page, app);
    await openMenu(page, app, ACTIONS);
    await named(app, "Pause").waitFor();
    await picture(page, "listings-menu", width);
    expect(await violations(page)).toEqual([]);
    await press(page, "Pause", app);
    await page.getByText("1 listing paused.").waitFor();
    await picture(page, "listings-paused", width);
    await press(page, "Undo");
    await page.getByText("1 listing to be put back on sale.").waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("what cannot be done is said beside the list, with what helps", async () => {
    const { page, app, problems } = await openListings(width);
    await chooseLast(page, app);
    await askFromMenu(page, app, "List again");
    await page.getByText("1 listing left as before.").waitFor();
    await app.getByText("1 listing is in TikTok Shop or on its way there already.").waitFor();
    await picture(page, "listings-left", width);
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("one listing is paused and put back on its own page, and its history tells it", async () => {
    const { page, app, problems } = await openListings(width);
    await app.locator("a[data-primary-link]").last().press("Enter");
    await app.getByRole("heading", { name: "Your store and TikTok Shop" }).waitFor();
    const told = app.getByText("You paused it.", { exact: true });
    const before = await told.count();
    await actOnPage(page, app, "Pause");
    await named(app, "Put back on sale").waitFor();
    await expect.poll(() => told.count()).toBe(before + 1);
    await app.getByText("Paused", { exact: true }).first().waitFor();
    await page.screenshot({ path: path.join(pictures, `listing-paused-${width}.png`), fullPage: true });
    expect(await violations(page)).toEqual([]);
    await actOnPage(page, app, "Put back on sale");
    await named(app, "Put back on sale").waitFor({ state: "detached" });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("publishing is paused and goes on", async () => {
    const { page, app, problems } = await openInAdmin(browser, at("/app/publish"), width);
    await press(page, /^Pause publishing to/, app);
    await app.getByText("Paused by you").waitFor();
    await picture(page, "publish-paused", width);
    expect(await violations(page)).toEqual([]);
    await press(page, /^Go on publishing to/, app);
    await app.getByRole("button", { name: /^Pause publishing to/ }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

// On a phone what is asked of a page stands in a menu.
async function actOnPage(page: Page, app: FrameLocator, act: string): Promise<void> {
  const menu = app.getByRole("button", { name: /^View actions for/ });
  const button = app.getByRole("button", { name: act });
  await button.or(menu).first().waitFor();
  if (!(await button.isVisible())) await openMenu(page, app, /^View actions for/);
  await press(page, act, app);
}
