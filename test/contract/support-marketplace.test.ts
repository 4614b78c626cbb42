// Every operation that the twin's table of TikTok Shop names is driven once and answers success: the README claims no
// more than that table holds.
import { expect, it } from "vitest";
import { routes } from "../emulator/tiktok-shop/routes.ts";
import { catalogDrives } from "./support/marketplace-catalog.ts";
import { type MarketplaceDrives, marketplaceScene, sceneInTheUnion } from "./support/marketplace-scene.ts";
import { tradeDrives } from "./support/marketplace-trade.ts";

const drives: MarketplaceDrives = { ...catalogDrives, ...tradeDrives };
const operations = routes.map(({ method, path }) => `${method} ${path}`).sort();

it("every operation of the table is driven, and nothing else", () => {
  const toldApart = {
    "without a drive: add one to test/contract/support/marketplace-*.ts": operations.filter(
      (name) => !Object.hasOwn(drives, name),
    ),
    "drives of operations that the table does not name": Object.keys(drives).filter(
      (name) => !operations.includes(name),
    ),
  };
  expect(Object.entries(toldApart).filter(([, names]) => names.length > 0)).toEqual([]);
});

it.each(operations.filter((name) => Object.hasOwn(drives, name)))("%s answers success", async (operation) => {
  const scene = await (operation.includes("/compliance/") ? sceneInTheUnion() : marketplaceScene());
  const { id, body, query } = (await drives[operation]?.(scene)) ?? {};
  const request = scene.shop.signed(operation.replace("{id}", id ?? "{id}"), {
    body,
    ...(query ? { query } : {}),
  });
  expect(await scene.shop.twin.operationOf(request.clone())).toBe(operation);
  const { status, code, message, data } = await scene.shop.send(request);
  expect({ status, code, message }).toEqual({ status: 200, code: 0, message: "Success" });
  expect(data).not.toHaveProperty("errors");
});
