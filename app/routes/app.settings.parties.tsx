// Registers a manufacturer or responsible person at the marketplace. What a person gave passes through and is kept
// nowhere: the answer names the party and what is wrong with which field.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { PartyDetails, PartyFault } from "../domain/party-details.ts";

const typed = z.string().max(2_000).default("");
const Ask = z.object({
  connection: z.string().max(100),
  kind: z.enum(["manufacturer", "responsible-person"]),
  details: z.object({
    ...{ name: typed, tradeName: typed, email: typed, countryCode: typed, localNumber: typed },
    ...{ address: typed, street: typed, postalCode: typed, city: typed, country: typed },
  } satisfies Record<keyof PartyDetails, typeof typed>),
});

export type PartyRegistered = {
  readonly party: { readonly id: string; readonly label: string } | null;
  readonly message: string;
  readonly faults: readonly PartyFault[];
};

export async function action({ request, context }: ActionFunctionArgs): Promise<PartyRegistered> {
  const { storeId } = await context.application.authenticate(request);
  const { connection, kind, ...details } = Object.fromEntries(await request.formData());
  const ask = Ask.safeParse({ connection, kind, details });
  const answer = ask.success
    ? await context.application.listingRules.registerParty(storeId, ask.data.connection, ask.data)
    : undefined;
  if (!answer) return wrong("That could not be read. Reload the page and try again.");
  if (answer.kind === "refused")
    return { party: null, message: "Nothing was registered.", faults: answer.faults };
  const { partyId: id, name: label } = answer.party;
  const message =
    answer.kind === "known"
      ? `${label} is registered already and is chosen. Save to use it.`
      : `${label} is registered and chosen. Save to use it.`;
  return { party: { id, label }, message, faults: [] };
}

function wrong(sentence: string): PartyRegistered {
  return { party: null, message: "Nothing was registered.", faults: [{ field: null, sentence }] };
}
