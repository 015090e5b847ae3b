import type { TSchema } from "typebox";
import { FACT_TYPES, type FactType } from "../facts/catalogue.ts";

/** What a field of a type of fact holds, as its schema says; null: it names no such field. */
export type FieldKind = "number" | "text" | "other" | null;

interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Record<string, TSchema>;
  readonly items?: TSchema;
  readonly anyOf?: readonly TSchema[];
}

const FORM = /^data(\.[A-Za-z_][A-Za-z0-9_-]{0,60}){1,6}$/;

export const isFieldPath = (path: string): boolean => FORM.test(path);

/** The steps of a path behind `data`. */
export const stepsOf = (path: string): readonly string[] => path.split(".").slice(1);

/** A list on the way is stepped into. */
export function fieldKind(type: FactType, path: string): FieldKind {
  let shape: Shape | undefined = FACT_TYPES[type].schema;
  for (const step of stepsOf(path)) {
    shape = elementOf(shape);
    const properties: Record<string, TSchema> | undefined = shape?.properties;
    shape = properties !== undefined && Object.hasOwn(properties, step) ? properties[step] : undefined;
    if (shape === undefined) return null;
  }
  const leaf = elementOf(shape);
  if (leaf?.type === "number") return "number";
  const isText = leaf?.format === undefined && (leaf?.type === "string" || leaf?.anyOf !== undefined);
  return isText ? "text" : "other";
}

const elementOf = (shape: Shape | undefined): Shape | undefined => shape?.items ?? shape;

/** One value that a path leads to, and where it stands: `data.operations[2].ratePerHour`. */
export interface Found {
  readonly value: unknown;
  readonly at: string;
}

/** Every value that the path leads to; of lists, one for each element. */
export function valuesAt(data: unknown, steps: readonly string[]): readonly Found[] {
  let found: readonly Found[] = [{ value: data, at: "data" }];
  for (const step of steps) found = found.flatMap((one) => elementsOf(one).flatMap((element) => inner(element, step)));
  return found.flatMap(elementsOf);
}

const elementsOf = ({ value, at }: Found): readonly Found[] =>
  Array.isArray(value) ? value.map((element: unknown, k) => ({ value: element, at: `${at}[${k}]` })) : [{ value, at }];

function inner({ value, at }: Found, step: string): readonly Found[] {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return [];
  return [{ value: value[step as keyof typeof value], at: `${at}.${step}` }];
}
