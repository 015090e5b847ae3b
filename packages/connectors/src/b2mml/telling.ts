import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import { exact } from "../mapping/exact.ts";
import { hashedId } from "../mapping/fact-mapping.ts";
import { shown } from "./check.ts";
import type { B2mmlMapping, PropertyName } from "./mapping.ts";
import { instantIn, type Message } from "./message.ts";
import type { Notes } from "./notes.ts";
import { all, first, readDateTime, readNumber, textIn, textOf, wordIn } from "./values.ts";
import { USE_IN_NAME, type Words } from "./words.ts";
import type { XmlElement } from "./xml.ts";

/** What the parts of a message are understood with. Where something is wrong it is noted, and the value does not matter. */
export interface Telling {
  readonly message: Message;
  readonly words: Words;
  readonly mapping: B2mmlMapping;
  readonly notes: Notes;
}

/** Of an object; noted where nothing says when it was so. */
export function timeOf(object: XmlElement, { message, mapping, notes }: Telling): Instant {
  const at = instantIn(object, "PublishedDate", mapping.zone) ?? message.createdAt;
  if (at === null) notes.add(object, "no-time", "nothing says when this was so: add PublishedDate");
  return at ?? 0;
}

/** The site of the first of these that names one, the innermost first. */
export function siteOf(places: readonly XmlElement[], { words, mapping, notes }: Telling): string {
  for (const place of places) {
    const scope = first(place, words.scope);
    if (scope === undefined) continue;
    const chain = chainOf(scope, words.scopeChild);
    const named = chain.find((one) => levelOf(one) === "Site") ?? chain.find((one) => isOurs(one, mapping));
    if (named === undefined) continue;
    const equipment = textIn(named, "EquipmentID") ?? "";
    const site = mapping.siteOf(equipment);
    if (site === undefined) {
      notes.add(named, "unknown-site", `${shown(equipment)} is no site of ours: declare it under b2mml.sites`);
    }
    return site ?? "";
  }
  const usual = mapping.siteOf(null);
  const [place] = places;
  if (usual === undefined && place !== undefined) {
    const how = `add a ${words.scope} with the level Site, or declare b2mml.site`;
    notes.add(place, "no-site", `nothing says at which site this is: ${how}`);
  }
  return usual ?? "";
}

const levelOf = (scope: XmlElement): string | null =>
  wordIn(scope, "EquipmentLevel") ?? wordIn(scope, "EquipmentElementLevel");

function isOurs(scope: XmlElement, mapping: B2mmlMapping): boolean {
  const level = levelOf(scope);
  return level === null && mapping.siteOf(textIn(scope, "EquipmentID") ?? "") !== undefined;
}

function chainOf(scope: XmlElement, child: string): readonly XmlElement[] {
  const inner = first(scope, child);
  return inner === undefined ? [scope] : [scope, ...chainOf(inner, child)];
}

const STORES: ReadonlySet<string> = new Set(["StorageZone", "StorageUnit", "WorkCenter", "WorkUnit", "Unit"]);

/** Where goods lie: the innermost storage location, or the innermost store of the place; null: nothing says so. */
export function locationOf(element: XmlElement, { words, mapping }: Telling): string | null {
  const storage = first(element, "StorageLocation");
  if (storage !== undefined) {
    const inner = chainOf(storage, "LocationChild").at(-1) ?? storage;
    const name = inner.children.length === 0 ? textOf(inner) : textIn(inner, "Location");
    return name === null || name === "" ? null : mapping.locationOf(name);
  }
  const scope = first(element, words.scope);
  const store =
    scope === undefined
      ? undefined
      : chainOf(scope, words.scopeChild).findLast((one) => STORES.has(levelOf(one) ?? ""));
  const name = store === undefined ? null : textIn(store, "EquipmentID");
  return name === null ? null : mapping.locationOf(name);
}

/** What goods are, how many in the item's own unit, and of which lot. */
export interface Goods {
  readonly item: string;
  readonly lot: string;
  readonly quantity: number;
}

export function goodsOf(element: XmlElement, telling: Telling): Goods {
  const { mapping, notes } = telling;
  const definitions = all(element, "MaterialDefinitionID");
  const lots = all(element, "MaterialLotID");
  if (definitions.length !== 1) {
    const how = definitions.length === 0 ? "add MaterialDefinitionID" : "leave one MaterialDefinitionID";
    notes.add(element, "no-item", `it must name one item: ${how}`);
  }
  if (lots.length > 1)
    notes.add(element, "several-lots", "it names several lots, and nothing says how much of each: tell each");
  const [definition] = definitions;
  const [lot] = lots;
  const known = mapping.itemOf(definition === undefined ? "" : textOf(definition));
  return { item: known.item, lot: lot === undefined ? "" : textOf(lot), quantity: quantityOf(element, known, telling) };
}

/** In the item's own unit. */
export function quantityOf(
  element: XmlElement,
  { item, units }: ReturnType<B2mmlMapping["itemOf"]>,
  { message, mapping, notes }: Telling,
): number {
  const found = all(element, "Quantity");
  const keyed = found.filter((one) => mapping.quantityKeys.has(textIn(one, "Key") ?? ""));
  const [quantity, another] = found.length > 1 && keyed.length > 0 ? keyed : found;
  if (quantity === undefined) {
    notes.add(element, "no-quantity", "it does not say how many: add Quantity");
    return 0;
  }
  if (another !== undefined) {
    notes.add(another, "several-quantities", "there are several quantities: name the key of one in b2mml.quantityKeys");
    return 0;
  }
  const text = textIn(quantity, "QuantityString") ?? "";
  const number = readNumber(text);
  if (number === null) {
    notes.add(quantity, "wrong-number", `${shown(text) || "an empty text"} is no number: write it like 12.5`);
    return 0;
  }
  if (number < 0 && message.noun !== "material" && message.noun !== "lot") {
    notes.add(quantity, "negative-quantity", `${text} is less than nothing: send 0 or more`);
    return 0;
  }
  const unit = textIn(quantity, "UnitOfMeasure");
  if (unit === null) return number;
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor === undefined) {
    const how = "declare it under b2mml.units, with 1 for the item's own unit";
    notes.add(quantity, "unknown-unit", `how much ${shown(unit)} is in the unit of ${item} is not known: ${how}`);
  }
  return exact(number * (factor ?? 1));
}

/** What a material is there for. */
export function useOf(element: XmlElement, { mapping, notes }: Telling): ReturnType<B2mmlMapping["useOf"]> {
  const word = wordIn(element, "MaterialUse") ?? USE_IN_NAME[element.name] ?? null;
  if (word === null) {
    notes.add(element, "no-use", "it does not say what the material is there for: add MaterialUse");
    return undefined;
  }
  const use = mapping.useOf(word);
  if (use === undefined) {
    notes.add(element, "unknown-use", `what ${shown(word)} means is not known: declare it under b2mml.uses`);
  }
  return use;
}

/** The text of a property, parameter or datum of that name; null: it is not there. */
export function propertyText(
  element: XmlElement,
  list: string,
  name: PropertyName,
  { mapping }: Telling,
): string | null {
  const wanted = mapping.nameOf(name);
  for (const outer of all(element, list)) {
    const property = first(outer, "Parameter") ?? outer;
    if (textIn(property, "ID") !== wanted) continue;
    const value = first(property, "Value");
    const text = value === undefined ? null : textIn(value, "ValueString");
    if (text !== null) return text;
  }
  return null;
}

export function propertyNumber(element: XmlElement, list: string, name: PropertyName, telling: Telling): number | null {
  const text = propertyText(element, list, name, telling);
  if (text === null) return null;
  const value = readNumber(text);
  if (value === null || value < 0) {
    const which = telling.mapping.nameOf(name);
    telling.notes.add(element, "wrong-number", `${which} must be a number of 0 or more; it is ${shown(text)}`);
  }
  return value;
}

export function propertyTime(element: XmlElement, list: string, name: PropertyName, telling: Telling): Instant | null {
  const text = propertyText(element, list, name, telling);
  if (text === null) return null;
  const written = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text;
  const at = readDateTime(written, telling.mapping.zone);
  if (typeof at === "number") return at;
  const which = telling.mapping.nameOf(name);
  const how = at === "no-zone" ? "has no offset: add one, or declare b2mml.timeZone" : "is no time";
  telling.notes.add(element, "wrong-time", `${which} ${shown(text)} ${how}`);
  return null;
}

/** The number of an operation: the digits at the end of its id, as in `10`, `OP-0010` or `WO-7/10`. */
export function seqOf(at: XmlElement, text: string, notes: Notes): number {
  const digits = /(\d{1,9})$/.exec(text)?.[1];
  if (digits === undefined) {
    notes.add(at, "wrong-segment-id", `the id ${shown(text) || "of the segment"} must end with the operation's number`);
  }
  return Number(digits ?? 0);
}

interface About {
  readonly at: Instant;
  /** What makes it that fact and no other, besides its type. */
  readonly of: readonly unknown[];
}

/** Of one state of one thing: the same message again makes the same fact, and another of the same time is a conflict. */
export function entity(type: FactType, { at, of }: About, { mapping }: Telling, data: object): CloudEvent {
  return eventOf({ type, source: mapping.source, id: hashedId(type, [...of, isoOf(at)]), at }, data);
}

/**
 * Of one line of one document, whatever its time. A document that is sent again with the same ids and published later has
 * other content under the same id: `correction`, which is smaller the later it was published, makes the later one the
 * content that is in force.
 */
export function movement(type: FactType, { at, of }: About, { mapping }: Telling, data: object): CloudEvent {
  const event = eventOf({ type, source: mapping.source, id: hashedId(type, of), at }, data);
  return { ...event, correction: String(LATEST - Math.max(0, at)).padStart(15, "0") };
}

const LATEST = 999_999_999_999_999;

interface Named {
  readonly type: FactType;
  readonly source: string;
  readonly id: string;
  readonly at: Instant;
}

const eventOf = ({ type, source, id, at }: Named, data: object): CloudEvent => ({
  specversion: "1.0",
  id,
  source,
  type,
  time: isoOf(at),
  data,
});

export const isoOrNothing = <K extends string>(name: K, at: Instant | null): { readonly [N in K]?: string } =>
  (at === null ? {} : { [name]: isoOf(at) }) as { readonly [N in K]?: string };
