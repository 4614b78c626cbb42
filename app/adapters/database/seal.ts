// Keeps secrets and personal data unreadable at rest: AES-256-GCM, a key of its own per purpose, so that a token's
// bytes put where a message's belong do not open. The secret can be changed: what the old one sealed still opens.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

export type Bytes = Uint8Array<ArrayBuffer>;

export type Seal = {
  seal(plain: Uint8Array): Bytes;
  /** Throws when the bytes were changed, or sealed for another purpose or with a secret we do not have. */
  open(sealed: Uint8Array): Bytes;
};

export type SealPurpose = "connection-token" | "session" | "inbox-body" | "personal-data";

export type SealSecrets = {
  readonly current: string;
  /** Accepted for opening only, while rows sealed with it remain. */
  readonly previous?: string | undefined;
};

// Layout: 1 byte version, 12 bytes nonce, 16 bytes tag, then the sealed bytes.
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
const KEY_BYTES = 32;

/** The seal of one purpose. */
export function createSeal(secrets: SealSecrets, purpose: SealPurpose): Seal {
  const current = deriveKey(secrets.current, purpose);
  const keys = secrets.previous ? [current, deriveKey(secrets.previous, purpose)] : [current];
  return {
    seal: (plain) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current, nonce);
      const sealed = [cipher.update(plain), cipher.final()];
      return Uint8Array.from(Buffer.concat([Uint8Array.of(VERSION), nonce, cipher.getAuthTag(), ...sealed]));
    },
    open: (sealed) => {
      if (sealed[0] !== VERSION || sealed.length < HEAD_BYTES)
        throw new Error(`cannot open this ${purpose}: not sealed by us`);
      for (const key of keys) {
        const plain = tryOpen(key, sealed);
        if (plain) return plain;
      }
      throw new Error(`cannot open this ${purpose}: changed, or sealed with another secret`);
    },
  };
}

/** A seal for text: the same bytes, UTF-8 inside. */
export function sealText(seal: Seal, text: string): Bytes {
  return seal.seal(Buffer.from(text, "utf8"));
}

export function openText(seal: Seal, sealed: Uint8Array): string {
  return Buffer.from(seal.open(sealed)).toString("utf8");
}

function deriveKey(secret: string, purpose: SealPurpose): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "reeldock", purpose, KEY_BYTES));
}

function tryOpen(key: Uint8Array, sealed: Uint8Array): Bytes | undefined {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 1 + NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return Uint8Array.from(Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]));
  } catch {
    return undefined;
  }
}
