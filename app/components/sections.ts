// How the pages are grouped: what the admin's navigation names, and what stands beside each other within one of these.

export type PageLink = { readonly label: string; readonly url: string };
export type Section = PageLink & {
  /**
   * Its pages; the first is the one that the navigation leads to. The others' addresses lie beneath it: the admin
   * highlights the item whose address begins the one shown, else the app's own name, and nothing else can tell it.
   */
  readonly pages: readonly PageLink[];
};

export const HOME: PageLink = { label: "Home", url: "/app" };

export const SECTIONS: readonly Section[] = [
  section("Listings", [
    { label: "All listings", url: "/app/listings" },
    { label: "Link doctor", url: "/app/listings/links" },
  ]),
  section("Publish", [
    { label: "Progress", url: "/app/publish" },
    { label: "Pre-flight", url: "/app/publish/preflight" },
  ]),
  section("Orders", [{ label: "Orders", url: "/app/orders" }]),
  section("Settings", [
    { label: "Mapping", url: "/app/settings" },
    { label: "Prices", url: "/app/settings/prices" },
    { label: "Stock", url: "/app/settings/stock" },
    { label: "Connection", url: "/app/settings/connection" },
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
