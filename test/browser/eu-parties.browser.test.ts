// A merchant of the European Union is led from a listing that lacks its manufacturer to the mapping, registers
// manufacturer and responsible person there by keyboard, saves, and the product is listed with both.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DEMO_SHOP } from "../emulator/settings.ts";
import { launchChromium, openInAdmin } from "./chromium.ts";
import { openEuShop } from "./eu-shop.ts";
import type { ShopInAdmin } from "./shop-in-admin.ts";

const pictures = path.join(import.meta.dirname, "../../test-results");
const PATIENCE = { timeout: 30_000, interval: 200 };

let browser: Browser;
let shop: ShopInAdmin;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser, shop] = await Promise.all([launchChromium(), openEuShop()]);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const picture = (page: Page, name: string) =>
  page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });

async function fill(page: Page, app: FrameLocator, fields: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(fields)) {
    await app.getByRole("dialog").getByLabel(label, { exact: true }).focus();
    await page.keyboard.press("End");
    await page.keyboard.type(value);
  }
}

const focused = (what: Locator) =>
  vi.waitFor(async () => {
    expect(await what.evaluate((element) => element === document.activeElement)).toBe(true);
  }, PATIENCE);

async function blockedListing(): Promise<string> {
  return vi.waitFor(async () => {
    const listing = await shop.application.database.listing.findFirstOrThrow();
    expect(JSON.stringify(listing.unmet)).toContain("responsible-person");
    return listing.id;
  }, PATIENCE);
}

describe("a shop in the European Union", () => {
  it("leads from a listing without a manufacturer to both being registered, chosen and listed", async () => {
    const listingId = await blockedListing();
    const address = shop.addressOf(`/app/listings/${listingId}`);
    const { page, app, problems } = await openInAdmin(browser, address, 1280);
    await picture(page, "eu-listing-1280");
    await app.getByRole("link", { name: "Open mapping" }).click();
    await focused(app.locator("#parties"));
    await picture(page, "eu-mapping-empty-1280");
    const add = app.getByRole("button", { name: "Add manufacturer or person" });
    await add.focus();
    await page.keyboard.press("Enter");
    await app.getByRole("button", { name: "Register a manufacturer" }).focus();
    await page.keyboard.press("Enter");
    await fill(page, app, { Name: "Fernweh Manufaktur GmbH", Email: "hello" });
    await page.keyboard.press("Enter");
    await app.getByText("Enter an email address.").waitFor();
    await focused(app.getByRole("dialog").getByLabel("Email"));
    expect(wordsOf(await axe(page).analyze())).toEqual([]);
    await picture(page, "eu-register-refused-1280");
    await fill(page, app, {
      ...{ Email: "@fernweh.example", "Country code": "+49", "Phone number": "30 1234567" },
      "Postal address": "Lindenallee 1, 10115 Berlin, Germany",
    });
    await app.getByRole("button", { name: "Register", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Fernweh Manufaktur GmbH is registered and chosen.").waitFor();
    const chosen = app.getByRole("combobox", { name: "registered as" });
    expect(await chosen.inputValue()).toBe("Fernweh Manufaktur GmbH");
    await add.click();
    await app.getByRole("button", { name: "Register a responsible person" }).click();
    await fill(page, app, {
      ...{ Name: "Fernweh Compliance", Email: "safety@fernweh.example" },
      ...{ "Country code": "+49", "Phone number": "3012345679" },
      ...{ "Street and number": "Lindenallee 1", "Postal code": "10115", City: "Berlin" },
    });
    await app.getByRole("dialog").getByLabel("Country", { exact: true }).selectOption("DE");
    expect(wordsOf(await axe(page).analyze())).toEqual([]);
    await picture(page, "eu-register-person-1280");
    await app.getByRole("button", { name: "Register", exact: true }).click();
    await page.getByText("Fernweh Compliance is registered and chosen.").waitFor();
    await app.getByText("1 product would change.").waitFor();
    await app.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved.").waitFor();
    await vi.waitFor(() => {
      const [product] = shop.twin.tiktokShop.view(DEMO_SHOP).products;
      expect(product).toMatchObject({ status: "ACTIVATE" });
      expect([product?.manufacturerIds.length, product?.responsiblePersonIds.length]).toEqual([1, 1]);
    }, PATIENCE);
    expect(problems).toEqual([]);
    await page.context().close();
  }, 180_000);

  it.each([1280, 390])(
    "shows its filled rows at %i, and finds by words",
    async (width) => {
      const address = shop.addressOf(`/app/settings?connection=${shop.connectionId}`);
      const { page, app, problems } = await openInAdmin(browser, address, width);
      const [maker] = await app.getByRole("combobox", { name: "registered as" }).all();
      await maker?.scrollIntoViewIfNeeded();
      await picture(page, `eu-mapping-${width}`);
      expect(wordsOf(await axe(page).analyze())).toEqual([]);
      await maker?.focus();
      await page.keyboard.type("no such");
      await app.getByRole("option", { name: "None found." }).waitFor();
      expect(wordsOf(await axe(page).analyze())).toEqual([]);
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type("manufaktur");
      await app.getByRole("option", { name: "Fernweh Manufaktur GmbH" }).waitFor();
      await picture(page, `eu-picker-${width}`);
      await page.keyboard.press("Escape");
      await app.getByRole("button", { name: "Register a manufacturer" }).click();
      await app.getByRole("dialog").getByLabel("Name", { exact: true }).waitFor();
      await picture(page, `eu-register-${width}`);
      expect(wordsOf(await axe(page).analyze())).toEqual([]);
      await page.keyboard.press("Escape");
      await app.getByRole("dialog").waitFor({ state: "detached" });
      await focused(app.getByRole("button", { name: "Register a manufacturer" }));
      expect(problems).toEqual([]);
      await page.context().close();
    },
    120_000,
  );
});

function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]);
}

function wordsOf({ violations }: Awaited<ReturnType<AxeBuilder["analyze"]>>): readonly string[] {
  return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
}
