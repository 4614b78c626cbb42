// Takes the Admin API schemas out of Shopify's own npm package again, for a new version or to prove their origin.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGE = "@shopify/dev-mcp@1.16.0";
const FILES = ["dist/data/admin_2026-10.json.gz", "dist/data/admin_2026-07.json.gz", "LICENSE"];

const folder = mkdtempSync(join(tmpdir(), "shopify-schema-"));
const packed = execFileSync("npm", ["pack", PACKAGE, "--silent"], { cwd: folder, encoding: "utf8" }).trim();
execFileSync("tar", ["xzf", packed], { cwd: folder });
for (const file of FILES) {
  copyFileSync(join(folder, "package", file), join(import.meta.dirname, file.replace(/^.*\//, "")));
}
rmSync(folder, { recursive: true });
