// Reached without a store: Shopify's library sends the browser on when it knows one, otherwise we say where to open the app.
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";

export const meta: MetaFunction = () => [{ title: "Reeldock" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await context.application.login(request);
  return null;
}

export default function Login() {
  return (
    <main
      style={{
        fontFamily: "system-ui, sans-serif",
        maxWidth: "36rem",
        margin: "15vh auto",
        padding: "0 1rem",
      }}
    >
      <h1>Reeldock</h1>
      <p>Reeldock lives inside Shopify admin. Open it there: Apps, then Reeldock.</p>
    </main>
  );
}
