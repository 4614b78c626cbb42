import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BODY_LIMIT } from "../handlers.ts";
import { HeardRequest } from "../wire-request.ts";
import { aShop } from "./a-shop.ts";
import { REFUSED } from "./refused-requests.ts";

it.each(REFUSED)(
  "$says is refused with $answer, twice alike",
  async ({ gateway, before, request, answer }) => {
    const shop = aShop({}, gateway);
    await shop.signIn();
    await before?.(shop);
    for (const _ of [1, 2]) {
      const response = await shop.twin.respond(request(shop));
      const body = (await response.json()) as { code: number };
      expect([response.status, body.code]).toEqual(answer);
      expect(body).toEqual({
        code: answer[1],
        message: expect.stringMatching(/\w/),
        request_id: expect.stringMatching(/^\d{14}[0-9A-F]{20}$/),
      });
    }
  },
);

it("a body too large to be read is refused in the envelope", async () => {
  const { twin, signed } = aShop();
  const { method, url, headers } = signed("POST /order/202309/orders/search", { body: {} });
  const heard = new HeardRequest({ method, url, headers, body: "too-large" });
  expect([heard.isTooLarge, BODY_LIMIT]).toEqual([true, 12 * 1024 * 1024]);
  const answer = await twin.tooLarge();
  expect([answer.status, (await answer.json()).code]).toEqual([400, 36009021]);
});

it("every code the gateway and the auth host can say has its row", () => {
  const sources = ["auth", "gateway", "quota", "request-body", "route-table", "signed-call", "wire"];
  const said = sources.flatMap((name) => {
    const text = readFileSync(new URL(`./${name}.ts`, import.meta.url), "utf8");
    return [...text.matchAll(/\b(?:360|105|106)\d{3,5}\b/g)].map(([code]) => Number(code));
  });
  const shown = new Set([...REFUSED.map(({ answer: [, code] }) => code), 36009021]);
  // What is left is said by a bug alone.
  expect([...new Set(said)].filter((code) => !shown.has(code))).toEqual([36009003]);
});
