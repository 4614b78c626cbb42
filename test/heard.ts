// A world that hears: what the twin's platforms send comes in by the application's own doors, and its lanes work it.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { appSubscriptions } from "./app-subscriptions.ts";
import type { CatalogWorld } from "./catalog-world.ts";
import { workLanes } from "./lanes-in-turn.ts";

export type Heard = {
  /** Lets what was sent arrive, then works until nothing is due any more. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

// What is held back on purpose arrives within it.
const ARRIVED_MS = 5_000;

export async function hear({ twin, application, ports, database }: CatalogWorld): Promise<Heard> {
  const server = createServer((req, res) => void application.doors(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The application's address is nowhere: its door is here.
  twin.webhooks.deliver = (url, init) => {
    const { pathname, search } = new URL(url);
    return fetch(new URL(pathname + search, origin), init);
  };
  twin.change({ shopify: { appSubscriptions: appSubscriptions() } });
  twin.faults.disarm();
  const work = { database: database.database, twin, ports, workerId: "heard" };
  return {
    settle: async () => {
      await twin.clock.advance(ARRIVED_MS);
      await workLanes(work);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
