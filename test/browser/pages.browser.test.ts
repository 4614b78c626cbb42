// What a merchant sees: every page in the admin frame, wide and narrow, by keyboard, and to an accessibility checker.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchChromium, openInAdmin } from "./chromium.ts";

const PAGES = [
  { name: "overview", path: "/app", heading: "Overview", section: "Reeldock" },
  { name: "listings", path: "/app/listings", heading: "Listings", section: "Listings" },
  { name: "publish", path: "/app/publish", heading: "Publish", section: "Publish" },
  { name: "preflight", path: "/app/publish/preflight", heading: "Pre-flight", section: "Publish" },
  { name: "links", path: "/app/listings/links", heading: "Link doctor", section: "Listings" },
  { name: "orders", path: "/app/orders", heading: "Orders", section: "Orders" },
  { name: "mapping", path: "/app/settings", heading: "Mapping", section: "Settings" },
  { name: "prices", path: "/app/settings/prices", heading: "Prices", section: "Settings" },
  { name: "stock", path: "/app/settings/stock", heading: "Stock", section: "Settings" },
  { name: "connection", path: "/app/settings/connection", heading: "Connection", section: "Settings" },
] as const;

const WIDTHS = [1280, 390];
const pictures = path.join(import.meta.dirname, "../../test-results");

let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launchChromium();
});
afterAll(() => browser.close());

const at = (place: string) => `${inject("shellUrl")}?path=${encodeURIComponent(place)}`;

describe.each(WIDTHS)("at %i pixels", (width) => {
  it.each(PAGES)("the $name page opens without an error and asks nobody outside", async (entry) => {
    const { page, app, problems, outside } = await openInAdmin(browser, at(entry.path), width);
    expect(await app.getByRole("heading", { level: 1 }).first().textContent()).toContain(entry.heading);
    const highlighted = page.locator("#app-nav [aria-current=page]");
    expect(await highlighted.allTextContents()).toEqual([entry.section]);
    await page.screenshot({ path: path.join(pictures, `${entry.name}-${width}.png`), caret: "initial" });
    expect(problems).toEqual([]);
    expect(outside).toEqual([]);
    await page.context().close();
  });
});

describe("accessibility", () => {
  it.each(PAGES)("the $name page has no violation of WCAG 2.1 AA", async (entry) => {
    const { page } = await openInAdmin(browser, at(entry.path), 1280);
    const result = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
      .analyze();
    expect(result.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
    await page.context().close();
  });
});

describe("a merchant's way", () => {
  it("leads from the overview to an order, its plan and its timeline", async () => {
    const { page, app, problems } = await openInAdmin(browser, at("/app"), 1280);
    await app.getByRole("link", { name: "View orders" }).click();
    await app.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
    await page.locator("#title", { hasText: "Orders" }).waitFor();
    await app.locator("table a").first().click();
    await app.getByRole("heading", { name: "Routing plan" }).waitFor();
    await app.getByRole("heading", { name: "Timeline" }).waitFor();
    await page.screenshot({ path: path.join(pictures, "order-1280.png"), fullPage: true, caret: "initial" });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it.each(WIDTHS)("leads from the listings to one of them by keyboard, at %i pixels", async (width) => {
    const { page, app, problems } = await openInAdmin(browser, at("/app/listings"), width);
    await app.locator("a[data-primary-link]").first().press("Enter");
    await app.getByRole("heading", { name: "Your store and TikTok Shop" }).waitFor();
    await app.getByRole("heading", { name: "Prices and stock" }).waitFor();
    const picture = path.join(pictures, `listing-${width}.png`);
    await page.screenshot({ path: picture, fullPage: true, caret: "initial" });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("is shown a bar that is as full as the words beside it say, at once", async () => {
    const { page, app } = await openInAdmin(browser, at("/app/publish"), 1280);
    const words = await app.getByText(/that can be listed are in TikTok Shop/).textContent();
    const bar = app.locator("progress + div");
    const drawn = await bar.evaluate((part) => {
      const { width } = part.getBoundingClientRect();
      const whole = part.parentElement?.getBoundingClientRect().width ?? 0;
      return { percent: Math.round((100 * width) / whole), takes: getComputedStyle(part).transitionDuration };
    });
    expect(drawn).toEqual({ percent: Number(/\((\d+) %\)/.exec(words ?? "")?.[1]), takes: "0s" });
    await page.context().close();
  });

  it("finds an order by its tracking number and says so when nothing matches", async () => {
    const { page, app } = await openInAdmin(browser, at("/app/orders?search=nothing-has-this-number"), 1280);
    await app.getByText("No order matches").waitFor();
    await page.context().close();
  });

  it("lets listings be chosen and published by keyboard alone", async () => {
    const { page, app, problems } = await openInAdmin(browser, at("/app/listings"), 1280);
    await app.locator("tbody input[type=checkbox]").first().focus();
    await page.keyboard.press("Space");
    await app.getByRole("button", { name: "Publish now" }).first().focus();
    await page.keyboard.press("Enter");
    await page.getByText("1 listing to be published.").waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it.each([
    { old: "/app/connect", path: "/app/settings/connection", heading: "Connection" },
    { old: "/app/links", path: "/app/listings/links", heading: "Link doctor" },
    { old: "/app/preflight", path: "/app/publish/preflight", heading: "Pre-flight" },
    { old: "/app/settings/mapping", path: "/app/settings", heading: "Mapping" },
  ])("leads from $old to where that page moved, for good and with all that was asked", async (entry) => {
    const { page, app } = await openInAdmin(browser, at(`${entry.old}?search=a%20b`), 1280);
    expect(await app.getByRole("heading", { level: 1 }).first().textContent()).toContain(entry.heading);
    const address = new URL(page.frames()[1]?.url() ?? "");
    expect(address.pathname).toBe(entry.path);
    expect(address.searchParams.get("search")).toBe("a b");
    const old = await page.request.get(`${address.origin}${entry.old}?a=b`, { maxRedirects: 0 });
    expect(old.status()).toBe(301);
    await page.context().close();
  });

  it("an address that leads nowhere says so in words", async () => {
    const { page, app } = await openInAdmin(browser, at("/app/orders/no-such-order"), 1280);
    await app.getByText("There is nothing at this address").waitFor();
    await page.context().close();
  });

  it("comparing both sides answers with a message", async () => {
    const { page, app } = await openInAdmin(browser, at("/app"), 1280);
    await app.getByRole("button", { name: "Compare everything now" }).click();
    await page.getByText("Comparing everything now.").waitFor();
    await page.context().close();
  });
});
