import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReadOptions } from "@lockstep/connectors/b2mml/read-message";
import { VERSIONS, type Version, WORDS } from "@lockstep/connectors/b2mml/words";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { ok, type Result, refuse } from "@lockstep/domain/result";

type Validate = NonNullable<ReadOptions["validate"]>;
type Library = typeof import("libxml2-wasm");
type Check = (text: string) => Refusal | null;

/** The files of the standard that say what a schedule, a performance and lots look like; they name the others. */
const ENTRIES: { readonly [V in Version]: readonly string[] } = {
  V0701: ["B2MML-OperationsSchedule.xsd", "B2MML-OperationsPerformance.xsd", "B2MML-Material.xsd"],
  V0401: ["B2MML-V0401-ProductionSchedule.xsd", "B2MML-V0401-ProductionPerformance.xsd", "B2MML-V0401-Material.xsd"],
};

/**
 * Holds messages against the schemas that a site has downloaded: they are MESA's, and none of ours to hand on. Null: no
 * folder is named. What cannot be used is said in one line. The library is only loaded if there is a folder.
 */
export async function openSchemas(
  folders: { readonly [V in Version]?: string },
): Promise<Result<Validate | null, string>> {
  const named = VERSIONS.filter((version) => folders[version] !== undefined);
  if (named.length === 0) return ok(null);
  const library = await import("libxml2-wasm");
  const checks = new Map<Version, Check>();
  for (const version of named) {
    const opened = await openFolder(library, folders[version] ?? "", version);
    if (!opened.ok) return refuse(`b2mml.schemas.${version}: ${opened.error}`);
    checks.set(version, opened.value);
  }
  return ok((text, version) => checks.get(version)?.(text) ?? null);
}

let opened = 0;

async function openFolder(library: Library, folder: string, version: Version): Promise<Result<Check, string>> {
  let names: readonly string[];
  const files: Record<string, Uint8Array> = {};
  opened += 1;
  // Schemas find each other under a name that is no path: nothing else can be read by them.
  const place = `b2mml-${opened}`;
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith(".xsd"));
    for (const name of names) files[`${place}/${name}`] = await readFile(join(folder, name));
  } catch (error) {
    return refuse(`${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const missing = ENTRIES[version].find((name) => !names.includes(name));
  if (missing !== undefined) return refuse(`${folder} has no ${missing}: put the files of B2MML ${version} there`);
  library.xmlRegisterInputProvider(new library.XmlBufferInputProvider(files));
  const includes = ENTRIES[version].map((name) => `<xsd:include schemaLocation="${name}"/>`).join("");
  const { namespace } = WORDS[version];
  const schema = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}">${includes}</xsd:schema>`;
  try {
    const document = library.XmlDocument.fromString(schema, { url: `${place}/all.xsd` });
    const validator = library.XsdValidator.fromDoc(document);
    document.dispose();
    return ok((text) => check(library, validator, text));
  } catch (error) {
    if (error instanceof library.XmlError) return refuse(`${folder}: ${wordsOf(error).replaceAll(`${place}/`, "")}`);
    throw error;
  }
}

const TOLD = 3;

function check(library: Library, validator: InstanceType<Library["XsdValidator"]>, text: string): Refusal | null {
  const { XML_PARSE_NONET, XML_PARSE_NO_XXE, XML_PARSE_BIG_LINES } = library.ParseOption;
  let document: InstanceType<Library["XmlDocument"]> | null = null;
  try {
    document = library.XmlDocument.fromString(text, {
      option: XML_PARSE_NONET | XML_PARSE_NO_XXE | XML_PARSE_BIG_LINES,
    });
    validator.validate(document);
    return null;
  } catch (error) {
    if (error instanceof library.XmlError) return { rule: "not-valid", reason: `${wordsOf(error)} Correct it.` };
    throw error;
  } finally {
    document?.dispose();
  }
}

/** The first few, without the namespace in front of each name. */
function wordsOf(error: Error): string {
  const { message } = error;
  const details = "details" in error ? (error as InstanceType<Library["XmlLibError"]>).details : [];
  const told = details.slice(0, TOLD).map((one) => `Line ${one.line}: ${plain(one.message)}.`);
  const more = details.length > TOLD ? ` And ${details.length - TOLD} more.` : "";
  return told.length === 0 ? `${plain(message)}.` : told.join(" ") + more;
}

const plain = (text: string): string =>
  text
    .replaceAll(/\{[^}]*\}/g, "")
    .trim()
    .replace(/\.$/, "")
    .slice(0, 400);
