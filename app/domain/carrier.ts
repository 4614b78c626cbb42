// Carriers go by several names: ours, the store's and each marketplace's. One table says which names mean the same.

/** The store's own spelling first (from its platform's list of supported carriers, read 2026-11), then other names for it. */
const NAMES: readonly (readonly [store: string, ...others: string[]])[] = [
  ["USPS", "United States Postal Service", "US Postal Service", "U.S. Postal Service"],
  ["UPS", "United Parcel Service", "UPS Ground", "UPS SurePost"],
  ["FedEx", "Federal Express", "FedEx Ground", "FedEx Home Delivery", "FedEx SmartPost"],
  ["DHL Express", "DHL"],
  ["DHL eCommerce", "DHL eCommerce US", "DHL Global Mail"],
  ["OnTrac", "On Trac"],
  ["Lasership", "Laser Ship"],
  ["Amazon", "Amazon Logistics", "Amazon Logistics US", "Amazon Shipping", "AMZL"],
  ["Amazon Logistics UK"],
  ["Canada Post", "Postes Canada"],
  ["Royal Mail", "Royal Mail Group"],
  ["Evri", "Hermes UK", "myHermes"],
  ["DPD", "DPD Group"],
  ["DPD UK"],
  ["DPD Ireland"],
  ["Yodel"],
  ["GLS", "General Logistics Systems"],
  ["Correos", "Correos Spain"],
  ["La Poste Colissimo", "Colissimo", "La Poste"],
  ["Chronopost"],
  ["Mondial Relay"],
  ["Poste Italiane"],
  ["An Post"],
  ["Deutsche Post"],
  ["DHL Parcel", "DHL Paket"],
  ["Japan Post (EN)", "Japan Post"],
  ["Sagawa (EN)", "Sagawa"],
  ["Yamato (EN)", "Yamato", "Kuroneko Yamato"],
  ["NinjaVan", "Ninja Van"],
  ["SF Express", "S.F. Express"],
  ["YunExpress", "Yun Express"],
];

/** Letters and digits only, lower case: "U.S.P.S." and "usps" are the same name. */
export function normalizeCarrier(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/&/g, "and")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

const GROUP_OF = new Map(
  NAMES.flatMap((names, group) => names.map((name) => [normalizeCarrier(name), group] as const)),
);

/** Whether two names mean one carrier: the same letters, or the same row of the table. */
export function sameCarrier(a: string, b: string): boolean {
  const [left, right] = [normalizeCarrier(a), normalizeCarrier(b)];
  if (left === right) return left !== "";
  const group = GROUP_OF.get(left);
  return group !== undefined && group === GROUP_OF.get(right);
}

/** The provider that a carrier name means: the same letters win over another name for it. */
export function matchProvider<P extends { readonly name: string }>(
  carrier: string,
  providers: readonly P[],
): P | undefined {
  const exact = providers.find((provider) => normalizeCarrier(provider.name) === normalizeCarrier(carrier));
  return exact ?? providers.find((provider) => sameCarrier(provider.name, carrier));
}

/** The store's own spelling of a carrier, or undefined when the store does not know it. */
export function storeCarrierName(carrier: string): string | undefined {
  const group = GROUP_OF.get(normalizeCarrier(carrier));
  return group === undefined ? undefined : NAMES[group]?.[0];
}
