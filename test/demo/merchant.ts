// What the merchant does in the browser, done by requests: opens the app in the admin, and agrees at the marketplace.

const BROWSER = {
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  accept: "text/html",
};

export type Merchant = {
  /** Opens a page of the app as the admin frames it; the first visit installs. */
  open(path: string): Promise<string>;
  /** Reads the address on the connection page, agrees there, and follows the redirect back to the app. */
  connect(): Promise<void>;
};

export function merchantOf(at: { readonly twinUrl: string; readonly domain: string }): Merchant {
  async function open(path: string): Promise<string> {
    const name = at.domain.replace(".myshopify.com", "");
    const frame = await fetch(`${at.twinUrl}/shell/store/${name}?path=${encodeURIComponent(path)}`);
    const response = await fetch(framedAddress(await frame.text()), { headers: BROWSER, redirect: "manual" });
    const page = await response.text();
    if (response.status !== 200)
      throw new Error(`the app answered ${response.status} to ${path}: ${page.slice(0, 300)}`);
    return page;
  }
  return {
    open,
    connect: async () => {
      const address = authorizeAddress(await open("/app/settings/connection"));
      const agreed = await fetch(`${address}&auto=1`, { headers: BROWSER, redirect: "manual" });
      const back = agreed.headers.get("location");
      if (!back) throw new Error(`the marketplace did not redirect back (${agreed.status})`);
      const page = await (await fetch(back, { headers: BROWSER })).text();
      if (!page.includes("Connected:")) throw new Error("the app did not accept the marketplace's answer");
    },
  };
}

// Where the admin's frame leads, with its fresh session token.
function framedAddress(page: string): string {
  const address = /<iframe[^>]*\ssrc="([^"]+)"/.exec(page)?.[1];
  if (!address) throw new Error("the admin shows no frame: is the app installed?");
  return address.replaceAll("&amp;", "&");
}

// The page carries its data as escaped JSON: & is written \u0026 there.
function authorizeAddress(page: string): string {
  const plain = page.replaceAll(/\\+u0026/g, "&").replaceAll("&amp;", "&");
  const address = /https?:\/\/[^"\\\s]+\/open\/authorize\?[^"\\\s]+/.exec(plain)?.[0];
  if (!address) throw new Error("the connection page shows no address to authorize at");
  return address;
}
