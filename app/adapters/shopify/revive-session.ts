// Turns stored properties back into a session of Shopify's library.
import { Session } from "@shopify/shopify-api";

export function reviveSession(properties: [string, string | number | boolean][]): Session {
  return Session.fromPropertyArray(properties, true);
}
