// Shopify's own client as it comes; only its way out is named, so that it finds the twin.
import "@shopify/shopify-api/adapters/node";
import { ApiVersion, Session, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { defaultSettings } from "../../emulator/settings.ts";

export const api = shopifyApi({
  apiKey: defaultSettings.shopify.apiKey,
  apiSecretKey: defaultSettings.shopify.apiSecret,
  apiVersion: ApiVersion.October26,
  hostName: "app.reeldock.test",
  isEmbeddedApp: true,
  logger: { log: () => undefined },
});

/** The library keeps the `fetch` there was when it was loaded, before anything intercepts it. */
export function sendsBy(send: (request: Request) => Promise<Response>): void {
  setAbstractFetchFunc(((url: string, init: RequestInit) => send(new Request(url, init))) as typeof fetch);
}

/** As an app keeps it after sign-in. */
export function sessionOf(shop: string, accessToken: string): Session {
  return new Session({ id: `offline_${shop}`, shop, accessToken, state: "", isOnline: false });
}

type Answer = { readonly data?: unknown };
type Loose = Readonly<Record<string, never>>;

/** What a call answered, to look into. */
export async function ask<Data = Loose>(
  session: Session,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const client = new api.clients.Graphql({ session });
  const answer: Answer = await client.request(document, { variables });
  return answer.data as Data;
}
