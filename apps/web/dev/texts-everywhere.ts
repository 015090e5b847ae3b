import { FACT_TYPES } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";

/** As far as a schema of facts goes that is walked here. */
interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
}

const AT = "2026-03-02T10:00:00Z";
const FORMATS: Readonly<Record<string, string>> = {
  instant: AT,
  "local-date": "2026-03-02",
  "iana-zone": "UTC",
};
const formed = (shape: Shape): string | undefined => {
  if (shape.format !== undefined) return FORMATS[shape.format] ?? "";
  if (shape.pattern?.includes("[A-Z]{3}")) return "EUR";
  if (shape.pattern?.includes("2[0-3]")) return "06:00";
  return shape.pattern === undefined ? undefined : "10.00";
};

/** Which fields of objects exclude each other; all but the first are left out. */
const ONE_OF: readonly (readonly string[])[] = [
  ["productionOrder", "purchaseOrderLine", "transferOrder"],
  ["resource", "hold", "purchaseOrderLine"],
];

function sampleOf(shape: Shape, text: string): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.anyOf !== undefined) return sampleOf(shape.anyOf[0] ?? {}, text);
  if (shape.type === "string") return formed(shape) ?? text.slice(0, shape.maxLength ?? text.length);
  if (shape.type === "number" || shape.type === "integer") return 1;
  if (shape.type === "boolean") return false;
  if (shape.type === "array") return [sampleOf(shape.items ?? {}, text)];
  const names = Object.keys(shape.properties ?? {});
  const isHold = names.includes("lot") && names.includes("productionOrder");
  const isChoice = ONE_OF.find(
    (alternatives) => names.length > 1 && names.every((name) => alternatives.includes(name)),
  );
  const all = isHold ? names.filter((name) => name !== "productionOrder") : names;
  const wanted = isChoice === undefined ? all : isChoice.slice(0, 1);
  const named = wanted.map((name) => [name, sampleOf(shape.properties?.[name] ?? {}, text)]);
  const free = Object.values(shape.patternProperties ?? {}).map((one) => [text, sampleOf(one, text)]);
  return Object.fromEntries([...named, ...free]);
}

/** One fact of every type that there is, with the text in every field that takes one: whatever it names is of that name, too. */
export const factsWithTextEverywhere = (text: string, id: string): CloudEvent[] =>
  Object.entries(FACT_TYPES).map(([type, { schema }]) => ({
    ...{ specversion: "1.0" as const, source: "/test/everywhere", id: `${id}-${type}`, type },
    time: "2026-03-02T07:30:00Z",
    data: sampleOf(schema as Shape, text) as object,
  }));

/** What an argument must be called to be no free text, and a value that it takes. */
const FORMED_ARGUMENTS: Readonly<Record<string, string>> = {
  timeZone: "UTC",
  ...{ start: "06:00", end: "14:00", quietFrom: "22:00", quietTo: "05:00" },
  ...{ date: "2026-03-02", from: "2026-03-02", to: "2026-03-03", holidays: "2026-12-25" },
};

export interface Asked {
  readonly name: string;
  readonly document: string;
  readonly variables: Record<string, unknown>;
  /** Paths of the arguments that hold the text and are no ids. */
  readonly texts: readonly string[];
}

/** Every mutation that there is, with the text in every argument that takes one. */
export function mutationsWithTextEverywhere(schema: GraphQLSchema, text: string): readonly Asked[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => askedOf(field, text));
}

function askedOf(field: GraphQLField<unknown, unknown>, text: string): Asked {
  const texts: string[] = [];
  const of = (type: GraphQLInputType, path: string): unknown => {
    if (isNonNullType(type)) return of(type.ofType, path);
    if (isListType(type)) return [of(type.ofType, path)];
    if (isEnumType(type)) return type.getValues()[0]?.name;
    const name = path.split(".").at(-1) ?? "";
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields()).map((one) => [one.name, of(one.type, `${path}.${one.name}`)]),
      );
    if (type.name === "Int" || type.name === "Float") return 1;
    if (type.name === "Boolean") return true;
    if (type.name === "DateTime") return AT;
    if (type.name === "ID") return text;
    const known = FORMED_ARGUMENTS[name];
    if (known !== undefined) return known;
    texts.push(path);
    return text;
  };
  const variables = Object.fromEntries(field.args.map(({ name, type }) => [name, of(type, name)]));
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(", ");
  const call = field.args.length === 0 ? field.name : `${field.name}(${given})`;
  return {
    name: field.name,
    document: `mutation${declared === "" ? "" : ` (${declared})`} { done: ${call} ${isScalar(field) ? "" : "{ __typename }"} }`,
    variables,
    texts,
  };
}

const isScalar = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  /^(Int|Boolean|String|ID)!?$/.test(String(type));
