// The event catalogue: number, name, and whom a message names. The platform knows more than this twin sends itself;
// those can be sent on demand.

type Topic = {
  readonly name: string;
  /** Can be set per shop through the API; the others are set for the whole app in Partner Center. */
  readonly settable?: true;
  /** Fulfillment by the platform concerns a seller, not a shop ("FBT overview"). */
  readonly names?: "seller";
};

export const TOPICS: Readonly<Record<number, Topic>> = {
  1: { name: "ORDER_STATUS_CHANGE", settable: true },
  2: { name: "REVERSE_STATUS_UPDATE", settable: true },
  3: { name: "RECIPIENT_ADDRESS_UPDATE", settable: true },
  4: { name: "PACKAGE_UPDATE", settable: true },
  5: { name: "PRODUCT_STATUS_CHANGE", settable: true },
  6: { name: "SELLER_DEAUTHORIZATION", settable: true },
  7: { name: "UPCOMING_AUTHORIZATION_EXPIRATION", settable: true },
  11: { name: "CANCELLATION_STATUS_CHANGE", settable: true },
  12: { name: "RETURN_STATUS_CHANGE", settable: true },
  13: { name: "NEW_CONVERSATION", settable: true },
  14: { name: "NEW_MESSAGE", settable: true },
  15: { name: "PRODUCT_INFORMATION_CHANGE", settable: true },
  16: { name: "PRODUCT_CREATION", settable: true },
  17: { name: "SHOPPABLE_CONTENT_POSTING" },
  18: { name: "PRODUCT_CATEGORY_CHANGE", settable: true },
  19: { name: "SIZE_CHART_CHANGE" },
  20: { name: "CREATOR_DEAUTHORIZATION" },
  21: { name: "INBOUND_FBT_ORDER_STATUS_CHANGE", names: "seller" },
  22: { name: "FBT_MERCHANT_ONBOARDING", names: "seller" },
  23: { name: "GOODS_MATCH", names: "seller" },
  24: { name: "FBT_INVENTORY_UPDATE", names: "seller" },
  25: { name: "OPPORTUNITY_MATCHING_STATUS_CHANGE" },
  27: { name: "INVENTORY_STATUS_CHANGE" },
  33: { name: "NEW_MESSAGE_LISTENER", settable: true },
  35: { name: "TOKOPEDIA_MIRROR_STATUS_CHANGE" },
  36: { name: "INVOICE_STATUS_CHANGE", settable: true },
  37: { name: "PRODUCT_AUDIT_STATUS_CHANGE", settable: true },
  38: { name: "STRIKETHROUGH_PRICE_EXPIRED" },
  39: { name: "ACTIVITY_STATUS_CHANGE" },
  42: { name: "COMBINED_LISTING_CHANGE" },
  46: { name: "IMAGE_TRANSLATION_COMPLETED" },
  50: { name: "SKU_STATUS_CHANGE" },
  51: { name: "GLOBAL_REPLICATION_STATUS_CHANGE" },
  52: { name: "GLOBAL_LISTING_METHOD_CHANGE" },
  55: { name: "VIDEO_PRECHECK_RESULT" },
  56: { name: "SAMPLE_APPLICATION_STATUS_CHANGE" },
  58: { name: "FBT_MCF_ORDER_STATUS", names: "seller" },
  59: { name: "SHOPPABLE_VIDEO_PRECHECK_TASKS_RESULT" },
  62: { name: "PRODUCT_PACKAGE_RECOMMENDED" },
  63: { name: "ACTIVITY_CHANGE" },
  64: { name: "AFTERSALES_REQUEST_STATUS_UPDATE" },
  65: { name: "RMA_STATUS_UPDATE" },
  66: { name: "APPEAL_COMPLETED" },
  67: { name: "REFUND_SUCCESS" },
  68: { name: "INVENTORY_CHANGED" },
};

const SETTABLE = new Set(
  Object.values(TOPICS)
    .filter((topic) => topic.settable)
    .map((topic) => topic.name),
);

export function isSettable(eventType: string): boolean {
  return SETTABLE.has(eventType);
}
