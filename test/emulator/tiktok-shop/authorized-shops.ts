// Which shops an authorization covers, and how the app itself gives one up.
import { leaveShop, SCOPES } from "./auth.ts";
import type { Route } from "./route.ts";

export const authRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/authorization/202309/shops",
    scope: SCOPES.authorization,
    cipher: false,
    run: ({ core, grant }) => {
      const ofSeller = core.parts.settings.tiktokShop.shops.filter((shop) => shop.openId === grant.openId);
      const sellerType = ofSeller.length === 1 ? "LOCAL" : "CROSS_BORDER";
      const shops = ofSeller.filter((shop) => grant.shopIds.includes(shop.id));
      return {
        shops: shops.map(({ id, name, region, cipher, code }) => ({
          id,
          name,
          region,
          seller_type: sellerType,
          cipher,
          code,
        })),
      };
    },
  },
  {
    method: "DELETE",
    path: "/authorization/202403/shops",
    scope: SCOPES.authorization,
    cipher: true,
    run: ({ core, shop }) => {
      leaveShop(core, shop, "The app gave up its authorization.");
      return {};
    },
  },
];
