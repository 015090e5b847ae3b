/** What an RFC 6901 pointer leads to, or undefined: `/lines/0/quantity`; the empty one is the whole. */
export function atPointer(value: unknown, pointer: string): unknown {
  if (pointer === "") return value;
  let here = value;
  for (const step of pointer.slice(1).split("/")) {
    if (typeof here !== "object" || here === null) return undefined;
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    here = Object.hasOwn(here, name) ? (here as Readonly<Record<string, unknown>>)[name] : undefined;
  }
  return here;
}

export const isPointer = (text: string): boolean => text === "" || /^(\/([^~]|~[01])*)+$/.test(text);
