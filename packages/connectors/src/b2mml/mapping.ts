import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone, type Zone, zoneOf } from "@lockstep/domain/zone";
import { Ajv } from "ajv";
import { type Static, type TSchema, Type } from "typebox";
import { VERSIONS, type Version } from "./words.ts";

const Id = Type.String({ minLength: 1, maxLength: 200 });
const closed = { additionalProperties: false };
const Factors = Type.Record(Type.String(), Type.Number({ exclusiveMinimum: 0 }));
const byWord = <T extends TSchema>(schema: T) => Type.Optional(Type.Record(Type.String(), schema));
const oneOf = <T extends string>(...names: readonly T[]) => Type.Unsafe<T>({ type: "string", enum: [...names] });

/** Names of the properties, parameters and data that are read. */
const PROPERTIES = {
  ratePerHour: "RatePerHour",
  setupMinutes: "SetupMinutes",
  quantityPer: "QuantityPer",
  scrapFraction: "ScrapFraction",
  /** The number of the operation that a component is for, where it is another than its segment's; or `none`. */
  operation: "Operation",
  /** `none`: the order needs no components, whatever its bill of material says. */
  components: "Components",
  peggedTo: "PeggedTo",
  projectedStart: "ProjectedStart",
  projectedFinish: "ProjectedFinish",
  runHours: "RunHours",
  equipmentState: "EquipmentState",
  stateSince: "StateSince",
  stateReason: "StateReason",
  expectedUpAt: "ExpectedUpAt",
  expiresAt: "ExpirationDate",
} as const;
export type PropertyName = keyof typeof PROPERTIES;

/** What a connectors file says under `b2mml`. */
const Declared = Type.Object(
  {
    /** The source of its facts. */
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** Of times without an offset; without it such a time is refused. */
    timeZone: Type.Optional(Type.String()),
    /** Folders with the standard's schemas, by version: what comes in is held against them, too. */
    schemas: Type.Optional(Type.Object({ V0701: Type.Optional(Id), V0401: Type.Optional(Id) }, closed)),
    /** Of messages that name none. */
    site: Type.Optional(Id),
    /** Which site is which, by the EquipmentID of a hierarchy scope; where any is declared, another is not ours. */
    sites: byWord(Id),
    resources: byWord(Id),
    locations: byWord(Id),
    items: byWord(Type.Union([Id, Type.Object({ item: Id, units: Type.Optional(Factors) }, closed)])),
    /** How many of an item's unit one of another unit is; the item's own is 1. Another unit is refused. */
    units: Type.Optional(Factors),
    /** Of several quantities, the one with such a key. */
    quantityKeys: Type.Optional(Type.Array(Type.String())),
    uses: byWord(oneOf("produced", "consumed", "scrap", "none")),
    requestStates: byWord(oneOf("planned", "released", "closed", "cancelled")),
    responseStates: byWord(oneOf("pending", "setup", "running", "paused", "done")),
    equipmentStates: byWord(oneOf("running", "idle", "setup", "down", "off")),
    /** By Status or Disposition; `none`: there is nothing of the lot now. */
    statuses: byWord(oneOf("available", "quality", "blocked", "none")),
    /** Statuses under which a lot is held. Where any is declared, each lot says whether it is. */
    holds: byWord(oneOf("held", "rejected")),
    properties: Type.Optional(
      Type.Unsafe<{ readonly [N in PropertyName]?: string }>(
        Type.Object(Object.fromEntries(Object.keys(PROPERTIES).map((name) => [name, Type.Optional(Id)])), closed),
      ),
    ),
    /** `routing`: a schedule's segments are not told as the order's operations, its routing is. */
    operations: Type.Optional(oneOf("stated", "routing")),
    /** `bom`: a schedule's materials are not told as the order's components, its bill of material is. */
    components: Type.Optional(oneOf("stated", "bom")),
    /** Whether what a performance says was made, and where it was put, has come into stock by it. */
    receipts: Type.Optional(Type.Boolean()),
    /** Elements that say nothing that counts here. */
    passOver: Type.Optional(Type.Array(Id)),
  },
  closed,
);
export type B2mmlDeclared = Static<typeof Declared>;

type Uses = NonNullable<B2mmlDeclared["uses"]>;
type RequestStates = NonNullable<B2mmlDeclared["requestStates"]>;
type ResponseStates = NonNullable<B2mmlDeclared["responseStates"]>;
type EquipmentStates = NonNullable<B2mmlDeclared["equipmentStates"]>;
type Statuses = NonNullable<B2mmlDeclared["statuses"]>;

const USES: Uses = {
  Produced: "produced",
  "Material Produced": "produced",
  "Yield Produced": "produced",
  Consumed: "consumed",
  "Material Consumed": "consumed",
  Consumable: "consumed",
  Scrap: "scrap",
};
const REQUEST_STATES: RequestStates = {
  Forecast: "planned",
  ...{ Released: "released", Waiting: "released", Ready: "released", Running: "released", Held: "released" },
  ...{ Suspended: "released", Completed: "closed", Closed: "closed", Cancelled: "cancelled", Aborted: "cancelled" },
};
const RESPONSE_STATES: ResponseStates = {
  ...{ Waiting: "pending", Ready: "pending", Setup: "setup", Running: "running" },
  ...{ Held: "paused", Holding: "paused", Paused: "paused", Suspended: "paused" },
  ...{ Completed: "done", Closed: "done", Aborted: "done" },
};
const EQUIPMENT_STATES: EquipmentStates = {
  running: "running",
  idle: "idle",
  setup: "setup",
  down: "down",
  off: "off",
};
const STATUSES: Statuses = {
  ...{ available: "available", quality: "quality", blocked: "blocked" },
  ...{ UnRestricted: "available", Restricted: "blocked", Planned: "none", Closed: "none" },
};

export interface KnownItem {
  readonly item: string;
  /** How many of the item's unit one of these is. */
  readonly units: { readonly [uom: string]: number };
}

/** What a message names as it is called here; undefined: nobody has said. */
export interface B2mmlMapping {
  readonly source: string;
  readonly zone: Zone | null;
  readonly schemas: { readonly [V in Version]?: string };
  readonly passOver: ReadonlySet<string>;
  readonly quantityKeys: ReadonlySet<string>;
  readonly takesOperations: boolean;
  readonly takesComponents: boolean;
  readonly receives: boolean;
  readonly hasHolds: boolean;
  /** Of the one who names none, null; of one that is not ours, undefined. */
  siteOf(equipment: string | null): string | undefined;
  resourceOf(equipment: string): string;
  locationOf(name: string): string;
  itemOf(definition: string): KnownItem;
  useOf(word: string): Uses[string] | undefined;
  requestStateOf(word: string): RequestStates[string] | undefined;
  responseStateOf(word: string): ResponseStates[string] | undefined;
  equipmentStateOf(word: string): EquipmentStates[string] | undefined;
  statusOf(word: string): Statuses[string] | undefined;
  holdOf(word: string): "held" | "rejected" | undefined;
  nameOf(property: PropertyName): string;
  /** The other way: how what is called so here is called there. */
  readonly outward: {
    site(id: string): string;
    resource(id: string): string;
    location(id: string): string;
    item(id: string): string;
  };
}

const ajv = new Ajv({ allErrors: false, strict: true, allowUnionTypes: true });

/** What is declared, or in one line what is wrong with it; undefined declares nothing. */
export function readB2mmlMapping(value: unknown): Result<B2mmlMapping, string> {
  if (value === undefined || value === null) return ok(createB2mmlMapping({}));
  if (!ajv.validate<B2mmlDeclared>(Declared, value)) {
    const error = ajv.errors?.[0];
    const unknown: unknown = error?.params["additionalProperty"];
    const where = `b2mml${(error?.instancePath ?? "").replaceAll("/", ".").replaceAll("~1", "/")}`;
    if (typeof unknown === "string") return refuse(`${where} has no setting ${unknown}`);
    const choices: unknown = error?.params["allowedValues"];
    return refuse(`${where} ${Array.isArray(choices) ? `must be one of ${choices.join(", ")}` : error?.message}`);
  }
  if (value.timeZone !== undefined && !isZone(value.timeZone)) {
    return refuse(`b2mml.timeZone must be an IANA time zone such as Europe/Berlin, not ${value.timeZone}`);
  }
  const names = Object.keys(PROPERTIES).map((name) => value.properties?.[name as PropertyName] ?? nameBy(name));
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) return refuse(`b2mml.properties has two of the name ${twice}: give each one of its own`);
  const sites = Object.values(value.sites ?? {});
  const double = sites.find((one, k) => sites.indexOf(one) !== k);
  if (double !== undefined) return refuse(`b2mml.sites names ${double} twice: give each site one name there`);
  return ok(createB2mmlMapping(value));
}

const nameBy = (name: string): string => PROPERTIES[name as PropertyName];

export function createB2mmlMapping(declared: B2mmlDeclared): B2mmlMapping {
  const { site, sites = {}, resources = {}, locations = {}, items = {}, units = {} } = declared;
  const lookUp =
    <T>(usual: Readonly<Record<string, T>>, own: Readonly<Record<string, T>> = {}) =>
    (word: string): T | undefined => {
      const known = Object.hasOwn(own, word) ? own : usual;
      return Object.hasOwn(known, word) ? known[word] : undefined;
    };
  const isAnySite = Object.keys(sites).length === 0;
  const there = Object.fromEntries(
    Object.entries(items).map(([name, one]) => [name, typeof one === "string" ? one : one.item]),
  );
  return {
    source: declared.source ?? "/b2mml",
    zone: declared.timeZone === undefined ? null : zoneOf(declared.timeZone),
    schemas: Object.fromEntries(
      VERSIONS.flatMap((version) => {
        const folder = declared.schemas?.[version];
        return folder === undefined ? [] : [[version, folder] as const];
      }),
    ),
    passOver: new Set(declared.passOver),
    quantityKeys: new Set(declared.quantityKeys),
    takesOperations: declared.operations !== "routing",
    takesComponents: declared.components !== "bom",
    receives: declared.receipts ?? false,
    hasHolds: Object.keys(declared.holds ?? {}).length > 0,
    siteOf(equipment) {
      if (equipment === null) return site;
      return lookUp(sites)(equipment) ?? (isAnySite ? equipment : undefined);
    },
    resourceOf: (equipment) => lookUp(resources)(equipment) ?? equipment,
    locationOf: (name) => lookUp(locations)(name) ?? name,
    itemOf(definition) {
      const found = lookUp(items)(definition) ?? definition;
      return typeof found === "string"
        ? { item: found, units }
        : { item: found.item, units: { ...units, ...found.units } };
    },
    useOf: lookUp(USES, declared.uses),
    requestStateOf: lookUp(REQUEST_STATES, declared.requestStates),
    responseStateOf: lookUp(RESPONSE_STATES, declared.responseStates),
    equipmentStateOf: lookUp(EQUIPMENT_STATES, declared.equipmentStates),
    statusOf: lookUp(STATUSES, declared.statuses),
    holdOf: lookUp({}, declared.holds),
    nameOf: (property) => declared.properties?.[property] ?? PROPERTIES[property],
    outward: {
      site: nameThere(sites),
      resource: nameThere(resources),
      location: nameThere(locations),
      item: nameThere(there),
    },
  };
}

function nameThere(names: Readonly<Record<string, string>>): (id: string) => string {
  const byOurs = new Map(Object.entries(names).map(([foreign, ours]) => [ours, foreign]));
  return (id) => byOurs.get(id) ?? id;
}
