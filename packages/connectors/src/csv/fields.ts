import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";

/** One thing that a table can tell of a fact, as the fact's own schema has it. */
export interface Field {
  /** Inner fields and those of a list with their path: `target/item`, `components/quantityPer`. */
  readonly path: string;
  readonly kind: FieldKind;
  /** Of a list's field: within each of its elements. */
  readonly isRequired: boolean;
  /** The list whose elements have it: several rows make one fact then. */
  readonly list: string | null;
  readonly choices: readonly string[];
  /** What it is where a table says nothing. */
  readonly otherwise: string | null;
}

export type FieldKind =
  | "text"
  | "number"
  | "instant"
  | "date"
  | "wall-time"
  | "boolean"
  | "choice"
  | "money"
  | "time-zone";

/** When it happened, and the number of the document that a movement is known by; they stand beside the data. */
export const TIME_FIELD = "@time";
export const ID_FIELD = "@id";

const OWN_WORDS: readonly FactType[] = ["tower.estimate"];

/** What a table can be made of: all but what people say on the page itself. */
export const TABLE_TYPES = (Object.keys(FACT_TYPES) as FactType[]).filter((type) => !OWN_WORDS.includes(type));

export const isTableType = (type: string): type is FactType => (TABLE_TYPES as readonly string[]).includes(type);

interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly anyOf?: readonly { readonly const?: unknown }[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
}

const known = new Map<FactType, readonly Field[]>();

/** Derived from the type's schema; what a table cannot say (maps, lists within lists) is left out. */
export function fieldsOf(type: FactType): readonly Field[] {
  const found = known.get(type) ?? [...besidesData(type), ...fieldsIn(FACT_TYPES[type].schema as Shape, inData)];
  known.set(type, found);
  return found;
}

/** A movement adds up: without its own number and time, the same file would count twice. */
function besidesData(type: FactType): readonly Field[] {
  const isMovement = FACT_TYPES[type].shape === "movement";
  const field = { isRequired: isMovement, list: null, choices: [], otherwise: null };
  const time: Field = { ...field, path: TIME_FIELD, kind: "instant" };
  return isMovement ? [{ ...field, path: ID_FIELD, kind: "text" }, time] : [time];
}

interface Place {
  readonly prefix: string;
  readonly list: string | null;
  readonly isRequired: boolean;
}

const inData: Place = { prefix: "", list: null, isRequired: true };

function fieldsIn({ properties = {}, required = [] }: Shape, place: Place): readonly Field[] {
  return Object.entries(properties).flatMap(([name, shape]) => {
    const path = place.prefix + name;
    const isRequired = place.isRequired && required.includes(name) && shape.default === undefined;
    if (shape.type === "array") {
      const isNested = place.list !== null || shape.items?.properties === undefined;
      return isNested ? [] : fieldsIn(shape.items ?? {}, { prefix: `${path}/`, list: path, isRequired: true });
    }
    const kind = kindOf(shape);
    if (kind !== null) return [fieldOf(shape, { path, kind, isRequired, list: place.list })];
    return fieldsIn(shape, { prefix: `${path}/`, list: place.list, isRequired });
  });
}

function fieldOf(shape: Shape, about: Pick<Field, "path" | "kind" | "isRequired" | "list">): Field {
  const choices = (shape.anyOf ?? []).map((choice) => String(choice.const));
  const { default: otherwise } = shape;
  return { ...about, choices, otherwise: otherwise === undefined ? null : String(otherwise) };
}

const WALL_TIME = "^([01][0-9]";

function kindOf(shape: Shape): FieldKind | null {
  if (shape.anyOf !== undefined) return "choice";
  if (shape.properties?.["amount"] !== undefined) return "money";
  if (shape.type === "number") return "number";
  if (shape.type === "boolean") return "boolean";
  if (shape.type !== "string") return null;
  if (shape.format === "instant") return "instant";
  if (shape.format === "local-date") return "date";
  if (shape.format === "iana-zone") return "time-zone";
  return shape.pattern?.startsWith(WALL_TIME) === true ? "wall-time" : "text";
}
