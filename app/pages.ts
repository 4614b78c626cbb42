// The pages behind the doors: built files for ever, then Remix with the application as its load context.
// While developing, Vite serves them fresh from the source.
import type { RequestListener } from "node:http";
import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import type { Application } from "./application.server.ts";

const BUILD = path.join(import.meta.dirname, "../build");
/** Pages that moved: bookmarks and links in e-mails name these addresses still. */
const MOVED = {
  "/app/connect": "/app/settings/connection",
  "/app/links": "/app/listings/links",
  "/app/preflight": "/app/publish/preflight",
  "/app/settings/mapping": "/app/settings",
};

/** `source` is "built" in production, "fresh" while developing. */
export async function createPages(
  application: Application,
  source: "built" | "fresh" = "built",
): Promise<RequestListener> {
  const app = express();
  app.disable("x-powered-by");
  // Behind a proxy the browser's scheme and host stand in the forwarded headers; Shopify's redirects need them.
  app.set("trust proxy", true);
  for (const [old, page] of Object.entries(MOVED))
    app.get(old, (req, res) => res.redirect(301, page + req.url.slice(req.path.length)));
  const build = source === "fresh" ? await freshBuild(app) : await builtBuild(app);
  const answer = createRequestHandler({ build, getLoadContext: () => ({ application }) });
  app.all("*", (req, res, next) => void answer(req, res, next));
  return app;
}

async function builtBuild(app: express.Express): Promise<ServerBuild> {
  // Names under assets carry a hash of their content.
  app.use("/assets", express.static(path.join(BUILD, "client/assets"), { immutable: true, maxAge: "1y" }));
  app.use(express.static(path.join(BUILD, "client"), { maxAge: "1h" }));
  return (await import(path.join(BUILD, "server/index.js"))) as ServerBuild;
}

async function freshBuild(app: express.Express): Promise<() => Promise<ServerBuild>> {
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true } });
  app.use(vite.middlewares);
  return async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
}
