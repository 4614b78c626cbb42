// A headless Chromium that reaches nothing but this machine, with the user agent of an ordinary browser:
// Shopify's library answers bots with 410.
import {
  type Browser,
  type BrowserContext,
  chromium,
  type FrameLocator,
  type Page,
  type Request,
} from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

export type OpenPage = {
  readonly page: Page;
  /** The app inside the admin frame. */
  readonly app: FrameLocator;
  /** Errors the page or its console reported. */
  readonly problems: string[];
  /** Hosts outside this machine that something asked for: none may. */
  readonly outside: string[];
};

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    headless: true,
    args: ARGUMENTS,
  });
}

/** Opens an address of the admin shell at a size; waits until the app has drawn its heading. */
export async function openInAdmin(browser: Browser, url: string, width: number): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, userAgent: USER_AGENT });
  const outside = await closeTheWorld(context);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`page: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  const quiet = quietness(page);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  const app = page.frameLocator("iframe");
  await app.getByRole("heading", { level: 1 }).first().waitFor({ timeout: 20_000 });
  // The scripts are there and have taken the page over.
  await quiet();
  return { page, app, problems, outside };
}

const QUIET_MS = 500;
const PATIENCE_MS = 30_000;

// Playwright's own "networkidle" is told once per document, and now and then never when a frame asks for more just as
// it would be: so it is counted here, from before the page is opened.
function quietness(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  let lastAt = Date.now();
  const end = (request: Request) => {
    open.delete(request);
    lastAt = Date.now();
  };
  page.on("request", (request) => {
    open.add(request);
    lastAt = Date.now();
  });
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  return async () => {
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (open.size > 0 || Date.now() - lastAt < QUIET_MS) {
      if (Date.now() > giveUpAt)
        throw new Error(`the page still waits for ${[...open].map((one) => one.url()).join(", ")}`);
      await page.waitForTimeout(50);
    }
  };
}

async function closeTheWorld(context: BrowserContext): Promise<string[]> {
  const outside: string[] = [];
  await context.route(
    (url) => !["127.0.0.1", "localhost"].includes(url.hostname),
    (route) => {
      outside.push(new URL(route.request().url()).hostname);
      return route.abort();
    },
  );
  return outside;
}

/** Opens a menu by keyboard. Polaris gives the focus to what it opened a moment later: only then can more be pressed. */
export async function openMenu(page: Page, app: FrameLocator, name: RegExp): Promise<void> {
  await app.getByRole("button", { name }).first().focus();
  await page.keyboard.press("Enter");
  await app.locator(".Polaris-Popover__Content:focus").waitFor();
}
