import type { B2mmlMapping } from "./mapping.ts";
import type { Version } from "./words.ts";
import { group, leaf } from "./xml-writer.ts";

/** What every document that is written has to know. */
export interface Writing {
  readonly version: Version;
  readonly mapping: B2mmlMapping;
  readonly site: string;
  /** The moment that it is of. */
  readonly at: number;
  /** The unit in which quantities of an item are told. */
  uomOf(item: string): string;
}

export const isNew = ({ version }: Writing): boolean => version === "V0701";

/** Where V0701 asks for an id that V0401 has no place for. */
export const newId = (writing: Writing, id: string): string | null => (isNew(writing) ? leaf("ID", id) : null);

/** A state or a use; one that the version has no word for is told as another. */
export const word = (name: string, text: string, known: boolean): string =>
  known ? leaf(name, text) : leaf(name, "Other", { OtherValue: text });

export const scope = (writing: Writing): string => {
  const id = leaf("EquipmentID", writing.mapping.outward.site(writing.site));
  const isV0701 = isNew(writing);
  const level = leaf(isV0701 ? "EquipmentLevel" : "EquipmentElementLevel", "Site");
  return group(isV0701 ? "HierarchyScope" : "Location", id, level);
};

export const quantity = (amount: number, uom: string): string =>
  group("Quantity", leaf("QuantityString", plain(amount)), leaf("DataType", "decimal"), leaf("UnitOfMeasure", uom));

export interface Property {
  readonly id: string;
  readonly value: string | number | null | undefined;
  readonly is: "decimal" | "string" | "dateTime";
}

/** A property, parameter or datum; nothing where it has no value. */
export function property(name: string, { id, value, is }: Property, inner?: string): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === "number" ? plain(value) : value;
  const told = [
    leaf("ID", id),
    group("Value", leaf("ValueString", text), leaf("DataType", is), leaf("UnitOfMeasure", "")),
  ];
  return inner === undefined ? group(name, ...told) : group(name, group(inner, ...told));
}

/** As xsd:decimal has it: without an exponent. */
export function plain(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  const [digits = "", exponent = "0"] = text.replace(/^-/, "").split("e");
  const sign = value < 0 ? "-" : "";
  const [whole = "", fraction = ""] = digits.split(".");
  const point = whole.length + Number(exponent);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${all}`;
  if (point >= all.length) return `${sign}${all.padEnd(point, "0")}`;
  return `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}
