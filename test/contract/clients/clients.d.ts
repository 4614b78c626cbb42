// The parts of published TikTok Shop clients that the contract drives. Their own types are not used: two of them
// describe an export that is not there at run time, and the third has other fields than the platform wants.

type ClientAnswer = {
  readonly code: number;
  readonly message: string;
  readonly request_id: string;
  readonly data: {
    readonly access_token: string;
    readonly refresh_token: string;
    readonly shops: readonly { readonly id: string; readonly cipher: string }[];
    readonly uri: string;
    readonly product_id: string;
    readonly skus: readonly { readonly id: string }[];
    readonly orders: readonly { readonly id: string; readonly status: string }[];
    readonly cancel_id: string;
    readonly cancellations: readonly { readonly cancel_id: string }[];
    readonly warehouses: readonly { readonly id: string }[];
    readonly delivery_options: readonly { readonly id: string }[];
    readonly shipping_providers: readonly { readonly id: string }[];
  };
};

type ClientCall = (input?: object | string) => Promise<ClientAnswer>;

declare module "tiktok-shop-sdk" {
  export class TikTokShopSDK {
    constructor(app: { readonly appKey: string; readonly appSecret: string });
    setAccessToken(token: string): void;
    setShopCipher(cipher: string): void;
    readonly auth: Record<"getAccessToken" | "refreshAccessToken", ClientCall>;
    readonly shop: Record<"getAuthorizedShops", ClientCall>;
    readonly event: Record<"getShopWebhooks" | "updateShopWebhook" | "deleteShopWebhook", ClientCall>;
    readonly product: Record<string, ClientCall>;
    readonly order: Record<string, ClientCall>;
    readonly logistic: Record<string, ClientCall>;
    readonly return_refund: Record<string, ClientCall>;
    readonly fulfillment: Record<string, ClientCall>;
  }
  export class TikTokAPIError extends Error {
    readonly code: number;
    readonly request_id: string;
  }
}

declare module "tiktok-shop" {
  class TikTokShop {
    constructor(app: { readonly appKey: string; readonly appSecret: string });
    signByUrl(url: string, body?: object): { readonly signature: string; readonly timestamp: number };
    authCodeToken(code: string): Promise<ClientAnswer>;
    refreshToken(token: string): Promise<ClientAnswer["data"]>;
  }
  export = TikTokShop;
}

declare module "tiktok-shop-client" {
  type App = { readonly appKey: string; readonly appSecret: string };
  type Client = Record<string, (...input: readonly unknown[]) => Promise<ClientAnswer>> & {
    setShop(shop: { readonly shopCipher: string; readonly shopId: string }): void;
  };
  const client: {
    authCodeToken(app: App, code: string): Promise<ClientAnswer>;
    generateToken(app: App, token: string): Promise<ClientAnswer["data"]>;
    TikTokClient(
      app: App & { readonly accessToken: string; readonly shopCipher: string; readonly shopId: string },
    ): Client;
  };
  export = client;
}
