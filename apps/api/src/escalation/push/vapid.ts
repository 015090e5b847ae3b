import { createPrivateKey, generateKeyPairSync, type JsonWebKey, sign } from "node:crypto";
import type { PushKeysRow } from "@lockstep/store/store";

/** Push services take no token that is good for more than a day. */
const GOOD_FOR_MS = 12 * 3_600_000;

/** Keys of P-256 by which push services know this server (RFC 8292). The private one is kept in the store and told nobody. */
export function newVapidKeys(now: number): PushKeysRow {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = privateKey.export({ format: "jwk" });
  const point = Buffer.concat([Buffer.from([4]), ...[jwk.x, jwk.y].map((one) => Buffer.from(one ?? "", "base64url"))]);
  return { publicKey: point.toString("base64url"), privateKey: JSON.stringify(jwk), createdAt: now };
}

interface Asking {
  /** Where the message goes. */
  readonly endpoint: URL;
  /** Whom the push service may write to about what this server does: mailto: or https:. */
  readonly subject: string;
  readonly now: number;
}

/** The header by which a push service knows who sends. */
export function vapidHeader({ publicKey, privateKey }: PushKeysRow, { endpoint, subject, now }: Asking): string {
  const head = encoded({ typ: "JWT", alg: "ES256" });
  const claims = encoded({ aud: endpoint.origin, exp: Math.floor((now + GOOD_FOR_MS) / 1_000), sub: subject });
  const key = createPrivateKey({ key: JSON.parse(privateKey) as JsonWebKey, format: "jwk" });
  const signature = sign("sha256", Buffer.from(`${head}.${claims}`), { key, dsaEncoding: "ieee-p1363" });
  return `vapid t=${head}.${claims}.${signature.toString("base64url")}, k=${publicKey}`;
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
