import { enImport } from "../i18n/en-import.ts";
import { i18n, t } from "../i18n/i18n.ts";
import "../i18n/import-texts.ts";

/** What people call a type of fact; its own name where there is no word for it. */
export function typeName(type: string): string {
  const id = `import.type.${type}`;
  return id in enImport ? i18n._(id) : type;
}

const FIELD_NAMES = { "@time": "import.field.@time", "@id": "import.field.@id" } as const;

/** `components/quantityPer` is read as "Components: quantity per". */
export function fieldName(path: string): string {
  if (path === "@time" || path === "@id") return t(FIELD_NAMES[path]);
  const words = path
    .split("/")
    .map((part) => (part === "uom" || part === "seq" ? t(`import.fieldWord.${part}`) : apart(part)))
    .join(": ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const apart = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
