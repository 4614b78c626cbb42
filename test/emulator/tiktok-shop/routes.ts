// Every operation that this TikTok Shop answers; all others are refused as an unknown path.
import { authRoutes } from "./authorized-shops.ts";
import { brandRoutes } from "./brands.ts";
import { cancellationReadRoutes } from "./cancellation-reads.ts";
import { cancellationRoutes } from "./cancellations.ts";
import { categoryRoutes } from "./categories.ts";
import { externalOrderRoutes } from "./external-orders.ts";
import { fbtRoutes } from "./fbt.ts";
import { imageRoutes } from "./images.ts";
import { inventoryRoutes } from "./inventory.ts";
import { mcfRoutes } from "./mcf.ts";
import { orderRoutes } from "./order-reads.ts";
import { packageReadRoutes } from "./package-reads.ts";
import { packageRoutes } from "./packages.ts";
import { partyRoutes } from "./parties.ts";
import { prerequisiteRoutes } from "./prerequisites.ts";
import { priceDetailRoutes } from "./price-detail.ts";
import { priceRoutes } from "./prices.ts";
import { productSearchRoutes } from "./product-search.ts";
import { productStatusRoutes } from "./product-status.ts";
import { productReadRoutes } from "./product-view.ts";
import { productRoutes } from "./products.ts";
import type { Route } from "./route.ts";
import { warehouseRoutes } from "./warehouses.ts";
import { webhookRoutes } from "./webhook-registration.ts";

export const routes: readonly Route[] = [
  ...authRoutes,
  ...webhookRoutes,
  ...categoryRoutes,
  ...brandRoutes,
  ...partyRoutes,
  ...prerequisiteRoutes,
  ...imageRoutes,
  ...productRoutes,
  ...productReadRoutes,
  ...productSearchRoutes,
  ...productStatusRoutes,
  ...priceRoutes,
  ...inventoryRoutes,
  ...warehouseRoutes,
  ...orderRoutes,
  ...priceDetailRoutes,
  ...externalOrderRoutes,
  ...packageRoutes,
  ...packageReadRoutes,
  ...cancellationRoutes,
  ...cancellationReadRoutes,
  ...fbtRoutes,
  ...mcfRoutes,
];
