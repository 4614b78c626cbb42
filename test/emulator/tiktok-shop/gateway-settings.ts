// How the gateway and the auth host behave where the platform does not say, or where an app of the platform is set up
// in one of several ways. Everything here is a setting of the twin and can be changed while it runs.

export type GatewaySettings = {
  /** Lenient accepts an empty `{}` body that was left out of the signature, as the platform's own generated client does. */
  readonly signing: "strict" | "lenient";
  /** Lenient takes `authorized_code` for a refresh too, which a helper of the platform's own client sends. */
  readonly refreshGrantType: "strict" | "lenient";
  /** The scopes an authorization grants; all when null. */
  readonly scopes: readonly string[] | null;
  /** Whether a refreshed access token's predecessor dies at once or lives out its days. The platform does not say. */
  readonly oldAccessToken: "dies" | "lives-on";
  /** Whether a throttled call is told how long to wait. "Honour it if present" is all that is documented. */
  readonly retryAfter: "absent" | "sent";
  /** What stands as `data` in a refusal; all three have been seen. */
  readonly refusalData: "absent" | "null" | "empty";
  /** The addresses an app may call from; any when null. */
  readonly allowedIps: readonly string[] | null;
  /** The hourly cap of a development shop (100 or 1000 by tier); null for a shop that is none. */
  readonly developmentCallsPerHour: number | null;
  /** How long a page token can be used. No figure is published; half an hour is a careful guess. */
  readonly pageTokenSeconds: number;
  /** Topics set for the whole app in Partner Center, for every shop that has no address of its own for them. */
  readonly appWebhooks: readonly { readonly eventType: string; readonly address: string }[];
};

export const gatewayDefaults: GatewaySettings = {
  signing: "lenient",
  refreshGrantType: "lenient",
  scopes: null,
  oldAccessToken: "dies",
  retryAfter: "absent",
  refusalData: "absent",
  allowedIps: null,
  developmentCallsPerHour: null,
  pageTokenSeconds: 1_800,
  appWebhooks: [],
};
