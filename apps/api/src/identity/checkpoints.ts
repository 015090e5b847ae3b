import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { isObject } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { AuditProof } from "@lockstep/store/store";

/** How the audit chain stood at a time, signed, to be kept where nobody who writes into the database can. */
export interface Checkpoint extends AuditProof {
  readonly at: string;
}

/** A key of Ed25519 in PEM: a private one signs and checks, a public one checks. */
export function readKey(pem: string): Result<KeyObject, string> {
  try {
    const key = pem.includes("PRIVATE") ? createPrivateKey(pem) : createPublicKey(pem);
    if (key.asymmetricKeyType === "ed25519") return ok(key);
  } catch {
    // It is said below.
  }
  return refuse("The key is no Ed25519 key in PEM: make one with openssl genpkey -algorithm ed25519");
}

/** One line of JSON. */
export function checkpointLine(
  { count, hash }: AuditProof,
  { at, key }: { readonly at: string; readonly key: KeyObject },
): string {
  const signature = sign(null, bytesOf({ count, hash, at }), key).toString("base64");
  return JSON.stringify({ count, hash, at, signature });
}

/** What the lines of a file say; refuses at the first that is none of ours. */
export function readCheckpoints(text: string, key: KeyObject): Result<readonly Checkpoint[], string> {
  const found: Checkpoint[] = [];
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  for (const [k, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const checkpoint = readLine(line, publicKey);
    if (checkpoint === null) return refuse(`line ${k + 1} is no checkpoint that this key has signed`);
    found.push(checkpoint);
  }
  return ok(found);
}

function readLine(line: string, key: KeyObject): Checkpoint | null {
  try {
    const value: unknown = JSON.parse(line);
    if (!isObject(value)) return null;
    const { count, hash, at, signature } = value;
    if (typeof count !== "number" || typeof hash !== "string" || typeof at !== "string") return null;
    if (typeof signature !== "string") return null;
    const isOurs = verify(null, bytesOf({ count, hash, at }), key, Buffer.from(signature, "base64"));
    return isOurs ? { count, hash, at } : null;
  } catch {
    return null;
  }
}

const bytesOf = ({ count, hash, at }: Checkpoint): Buffer =>
  Buffer.from(JSON.stringify(["lockstep-audit-checkpoint", count, hash, at]));
