// What staff do to the store's own locations once they are there: rename, close, open again, delete.
import type { LocationMoves } from "../store-locations.ts";
import { locationPayload } from "./shop.ts";
import type { Location, Shop } from "./state.ts";
import { announce } from "./webhooks.ts";
import { firstLocation, legacyId, now, record, shopAt, type World } from "./world.ts";

export function locationMoves(world: World): LocationMoves {
  return {
    changeLocation(domain, locationId, { name, isActive }) {
      const shop = shopAt(world, domain);
      const location = ownLocation(shop, locationId);
      if (isActive === false && location.isActive && firstLocation(shop) === location && openOnes(shop) === 1)
        throw new Error(`${domain} has no other location than ${locationId}`);
      if (name !== undefined && name !== location.name) {
        Object.assign(location, { name, updatedAt: now(world) });
        tell(world, shop, { location, topic: "locations/update" });
      }
      if (isActive === undefined || isActive === location.isActive) return;
      Object.assign(location, { isActive, updatedAt: now(world) });
      tell(world, shop, { location, topic: isActive ? "locations/activate" : "locations/deactivate" });
    },
    deleteLocation(domain, locationId) {
      const shop = shopAt(world, domain);
      const location = ownLocation(shop, locationId);
      if (location.isActive) throw new Error(`location ${locationId} of ${domain} is open: close it first`);
      shop.locations.delete(locationId);
      for (const levels of shop.levels.values()) levels.delete(locationId);
      record(world, "location.deleted", { locationId });
      announce(world, shop, { topic: "locations/delete", payload: { id: legacyId(locationId) } });
    },
  };
}

type Told = {
  readonly location: Location;
  readonly topic: "locations/update" | "locations/activate" | "locations/deactivate";
};

function tell(world: World, shop: Shop, { location, topic }: Told): void {
  record(
    world,
    "location.changed",
    { locationId: location.id },
    { name: location.name, isActive: location.isActive },
  );
  announce(world, shop, { topic, payload: locationPayload(location) });
}

function ownLocation(shop: Shop, locationId: string): Location {
  const location = shop.locations.get(locationId);
  if (!location || location.serviceId)
    throw new Error(`${shop.domain} has no location ${locationId} of its own`);
  return location;
}

function openOnes(shop: Shop): number {
  return [...shop.locations.values()].filter((one) => one.isActive && !one.serviceId).length;
}
