import { isObject, type JsonObject } from "@lockstep/domain/json";
import { keyIn, type Namespaces, wordIn } from "./namespaces.ts";
import { plainValue, timeValue } from "./pre-hash-value.ts";

/**
 * The pre-hash string of an event: GS1's Core Business Vocabulary 2.0, 8.9, as its reference implementation reads it.
 * Names and values without anything between them, in the vocabulary's order of properties, lists in order of their texts;
 * then what the standard does not name, beneath what it stands in, in order of texts as well.
 */
export function preHash(event: JsonObject, namespaces: Namespaces): string {
  const own = (rule: Rule, value: unknown): string => saidBy(rule, value, namespaces);
  const type = `eventType=${textOf(event["type"])}`;
  const told = ORDER.map(([name, rule]) => own(rule, event[name]));
  const besides = Object.entries(event).flatMap(([name, value]) => besidesIn(name, value, namespaces));
  return [type, ...told, ...besides.sort(byText)].join("");
}

/** What becomes of a property's value; empty where there is none. */
type Rule = (value: unknown, namespaces: Namespaces) => string;

const saidBy = (rule: Rule, value: unknown, namespaces: Namespaces): string =>
  value === undefined || value === null ? "" : rule(value, namespaces);

const pair = (name: string, text: string): string => (text === "" ? "" : `${name}=${text}`);

const plain =
  (name: string): Rule =>
  (value, namespaces) =>
    pair(name, plainValue(wordIn(namespaces, textOf(value))));

const time =
  (name: string): Rule =>
  (value) =>
    pair(name, timeValue(textOf(value)));

/** A word of the vocabulary that stands alone is one behind `prefix`. */
const word =
  (name: string, prefix: string): Rule =>
  (value, namespaces) => {
    const text = textOf(value).trim();
    const whole = /^[\w-]+$/.test(text) ? prefix + text : wordIn(namespaces, text);
    return pair(name, plainValue(whole));
  };

const list =
  (name: string, each: Rule): Rule =>
  (value, namespaces) => {
    const said = listOf(value).map((one) => saidBy(each, one, namespaces));
    return named(name, said.sort(byText).join(""));
  };

const named = (name: string, inner: string): string => (inner === "" ? "" : name + inner);

/** Properties in this order, behind the name of what has them. */
const whole =
  (name: string, order: readonly (readonly [string, Rule])[]): Rule =>
  (value, namespaces) => {
    const found = isObject(value) ? value : {};
    return named(name, order.map(([inner, rule]) => saidBy(rule, found[inner], namespaces)).join(""));
  };

const each =
  (rule: Rule): Rule =>
  (value, namespaces) =>
    listOf(value)
      .map((one) => rule(one, namespaces))
      .sort(byText)
      .join("");

const plains = (...names: readonly string[]): readonly (readonly [string, Rule])[] =>
  names.map((name) => [name, plain(name)] as const);

const CBV = "https://ref.gs1.org/cbv/";
const VOC = "https://ref.gs1.org/voc/";

const quantities = (name: string): readonly [string, Rule] => [
  name,
  list(name, whole("quantityElement", plains("epcClass", "quantity", "uom"))),
];
const epcs = (name: string): readonly [string, Rule] => [name, list(name, plain("epc"))];
const place =
  (name: string): Rule =>
  (value, namespaces) =>
    named(name, saidBy(plain("id"), isObject(value) ? value["id"] : value, namespaces));
const typed = (name: string, inner: string, prefix: string): readonly [string, Rule] => [
  name,
  list(
    name,
    whole("", [
      ["type", word("type", `${CBV}${prefix}-`)],
      [inner, plain(inner)],
    ]),
  ),
];
const disposition = (name: string): readonly [string, Rule] => [name, each(word(name, `${CBV}Disp-`))];

const SENSOR_METADATA: readonly (readonly [string, Rule])[] = [
  ...["time", "startTime", "endTime"].map((name) => [name, time(name)] as const),
  ...plains("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules"),
];
const SENSOR_REPORT: readonly (readonly [string, Rule])[] = [
  ["type", word("type", VOC)],
  ["exception", word("exception", VOC)],
  ...plains("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod"),
  ["time", time("time")],
  ...plains("microorganism", "chemicalSubstance", "value"),
  ["component", word("component", `${CBV}Comp-`)],
  ...plains("stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue", "maxValue", "meanValue", "sDev"),
  ...plains("percRank", "percValue", "uom", "coordinateReferenceSystem"),
];
const SENSOR_ELEMENT: readonly (readonly [string, Rule])[] = [
  ["sensorMetadata", whole("sensorMetadata", SENSOR_METADATA)],
  ["sensorReport", each(whole("sensorReport", SENSOR_REPORT))],
];

/** In the order of the standard. */
const ORDER: readonly (readonly [string, Rule])[] = [
  ["eventTime", time("eventTime")],
  ["eventTimeZoneOffset", plain("eventTimeZoneOffset")],
  epcs("epcList"),
  ["parentID", plain("parentID")],
  epcs("inputEPCList"),
  epcs("childEPCs"),
  ...["quantityList", "childQuantityList", "inputQuantityList"].map(quantities),
  epcs("outputEPCList"),
  quantities("outputQuantityList"),
  ...plains("action", "transformationID"),
  ["bizStep", word("bizStep", `${CBV}BizStep-`)],
  ["disposition", word("disposition", `${CBV}Disp-`)],
  ["persistentDisposition", whole("persistentDisposition", [disposition("set"), disposition("unset")])],
  ["readPoint", place("readPoint")],
  ["bizLocation", place("bizLocation")],
  typed("bizTransactionList", "bizTransaction", "BTT"),
  typed("sourceList", "source", "SDT"),
  typed("destinationList", "destination", "SDT"),
  ["sensorElementList", each(whole("sensorElement", SENSOR_ELEMENT))],
];
const IN_ORDER: ReadonlySet<string> = new Set(ORDER.map(([name]) => name));

/** Says who says so and when it was written down, or is for people; not what happened. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...["type", "eventID", "recordTime", "errorDeclaration", "certificationInfo", "@context"],
]);
const COMMENTS: ReadonlySet<string> = new Set(["#text", "comment", "rdfs:comment"]);

/** What a property says that the standard has no name for. */
function besidesIn(name: string, value: unknown, namespaces: Namespaces): readonly string[] {
  if (LEFT_OUT.has(name)) return [];
  if (name === "readPoint" || name === "bizLocation") return nested(name, unknownIn(value, ["id"], namespaces));
  if (name === "sensorElementList") return listOf(value).flatMap((one) => besidesOfSensor(one, namespaces));
  return IN_ORDER.has(name) ? [] : extension(name, value, namespaces);
}

function besidesOfSensor(value: unknown, namespaces: Namespaces): readonly string[] {
  if (!isObject(value)) return [];
  const within = (name: string, order: readonly (readonly [string, Rule])[]): readonly string[] =>
    listOf(value[name]).flatMap((one) => nested(name, unknownIn(one, namesIn(order), namespaces)));
  return nested("sensorElement", [
    ...within("sensorMetadata", SENSOR_METADATA),
    ...within("sensorReport", SENSOR_REPORT),
    ...unknownIn(value, namesIn(SENSOR_ELEMENT), namespaces),
  ]);
}

const namesIn = (order: readonly (readonly [string, Rule])[]): readonly string[] => order.map(([name]) => name);

const nested = (name: string, inner: readonly string[]): readonly string[] =>
  inner.length === 0 ? [] : [name + [...inner].sort(byText).join("")];

function unknownIn(value: unknown, known: readonly string[], namespaces: Namespaces): readonly string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    known.includes(name) ? [] : extension(name, inner, namespaces),
  );
}

/** Of what somebody has added: the whole of its name, its text, and what stands in it. */
function extension(name: string, value: unknown, namespaces: Namespaces): readonly string[] {
  if (COMMENTS.has(name) || value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one: unknown) => extension(name, one, namespaces));
  const key = keyIn(namespaces, name);
  const text = isObject(value) ? value["#text"] : value;
  const said = text === undefined ? "" : plainValue(wordIn(namespaces, textOf(text)));
  return [key + (said === "" ? "" : `=${said}`) + unknownIn(value, [], namespaces).toSorted(byText).join("")];
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as unknown[]) : [value];

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** By the bytes of UTF-8, which have the order of code points: half of a pair stands behind all that needs none. */
function byText(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  for (let k = 0; k < most; k += 1) {
    const [one, other] = [a.charCodeAt(k), b.charCodeAt(k)];
    if (one !== other) return ranked(one) - ranked(other);
  }
  return a.length - b.length;
}

const ranked = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x2800 : unit);
