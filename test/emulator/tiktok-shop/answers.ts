// For the tests of this folder: the shapes of answers, as far as they are read.

/** A list that a test expects to hold something. */
type Some<T> = readonly [T, ...T[]];

/** What the tests read of answers; any one answer has some of it. */
type Data = {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly refresh_token_expire_in: number;
  readonly product_id: string;
  readonly cancel_id: string;
  readonly package_id: string;
  readonly leaf_category_id: string;
  readonly title: string;
  readonly status: string;
  readonly audit: { readonly status: string };
  readonly skus: Some<{ readonly id: string; readonly inventory: unknown; readonly seller_sku: string }>;
  readonly products: Some<{
    readonly id: string;
    readonly skus: Some<{ readonly seller_sku: string }>;
  }>;
  readonly errors: readonly {
    readonly detail: {
      readonly product_id: string;
      readonly extra_errors: Some<{ readonly code: number }>;
    };
  }[];
  readonly uri: string;
  readonly url: string;
  readonly total_count: number;
  readonly next_page_token: string;
  readonly webhooks: Some<unknown>;
  readonly shops: Some<{ readonly id: string; readonly seller_type: string }>;
  readonly categories: Some<{ readonly id: string; readonly is_leaf: boolean }>;
  readonly attributes: Some<{
    readonly id: string;
    readonly values: Some<{ readonly id: string }>;
  }>;
  readonly inventory: Some<{ readonly skus: Some<unknown> }>;
  readonly orders: Some<OrderData>;
  readonly packages: Some<unknown>;
  readonly tracking: Some<{ readonly description: string }>;
  readonly cancellations: Some<{ readonly cancel_status: string }>;
  readonly mcf_order: McfOrderData;
  readonly warehouses: Some<{ readonly id: string; readonly warehouse_ids: Some<string> }>;
  readonly goods: Some<{ readonly skus: Some<{ readonly id: string }> }>;
  readonly inventory_records: Some<{ readonly changed_quantity: number }>;
};

type OrderData = {
  readonly id: string;
  readonly status: string;
  readonly is_buyer_request_cancel: boolean;
  readonly packages: Some<{ readonly id: string }>;
  readonly payment: Readonly<Record<string, string>>;
  readonly recipient_address: { readonly district_info: Some<{ readonly address_name: string }> };
  readonly line_items: Some<{ readonly id: string; readonly tracking_number: string }>;
};

type McfOrderData = {
  readonly mcf_order_id: string;
  readonly consign_orders: Some<{ readonly status: string; readonly goods: Some<unknown> }>;
};

export type Answer = {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly data: Data;
};
