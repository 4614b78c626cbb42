// What the auth host remembers: codes that were handed out and the tokens they were turned into.

/** Single use, 30 minutes. Times are Unix seconds. */
export type CodeRow = {
  readonly code: string;
  readonly openId: string;
  readonly expiresAt: number;
  used: boolean;
};

export type GrantRow = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly openId: string;
  readonly scopes: readonly string[];
  /** Those of the seller's shops it still covers. */
  shopIds: readonly string[];
  readonly expiresAt: number;
  readonly refreshExpiresAt: number;
  /** The seller took the authorization back; the token now counts as expired. */
  revoked: boolean;
};
