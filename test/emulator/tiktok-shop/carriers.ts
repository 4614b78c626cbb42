// Which carriers a shop's delivery options know, whether a tracking number looks like theirs, and by whom the
// platform's own warehouses ship.
import { CARRIER_MARKETS, type CarrierRule } from "./carriers-data.ts";
import type { Core, Shop } from "./core.ts";

export type Provider = CarrierRule;

export function providersOf(shop: Shop): readonly Provider[] {
  return CARRIER_MARKETS.find(({ regions }) => regions.includes(shop.region))?.carriers ?? [];
}

export function providerOf(shop: Shop, id: string): Provider | undefined {
  return providersOf(shop).find((provider) => provider.id === id);
}

/** A number that does not look like the carrier's is taken with a warning; undefined when all is well. */
export function numberWarning(provider: Provider, trackingNumber: string): string | undefined {
  if (!provider.format || provider.format.test(trackingNumber)) return undefined;
  return `The tracking number does not match the format of ${provider.name}`;
}

/** The platform's own warehouses ship by one of a few; the number has the carrier's form. */
export function platformParcel(core: Core, shop: Shop): { provider: Provider; trackingNumber: string } {
  const provider = core.parts.random.pick(providersOf(shop).filter(({ mask }) => mask !== undefined));
  const digit = () => String(core.parts.random.between(0, 9));
  return { provider, trackingNumber: (provider.mask ?? "").replaceAll("#", digit) };
}
