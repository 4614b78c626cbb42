// The store's API asked by hand, as the least that any application would do: the floor of what goes through it.
import type { Stack } from "../demo/stack.ts";

export type BareStore = {
  /** Posts one GraphQL request and answers its data; throws what the store refuses. */
  ask<T>(request: { readonly query: string; readonly variables?: unknown }): Promise<T>;
};

export async function bareStore(stack: Stack): Promise<BareStore> {
  const headers = { "content-type": "application/json", "x-twin-host": stack.storeDomain };
  const token = await tokenOf(stack, headers);
  const url = `${stack.twinUrl}/admin/api/2026-10/graphql.json`;
  return {
    ask: async <T>(request: { readonly query: string; readonly variables?: unknown }) => {
      const answer = await fetch(url, {
        method: "POST",
        headers: { ...headers, "x-shopify-access-token": token },
        body: JSON.stringify(request),
      });
      const { data, errors } = (await answer.json()) as { data?: T; errors?: unknown };
      if (!data || errors) throw new Error(`the bare request was refused: ${JSON.stringify(errors)}`);
      return data;
    },
  };
}

async function tokenOf(stack: Stack, headers: Readonly<Record<string, string>>): Promise<string> {
  const { shopify } = await stack.control.post<{ shopify: { apiKey: string; apiSecret: string } }>(
    "settings",
  );
  const session = await fetch(`${stack.twinUrl}/shell/session-token?store=${stack.storeDomain}`);
  const { token } = (await session.json()) as { token: string };
  const exchange = {
    client_id: shopify.apiKey,
    client_secret: shopify.apiSecret,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: token,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  };
  const granted = await fetch(`${stack.twinUrl}/admin/oauth/access_token`, {
    method: "POST",
    headers,
    body: JSON.stringify(exchange),
  });
  return ((await granted.json()) as { access_token: string }).access_token;
}
