// A recipient's address as the platform masks and divides it. What is starred out is nothing to us: it is never guessed.
import { z } from "zod";
import type { Address } from "../../domain/address.ts";
import { list, text } from "./fields.ts";

// "1*** Coleman Ave", "(+1)213-***-1234": one star is enough to make a part useless for shipping.
const clear = text.transform((value) => (value?.includes("*") ? null : value));

export const recipientSchema = z.object({
  region_code: text,
  name: clear,
  first_name: clear,
  last_name: clear,
  phone_number: clear,
  address_line1: clear,
  address_line2: clear,
  address_detail: clear,
  postal_code: clear,
  post_town: clear,
  district_info: list(z.object({ address_level: text, address_level_name: text, address_name: clear })),
});

type Recipient = z.output<typeof recipientSchema>;

const CITY = /city|town|municipality|comune|commune/i;
const PROVINCE = /state|province|prefecture|region/i;

/** Null when nothing of it is readable. */
export function toAddress(recipient: Recipient | null | undefined, email: string | null): Address | null {
  if (!recipient) return null;
  const parts = {
    name: recipient.name ?? fullName(recipient),
    company: null,
    line1: recipient.address_line1 ?? recipient.address_detail,
    line2: recipient.address_line2,
    city: recipient.post_town ?? district(recipient, CITY, "L3"),
    province: district(recipient, PROVINCE, "L1"),
    postalCode: recipient.postal_code,
    countryCode: recipient.region_code,
    phone: recipient.phone_number,
  };
  return Object.values(parts).every((part) => part === null) ? null : { ...parts, email };
}

function fullName(recipient: Recipient): string | null {
  return [recipient.first_name, recipient.last_name].filter(Boolean).join(" ") || null;
}

// Levels carry a name in the shop's own language; where that says nothing, the level's number does.
function district(recipient: Recipient, named: RegExp, level: string): string | null {
  const byName = recipient.district_info.find((part) => named.test(part.address_level_name ?? ""));
  const byLevel = recipient.district_info.find((part) => part.address_level === level);
  return (byName ?? byLevel)?.address_name ?? null;
}
