// One connection's marketplace and warehouse, as use-cases see them: every method delegates to the file of its resource.
import type { MarketplacePort } from "../../use-cases/ports/marketplace.ts";
import type { WarehousePort } from "../../use-cases/ports/warehouse.ts";
import { readBrands } from "./brands.ts";
import { recommendCategory } from "./categories.ts";
import { readCategoryRequirements } from "./category-requirements.ts";
import { readCategories } from "./category-tree.ts";
import { type Call, createCall, type TikTokShopApp } from "./client.ts";
import { readGoods, readStock } from "./fbt-stock.ts";
import { uploadImage } from "./images.ts";
import { findListingsBySku, findListingsUpdatedSince, readListing } from "./listing-reads.ts";
import { switchListings } from "./listing-status.ts";
import { createListing, editListing, updatePrices, updateQuantities } from "./listings.ts";
import { findOrdersUpdated, readOrders } from "./orders.ts";
import { isMultiChannelEnabled, readOutboundOrder, submitOutboundOrder } from "./outbound-orders.ts";
import { readShippingProviders, reportShipment } from "./packages.ts";
import { readParties, readPartiesLike, readRegistered } from "./parties.ts";
import { registerParty } from "./party-registration.ts";
import { subscribe } from "./subscriptions.ts";
import { createTokens, type TokenStore } from "./tokens.ts";
import { readWarehouses } from "./warehouses.ts";

/** What one connection needs: our app, the shop's cipher and region, and where its tokens are kept. */
export type MarketplaceDeps = {
  readonly app: TikTokShopApp;
  readonly cipher: string;
  /** ISO 3166-1 alpha-2 market of the shop. */
  readonly region: string;
  readonly tokenStore: TokenStore;
};

export function createMarketplace(deps: MarketplaceDeps): MarketplacePort {
  const call = callOf(deps);
  const { region } = deps;
  return {
    warehouses: () => readWarehouses(call),
    subscribe: (address) => subscribe(call, address),
    categories: () => readCategories(call, region),
    categoryRequirements: (categoryId) => readCategoryRequirements(call, region, categoryId),
    brands: (input) => readBrands(call, region, input),
    parties: (input) => readParties(call, input),
    registeredParties: (input) => readRegistered(call, input),
    partiesLike: (input) => readPartiesLike(call, input),
    registerParty: (input) => registerParty(call, region, input),
    recommendCategory: (input) => recommendCategory(call, region, input),
    uploadImage: (image) => uploadImage(call, image),
    createListing: (listing) => createListing(call, region, listing),
    editListing: (marketplaceProductId, listing) =>
      editListing(call, region, { marketplaceProductId, listing }),
    updatePrices: (marketplaceProductId, prices) => updatePrices(call, marketplaceProductId, prices),
    updateQuantities: (marketplaceProductId, rows) => updateQuantities(call, marketplaceProductId, rows),
    switchListings: (move, marketplaceProductIds) => switchListings(call, move, marketplaceProductIds),
    listing: (marketplaceProductId) => readListing(call, marketplaceProductId),
    listingsBySku: (skus) => findListingsBySku(call, skus),
    listingsUpdatedSince: (since, pageToken) => findListingsUpdatedSince(call, since, pageToken),
    orders: (marketplaceOrderIds) => readOrders(call, marketplaceOrderIds),
    ordersUpdatedBetween: (since, until, pageToken) => findOrdersUpdated(call, { since, until }, pageToken),
    shippingProviders: (deliveryOptionId) => readShippingProviders(call, deliveryOptionId),
    reportShipment: (report) => reportShipment(call, report),
  };
}

export function createWarehouse(deps: MarketplaceDeps): WarehousePort {
  const call = callOf(deps);
  return {
    isMultiChannelEnabled: () => isMultiChannelEnabled(call),
    goods: (marketplaceSkuIds) => readGoods(call, marketplaceSkuIds),
    stock: (goodsIds) => readStock(call, goodsIds),
    submit: (submission) => submitOutboundOrder(call, submission),
    outboundOrder: (outboundOrderId) => readOutboundOrder(call, outboundOrderId),
  };
}

function callOf(deps: MarketplaceDeps): Call {
  return createCall(deps.app, createTokens(deps.app, deps.tokenStore), deps.cipher);
}
