// The bare address: Shopify opens it with its parameters, a person without.
import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  throw redirect(url.searchParams.has("shop") ? `/app${url.search}` : "/auth/login");
}
