import { readFile } from "node:fs/promises";
import { readB2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import type { ReadOptions } from "@lockstep/connectors/b2mml/read-message";
import { isObject } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { parse } from "yaml";
import { openSchemas } from "./b2mml-schemas.ts";
import type { ConnectorsFile } from "./connectors-file.ts";

/** What the section `b2mml` of a file of connectors says, with the schemas that it names; or in one line what is wrong. */
export async function readB2mmlSection({ path }: ConnectorsFile): Promise<Result<ReadOptions, string>> {
  let file: unknown;
  try {
    file = parse(await readFile(path, "utf8"), { maxAliasCount: 100 }) as unknown;
  } catch {
    // That it cannot be read, where it must be, is said of its connectors.
    file = null;
  }
  const mapping = readB2mmlMapping(isObject(file) ? file["b2mml"] : undefined);
  if (!mapping.ok) return refuse(`${path}: ${mapping.error}`);
  const validate = await openSchemas(mapping.value.schemas);
  if (!validate.ok) return refuse(`${path}: ${validate.error}`);
  return ok({ mapping: mapping.value, ...(validate.value === null ? {} : { validate: validate.value }) });
}

/** The file without that section. */
export function withoutB2mml(file: unknown): unknown {
  if (!isObject(file) || !Object.hasOwn(file, "b2mml")) return file;
  const { b2mml: _, connectors = [], ...others } = file;
  return { ...others, connectors };
}
