// Door 2: the twin over HTTP on this machine, for the demo, the browser and clients in any language.
// One port answers everything; each platform also has ports of its own with its real paths.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { TwinAddresses } from "./addresses.ts";
import { answerControl, readyForScripts } from "./control/door.ts";
import { type Own, requestListener } from "./http-door.ts";
import { answerShell } from "./shell/door.ts";
import type { Twin } from "./twin.ts";

export type ServedTwin = { readonly addresses: TwinAddresses; close(): Promise<void> };

type ServeOptions = {
  /** Of the main door; the platforms' own ports follow it. 0 takes free ones. */
  readonly port: number;
  readonly host?: string;
};

type DoorName = keyof TwinAddresses;

const DOORS = [
  "main",
  "shopify",
  "tiktokApi",
  "tiktokAuth",
  "shopifyFiles",
  "tiktokFiles",
] as const satisfies readonly DoorName[];

/** Listens, and hands out links to where it listens; the platforms' real addresses come back on close. */
export async function serveTwin(twin: Twin, options: ServeOptions): Promise<ServedTwin> {
  const host = options.host ?? "127.0.0.1";
  readyForScripts(twin);
  const real = { ...twin.settings.origins };
  const hosts = hostOfEach(twin);
  const servers: Server[] = [];
  const addresses: Record<string, string> = {};
  const own: Own = async (request) =>
    (await answerControl(twin, request, addresses as TwinAddresses)) ?? (await answerShell(twin, request));
  for (const [index, door] of DOORS.entries()) {
    const server = createServer(
      requestListener(twin.answer, door === "main" ? { own } : { host: hosts[door] }),
    );
    server.keepAliveTimeout = 65_000;
    await listen(server, { host, port: options.port === 0 ? 0 : options.port + index, orAny: index > 0 });
    servers.push(server);
    addresses[door] =
      `http://${host.includes(":") ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  }
  const at = addresses as TwinAddresses;
  twin.change({
    origins: {
      shopifyFiles: at.shopifyFiles,
      tiktokApi: at.tiktokApi,
      tiktokAuth: at.tiktokAuth,
      tiktokFiles: at.tiktokFiles,
    },
  });
  return {
    addresses: at,
    close: async () => {
      twin.change({ origins: real });
      await Promise.all(servers.map(close));
    },
  };
}

/** The real host that a platform's own port stands for. */
function hostOfEach(twin: Twin): Record<Exclude<DoorName, "main">, string> {
  const { origins, shopify } = twin.settings;
  const store = shopify.stores[0];
  if (!store) throw new Error("the twin has no store");
  return {
    shopify: store.domain,
    tiktokApi: new URL(origins.tiktokApi).hostname,
    tiktokAuth: new URL(origins.tiktokAuth).hostname,
    shopifyFiles: new URL(origins.shopifyFiles).hostname,
    tiktokFiles: new URL(origins.tiktokFiles).hostname,
  };
}

function listen(server: Server, at: { host: string; port: number; orAny: boolean }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE" || !at.orAny) return reject(error);
      resolve(listen(server, { ...at, port: 0, orAny: false }));
    });
    server.listen(at.port, at.host, () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
