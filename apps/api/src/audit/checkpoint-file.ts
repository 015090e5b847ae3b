import { appendFile, readFile } from "node:fs/promises";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { AuditProof } from "@lockstep/store/store";
import { readSecret } from "../feeds/secret.ts";
import { type Checkpoint, checkpointLine, readCheckpoints, readKey } from "../identity/checkpoints.ts";

/** Where signed checkpoints are kept, and where the key is, as `${env:…}` or `${file:…}`. */
export interface CheckpointPlace {
  readonly path: string;
  readonly key: string;
}

export interface CheckpointFile {
  readonly checkpoints: readonly Checkpoint[];
  /** Adds one, if the key is one that signs. */
  add(proof: AuditProof, at: string): Promise<Checkpoint | null>;
}

/** Opens the file, which need not be there yet; refuses in one line what is none of ours. */
export async function openCheckpoints({ path, key }: CheckpointPlace): Promise<Result<CheckpointFile, string>> {
  const pem = await readSecret(key, process.env);
  if (!pem.ok) return refuse(`the key of the checkpoints ${pem.error}`);
  const read = readKey(pem.value);
  if (!read.ok) return read;
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const checkpoints = readCheckpoints(text, read.value);
  if (!checkpoints.ok) return refuse(`the file of checkpoints: ${checkpoints.error}`);
  return ok({
    checkpoints: checkpoints.value,
    async add(proof, at) {
      if (read.value.type !== "private") return null;
      await appendFile(path, `${checkpointLine(proof, { at, key: read.value })}\n`);
      return { ...proof, at };
    },
  });
}
