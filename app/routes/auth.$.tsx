// Shopify's own flow: exit the frame, bounce for a session token.
import type { LoaderFunctionArgs } from "@remix-run/node";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await context.application.authenticate(request);
  return null;
}
