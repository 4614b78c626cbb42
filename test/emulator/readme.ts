// The parts of the README that are tables of the code. Run, it writes them anew; a test keeps them true.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { certaintyOf } from "./certainty.ts";
import { controlTable } from "./control/calls.ts";
import { supported } from "./shopify/supported.ts";
import { routes } from "./tiktok-shop/routes.ts";

export const README = new URL("./README.md", import.meta.url);

/** The README with its tables as the code now has them. */
export function withTables(text: string): string {
  const tables = { calls: controlTable(), shopify: shopifyTable(), "tiktok-shop": marketplaceTable() };
  return Object.entries(tables).reduce(
    (whole, [name, table]) =>
      whole.replace(
        new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- /${name} -->`),
        () => `<!-- ${name} -->\n${table}\n<!-- /${name} -->`,
      ),
    text,
  );
}

function shopifyTable(): string {
  const rows = ["Query", "Mutation"].flatMap((type) => {
    const names = Object.keys(
      (supported as Readonly<Record<string, object>>)[type === "Query" ? "QueryRoot" : type] ?? {},
    );
    return names
      .sort()
      .map(
        (name) =>
          `| ${type.toLowerCase()} | \`${name}\` | ${certaintyOf("shopify", `${type.toLowerCase()} ${name}`)} |`,
      );
  });
  return ["| Kind | Operation | Its rules |", "| --- | --- | --- |", ...rows].join("\n");
}

function marketplaceTable(): string {
  const rows = routes.map(({ method, path, scope }) => {
    const name = `${method} ${path}`;
    return `| \`${name}\` | \`${scope}\` | ${certaintyOf("tiktok-shop", name)} |`;
  });
  return ["| Operation | Scope | Its rules |", "| --- | --- | --- |", ...rows.sort()].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(README, withTables(readFileSync(README, "utf8")));
}
