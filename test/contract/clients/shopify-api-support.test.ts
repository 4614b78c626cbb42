// Every query and mutation that has a drive, asked by Shopify's own client: it takes success for success, and throws its
// own error where the token is none.
import { HttpResponseError } from "@shopify/shopify-api";
import { expect, it } from "vitest";
import { exchangeOf, STORE } from "../../emulator/shopify/alone.ts";
import { storeDrives } from "../support/store-drives.ts";
import { storeScene } from "../support/store-scene.ts";
import { ask, sendsBy, sessionOf } from "./store-client.ts";

it.each(Object.keys(storeDrives))("%s is success to it, and 401 without a token", async (operation) => {
  const scene = await storeScene();
  sendsBy((request) => scene.alone.twin.respond(request));
  const { document = "", variables } = (await storeDrives[operation]?.(scene)) ?? {};
  const stranger = ask(sessionOf(STORE, "shpat_nobody"), document, variables);
  await expect(stranger).rejects.toBeInstanceOf(HttpResponseError);
  await expect(stranger).rejects.toMatchObject({ response: { code: 401 } });

  const { body } = await scene.alone.token(exchangeOf(scene.alone.twin, { expiring: "0" }));
  const data = await ask(sessionOf(STORE, body["access_token"] ?? ""), document, variables);
  expect(Object.keys(data)).toEqual([operation]);
  expect(data[operation]).not.toBeNull();
});
