// The mapping page by keyboard: a rule is made, previewed on real products, refused while it is half done, and saved.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchChromium, openInAdmin } from "./chromium.ts";

const pictures = path.join(import.meta.dirname, "../../test-results");
const address = `${inject("shellUrl")}?path=${encodeURIComponent("/app/settings")}`;

let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe("the mapping page", () => {
  it("previews a template on real products and puts back what was", async () => {
    const { page, app, problems } = await openInAdmin(browser, address, 1280);
    await app.getByText("No listing would change.").waitFor();
    await app.getByRole("textbox", { name: "Title", exact: true }).fill("{title} by {vendor}");
    await app.getByText(/products would change\./).waitFor();
    await app
      .getByText(/^then: .* by /)
      .first()
      .waitFor();
    await app.getByRole("button", { name: "Discard" }).click();
    await app.getByText("No listing would change.").waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("makes a category rule by keyboard, counts what it decides, and saves it", async () => {
    const { page, app, problems } = await openInAdmin(browser, address, 1280);
    await app.getByText("No listing would change.").waitFor();
    await app.getByRole("button", { name: "Add rule" }).focus();
    await page.keyboard.press("Enter");
    await app.getByText(/^Decides [1-9]/).waitFor();
    await app.getByRole("button", { name: "Save", exact: true }).click();
    await app.getByText("Nothing was saved", { exact: true }).waitFor();
    await app.getByRole("combobox", { name: "goes to category" }).focus();
    await page.keyboard.type("hoodie");
    await app.getByRole("option", { name: /Hoodies/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await app.getByText(/products? would change\./).waitFor();
    expect(await app.getByText("Nothing was saved", { exact: true }).count()).toBe(0);
    const results = await axe(page).analyze();
    expect(wordsOf(results)).toEqual([]);
    await page.screenshot({ path: path.join(pictures, "mapping-rule-1280.png"), fullPage: true });
    await app.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved.").waitFor();
    await app.getByText("No listing would change.").waitFor();
    expect(await app.getByRole("combobox", { name: "goes to category" }).inputValue()).toContain("Hoodies");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("shows the largest guesses first, the others when they are asked for", async () => {
    const { page, app, problems } = await openInAdmin(browser, address, 1280);
    const guesses = app.getByRole("button", { name: /^Make it a rule/ });
    const more = app.getByRole("button", { name: /^Show \d+ more$/ });
    const hidden = Number(/\d+/.exec((await more.textContent()) ?? "")?.[0]);
    const before = await guesses.count();
    expect(before).toBeLessThanOrEqual(5);
    await more.focus();
    await page.keyboard.press("Enter");
    await app.locator(":focus", { hasText: "Show fewer" }).waitFor();
    expect(await guesses.count()).toBe(before + hidden);
    await page.keyboard.press("Enter");
    await app.locator(":focus", { hasText: `Show ${hidden} more` }).waitFor();
    expect(await guesses.count()).toBe(before);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("says so where no category has the typed words", async () => {
    const { page, app, problems } = await openInAdmin(browser, address, 1280);
    await app.getByText("No listing would change.").waitFor();
    await app.getByRole("button", { name: "Add rule" }).click();
    await app.getByRole("combobox", { name: "goes to category" }).last().focus();
    await page.keyboard.type("no such thing");
    await app.getByRole("option", { name: "No category has these words." }).waitFor();
    expect(wordsOf(await axe(page).analyze())).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]);
}

function wordsOf({ violations }: Awaited<ReturnType<AxeBuilder["analyze"]>>): readonly string[] {
  return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
}
