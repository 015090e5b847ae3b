import { enImport } from "../i18n/en-import.ts";
import { i18n } from "../i18n/i18n.ts";

// Beside what is there already: these come with the page that says them.
i18n.load("en", enImport);

export type ImportMessageId = keyof typeof enImport;

/** The text of that id in the active language, with its values put in. */
export function ti(id: ImportMessageId, values?: Record<string, unknown>): string {
  return i18n._(id, values);
}

/** What people call a type of fact; its own name where there is no word for it. */
export function typeName(type: string): string {
  const id = `import.type.${type}`;
  return id in enImport ? i18n._(id) : type;
}

const FIELD_NAMES = { "@time": "import.field.@time", "@id": "import.field.@id" } as const;

/** `components/quantityPer` is read as "Components: quantity per". */
export function fieldName(path: string): string {
  if (path === "@time" || path === "@id") return ti(FIELD_NAMES[path]);
  const words = path
    .split("/")
    .map((part) => (part === "uom" || part === "seq" ? ti(`import.fieldWord.${part}`) : apart(part)))
    .join(": ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const apart = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
