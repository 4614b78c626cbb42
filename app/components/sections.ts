// How the pages are grouped: what the admin's navigation names, and what stands beside each other within one of these.

export type PageLink = { readonly label: string; readonly url: string };
export type Section = PageLink & {
  /** Its pages; the first is the one that the navigation leads to. */
  readonly pages: readonly PageLink[];
};

export const HOME: PageLink = { label: "Home", url: "/app" };

export const SECTIONS: readonly Section[] = [
  section("Listings", [
    { label: "All listings", url: "/app/listings" },
    { label: "Link doctor", url: "/app/links" },
  ]),
  section("Publish", [
    { label: "Progress", url: "/app/publish" },
    { label: "Pre-flight", url: "/app/preflight" },
  ]),
  section("Orders", [{ label: "Orders", url: "/app/orders" }]),
  section("Settings", [
    { label: "Mapping", url: "/app/settings/mapping" },
    { label: "Prices", url: "/app/settings/prices" },
    { label: "Stock", url: "/app/settings/stock" },
    { label: "Connection", url: "/app/connect" },
  ]),
];

/** The section whose page stands at an address; none of a page with an id of its own, which has a way back instead. */
export function sectionOf(path: string): Section | undefined {
  const address = path.replace(/\/$/, "");
  return SECTIONS.find((one) => one.pages.some((page) => page.url === address));
}

function section(label: string, pages: readonly [PageLink, ...PageLink[]]): Section {
  return { label, url: pages[0].url, pages };
}
