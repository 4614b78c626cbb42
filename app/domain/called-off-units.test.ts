import { expect, it } from "vitest";
import { isCalledOffInStore, withoutCalledOff } from "./called-off-units.ts";
import { as, type OrderLineId } from "./ids.ts";

const id = as<OrderLineId>("line");
const bought = { id, quantity: 3, cancelledQuantity: 1 };
const ours = { ...bought, storeVariantId: "v", sku: "A", unitPrice: { minor: 100 } };
const theirs = (currentQuantity: number) => ({
  ...{ storeOrderLineId: "s", storeVariantId: "v", sku: "A", unitPrice: { minor: 100 } },
  ...{ quantity: 3, currentQuantity },
});

it("the store agrees once it has no more left than is wanted, and a line it lacks agrees to nothing", () => {
  expect([3, 2, 0].map((left) => isCalledOffInStore([ours], [theirs(left)]))).toEqual([false, true, true]);
  expect(isCalledOffInStore([ours], [])).toBe(false);
});

it("planned units that were called off are counted until what is wanted has left", () => {
  const part = (shippedQuantity: number) => ({ lines: [{ orderLineId: id, quantity: 3, shippedQuantity }] });
  const counted = (shipped: number) => withoutCalledOff([bought], [part(shipped)])[0]?.lines[0]?.quantity;
  expect([0, 1, 2, 3].map(counted)).toEqual([3, 3, 2, 3]);
  const whole = { ...bought, cancelledQuantity: 0 };
  expect(withoutCalledOff([whole], [part(2)])).toEqual([part(2)]);
});
