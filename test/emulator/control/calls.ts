// Every control call there is, in one table.
import { type ControlCall, call } from "./call.ts";
import { catalogCalls } from "./catalog-calls.ts";
import { gatewayCalls } from "./gateway-calls.ts";
import { lifeCalls } from "./life-calls.ts";
import { marketplaceCalls } from "./marketplace-calls.ts";
import { mishapCalls } from "./mishap-calls.ts";
import { orderCalls } from "./order-calls.ts";
import { scriptCalls } from "./script-calls.ts";
import { shopifyCalls } from "./shopify-calls.ts";
import { storeCatalogCalls } from "./store-catalog-calls.ts";
import { twinCalls } from "./twin-calls.ts";

const listCalls = call({
  name: "list calls",
  method: "GET",
  path: "/control/calls",
  does: "This table",
  run: () => ({ calls: controlCalls.map(({ name, method, path, does }) => ({ name, method, path, does })) }),
});

const movingCalls: readonly ControlCall[] = [
  ...twinCalls,
  ...lifeCalls,
  ...storeCatalogCalls,
  ...shopifyCalls,
  ...orderCalls,
  ...marketplaceCalls,
  ...catalogCalls,
  ...mishapCalls,
  ...gatewayCalls,
];

export const controlCalls: readonly ControlCall[] = [listCalls, ...movingCalls, ...scriptCalls(movingCalls)];

/** The table as the README shows it. */
export function controlTable(): string {
  const rows = controlCalls.map(
    ({ name, method, path, does }) => `| ${name} | \`${method} ${path}\` | ${does} |`,
  );
  return ["| Call | Address | What it does |", "| --- | --- | --- |", ...rows].join("\n");
}
