import type { PushKeysRow } from "@lockstep/store/store";
import webPush from "web-push";

/** What a browser says of itself, each in base64url. */
export interface Receiver {
  /** Its public key, an uncompressed point of P-256. */
  readonly p256dh: string;
  /** Its 16 secret bytes. */
  readonly auth: string;
}

/** What fits into the one record of 4,096 bytes that push services take: less its header of 86, its tag of 16 and the byte that ends it. */
export const MOST_PLAIN_BYTES = 4_096 - 86 - 16 - 1;
const AUTH_BYTES = 16;

/** Keys of P-256 by which push services know this server (RFC 8292). The private one is kept in the store and told nobody. */
export function newPushKeys(now: number): PushKeysRow {
  const { publicKey, privateKey: d } = webPush.generateVAPIDKeys();
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  return { publicKey, privateKey: JSON.stringify({ kty: "EC", crv: "P-256", x, y, d }), createdAt: now };
}

interface Asking {
  readonly keys: PushKeysRow;
  readonly receiver: Receiver & { readonly endpoint: string };
  /** At most `MOST_PLAIN_BYTES`. */
  readonly plain: Buffer;
  /** Whom the push service may write to about what this server does: mailto: or https:. */
  readonly subject: string;
  readonly ttlSeconds: number;
  readonly urgency: "normal" | "high";
  /** A later message of the same topic takes the place of one that waits; at most 32 characters of base64url. */
  readonly topic: string;
}

interface PushRequest {
  readonly endpoint: URL;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** What is to be posted so that the receiver alone can read it (RFC 8291), and its push service knows who sends. */
export function pushRequest({ keys, receiver, plain, subject, ttlSeconds, urgency, topic }: Asking): PushRequest {
  const endpoint = new URL(receiver.endpoint);
  const { d: privateKey } = JSON.parse(keys.privateKey) as { readonly d: string };
  const { headers, body } = webPush.generateRequestDetails({ endpoint: endpoint.href, keys: receiver }, plain, {
    vapidDetails: { subject, publicKey: keys.publicKey, privateKey },
    TTL: ttlSeconds,
    urgency,
    topic,
    contentEncoding: "aes128gcm",
  });
  const said = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { endpoint, headers: Object.fromEntries(said), body };
}

/** Whether something can be encrypted for it. */
export function isReceiver({ p256dh, auth }: Receiver): boolean {
  if (![p256dh, auth].every((text) => /^[\w-]+$/.test(text))) return false;
  if (Buffer.from(auth, "base64url").length !== AUTH_BYTES) return false;
  try {
    webPush.encrypt(p256dh, auth, "is it a point of the curve?", "aes128gcm");
    return true;
  } catch {
    return false;
  }
}
