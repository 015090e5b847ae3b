// Walks the chain of audited records, holds it against checkpoints, and adds one. The server must not run.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openStore } from "@lockstep/store/store";
import { readConfig } from "./config.ts";
import { readSecret } from "./feeds/secret.ts";
import { checkpointLine, readCheckpoints, readKey } from "./identity/checkpoints.ts";

const USAGE = "npm run audit:verify -- [--checkpoints file --key '${" + "file:/path/key.pem}']";

function giveUp(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

function readArguments() {
  try {
    return parseArgs({ options: { checkpoints: { type: "string" }, key: { type: "string" } } }).values;
  } catch {
    return giveUp(`Usage: ${USAGE}`);
  }
}

const { checkpoints: path, key: reference } = readArguments();
if ((path === undefined) !== (reference === undefined)) giveUp(`Name both the checkpoints and their key: ${USAGE}`);
const key = reference === undefined ? null : await keyOf(reference);
const kept = path === undefined || !existsSync(path) ? "" : readFileSync(path, "utf8");
const seen = key === null ? { ok: true as const, value: [] } : readCheckpoints(kept, key);
if (!seen.ok) giveUp(`${path}: ${seen.error}. The audited records were not looked at.`);

const config = readConfig({ ...process.env, LOCKSTEP_AUTH: "dev", HOST: "127.0.0.1" }, process.cwd());
if (!config.ok) giveUp(config.error);
const opened = await openStore(config.value.store);
if (!opened.ok) giveUp(opened.error.message);
const proof = await opened.value.verifyAudit(seen.value);
await opened.value.close();
if (!proof.ok) giveUp(`Record ${proof.error.number}: ${proof.error.message}`);
const { count, hash } = proof.value;
if (path !== undefined && key?.type === "private" && count > 0) {
  appendFileSync(path, `${checkpointLine(proof.value, { at: new Date().toISOString(), key })}\n`);
}
process.stdout.write(
  `${count} audited records are what was written, as ${seen.value.length} checkpoints say; the last hash is ${hash}.\n`,
);

async function keyOf(where: string) {
  if (!/^\$\{(env|file):[^}]+\}$/.test(where)) giveUp(`The key is named by where it is: ${USAGE}`);
  const pem = await readSecret(where, process.env);
  if (!pem.ok) giveUp(`The key ${pem.error}.`);
  const read = readKey(pem.value);
  return read.ok ? read.value : giveUp(read.error);
}
