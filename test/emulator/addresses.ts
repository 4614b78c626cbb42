// Where a served twin is reached.

export type TwinAddresses = {
  /** Everything: the control page, the admin shell, and each platform by Host or x-twin-host header. */
  readonly main: string;
  /** The first store's Admin API; another store by x-twin-host. */
  readonly shopify: string;
  readonly tiktokApi: string;
  readonly tiktokAuth: string;
  readonly shopifyFiles: string;
  readonly tiktokFiles: string;
};
