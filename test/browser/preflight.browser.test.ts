// Each cause that the app's settings can mend leads from the pre-flight board to the part of them that mends it.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, openInAdmin } from "./chromium.ts";
import { demoProduct, openShopInAdmin, type ShopInAdmin } from "./shop-in-admin.ts";

const pictures = path.join(import.meta.dirname, "../../test-results");

let browser: Browser;
let shop: ShopInAdmin;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const mug = demoProduct("Enamel Camping Mug");
  const variants = mug.variants.map((one) => ({ ...one, weightGrams: null, price: "0.00" }));
  const product = { ...mug, descriptionHtml: "", variants };
  [browser, shop] = await Promise.all([launchChromium(), openShopInAdmin([product])]);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

describe("the pre-flight board", () => {
  it.each([
    { cause: "No description", link: "Open mapping", place: "#words:focus", field: "Description" },
    { cause: "No weight", link: "Open mapping", place: "#packages:focus", field: "Add parcel default" },
    { cause: "Price of zero", link: "Open prices", place: "body", field: "Never below, in USD" },
  ])("leads from '$cause' to where it is mended", async ({ cause, link, place, field }) => {
    const { page, app, problems } = await openInAdmin(
      browser,
      shop.addressOf("/app/publish/preflight"),
      1280,
    );
    const card = app.locator(".Polaris-ShadowBevel", { has: app.getByRole("heading", { name: cause }) });
    await page.screenshot({ path: path.join(pictures, "preflight-causes-1280.png"), caret: "initial" });
    await card.getByRole("link", { name: link }).press("Enter");
    const part = app.locator(place);
    await part
      .getByRole("textbox", { name: field })
      .or(part.getByRole("button", { name: field }))
      .waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it.each([
    { part: "categories", button: "Add rule" },
    { part: "attributes", button: "Add attribute" },
  ])("finds the part of the mapping called $part", async ({ part, button }) => {
    const address = `/app/settings?connection=${shop.connectionId}#${part}`;
    const { page, app, problems } = await openInAdmin(browser, shop.addressOf(address), 1280);
    await app.locator(`#${part}:focus`).getByRole("button", { name: button }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
