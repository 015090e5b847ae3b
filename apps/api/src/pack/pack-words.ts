import { percent, shareOrCount } from "@lockstep/domain/number-text";
import type { OtifDefinition, OtifFailureKind, OtifTolerance } from "@lockstep/protocol/generated/schema";
import { KIND_TEXTS, OUTCOME_TEXTS } from "@lockstep/protocol/kind-texts";
import type { PackContent } from "./pack-question.ts";

export const NO_DATA = "No data";
export const NONE_DATED = `${NO_DATA}: no order line has had its date in this time.`;

const counted = new Intl.NumberFormat("en-GB");

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${counted.format(n)} ${n === 1 ? one : many}`;

/** "92.4 % of 1,187 lines", or "11 of 12 lines" where there are few: as on the leader's page. */
export function shareOf(value: number | null, n: number, level: string): string {
  const said = shareOrCount(value, n, level);
  return said === null ? NO_DATA : `${said.text} of ${count(n, level === "ORDER" ? "order" : "line")}`;
}

const KINDS: Readonly<Record<OtifFailureKind, string>> = {
  ...kindsIn(KIND_TEXTS, "kind."),
  ...kindsIn(OUTCOME_TEXTS, "leader.kind."),
};

type Without<Prefix extends string, Key> = Key extends `${Prefix}${infer Kind}` ? Kind : never;

function kindsIn<T extends Readonly<Record<string, string>>, P extends string>(
  texts: T,
  prefix: P,
): Record<Without<P, keyof T>, string> {
  const named = Object.entries(texts).map(([key, text]) => [key.slice(prefix.length), text]);
  return Object.fromEntries(named) as Record<Without<P, keyof T>, string>;
}

export const kindText = (kind: OtifFailureKind): string => KINDS[kind];

/** By the clocks of the plant that it is of; of several that differ, by UTC, and it is said. */
export function zoneOfPack({ answer: { sites }, site, zone }: PackContent): string {
  if (zone !== null) return zone;
  const zones = new Set(sites.filter(({ id }) => site === null || id === site).map(({ timeZone }) => timeZone));
  const [first] = zones;
  return zones.size === 1 && first !== undefined ? first : "UTC";
}

export const momentText = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, year: "numeric", month: "short", day: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
  }).format(Date.parse(iso));

export const dayText = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric", month: "short", day: "numeric" }).format(
    Date.parse(iso),
  );

/** From the first day to the last one: what begins at `to` is no more of it. */
export const rangeText = (from: string, to: string, timeZone: string): string =>
  `${dayText(from, timeZone)} – ${dayText(new Date(Date.parse(to) - 1).toISOString(), timeZone)}`;

export const placeText = ({ answer: { sites }, site }: PackContent): string =>
  site === null
    ? sites.map(({ name }) => name).join(", ") || "No plant yet"
    : (sites.find(({ id }) => id === site)?.name ?? site);

/** The company's latest version: what the definition is called by and described with. */
export const headOf = ({ answer: { otifDefinitions }, definition }: PackContent): OtifDefinition | undefined =>
  otifDefinitions.findLast(({ id, customer }) => id === definition && customer === null) ??
  otifDefinitions.findLast(({ id }) => id === definition);

const BASES = {
  REQUESTED: "the date that the customer asked for",
  FIRST_PROMISE: "the first date that was promised",
  LATEST_PROMISE: "the latest date that was promised",
} as const;
const LEVELS = { ORDER: "orders, whole", LINE: "order lines", UNIT: "units", VALUE: "units by value" } as const;

/** Each field of a definition that says something, as a name and what it is. */
export function definitionRows(definition: OtifDefinition): readonly (readonly [string, string])[] {
  const { level, basis, event, early, late, under, over, credit, partials, fine, from, to } = definition;
  const excluded = [
    ...definition.excludedCustomers.map((id) => `customer ${id}`),
    ...definition.excludedItems.map((id) => `item ${id}`),
    ...definition.excludedSites.map((id) => `site ${id}`),
  ];
  const zone = definition.timeZone ?? "the site";
  const lines = from === null && to === null ? "all" : `${from ?? "any date"} to before ${to ?? "any date"}`;
  return [
    ["Counted", LEVELS[level]],
    ["Measured by", `${BASES[basis]}, when ${event === "DELIVER" ? "delivered" : "shipped"}`],
    ["In time", `${earlyText(early)}, ${toleranceText(late)} late; days of ${zone}`],
    ["In full", `${under === 0 ? "nothing" : `up to ${percent(under)}`} may be missing; ${overText(over)}`],
    ["Credit", credit === "BINARY" ? "kept or not" : "the share that came in time"],
    ["Deliveries", partials === "ALL" ? "all within the window" : "the first alone"],
    ["Left out", someOf(["cancelled lines", ...excluded])],
    ["Tolerances", definition.customerTolerances ? "a customer's own go first" : "these, for every customer"],
    ["Fine", fine === 0 ? "none" : `${percent(fine)} of the value of what is missing`],
    ["Of lines dated", lines],
    ["Declared", declaredText(definition)],
  ];
}

/** As many as leave a page room for what else it says. */
const MOST_NAMED = 12;

const someOf = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(", ")
    : `${names.slice(0, MOST_NAMED).join(", ")} and ${names.length - MOST_NAMED} more`;

function declaredText({ declaredBy, declaredAt }: OtifDefinition): string {
  if (declaredBy === null) return "came with the product";
  return `by ${declaredBy}${declaredAt === null ? "" : `, ${momentText(declaredAt, "UTC")}`}`;
}

const overText = (over: number | null): string =>
  over === null ? "what is too much does not count" : `up to ${percent(over)} too much`;

const earlyText = (early: OtifTolerance | null): string =>
  early === null ? "however early" : `${toleranceText(early)} early`;

const toleranceText = ({ minutes, days }: OtifTolerance): string =>
  days === null ? count(minutes ?? 0, "minute") : count(days, "whole day");
