import { DAY, type Instant, MINUTE } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import type { Zone } from "@lockstep/domain/zone";
import type { XmlElement } from "./xml.ts";

const isNil = ({ attributes }: XmlElement): boolean => /^(true|1)$/.test(attributes.get("xsi:nil")?.trim() ?? "");

/** Those of a name that say something. */
export const all = (element: XmlElement, ...names: readonly string[]): readonly XmlElement[] =>
  element.children.filter((one) => names.includes(one.name) && !isNil(one));

export const first = (element: XmlElement, name: string): XmlElement | undefined => all(element, name)[0];

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
