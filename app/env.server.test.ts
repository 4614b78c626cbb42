// One list of all problems, in words; the example file is good as it stands.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { envKeys, readEnv } from "./env.server.ts";

const good = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  APP_URL: "https://app.example.com/",
  TIKTOK_SHOP_APP_KEY: "app-key",
  TIKTOK_SHOP_APP_SECRET: "app-secret",
  TIKTOK_SHOP_SERVICE_ID: "7380066284010030890",
  ENCRYPTION_KEY: "0123456789abcdef0123456789abcdef",
};

describe("environment", () => {
  it("the seven that must be given are enough; the rest has defaults", () => {
    const read = readEnv(good);
    expect(read.kind === "ok" && read.env).toMatchObject({
      appUrl: "https://app.example.com",
      databaseUrl: undefined,
      dataFolder: ".data/postgres",
      port: 3000,
      worker: "off",
      sweepSeconds: undefined,
      tiktokShop: { apiUrl: "https://open-api.tiktokglobalshop.com" },
    });
  });

  it("the result cannot be changed", () => {
    const read = readEnv(good);
    expect(read.kind === "ok" && Object.isFrozen(read.env) && Object.isFrozen(read.env.shopify)).toBe(true);
  });

  it("every problem is told at once, each naming its variable", () => {
    const read = readEnv({
      ...good,
      SHOPIFY_API_KEY: " ",
      ENCRYPTION_KEY: "short",
      PORT: "http",
      WORKER: "yes",
    });
    expect(read).toEqual({
      kind: "problems",
      problems: [
        "SHOPIFY_API_KEY is missing: the client id of your app in Shopify's Dev Dashboard",
        "ENCRYPTION_KEY is too short: it must be at least 32 random characters",
        "PORT must be a whole number from 0 to 65535",
        "WORKER must be on or off",
      ],
    });
  });

  it("plain http is taken for this machine only", () => {
    expect(readEnv({ ...good, TIKTOK_SHOP_API_URL: "http://127.0.0.1:4000" }).kind).toBe("ok");
    expect(readEnv({ ...good, TIKTOK_SHOP_API_URL: "http://api.example.com" })).toEqual({
      kind: "problems",
      problems: ["TIKTOK_SHOP_API_URL must be an https:// address (http:// only for localhost)"],
    });
  });

  it("a stand-in and an admin shell are taken for this machine only, as origins", () => {
    const read = readEnv({ ...good, SHOPIFY_STAND_IN: "http://localhost:4001/path" });
    expect(read.kind === "ok" && read.env.shopify.standIn).toBe("http://localhost:4001");
    expect(readEnv({ ...good, ADMIN_SHELL_ORIGIN: "https://evil.example.com" }).kind).toBe("problems");
  });

  it("the example file names every variable and starts the app", () => {
    const lines = readFileSync(".env.example", "utf8").match(/^[A-Z_]+=.*$/gm) ?? [];
    const pairs = lines.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]);
    expect(pairs.map(([name]) => name).sort()).toEqual([...envKeys].sort());
    expect(readEnv(Object.fromEntries(pairs) as Record<string, string>).kind).toBe("ok");
  });
});
