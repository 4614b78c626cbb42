import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { HOME, SECTIONS, sectionOf } from "./sections.ts";

const ROUTES = path.join(import.meta.dirname, "../routes");

/** Addresses of the pages that a merchant opens: those that draw something and are about no single thing. */
const pages = readdirSync(ROUTES)
  .filter((name) => name.startsWith("app.") && !name.includes("$") && name.endsWith(".tsx"))
  .filter(
    (name) => name !== "app.tsx" && /export default/.test(readFileSync(path.join(ROUTES, name), "utf8")),
  )
  .map((name) => `/${name.replace(/(\._index)?\.tsx$/, "").replaceAll(".", "/")}`)
  .sort();

it("every page is reached from the navigation, directly or beside its neighbors, and no other address is named", () => {
  const named = [HOME.url, ...SECTIONS.flatMap((section) => section.pages.map((page) => page.url))];
  expect([...named].sort()).toEqual(pages);
});

it("every page lies beneath the address that the navigation names for it, which is how the admin highlights it", () => {
  const astray = SECTIONS.flatMap(({ url, pages: own }) =>
    own.filter((page) => page.url !== url && !page.url.startsWith(`${url}/`)),
  );
  expect(astray).toEqual([]);
});

it("an address belongs to its section, with or without a stroke at its end; one listing belongs to none", () => {
  expect(sectionOf("/app/publish/preflight")?.label).toBe("Publish");
  expect(sectionOf("/app/publish/preflight/")?.label).toBe("Publish");
  expect(sectionOf("/app/listings/abc")).toBeUndefined();
});
