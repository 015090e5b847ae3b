import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Gives something to a browser to keep for a while that it can neither read nor change; good as long as this process runs. */
export function createSeal(lifetimeMs: number) {
  const key = randomBytes(32);
  return {
    close(content: object, now: number): string {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const text = JSON.stringify({ until: now + lifetimeMs, content });
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    /** Null: it is not ours, or too old. */
    open(sealed: string, now: number): unknown {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const parts = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
        const { until, content } = JSON.parse(Buffer.concat(parts).toString("utf8")) as {
          until: number;
          content: unknown;
        };
        return now < until ? content : null;
      } catch {
        return null;
      }
    },
  };
}
