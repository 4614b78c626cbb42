// Protected customer data: what of buyers an app may read depends on what Shopify has approved it for. Without approval
// the objects are closed; at the first level what names, reaches or places a person is. The words are Shopify's as seen
// in apps' logs; which address fields are closed is not published in full, so all but the region and the country are.
import type { TwinSettings } from "../platform.ts";

export type Refusal = { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> };

/** "none": not approved. "level-1": orders without names, addresses, phones and emails. "level-2": all of it. */
export type CustomerDataLevel = NonNullable<TwinSettings["shopify"]["customerData"]>;

const DOCUMENTATION = "https://shopify.dev/docs/apps/launch/protected-customer-data";

const OBJECTS = ["Order", "Customer", "FulfillmentOrder", "Fulfillment", "DraftOrder", "Refund", "Return"];

const PERSON = ["firstName", "lastName", "name", "phone", "company"];
const PLACE = ["address1", "address2", "city", "zip", "latitude", "longitude", "formatted", "formattedArea"];

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Order: ["email", "phone"],
  Customer: ["firstName", "lastName", "displayName", "email", "phone", "defaultEmailAddress"],
  MailingAddress: [...PERSON, ...PLACE],
  FulfillmentOrderDestination: [...PERSON, ...PLACE, "email"],
};

/** Why a field of a type, or what it returns, is closed at this level; undefined when it is open. */
export function closedToApp(
  level: CustomerDataLevel,
  field: { readonly type: string; readonly name: string; readonly returned: string },
): Refusal | undefined {
  if (level === "level-2") return undefined;
  if (level === "none" && OBJECTS.includes(field.returned)) {
    return refusal(`This app is not approved to access the ${field.returned} object.`);
  }
  return FIELDS[field.type]?.includes(field.name)
    ? refusal(`This app is not approved to use the ${field.name} field.`)
    : undefined;
}

function refusal(sentence: string): Refusal {
  return {
    message: `${sentence} See ${DOCUMENTATION} for more details.`,
    extensions: { code: "ACCESS_DENIED", documentation: DOCUMENTATION },
  };
}
