import { generateKeyPairSync } from "node:crypto";
import { present } from "@lockstep/domain/assert";
import { expect, test } from "vitest";
import { checkpointLine, readCheckpoints, readKey } from "./checkpoints.ts";

const pem = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const text = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  return { text, publicText: String(publicKey.export({ type: "spki", format: "pem" })) };
};
const keyOf = (text: string) => {
  const read = readKey(text);
  return present(read.ok ? read.value : null, () => "a key");
};

test("what was signed is read again, with the private key and with the public one", () => {
  const { text, publicText } = pem();
  const line = checkpointLine({ count: 7, hash: "ab" }, { at: "2026-03-02T08:00:00Z", key: keyOf(text) });
  for (const key of [keyOf(text), keyOf(publicText)]) {
    expect(readCheckpoints(`${line}\n`, key)).toEqual({
      ok: true,
      value: [{ count: 7, hash: "ab", at: "2026-03-02T08:00:00Z" }],
    });
  }
});

test("what was changed, or signed with another key, is refused by its line", () => {
  const { text } = pem();
  const line = checkpointLine({ count: 7, hash: "ab" }, { at: "2026-03-02T08:00:00Z", key: keyOf(text) });
  const bad = [line.replace("7", "8"), line.replace("ab", "ac"), line.replace("T08", "T09"), "{}", "x", "null"];
  for (const one of bad) expect(readCheckpoints(`${line}\n${one}`, keyOf(text))).toMatchObject({ ok: false });
  expect(readCheckpoints(line, keyOf(pem().text))).toMatchObject({
    ok: false,
    error: expect.stringContaining("line 1"),
  });
});

test("a key of another kind is none", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  for (const text of [String(privateKey.export({ type: "pkcs8", format: "pem" })), "", "x"]) {
    expect(readKey(text)).toMatchObject({ ok: false });
  }
});
