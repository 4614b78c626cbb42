// The twin's fixed values: app keys, secrets, stores and shops that every client can be pointed at. They open nothing real.
import type { TwinSettings } from "./platform.ts";
import { gatewayDefaults } from "./tiktok-shop/gateway-settings.ts";

export const DEMO_STORE = "fernweh-outfitters.myshopify.com";
export const DEMO_SHOP = "7495540735365777507";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// The remorse hour is documented for orders, 48 hours for a seller's answer; the rest is inferred from samples.
const realMarketplace: TwinSettings["timing"]["marketplace"] = {
  payMs: DAY,
  shipSlaMs: 2 * DAY,
  collectSlaMs: 3 * DAY,
  shipMs: 7 * DAY,
  collectMs: 10 * DAY,
  deliverMs: 30 * DAY,
  answerMs: 2 * DAY,
  refundMs: DAY,
  completeMs: 30 * DAY,
  consignListMs: 10 * MINUTE,
};

/** How long things take: "demo" where a person watches, with the platforms' own deadlines, "real" as on the platforms. */
export const TIMING = {
  demo: {
    auditMs: 1_500,
    remorseMs: 2_000,
    warehouseStepMs: 1_500,
    searchLagMs: 1_000,
    bulkMs: 500,
    webhookSpreadMs: 0,
    marketplace: { ...realMarketplace, refundMs: 1_500, completeMs: 1_500, consignListMs: 500 },
  },
  real: {
    auditMs: 2 * HOUR,
    remorseMs: HOUR,
    warehouseStepMs: 12 * HOUR,
    searchLagMs: 2_000,
    bulkMs: 5_000,
    webhookSpreadMs: 20_000,
    marketplace: realMarketplace,
  },
} as const satisfies Record<string, TwinSettings["timing"]>;

export const defaultSettings: TwinSettings = {
  shopify: {
    apiKey: "twin-shopify-api-key-0123456789ab",
    apiSecret: "twin-shopify-api-secret",
    stores: [
      {
        domain: DEMO_STORE,
        name: "Fernweh Outfitters",
        currency: "USD",
        timeZone: "America/New_York",
        countryCode: "US",
      },
    ],
    appUrl: "https://app.reeldock.test",
    appSubscriptions: [],
    lostRefresh: "forgiven",
    webhookApiVersion: "2026-10",
  },
  tiktokShop: {
    appKey: "twin68xu9ks5p",
    appSecret: "twin-tiktok-shop-app-secret",
    serviceId: "7380066284010030890",
    redirectUrl: "https://app.reeldock.test/oauth/tiktok-shop",
    gateway: gatewayDefaults,
    shops: [
      {
        id: DEMO_SHOP,
        name: "Fernweh on TikTok",
        region: "US",
        currency: "USD",
        cipher: "TTP_twinAAAABh00qsWgtvOiGFNqyubMt3",
        code: "USLCFERN01",
        sellerName: "Fernweh Outfitters LLC",
        openId: "7010736057180325637",
      },
    ],
  },
  timing: TIMING.demo,
  clockSkewMs: { shopify: 0, tiktokShop: 0 },
  actors: "auto",
  carriers: { lateShare: 0, lateMs: 2 * DAY, lostShare: 0, returnedShare: 0, splitShare: 0 },
  origins: {
    shopifyFiles: "https://cdn.shopify.com",
    tiktokApi: "https://open-api.tiktokglobalshop.com",
    tiktokAuth: "https://auth.tiktok-shops.com",
    tiktokFiles: "https://p16-oec-va.ibyteimg.com",
  },
};
