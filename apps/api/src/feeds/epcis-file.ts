import { readFile } from "node:fs/promises";
import { type EpcisMapping, readEpcisMapping } from "@lockstep/connectors/epcis/mapping";
import { isObject } from "@lockstep/domain/json";
import { type Result, refuse } from "@lockstep/domain/result";
import type { ConnectorsFile } from "./connectors-file.ts";
import { readYaml } from "./read-yaml.ts";

/** What the section `epcis` of a file of connectors says; without one, words mean what the standard's usually do. */
export async function readEpcis({ path }: ConnectorsFile): Promise<Result<EpcisMapping, string>> {
  // That it cannot be read, where it must be, is said of its connectors.
  const text = await readFile(path, "utf8").catch(() => "");
  const read = readYaml(text);
  const file = read.ok ? read.value : null;
  const mapping = readEpcisMapping(isObject(file) ? file["epcis"] : undefined);
  return mapping.ok ? mapping : refuse(`${path}: ${mapping.error}`);
}

/** The file without that section: its connectors. */
export function withoutEpcis(file: unknown): unknown {
  if (!isObject(file) || !Object.hasOwn(file, "epcis")) return file;
  const { epcis: _, connectors = [], ...others } = file;
  return { ...others, connectors };
}
