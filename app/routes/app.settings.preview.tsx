// What settings that are not saved yet would make of the store's own products, for whichever settings page asks.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { type Preview, previewSettings } from "../queries/listing-preview.server.ts";

const Ask = z.object({
  connection: z.string().max(100),
  settings: z.string(),
  search: z
    .string()
    .default("")
    .transform((text) => text.trim().slice(0, 100)),
});

export async function action({ request, context }: ActionFunctionArgs): Promise<{ preview: Preview | null }> {
  const { storeId } = await context.application.authenticate(request);
  const { listingRules, database } = context.application;
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return { preview: null };
  const { connection: connectionId, search } = ask.data;
  const after = listingRules.read(ask.data.settings);
  const current = await listingRules.current(storeId, connectionId);
  if (!after || !current) return { preview: null };
  return {
    preview: await previewSettings(database, {
      storeId,
      connectionId,
      before: current.settings,
      after,
      search,
    }),
  };
}
