// Where the control calls and the control page are reached: everything under /control of the main port.
import type { TwinAddresses } from "../serve.ts";
import type { Twin } from "../twin.ts";

/** Answers what lies under /control; undefined for any other path. */
export async function answerControl(
  twin: Twin,
  request: Request,
  addresses: TwinAddresses,
): Promise<Response | undefined> {
  const url = new URL(request.url);
  if (url.pathname !== "/control" && !url.pathname.startsWith("/control/")) return undefined;
  return Response.json({ stores: twin.settings.shopify.stores, addresses });
}
