// Fields that several control calls take.
import { z } from "zod";

export const quantity = z.number().int().min(1).max(1_000_000);
export const stock = z.number().int().min(0).max(1_000_000);
export const milliseconds = z
  .number()
  .int()
  .min(0)
  .max(90 * 86_400_000);
/** A part of a whole. */
export const share = z.number().min(0).max(1);
export const text = z.string().min(1).max(500);
export const amount = z.string().regex(/^\d+(\.\d{1,2})?$/, 'expected an amount like "19.99"');

export const address = z.strictObject({
  firstName: text,
  lastName: text,
  address1: text,
  address2: text.nullable(),
  city: text,
  provinceCode: text,
  province: text,
  zip: text,
  countryCode: z.string().length(2),
  phone: text,
  email: text,
});
