import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { zoneOf } from "@lockstep/domain/zone";
import { type Attribution, attribute, type Standing } from "./attribution.ts";
import type { Judged } from "./judge.ts";
import { SCALE } from "./sums.ts";

/** What is counted once: a line whose window has closed, or an order at one site whose windows all have. */
export interface Account {
  /** The line's id, or `ORDER@SITE`. */
  readonly key: string;
  readonly lines: readonly Judged[];
  readonly customer: string;
  readonly site: string;
  /** Empty for an order of several. */
  readonly item: string;
  readonly timeZone: string;
  readonly date: Instant;
  /** Days since 1970-01-01 where the site is. */
  readonly day: number;
  /** Scaled as `SCALE` says. */
  readonly size: number;
  readonly credit: number;
  readonly isMet: boolean;
  readonly missingMinor: number;
  readonly fineMinor: number;
  /** The line that failed first; null if and only if all of it was kept. */
  readonly worst: Judged | null;
  /** What that one is put down to. */
  readonly cause: Attribution | null;
}

export const accountKey = ({ facts, definition }: Judged): string =>
  definition.level === "order" ? `${facts.data.order}@${facts.data.site}` : facts.id;

/** Of the lines that it counts, all of whose windows have closed; at least one. */
export function accountOf(
  key: string,
  given: readonly Judged[],
  standingsOf: (line: string) => readonly Standing[],
): Account | null {
  const lines = inOrder(given);
  const last = lines.at(-1);
  if (last === undefined) return null;
  const { date, facts } = last;
  const { size, credit } = weigh(lines, last);
  // What is worth nothing has failed all the same where it did not come.
  const isMet = credit === size && (size > 0 || !lines.some(isShort));
  const { customer, site, item } = facts.data;
  const worst = isMet ? undefined : lines.filter(isShort).toSorted((a, b) => a.closesAt - b.closesAt)[0];
  return {
    key,
    lines,
    customer,
    site,
    item: lines.every((line) => line.facts.data.item === item) ? item : "",
    timeZone: facts.timeZone,
    date,
    day: zoneOf(facts.timeZone).localDayAt(date),
    size,
    credit,
    isMet,
    missingMinor: isMet ? 0 : sum(lines, (line) => line.missingMinor),
    fineMinor: isMet ? 0 : sum(lines, (line) => line.fineMinor),
    worst: worst ?? null,
    cause: worst === undefined ? null : attribute(worst, standingsOf(worst.facts.id)),
  };
}

/** By date; the last one says when the account is counted. */
export const inOrder = (lines: readonly Judged[]): readonly Judged[] =>
  lines.toSorted((a, b) => a.date - b.date || byCodeUnit(a.facts.id, b.facts.id));

const isShort = (line: Judged): boolean => shareOf(line) < 1;

/** What is credited of a line, once its window has closed. */
export const shareOf = ({ isMet, ordered, inWindow, definition }: Judged): number =>
  definition.credit === "binary" ? Number(isMet) : Math.min(inWindow, ordered) / ordered;

function weigh(lines: readonly Judged[], { definition }: Judged): Pick<Account, "size" | "credit"> {
  const scale = SCALE[definition.level];
  const share = (line: Judged): number => shareOf(line);
  switch (definition.level) {
    case "order": {
      const credit = Math.round((scale * sum(lines, share)) / lines.length);
      return { size: scale, credit: definition.credit === "binary" && credit < scale ? 0 : credit };
    }
    case "line":
      return { size: scale, credit: Math.round(scale * sum(lines, share)) };
    case "unit":
      return weighed(lines, (line) => line.ordered * scale);
    case "value":
      return weighed(lines, (line) => line.ordered * line.facts.priceMinor * scale);
  }
}

function weighed(lines: readonly Judged[], weight: (line: Judged) => number): Pick<Account, "size" | "credit"> {
  return {
    size: sum(lines, (line) => Math.round(weight(line))),
    credit: sum(lines, (line) => Math.round(weight(line) * shareOf(line))),
  };
}

const sum = <T>(of: readonly T[], value: (one: T) => number): number => of.reduce((all, one) => all + value(one), 0);
