import { DAY, type Instant, MINUTE } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import type { Zone } from "@lockstep/domain/zone";
import type { XmlElement } from "./xml.ts";

function isNil({ attributes }: XmlElement): boolean {
  if (attributes.size === 0) return false;
  return /^(true|1)$/.test(attributes.get("xsi:nil")?.trim() ?? "");
}

/** Of an element with so many in it that to look through them for each of them would take long. */
const indices = new WeakMap<XmlElement, ReadonlyMap<string, readonly XmlElement[]>>();
const MANY = 32;

function named(element: XmlElement, name: string): readonly XmlElement[] {
  const { children } = element;
  if (children.length < MANY) return children.filter((one) => one.name === name && !isNil(one));
  const known = indices.get(element) ?? indexOf(children);
  indices.set(element, known);
  return known.get(name) ?? [];
}

function indexOf(children: readonly XmlElement[]): ReadonlyMap<string, readonly XmlElement[]> {
  const byName = new Map<string, XmlElement[]>();
  for (const child of children) {
    if (isNil(child)) continue;
    const alike = byName.get(child.name);
    if (alike === undefined) byName.set(child.name, [child]);
    else alike.push(child);
  }
  return byName;
}

/** Those of a name that say something; of several names, name by name. */
export const all = (element: XmlElement, ...names: readonly string[]): readonly XmlElement[] =>
  names.length === 1 ? named(element, names[0] ?? "") : names.flatMap((name) => named(element, name));

export const first = (element: XmlElement, name: string): XmlElement | undefined => named(element, name)[0];

export const textOf = ({ text }: XmlElement): string => text.trim();

/** The text of the first of a name; null if there is none, or an empty one. */
export function textIn(element: XmlElement, name: string): string | null {
  const found = first(element, name);
  return found === undefined ? null : textOf(found) || null;
}

/** A word of the standard, or the word that stands for it in OtherValue. */
export function wordIn(element: XmlElement, name: string): string | null {
  const found = first(element, name);
  if (found === undefined) return null;
  const word = textOf(found);
  return word === "Other" ? found.attributes.get("OtherValue")?.trim() || word : word || null;
}

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/;

/**
 * An xsd:dateTime. Without an offset it is a wall time of the zone (in a gap of daylight saving the offset before it
 * counts, of an hour that comes twice the first); `no-zone` where there is none, null if it is no dateTime.
 */
export function readDateTime(text: string, zone: Zone | null): Instant | "no-zone" | null {
  const isEndOfDay = /T24:00:00(\.0+)?(?!\d)/.test(text);
  const written = isEndOfDay ? text.replace("T24:", "T00:") : text;
  const later = isEndOfDay ? DAY : 0;
  if (!LOCAL.test(written)) {
    const at = parseInstant(written);
    return at === null ? null : at + later;
  }
  const wall = parseInstant(`${written}Z`);
  if (wall === null) return null;
  if (zone === null) return "no-zone";
  const ofDay = ((wall % DAY) + DAY) % DAY;
  const day = (wall - ofDay + later) / DAY;
  return zone.instantOf(day, Math.floor(ofDay / MINUTE)) + (ofDay % MINUTE);
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The hours of an xsd:duration of days, hours, minutes and seconds; null: it is none, or of months, or negative. */
export function readDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (match === null || /[PT]$/.test(text)) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return days * 24 + hours + minutes / 60 + seconds / 3_600;
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;
const MOST = 1e15;

/** A number; null: it is none, or none that a plant could mean. */
export function readNumber(text: string): number | null {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= MOST ? value : null;
}
