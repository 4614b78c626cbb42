// What the `data` of each event looks like, of those this twin sends: the table to which every sender is typed and
// every message that a test receives is held. Payloads are thin; the object itself must be fetched.
import { z } from "zod";

/** 17 to 20 digits. */
const id = z.string().regex(/^\d{17,20}$/);
const seconds = z.number().int().min(1_000_000_000).max(9_999_999_999);
const count = z.number().int().min(0);
const name = z.string().regex(/^[A-Z][A-Z_]+$/);

const changedField = z.string().regex(/^(?:title|description|main_images|product_attributes)$/);

const consignOrder = z.strictObject({
  id: z.string().startsWith("OBF"),
  tracking_number: z.string(),
  carrier: z.string(),
  status: z.string(),
  goods: z.union([
    z.strictObject({ id, quantity: count }),
    z.array(z.strictObject({ id, quantity: count })).readonly(),
  ]),
});

export const WEBHOOK_DATA = {
  1: z.strictObject({
    order_id: id,
    order_status: name,
    is_on_hold_order: z.boolean(),
    update_time: seconds,
  }),
  3: z.strictObject({ order_id: id, update_time: seconds }),
  4: z.strictObject({
    sc_type: name,
    role_type: z.string().startsWith("ROLE_"),
    package_list: z
      .array(z.strictObject({ package_id: id, order_id_list: z.array(id).min(1).readonly() }))
      .min(1)
      .readonly(),
    update_time: seconds,
  }),
  5: z.strictObject({ product_id: id, status: name, suspended_reason: z.string(), update_time: seconds }),
  6: z.strictObject({ message: z.string() }),
  7: z.strictObject({ message: z.string(), expiration_time: z.string().regex(/^\d{10}$/) }),
  11: z.strictObject({
    order_id: id,
    cancellations_role: z.enum(["BUYER", "SELLER", "SYSTEM"]),
    cancel_status: name,
    cancel_id: id,
    create_time: seconds,
  }),
  15: z.strictObject({
    product_id: id,
    changed_fields: z.array(changedField).min(1).readonly(),
    update_time: seconds,
  }),
  16: z.strictObject({ product_id: id, product_type: z.array(name).readonly(), update_time: seconds }),
  24: z.strictObject({
    goods_id: id,
    sku_id: id,
    fbt_warehouse_inventory: z.array(
      z.strictObject({
        fbt_warehouse_id: id,
        on_hand_detail: z.strictObject({
          total_quantity: count,
          reserved_quantity: count,
          available_quantity: count,
        }),
      }),
    ),
    update_time: seconds,
  }),
  27: z.strictObject({
    product_id: id,
    sku_id: id,
    trigger_reason: z.strictObject({ alert_type: name, lead_days: count }),
    current_inventory_status: z.enum(["LOW_STOCK", "OUT_OF_STOCK"]),
    inventory_distribution: z.strictObject({
      total_quantity: count,
      available_quantity: count,
      creator_reserved_quantity: count,
      campaign_reserved_quantity: count,
      committed_quantity: count,
    }),
    update_time: seconds,
  }),
  37: z.strictObject({
    product_id: id,
    audit: z.strictObject({ status: name, pre_approved_reason: z.string() }),
    integrated_platform_statuses: z.array(z.unknown()).readonly(),
    update_time: seconds,
  }),
  58: z.strictObject({
    mcf_order: z.strictObject({
      external_order_id: z.string(),
      mcf_order_id: id,
      /** One as an object, several as a list: both have been seen, and clients must take either. */
      consign_orders: z.union([consignOrder, z.array(consignOrder).readonly()]),
      create_time: seconds,
    }),
  }),
} as const;

type SentType = keyof typeof WEBHOOK_DATA;

/** An event of this twin's own, with the data its number demands. */
export type WebhookEvent = {
  readonly [Type in SentType]: { readonly type: Type; readonly data: z.infer<(typeof WEBHOOK_DATA)[Type]> };
}[SentType];

/** What is wrong with a message's data; undefined for one that fits, and for types the table does not have. */
export function problemIn(message: { readonly type: number; readonly data: unknown }): string | undefined {
  const shape: z.ZodType | undefined = WEBHOOK_DATA[message.type as SentType];
  const result = shape?.safeParse(message.data);
  return result?.error ? z.prettifyError(result.error) : undefined;
}
