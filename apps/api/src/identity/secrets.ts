import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits that nobody guesses, as text that fits everywhere. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** What is kept of a secret: enough to know it again. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Takes as long, whatever differs. */
export const isSame = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)));
