// Door 1: inside a test's own process, requests to the platforms' real addresses are answered by the twin.
// Anything else that would leave the machine is an error.

import { HttpResponse, http, passthrough } from "msw";
import { setupServer } from "msw/node";
import { reportBug } from "./report.ts";
import type { Twin } from "./twin.ts";

export type Interception = { close(): void };

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

// Stands last in the list, because the built-in "error" strategy lets files (.json, .jpg, .csv) out.
const everythingElse = http.all(
  () => true,
  ({ request }) => {
    const { hostname, origin } = new URL(request.url);
    if (LOOPBACK.has(hostname)) return passthrough();
    reportBug(`a request left for ${origin}, which no platform of the twin answers`);
    return HttpResponse.error();
  },
);

/** Answers the platforms' hosts from the twin until closed; closing again does nothing. Loopback addresses pass untouched. */
export function interceptWith(twin: Pick<Twin, "handlers">): Interception {
  const server = setupServer(...twin.handlers, everythingElse);
  server.listen({ onUnhandledFrame: "error" });
  let isOpen = true;
  return {
    close: () => {
      if (isOpen) server.close();
      isOpen = false;
    },
  };
}
