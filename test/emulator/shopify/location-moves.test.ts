import { expect, it } from "vitest";
import { STORE, shopifyAlone } from "./alone.ts";

it("a location is renamed, closed, opened and deleted, and each is told once", async () => {
  const alone = shopifyAlone();
  const shed = alone.twin.addLocation(STORE, "Shed");
  const { twin } = alone;
  twin.changeLocation(STORE, shed, { name: "Garden shed" });
  twin.changeLocation(STORE, shed, { name: "Garden shed" });
  expect(() => twin.deleteLocation(STORE, shed)).toThrow("is open: close it first");
  for (const isActive of [false, false, true, false]) twin.changeLocation(STORE, shed, { isActive });
  twin.deleteLocation(STORE, shed);
  expect(() => twin.changeLocation(STORE, shed, {})).toThrow(`no location ${shed}`);
  await alone.parts.clock.advance(0);
  const heard = alone.heard.map(({ headers }) => headers.get("x-shopify-topic"));
  expect(heard.filter((topic) => topic?.startsWith("locations/"))).toEqual([
    "locations/create",
    "locations/update",
    "locations/deactivate",
    "locations/activate",
    "locations/deactivate",
    "locations/delete",
  ]);
});

it("the last open location stays open", () => {
  const alone = shopifyAlone();
  const [only] = alone.twin.view(STORE).locations;
  expect(() => alone.twin.changeLocation(STORE, only?.id ?? "", { isActive: false })).toThrow(
    "has no other location",
  );
});
