// What a seller's own system calls an order and its lines.

export type ExternalOrderRow = {
  readonly shopId: string;
  readonly orderId: string;
  readonly platform: string;
  readonly id: string;
  readonly lineItems: readonly { readonly id: string; readonly origin_id: string }[];
};
