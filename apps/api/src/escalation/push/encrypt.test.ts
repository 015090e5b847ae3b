import { createECDH } from "node:crypto";
import { describe, expect, test } from "vitest";
import { encryptFor, isReceiver, MOST_PLAIN_BYTES } from "./encrypt.ts";

/** The example of RFC 8291, appendix A. */
const RFC = {
  plain: "When I grow up, I want to be a watermelon",
  ours: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  sealed:
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
};

describe("what is sent to a device", () => {
  test("is, for the keys and the salt of RFC 8291, to the byte what stands there", () => {
    const ecdh = createECDH("prime256v1");
    ecdh.setPrivateKey(Buffer.from(RFC.ours, "base64url"));
    const salt = Buffer.from(RFC.salt, "base64url");
    expect(encryptFor(Buffer.from(RFC.plain), RFC, { ecdh, salt }).toString("base64url")).toBe(RFC.sealed);
  });

  test("fits into one record, and is another each time", () => {
    const full = new Uint8Array(MOST_PLAIN_BYTES);
    expect(encryptFor(full, RFC).length).toBe(4_096);
    expect(encryptFor(full, RFC).equals(encryptFor(full, RFC))).toBe(false);
  });

  test.each([
    [RFC, true],
    [{ ...RFC, p256dh: Buffer.alloc(65, 4).toString("base64url") }, false],
    [{ ...RFC, p256dh: RFC.p256dh.slice(0, 40) }, false],
    [{ ...RFC, p256dh: `${RFC.p256dh.slice(0, -1)}+` }, false],
    [{ ...RFC, auth: "BTBZ" }, false],
  ])("is only for keys that are keys: %#", (receiver, is) => expect(isReceiver(receiver)).toBe(is));
});
