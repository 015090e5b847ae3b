import { readFile } from "node:fs/promises";
import { readReference } from "@lockstep/connectors/tryton/configuration";
import { ok, type Result, refuse } from "@lockstep/domain/result";

/** The secret that `${env:NAME}` or `${file:/path}` refers to; or in one line why there is none. */
export async function readSecret(
  reference: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Result<string, string>> {
  const where = readReference(reference);
  if ("env" in where) {
    const value = env[where.env];
    return value ? ok(value) : refuse(`is to be in the environment variable ${where.env}, which is not set`);
  }
  try {
    const text = (await readFile(where.file, "utf8")).replace(/\r?\n$/, "");
    return text === "" ? refuse(`is to be in ${where.file}, which is empty`) : ok(text);
  } catch {
    return refuse(`is to be in ${where.file}, which cannot be read`);
  }
}
