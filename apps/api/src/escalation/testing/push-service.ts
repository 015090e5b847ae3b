import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { importJWK, jwtVerify } from "jose";

interface Came {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A push service, and a browser behind it that opens what comes: by the RFCs' own words, and by none of the sender's code. */
export async function startPushService() {
  const came: Came[] = [];
  let status = 201;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      came.push({ headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  const secret = randomBytes(16);
  const key = (ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, bytes: number): Buffer =>
    Buffer.from(hkdfSync("sha256", ikm, salt, info, bytes));

  return {
    came,
    /** What the browser gives to a page that signs up. */
    subscription: {
      endpoint: `${origin}/device-1`,
      p256dh: ecdh.getPublicKey("base64url"),
      auth: secret.toString("base64url"),
    },
    answerWith(next: number): void {
      status = next;
    },
    /** Who sent it, if the signature is by the key that the page was given. */
    async sender({ headers }: Came, publicKey: string): Promise<Record<string, unknown>> {
      const [, token = "", shown = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? "") ?? [];
      if (shown !== publicKey) throw new Error("signed by another key");
      const point = Buffer.from(shown, "base64url");
      const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
      const jwk = await importJWK({ kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" }, "ES256");
      return (await jwtVerify(token, jwk, { audience: origin, algorithms: ["ES256"] })).payload;
    },
    /** RFC 8188 and RFC 8291: one record, closed by 0x02. */
    open({ body }: Came): unknown {
      const salt = body.subarray(0, 16);
      const length = body.readUInt8(20);
      const theirs = body.subarray(21, 21 + length);
      const sealed = body.subarray(21 + length);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), theirs]);
      const shared = key(ecdh.computeSecret(theirs), secret, info, 32);
      const cek = key(shared, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
      const nonce = key(shared, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
      const decipher = createDecipheriv("aes-128-gcm", cek, nonce);
      decipher.setAuthTag(sealed.subarray(-16));
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      if (plain.at(-1) !== 2) throw new Error("it is not the last record");
      return JSON.parse(plain.subarray(0, -1).toString("utf8"));
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
