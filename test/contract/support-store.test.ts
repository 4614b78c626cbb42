// Every query and mutation that the twin's table of Shopify names is driven once and answers success: the README claims
// no more than that table holds.
import { expect, it } from "vitest";
import { supported } from "../emulator/shopify/supported.ts";
import { storeDrives as drives } from "./support/store-drives.ts";
import { storeScene } from "./support/store-scene.ts";

const operations = ["QueryRoot", "Mutation"].flatMap((type) => Object.keys(supported[type] ?? {})).sort();

it("every operation of the table is driven, and nothing else", () => {
  const toldApart = {
    "without a drive: add one to test/contract/support/store-*.ts": operations.filter(
      (name) => !Object.hasOwn(drives, name),
    ),
    "drives of operations that the table does not name": Object.keys(drives).filter(
      (name) => !operations.includes(name),
    ),
  };
  expect(Object.entries(toldApart).filter(([, names]) => names.length > 0)).toEqual([]);
});

it.each(operations.filter((name) => Object.hasOwn(drives, name)))("%s answers success", async (operation) => {
  const scene = await storeScene();
  const asked = await drives[operation]?.(scene);
  const { data, errors } = await scene.alone.graphql(asked?.document ?? "", asked?.variables);
  expect(errors).toBeUndefined();
  expect(Object.keys(data)).toEqual([operation]);
  const answer = data[operation];
  expect(answer).not.toBeNull();
  for (const list of ["userErrors", "orderCancelUserErrors"]) expect(answer[list] ?? []).toEqual([]);
  for (const rows of [answer, answer.nodes])
    if (Array.isArray(rows)) expect(rows.filter((row) => row !== null).length).toBeGreaterThan(0);
});
