import { isObject } from "@lockstep/domain/json";

/** What the prefixes of a document stand for. */
export type Namespaces = ReadonlyMap<string, string>;

const GS1 = "https://ref.gs1.org/";

/** Those that the context of the standard declares. */
const STANDARD: readonly (readonly [string, string])[] = [
  ["gs1", `${GS1}voc/`],
  ["cbv", `${GS1}cbv/`],
  ["epcis", `${GS1}epcis/`],
  ["cbvmda", "urn:epcglobal:cbv:mda"],
];

export const STANDARD_NAMESPACES: Namespaces = new Map(STANDARD);

/** Those of a document's `@context`, beside those that every document has; what is no prefix is passed over. */
export function namespacesOf(context: unknown, outer: Namespaces = STANDARD_NAMESPACES): Namespaces {
  const declared = (Array.isArray(context) ? (context as unknown[]) : [context]).flatMap((one) =>
    isObject(one) ? Object.entries(one) : [],
  );
  const own = declared.flatMap(([prefix, uri]) => (typeof uri === "string" ? ([[prefix, uri]] as const) : []));
  return own.length === 0 ? outer : new Map([...outer, ...own]);
}

/** A key with its namespace whole: `{https://ns.example.com/}field`. */
export function keyIn(namespaces: Namespaces, key: string): string {
  const [uri, local] = split(namespaces, key);
  return uri === undefined ? key : `{${uri}}${local}`;
}

/** A word of GS1's that is written with a prefix, whole; those of others stay as they are. */
export function wordIn(namespaces: Namespaces, text: string): string {
  const [uri, local] = split(namespaces, text);
  return uri?.startsWith(GS1) === true ? uri + local : text;
}

function split(namespaces: Namespaces, text: string): readonly [string | undefined, string] {
  const at = text.indexOf(":");
  return at < 0 ? [undefined, ""] : [namespaces.get(text.slice(0, at)), text.slice(at + 1)];
}
