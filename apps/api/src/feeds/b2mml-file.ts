import { readFile } from "node:fs/promises";
import type { ReadOptions } from "@lockstep/connectors/b2mml/read-message";
import { isObject } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { b2mmlOptions } from "./b2mml-options.ts";
import type { ConnectorsFile } from "./connectors-file.ts";
import { readYaml } from "./read-yaml.ts";

/** What the section says, and how it is written down: a thread of its own reads it anew. */
export type B2mmlSection = ReadOptions & { readonly declared: unknown };

/** What the section `b2mml` of a file of connectors says, with the schemas that it names; or in one line what is wrong. */
export async function readB2mmlSection({ path }: ConnectorsFile): Promise<Result<B2mmlSection, string>> {
  // That it cannot be read, where it must be, is said of its connectors.
  const text = await readFile(path, "utf8").catch(() => "");
  const read = readYaml(text);
  const file = read.ok ? read.value : null;
  const declared = isObject(file) ? file["b2mml"] : undefined;
  const options = await b2mmlOptions(declared);
  return options.ok ? ok({ ...options.value, declared }) : refuse(`${path}: ${options.error}`);
}

/** The file without that section. */
export function withoutB2mml(file: unknown): unknown {
  if (!isObject(file) || !Object.hasOwn(file, "b2mml")) return file;
  const { b2mml: _, connectors = [], ...others } = file;
  return { ...others, connectors };
}
