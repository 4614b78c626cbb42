// Who an order goes to, as far as the seller may know: nothing until it has left its remorse period, even if it was
// called off in it; stars where the platform ships, partly stars where the platform's label is used, everything where
// the seller ships.
import type { SeedAddress } from "../platform.ts";
import type { OrderRow } from "./order-rows.ts";

/** Markets whose addresses carry the two names apart. */
const NAMES_APART = ["US", "GB", "JP"];

/** Undefined while the platform tells nothing. */
export function recipientOf(order: OrderRow): object | undefined {
  if (order.readyTime === null) return undefined;
  if (order.fulfillmentType === "FULFILLMENT_BY_TIKTOK") return addressView(order.address, redacted);
  if (order.shippingType === "TIKTOK") return addressView(order.address, desensitised);
  return addressView(order.address, clear);
}

type Person = {
  first: string;
  last: string;
  phone: string;
  line1: string;
  line2: string;
  postalCode: string;
};

function addressView(address: SeedAddress, mask: (address: SeedAddress) => Person): object {
  const person = mask(address);
  const city = `${address.city}, ${address.provinceCode} ${person.postalCode}`;
  return {
    region_code: address.countryCode,
    name: `${person.first} ${person.last}`.trim(),
    ...(NAMES_APART.includes(address.countryCode)
      ? { first_name: person.first, last_name: person.last }
      : {}),
    phone_number: person.phone,
    postal_code: person.postalCode,
    address_line1: person.line1,
    address_line2: person.line2,
    ...(address.countryCode === "BR" ? { address_line3: "", address_line4: "" } : {}),
    ...(address.countryCode === "GB" ? { post_town: address.city } : {}),
    ...(address.countryCode === "JP" ? { first_name_local_script: "", last_name_local_script: "" } : {}),
    address_detail: [person.line1, person.line2].filter(Boolean).join(" "),
    full_address: `${[person.line1, person.line2].filter(Boolean).join(" ")}, ${city}`,
    district_info: [
      { address_level: "L0", address_level_name: "Country", address_name: countryName(address.countryCode) },
      { address_level: "L1", address_level_name: "State", address_name: address.province },
      { address_level: "L3", address_level_name: "City", address_name: address.city },
    ],
    delivery_preferences: { drop_off_location: "" },
  };
}

function clear(address: SeedAddress): Person {
  return {
    first: address.firstName,
    last: address.lastName,
    phone: phoneOf(address.phone),
    line1: address.address1,
    line2: address.address2 ?? "",
    postalCode: address.zip,
  };
}

function desensitised(address: SeedAddress): Person {
  const starred = (word: string) => (word === "" ? "" : `${word[0]}***`);
  return {
    first: starred(address.firstName),
    last: starred(address.lastName),
    phone: starredPhone(address.phone),
    line1: address.address1.replace(/^(\S)\S*/, "$1***"),
    line2: address.address2 ? "****" : "",
    postalCode: address.zip,
  };
}

function redacted(address: SeedAddress): Person {
  return { first: "****", last: "****", phone: "****", line1: "****", line2: "", postalCode: address.zip };
}

/** "+12135550134" as the platform writes it: "(+1)213-555-0134"; numbers of elsewhere as they are. */
function phoneOf(phone: string): string {
  const digits = phone.replaceAll(/\D/g, "").replace(/^1(?=\d{10}$)/, "");
  return digits.length === 10 ? `(+1)${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` : phone;
}

function starredPhone(phone: string): string {
  const written = phoneOf(phone);
  const starred = written.replace(/-\d{3}-/, "-***-");
  return starred === written ? written.replace(/\d{4}(?=\d{4}$)/, "****") : starred;
}

const regionNames = new Intl.DisplayNames(["en"], { type: "region" });
const countryNames = new Map<string, string>();

/** Kept: asking for a name is slow, and every order asks. */
export function countryName(code: string): string {
  const name = countryNames.get(code) ?? regionNames.of(code) ?? code;
  countryNames.set(code, name);
  return name;
}
