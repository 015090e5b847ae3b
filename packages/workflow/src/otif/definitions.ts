import { type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone } from "@lockstep/domain/zone";

/** A length of time, or whole days of a calendar: 0 days is until the end of that day, or from its beginning. */
export type Tolerance = { readonly minutes: number } | { readonly days: number };

/** On time in full, as data: which lines, measured by which date, what counts as kept. Never changed: a new version is. */
export interface OtifDefinition {
  readonly id: string;
  readonly version: number;
  /** Null: the company's. One of a customer goes before it, for that customer's lines. */
  readonly customer: string | null;
  /** In plain words. */
  readonly description: string;
  /** What is counted: orders (at one site) whole, lines, ordered units, or their value. */
  readonly level: "order" | "line" | "unit" | "value";
  readonly basis: "requested" | "first-promise" | "latest-promise";
  readonly event: "ship" | "deliver";
  /** How much before the date is in time; null: any. */
  readonly early: Tolerance | null;
  readonly late: Tolerance;
  /** Whose days; null: the site's. */
  readonly timeZone: string | null;
  /** The share of the ordered quantity that may be missing. */
  readonly under: number;
  /** The share that may be too much; null: any. Only where credit is binary. */
  readonly over: number | null;
  /** Kept or not; or the share that was in time. */
  readonly credit: "binary" | "proportional";
  /** All that came within the window counts, or the first delivery alone. */
  readonly partials: "all" | "first-delivery";
  readonly exclusions: Exclusions;
  /** Whether a customer's own tolerances, where they are not 0, take the place of these. */
  readonly customerTolerances: boolean;
  /** The share of the missing units' value that the customer takes off. */
  readonly fine: number;
  /** Of lines whose date is at or after `from` and before `to`; null: all. */
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface Exclusions {
  readonly customers: readonly string[];
  readonly items: readonly string[];
  readonly sites: readonly string[];
}

const plain = {
  version: 1,
  customer: null,
  level: "line",
  event: "deliver",
  early: null,
  late: { minutes: 0 },
  timeZone: null,
  under: 0,
  over: null,
  credit: "binary",
  partials: "all",
  exclusions: { customers: [], items: [], sites: [] },
  customerTolerances: false,
  fine: 0,
  from: null,
  to: null,
} as const;

/** What is there before anybody declares another one. */
export const SHIPPED_DEFINITIONS: readonly OtifDefinition[] = [
  {
    ...plain,
    id: "requested",
    description: "Share of order lines delivered in full by the date that the customer asked for.",
    basis: "requested",
  },
  {
    ...plain,
    id: "first-promise",
    description: "Share of order lines delivered in full by the first date that was promised.",
    basis: "first-promise",
  },
  {
    ...plain,
    id: "retailer",
    description:
      "Share of ordered units delivered within the 24 hours up to the requested date, as retailers count; " +
      "3 % of the value of what is missing is the fine.",
    level: "unit",
    basis: "requested",
    early: { minutes: 24 * 60 },
    credit: "proportional",
    fine: 0.03,
  },
];

/** One question under which lines are judged, with all that was ever declared of it. */
export interface DefinitionFamily {
  readonly id: string;
  /** The one that goes first is the first: a customer's own before the company's, later versions before earlier ones. */
  readonly records: readonly OtifDefinition[];
  /** The company's latest, which names and describes it; without one, the latest of a customer. */
  readonly head: OtifDefinition;
}

/** By id, the shipped ones first. */
export function familiesOf(definitions: readonly OtifDefinition[]): readonly DefinitionFamily[] {
  const byId = new Map<string, OtifDefinition[]>();
  for (const one of definitions) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  return [...byId].flatMap(([id, own]) => {
    const records = own.toSorted(
      (a, b) => Number(a.customer === null) - Number(b.customer === null) || b.version - a.version,
    );
    const head = records.find(({ customer }) => customer === null) ?? records[0];
    return head === undefined ? [] : [{ id, records, head }];
  });
}

/** The version that a new declaration of that id gets. */
export const nextVersion = (definitions: readonly OtifDefinition[], id: string): number =>
  definitions.reduce((most, one) => (one.id === id ? Math.max(most, one.version) : most), 0) + 1;

interface Compared {
  readonly id: string;
  /** The version that it was compared with, 0 for none; null: with whatever is there. */
  readonly expected: number | null;
}

/** What somebody is told who compared theirs with another version than the latest; null: it was that one. */
export function declaredMeanwhile(
  { id, expected }: Compared,
  definitions: readonly OtifDefinition[],
  declared: readonly { readonly definition: OtifDefinition; readonly by: string; readonly at: Instant }[],
): string | null {
  const version = nextVersion(definitions, id) - 1;
  if (expected === null || expected === version) return null;
  if (version === 0) return `There is no version of ${id}: compare yours with what there is, then declare it.`;
  const last = declared.findLast(({ definition }) => definition.id === id && definition.version === version);
  const who = last === undefined ? "It stands" : `${last.by} declared it at ${isoOf(last.at)}`;
  return `The latest version of ${id} is ${version}, not ${expected}. ${who}: compare yours with that one, then declare it.`;
}

const MOST_MINUTES = 366 * 24 * 60;
const MOST_DAYS = 366;
const MOST_EXCLUDED = 1_000;

/** What is wrong with a definition, and which of its values. */
export interface DefinitionTrouble {
  readonly field: string;
  readonly message: string;
}

/** Refuses what no line could be judged by, and says what to do instead. */
export function checkDefinition(given: OtifDefinition): Result<OtifDefinition, DefinitionTrouble> {
  const trouble = troubleOf(given);
  return trouble === null ? ok(given) : refuse(trouble);
}

const trouble = (field: string, message: string): DefinitionTrouble => ({ field, message });

function troubleOf({ id, description, timeZone, from, to, early, late, ...rest }: OtifDefinition) {
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(id))
    return trouble("id", `The id "${id.slice(0, 80)}" is not one: give up to 60 small letters, digits and hyphens.`);
  if (description.trim() === "" || description.length > 1_000)
    return trouble(
      "description",
      "The description is empty or too long: say in 1 to 1,000 characters what is counted.",
    );
  if (timeZone !== null && !isZone(timeZone))
    return trouble(
      "timeZone",
      `There is no time zone "${timeZone.slice(0, 80)}": give an IANA name such as Europe/Berlin.`,
    );
  if (from !== null && to !== null && from >= to) return trouble("to", "from must be before to.");
  for (const [name, tolerance] of [["early", early] as const, ["late", late] as const]) {
    if (tolerance !== null && !isTolerance(tolerance))
      return trouble(
        name,
        `${name} must be a whole number of minutes up to ${MOST_MINUTES}, or of days up to ${MOST_DAYS}, from 0.`,
      );
  }
  return troubleOfShares(rest);
}

type Shares = Pick<OtifDefinition, "under" | "over" | "fine" | "credit" | "exclusions" | "level">;

function troubleOfShares({ under, over, fine, credit, exclusions }: Shares): DefinitionTrouble | null {
  if (!isShare(under) || under === 1)
    return trouble("under", "under must be a share of at least 0 and less than 1, which is 0 % to below 100 %.");
  if (over !== null && !(over >= 0 && over <= 10))
    return trouble("over", "over must be a share of 0 to 10, which is 0 % to 1,000 %, or left out.");
  if (over !== null && credit === "proportional")
    return trouble("over", "over is only for binary credit: where credit is proportional, what is over is ignored.");
  if (under > 0 && credit === "proportional")
    return trouble(
      "under",
      "under is only for binary credit: where credit is proportional, each line counts by what came of it.",
    );
  if (!isShare(fine)) return trouble("fine", "fine must be a share of 0 to 1, which is 0 % to 100 %.");
  const { customers, items, sites } = exclusions;
  if (customers.length + items.length + sites.length > MOST_EXCLUDED)
    return trouble(
      "excludedItems",
      `More than ${MOST_EXCLUDED} exclusions: exclude a site, or declare for single customers instead.`,
    );
  return null;
}

const isShare = (value: number): boolean => value >= 0 && value <= 1;

const isTolerance = (one: Tolerance): boolean =>
  "minutes" in one ? isWholeUpTo(one.minutes, MOST_MINUTES) : isWholeUpTo(one.days, MOST_DAYS);

const isWholeUpTo = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;

export const minutesOf = (count: number): number => count * MINUTE;
