// Load on the twin's HTTP door from outside its process: signed marketplace reads and GraphQL order queries.
import autocannon from "autocannon";
import { type BenchRow, median, row } from "./bench-row.ts";
import { type Running, run } from "./twin-process.ts";
import { type Account, signedPath } from "./twin-signing.ts";

const CONNECTIONS = 20;
const SECONDS = 5;
const ROUNDS = 3;

type Ready = {
  readonly addresses: { readonly tiktokApi: string; readonly main: string };
  readonly stores: readonly { readonly domain: string; readonly token: string; readonly orderId: string }[];
  readonly account: Account;
  readonly orderIds: readonly string[];
};

/** GET of one order by its id, each signed, of a hundred orders in turn. */
export async function readRow(): Promise<BenchRow> {
  const twin = run("twin-server.ts");
  const ready = (await twin.says()) as Ready;
  const headers = { "x-tts-access-token": ready.account.token };
  const requests = ready.orderIds.map((ids) => ({
    headers,
    path: signedPath(ready.account, {
      path: "/order/202309/orders",
      query: { ids, shop_cipher: ready.account.cipher },
      at: Math.floor(Date.now() / 1_000),
    }),
  }));
  const first = await fetch(`${ready.addresses.tiktokApi}${requests[0]?.path}`, { headers });
  const body = await first.text();
  if (!body.includes('"code":0')) throw new Error(`the twin refused the read: ${body}`);
  const bare = run("twin-floors.ts", ["read", JSON.stringify({ secret: ready.account.appSecret, body })]);
  const perSecond = await beside({ twin, bare }, ready.addresses.tiktokApi, {
    requests: requests.map((one) => ({ ...one, method: "GET" })),
  });
  return row(
    { name: "twin: signed reads of an order", value: perSecond.twin, unit: "per core second" },
    { name: "bare node:http, same HMAC, same bytes", value: perSecond.bare },
    { atLeast: 1_500 },
  );
}

const ORDER = `query order($id: ID!) {
  order(id: $id) {
    id name sourceIdentifier currencyCode createdAt processedAt updatedAt cancelledAt
    totalPriceSet { shopMoney { amount currencyCode } }
    shippingAddress { firstName lastName address1 city provinceCode zip countryCodeV2 }
    lineItems(first: 50) {
      nodes {
        id title sku quantity variant { id }
        originalUnitPriceSet { shopMoney { amount currencyCode } }
      }
      pageInfo { hasNextPage endCursor }
    }
    fulfillmentOrders(first: 10) {
      nodes {
        id orderId orderName status requestStatus updatedAt
        supportedActions { action }
        assignedLocation { location { id } }
        destination { firstName lastName address1 city zip countryCode }
        lineItems(first: 25) {
          nodes { id sku productTitle totalQuantity remainingQuantity lineItem { id } variant { id } }
          pageInfo { hasNextPage endCursor }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** An order of five lines with its fulfillment orders, of sixty stores in turn. */
export async function graphqlRow(): Promise<BenchRow> {
  const twin = run("twin-server.ts");
  const ready = (await twin.says()) as Ready;
  const requests = ready.stores.map(({ domain, token, orderId }) => ({
    method: "POST",
    path: "/admin/api/2026-10/graphql.json",
    headers: {
      "content-type": "application/json",
      "x-twin-host": domain,
      "x-shopify-access-token": token,
    },
    body: JSON.stringify({ query: ORDER, variables: { id: orderId } }),
  }));
  const first = await fetch(`${ready.addresses.main}${requests[0]?.path}`, requests[0]);
  const { data } = (await first.json()) as { data?: { order: object | null } };
  if (!data?.order) throw new Error(`the twin refused the query: ${JSON.stringify(data)}`);
  const bare = run("twin-floors.ts", ["graphql", JSON.stringify({ data })]);
  const perSecond = await beside({ twin, bare }, ready.addresses.main, { requests });
  return row(
    { name: "twin: GraphQL queries of an order", value: perSecond.twin, unit: "per core second" },
    { name: "bare graphql-js over the answer itself", value: perSecond.bare },
    { atLeast: 400 },
  );
}

type Load = Pick<autocannon.Options, "requests">;

/**
 * Rounds of load on both in turn, the median of each; ends both. Counted by the second of a core they use, which is a
 * second of the clock where nobody else wants the core, and stays true where somebody does.
 */
async function beside(
  processes: { readonly twin: Running; readonly bare: Running },
  twinUrl: string,
  load: Load,
): Promise<{ twin: number; bare: number }> {
  const { twin, bare } = processes;
  try {
    const { url } = (await bare.says()) as { url: string };
    const measured = { twin: [] as Fired[], bare: [] as Fired[] };
    await fire(twin, { ...load, url: twinUrl, duration: 2 });
    await fire(bare, { ...load, url, duration: 2 });
    for (let round = 0; round < ROUNDS; round++) {
      measured.bare.push(await fire(bare, { ...load, url, duration: SECONDS }));
      measured.twin.push(await fire(twin, { ...load, url: twinUrl, duration: SECONDS }));
    }
    const clock = median(measured.twin.map((one) => one.perSecond));
    console.log(`  by the clock, beside whatever else ran: ${clock.toFixed(0)} /s`);
    return {
      twin: median(measured.twin.map((one) => one.perCoreSecond)),
      bare: median(measured.bare.map((one) => one.perCoreSecond)),
    };
  } finally {
    twin.stop();
    bare.stop();
  }
}

type Fired = { readonly perSecond: number; readonly perCoreSecond: number };
type Shot = Load & { readonly url: string; readonly duration: number };

async function fire(at: Running, shot: Shot): Promise<Fired> {
  const before = at.coreSeconds();
  const result = await autocannon({ connections: CONNECTIONS, ...shot });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${shot.url}: ${result.non2xx} refused, ${result.errors} failed`);
  const answered = result["2xx"];
  return {
    perSecond: answered / result.duration,
    perCoreSecond: answered / (at.coreSeconds() - before),
  };
}
