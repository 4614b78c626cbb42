// The composition root: builds the ports once, binds authentication, webhook reading and what pages may ask for.
import type { PrismaClient } from "./adapters/database/generated/client.ts";
import type { StoreId } from "./domain/ids.ts";
import type { Ports } from "./use-cases/ports/ports.ts";
import type { Verb } from "./use-cases/ports/work.ts";

/** What routes get as `context.application` (Remix load context). Nothing else of the back office reaches them. */
export type Application = {
  readonly ports: Ports;
  /** For queries only. */
  readonly database: PrismaClient;
  readonly now: () => Date;
  /** Verifies the embedded request (session token, token exchange); throws the Response that Shopify's flow wants. */
  readonly authenticate: (request: Request) => Promise<{ storeId: StoreId; domain: string }>;
  readonly login: (request: Request) => Promise<unknown>;
  readonly addDocumentResponseHeaders: (request: Request, headers: Headers) => void;
  readonly shell: { readonly apiKey: string; readonly appBridgeUrl: string | undefined };
  /** Address the seller's browser goes to, in a new tab, to authorize; carries a signed, expiring state. */
  readonly marketplaceAuthorizeUrl: (storeId: StoreId) => string;
  /** The marketplace's redirect came back with code and state. */
  readonly finishConnect: (query: URLSearchParams) => Promise<ConnectAnswer>;
  /** Makes a waiting work item due now. */
  readonly retry: (storeId: StoreId, verb: Verb, subject: string) => Promise<void>;
  /** Marks the import of the catalogue and every sweep: "verify now". */
  readonly verifyNow: (storeId: StoreId) => Promise<void>;
};

export type ConnectAnswer =
  | { readonly kind: "connected"; readonly storeDomain: string; readonly shopNames: readonly string[] }
  | { readonly kind: "refused"; readonly reason: "state-invalid" | "state-expired" | "code-invalid" | "no-shop"; readonly detail: string };
