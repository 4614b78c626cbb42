// Every variable the product reads, its form and its default, in one schema. The only reader of process.env.
import { z } from "zod";

export type Env = {
  readonly shopify: {
    readonly apiKey: string;
    readonly apiSecret: string;
    /** Origin of a local stand-in for Shopify, on this machine only. */
    readonly standIn: string | undefined;
  };
  readonly tiktokShop: {
    readonly appKey: string;
    readonly appSecret: string;
    readonly serviceId: string;
    readonly apiUrl: string;
    readonly authUrl: string;
    readonly authorizeUrl: string;
  };
  /** Where browsers and platforms reach us, without a trailing slash. */
  readonly appUrl: string;
  readonly encryptionKey: string;
  /** Undefined: the embedded PostgreSQL in `dataFolder`. */
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  readonly port: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  /** Whether the web process also runs the lanes. */
  readonly worker: "on" | "off";
  readonly appBridgeUrl: string | undefined;
  readonly adminShellOrigin: string | undefined;
  /** One interval for every sweep; undefined: each its own (worker/schedule.ts). */
  readonly sweepSeconds: number | undefined;
};

export type ReadEnv =
  | { readonly kind: "ok"; readonly env: Env }
  /** Each a sentence that names its variable. */
  | { readonly kind: "problems"; readonly problems: readonly string[] };

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const required = (what: string) => z.string({ error: `is missing: ${what}` }).trim();

// Plain http only where nothing leaves this machine: tokens and buyers' addresses travel on these.
const secureUrl = z.string().refine(isSecure, {
  error: "must be an https:// address (http:// only for localhost)",
});
const loopbackUrl = z.string().refine((value) => LOOPBACK.has(urlOf(value)?.hostname ?? ""), {
  error: "must be an address on this machine, e.g. http://localhost:4000",
});
const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .refine((value) => /^\d+$/.test(value) && Number(value) >= low && Number(value) <= high, {
      error: `must be a whole number from ${low} to ${high}`,
    })
    .transform(Number);

const schema = z.object({
  SHOPIFY_API_KEY: required("the client id of your app in Shopify's Dev Dashboard"),
  SHOPIFY_API_SECRET: required("the client secret of your app in Shopify's Dev Dashboard"),
  APP_URL: required("the https address under which this app is reached").pipe(secureUrl).transform(unslashed),
  TIKTOK_SHOP_APP_KEY: required("the app key from TikTok Shop Partner Center"),
  TIKTOK_SHOP_APP_SECRET: required("the app secret from TikTok Shop Partner Center"),
  TIKTOK_SHOP_SERVICE_ID: required("the service id from TikTok Shop Partner Center"),
  TIKTOK_SHOP_API_URL: secureUrl.transform(unslashed).default("https://open-api.tiktokglobalshop.com"),
  TIKTOK_SHOP_AUTH_URL: secureUrl.transform(unslashed).default("https://auth.tiktok-shops.com"),
  TIKTOK_SHOP_AUTHORIZE_URL: secureUrl.default("https://services.tiktokshop.com/open/authorize"),
  ENCRYPTION_KEY: required("at least 32 random characters").min(32, {
    error: "is too short: it must be at least 32 random characters",
  }),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: "must begin with postgres:// or postgresql://" })
    .optional(),
  DATA_FOLDER: z.string().default(".data/postgres"),
  PORT: wholeNumber(0, 65_535).default(3000),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"], { error: "must be debug, info, warn or error" })
    .default("info"),
  WORKER: z.enum(["on", "off"], { error: "must be on or off" }).default("off"),
  SHOPIFY_STAND_IN: loopbackUrl.transform(originOf).optional(),
  APP_BRIDGE_URL: secureUrl.optional(),
  ADMIN_SHELL_ORIGIN: loopbackUrl.transform(originOf).optional(),
  SWEEP_SECONDS: wholeNumber(1, 86_400).optional(),
});

/** Every name the schema knows, in the order of .env.example. */
export const envKeys: readonly string[] = Object.keys(schema.shape);

/** Reads and checks all variables at once; an empty one counts as left out. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): ReadEnv {
  const given = Object.fromEntries(envKeys.map((name) => [name, source[name]?.trim() || undefined]));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { kind: "ok", env: toEnv(parsed.data) };
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  return { kind: "problems", problems };
}

function toEnv(values: z.output<typeof schema>): Env {
  return Object.freeze({
    shopify: Object.freeze({
      apiKey: values.SHOPIFY_API_KEY,
      apiSecret: values.SHOPIFY_API_SECRET,
      standIn: values.SHOPIFY_STAND_IN,
    }),
    tiktokShop: Object.freeze({
      appKey: values.TIKTOK_SHOP_APP_KEY,
      appSecret: values.TIKTOK_SHOP_APP_SECRET,
      serviceId: values.TIKTOK_SHOP_SERVICE_ID,
      apiUrl: values.TIKTOK_SHOP_API_URL,
      authUrl: values.TIKTOK_SHOP_AUTH_URL,
      authorizeUrl: values.TIKTOK_SHOP_AUTHORIZE_URL,
    }),
    appUrl: values.APP_URL,
    encryptionKey: values.ENCRYPTION_KEY,
    databaseUrl: values.DATABASE_URL,
    dataFolder: values.DATA_FOLDER,
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
    worker: values.WORKER,
    appBridgeUrl: values.APP_BRIDGE_URL,
    adminShellOrigin: values.ADMIN_SHELL_ORIGIN,
    sweepSeconds: values.SWEEP_SECONDS,
  });
}

function isSecure(value: string): boolean {
  const url = urlOf(value);
  return url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname));
}

function urlOf(value: string): URL | undefined {
  return URL.parse(value) ?? undefined;
}

function unslashed(value: string): string {
  return value.replace(/\/+$/, "");
}

function originOf(value: string): string {
  return new URL(value).origin;
}
