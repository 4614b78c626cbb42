// Process entry for the web: the platforms' doors first, then files, then pages. With WORKER=on it runs the lanes, too.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { boot, runLanes } from "./boot.ts";
import { createPages } from "./pages.ts";

const running = await boot("web");
const { application, env, log } = running;
const pages = await createPages(application, process.argv.includes("--fresh") ? "fresh" : "built");
const server = createServer((req, res) => {
  if (!application.doors(req, res)) pages(req, res);
});
// Longer than any proxy in front keeps its own, so that it never writes into a connection we just closed.
server.keepAliveTimeout = 65_000;
server.listen(env.port, () => {
  log.info("web-listening", { port: (server.address() as AddressInfo).port, url: env.appUrl });
});
running.onStop(async () => {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  await application.doors.drained();
});
if (env.worker === "on") await runLanes(running);
