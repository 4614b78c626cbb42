// Where in the app a merchant says who answers for products.

/** The field of requirements that are met there. */
export const PARTY_FIELD = "compliance";

/** Its part of the mapping page of one shop. */
export function partyPlace(connectionId: string) {
  const url = `/app/settings?connection=${encodeURIComponent(connectionId)}#parties`;
  return { label: "Open mapping", url };
}
