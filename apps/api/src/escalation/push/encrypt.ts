import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from "node:crypto";

/** What a browser says of itself, each in base64url. */
export interface Receiver {
  /** Its public key, an uncompressed point of P-256. */
  readonly p256dh: string;
  /** Its 16 secret bytes. */
  readonly auth: string;
}

/** Drawn anew for each message; given in tests alone. */
interface Drawn {
  readonly ecdh: ECDH;
  readonly salt: Uint8Array;
}

const CURVE = "prime256v1";
const RECORD_BYTES = 4_096;
const POINT_BYTES = 65;
const AUTH_BYTES = 16;
const SALT_BYTES = 16;
const TAG_BYTES = 16;
/** What fits into the one record that push services take: less the header, the tag and the byte that ends it. */
export const MOST_PLAIN_BYTES = RECORD_BYTES - SALT_BYTES - 4 - 1 - POINT_BYTES - TAG_BYTES - 1;

function draw(): Drawn {
  const ecdh = createECDH(CURVE);
  ecdh.generateKeys();
  return { ecdh, salt: randomBytes(SALT_BYTES) };
}

/** One record of aes128gcm (RFC 8188) that the receiver alone can open (RFC 8291). Throws where its key is none. */
export function encryptFor(plain: Uint8Array, { p256dh, auth }: Receiver, { ecdh, salt } = draw()): Buffer {
  const theirs = Buffer.from(p256dh, "base64url");
  const ours = ecdh.getPublicKey();
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours]);
  const shared = bytesOf(ecdh.computeSecret(theirs), Buffer.from(auth, "base64url"), info, 32);
  const key = bytesOf(shared, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = bytesOf(shared, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(plain), cipher.update(Buffer.from([2])), cipher.final()]);
  const header = Buffer.alloc(5);
  header.writeUInt32BE(RECORD_BYTES);
  header.writeUInt8(ours.length, 4);
  return Buffer.concat([salt, header, ours, sealed, cipher.getAuthTag()]);
}

/** Whether something can be encrypted for it. */
export function isReceiver({ p256dh, auth }: Receiver): boolean {
  const isLong = (text: string, bytes: number): boolean =>
    /^[\w-]+$/.test(text) && Buffer.from(text, "base64url").length === bytes;
  if (!isLong(p256dh, POINT_BYTES) || !isLong(auth, AUTH_BYTES)) return false;
  try {
    encryptFor(new Uint8Array(), { p256dh, auth });
    return true;
  } catch {
    return false;
  }
}

const bytesOf = (secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, salt, info, length));
