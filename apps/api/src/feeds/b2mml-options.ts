import { readB2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import type { ReadOptions } from "@lockstep/connectors/b2mml/read-message";
import { ok, type Result } from "@lockstep/domain/result";
import { openSchemas } from "./b2mml-schemas.ts";

/** What is declared under `b2mml`, with the schemas that it names; or in one line what is wrong. */
export async function b2mmlOptions(declared: unknown): Promise<Result<ReadOptions, string>> {
  const mapping = readB2mmlMapping(declared);
  if (!mapping.ok) return mapping;
  const validate = await openSchemas(mapping.value.schemas);
  if (!validate.ok) return validate;
  return ok({ mapping: mapping.value, ...(validate.value === null ? {} : { validate: validate.value }) });
}
