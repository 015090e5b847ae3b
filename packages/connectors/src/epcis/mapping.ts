import { ok, type Result, refuse } from "@lockstep/domain/result";
import { Ajv } from "ajv";
import { type Static, Type } from "typebox";
import { canonicalId, identify, withCheckDigit } from "./identifiers.ts";
import { DISPOSITIONS, MEANINGS, type Meaning, STEPS, type Status, UNITS } from "./vocabulary.ts";

const Id = Type.String({ minLength: 1, maxLength: 200 });
const closed = { additionalProperties: false };
const Factors = Type.Record(Type.String(), Type.Number({ exclusiveMinimum: 0 }));
const ORDER_KINDS = ["purchase", "sales", "production", "transfer", "none"] as const;
const oneOf = <T extends string>(names: readonly T[]) => Type.Unsafe<T>({ type: "string", enum: [...names] });

/** What a connectors file says under `epcis`; keys are identifiers in any form, or the bare GTIN or GLN. */
const Declared = Type.Object(
  {
    /** The source of its facts. */
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    locations: Type.Optional(
      Type.Record(Type.String(), Type.Object({ site: Id, location: Type.Optional(Id) }, closed)),
    ),
    items: Type.Optional(
      Type.Record(Type.String(), Type.Union([Id, Type.Object({ item: Id, units: Type.Optional(Factors) }, closed)])),
    ),
    /** How many of an item's unit one of another unit is. */
    units: Type.Optional(Factors),
    /** The first rule that fits a business transaction says what it is. */
    orders: Type.Optional(
      Type.Array(
        Type.Object(
          {
            type: Type.Optional(Type.String()),
            /** What stands before the order's own number. */
            prefix: Type.Optional(Type.String()),
            is: oneOf(ORDER_KINDS),
            /** The line of an order that is named without one. */
            line: Type.Optional(Id),
          },
          closed,
        ),
      ),
    ),
    steps: Type.Optional(Type.Record(Type.String(), oneOf(MEANINGS))),
    dispositions: Type.Optional(Type.Record(Type.String(), oneOf(["available", "quality", "blocked"] as const))),
    /** The operation that consumes, where a transformation does not say; and whether its inputs leave stock by it. */
    transformation: Type.Optional(
      Type.Object({ seq: Type.Optional(Type.Number()), takesStock: Type.Optional(Type.Boolean()) }, closed),
    ),
  },
  closed,
);
export type EpcisDeclared = Static<typeof Declared>;

export interface Place {
  readonly site: string;
  readonly location: string;
}

export interface KnownItem {
  readonly item: string;
  readonly units: { readonly [uom: string]: number };
}

export type OrderKind = (typeof ORDER_KINDS)[number];

export interface NamedOrder {
  readonly kind: OrderKind;
  readonly order: string;
  /** `ORDER/LINE`. */
  readonly line: string;
}

/** What EPCIS names as it is called here; undefined: it does not say. */
export interface EpcisMapping {
  readonly source: string;
  readonly seq: number;
  readonly takesStock: boolean;
  placeOf(id: string): Place | undefined;
  itemOf(id: string): KnownItem | undefined;
  /** `side` says which order a partner's purchase order is: of goods that come, ours; of goods that go, the customer's. */
  orderOf(transaction: { readonly type: string; readonly id: string }, side: "in" | "out"): NamedOrder;
  meaningOf(step: string): Meaning | undefined;
  statusOf(disposition: string): Status | undefined;
}

const ajv = new Ajv({ allErrors: false, strict: true, allowUnionTypes: true });

/** What is declared, or in one line what is wrong with it; undefined declares nothing. */
export function readEpcisMapping(value: unknown): Result<EpcisMapping, string> {
  if (value === undefined || value === null) return ok(createEpcisMapping({}));
  if (!ajv.validate<EpcisDeclared>(Declared, value)) {
    const error = ajv.errors?.[0];
    const unknown: unknown = error?.params["additionalProperty"];
    const where = `epcis${(error?.instancePath ?? "").replaceAll("/", ".").replaceAll("~1", "/")}`;
    return refuse(typeof unknown === "string" ? `${where} has no setting ${unknown}` : `${where} ${error?.message}`);
  }
  const { locations = {}, items = {} } = value;
  const wrongs = [
    ...Object.keys(locations).map((key) => wrongIn(key, "GLN", [13])),
    ...Object.keys(items).map((key) => wrongIn(key, "GTIN", [8, 12, 13, 14])),
  ];
  const wrong = wrongs.find((one) => one !== null);
  if (wrong !== undefined) return refuse(`epcis: ${wrong}`);
  return ok(createEpcisMapping(value));
}

/** Digits alone are a GLN or a GTIN. */
function wrongIn(key: string, what: string, lengths: readonly number[]): string | null {
  const read = identify(key);
  if (!read.ok) return read.error;
  if (!/^\d+$/.test(key)) return null;
  if (!lengths.includes(key.length)) return `${key} is no ${what}, which has ${lengths.join(", ")} digits`;
  return withCheckDigit(key.slice(0, -1)) === key ? null : `${key} has a wrong check digit: was it mistyped?`;
}

export function createEpcisMapping(declared: EpcisDeclared): EpcisMapping {
  const places = byCanonicalKey(declared.locations ?? {}, (digits) => `gln:${digits}`);
  const items = byCanonicalKey(declared.items ?? {}, (digits) => `gtin:${digits.padStart(14, "0")}`);
  const units = { ...UNITS, ...declared.units };
  const steps: { readonly [step: string]: Meaning } = { ...STEPS, ...declared.steps };
  const dispositions: { readonly [name: string]: Status } = { ...DISPOSITIONS, ...declared.dispositions };
  return {
    source: declared.source ?? "/epcis",
    seq: declared.transformation?.seq ?? 10,
    takesStock: declared.transformation?.takesStock ?? true,
    placeOf(id) {
      const read = identify(id);
      if (!read.ok) return undefined;
      const exact = places.get(canonicalId(id));
      const extension = read.value.kind === "place" ? read.value.extension : "";
      if (exact !== undefined) return { site: exact.site, location: exact.location ?? (extension || exact.site) };
      if (read.value.kind !== "place") return undefined;
      const whole = places.get(`gln:${read.value.gln}`);
      if (whole !== undefined) return { site: whole.site, location: extension || (whole.location ?? whole.site) };
      // Where places are declared, another one is somebody else's.
      if (places.size > 0) return undefined;
      return { site: read.value.gln, location: extension || read.value.gln };
    },
    itemOf(id) {
      const read = identify(id);
      if (!read.ok) return undefined;
      const { value } = read;
      const found = items.get(value.kind === "goods" ? `gtin:${value.gtin}` : canonicalId(id));
      if (found === undefined) return value.kind === "goods" ? { item: value.gtin, units } : undefined;
      return typeof found === "string"
        ? { item: found, units }
        : { item: found.item, units: { ...units, ...found.units } };
    },
    orderOf({ type, id }, side) {
      const rule = (declared.orders ?? []).find(
        (one) => (one.type ?? type) === type && id.startsWith(one.prefix ?? ""),
      );
      const order = rule?.prefix === undefined ? lastPart(id) : id.slice(rule.prefix.length);
      return {
        kind: rule?.is ?? usualKind(type, side),
        order,
        line: /[^/]\/[^/]+$/.test(order) ? order : `${order}/${rule?.line ?? "1"}`,
      };
    },
    meaningOf: (step) => (Object.hasOwn(steps, step) ? steps[step] : undefined),
    statusOf: (disposition) => (Object.hasOwn(dispositions, disposition) ? dispositions[disposition] : undefined),
  };
}

function usualKind(type: string, side: "in" | "out"): OrderKind {
  if (type === "prodorder") return "production";
  if (type === "po") return side === "in" ? "purchase" : "sales";
  return "none";
}

/** `1152` of `urn:epcglobal:cbv:bt:0614141073467:1152`, `12345678` of `http://transaction.acme.example/po/12345678`. */
const lastPart = (id: string): string => id.split(/[/:#]/).findLast((part) => part !== "") ?? id;

function byCanonicalKey<T>(record: Readonly<Record<string, T>>, ofDigits: (digits: string) => string): Map<string, T> {
  return new Map(
    Object.entries(record).map(([key, value]) => [/^\d+$/.test(key) ? ofDigits(key) : canonicalId(key), value]),
  );
}
