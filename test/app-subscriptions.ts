// What Shopify learns from the app's configuration when it is deployed: which topics it is told of, and where.
import { readFileSync } from "node:fs";

export function appSubscriptions(): { topic: string; uri: string }[] {
  const toml = readFileSync(new URL("../shopify.app.toml", import.meta.url), "utf8");
  const blocks = toml.split("[[webhooks.subscriptions]]").slice(1);
  return blocks.flatMap((block) => {
    const uri = /uri\s*=\s*"([^"]+)"/.exec(block)?.[1] ?? "";
    const topics = /(?<!compliance_)topics\s*=\s*\[([^\]]*)\]/.exec(block)?.[1] ?? "";
    return [...topics.matchAll(/"([^"]+)"/g)].map((match) => ({ topic: match[1] ?? "", uri }));
  });
}
