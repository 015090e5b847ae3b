import type { Instant } from "@lockstep/domain/instant";
import { zoneOf } from "@lockstep/domain/zone";
import type { Account } from "./account.ts";
import { mondayOf, type OtifGrouping, periodOfDay } from "./periods.ts";
import { addAll, addTo, noSums, type Sums } from "./sums.ts";

/** Which accounts are looked at: those dated at or after `from` and before `to`. */
export interface Range {
  readonly from: Instant;
  readonly to: Instant;
  /** Null: every site. */
  readonly sites: readonly string[] | null;
}

export interface CubeGroup {
  readonly sums: Sums;
  /** Of a period in one time zone. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Of several zones, when the period has ended in all. */
  readonly lastDayEnds: Instant;
}

/** Accounts of one definition with their sums by site and day, and by week for customers and items. */
export interface Cube {
  add(account: Account): void;
  remove(account: Account): void;
  /** Costs a step a day and site, and looks at single accounts only of the days in which the range begins and ends. */
  total(range: Range): Sums;
  groups(range: Range, by: OtifGrouping): ReadonlyMap<string, CubeGroup>;
  /** By kind of cause, all that has failed. */
  causes(range: Range): ReadonlyMap<string, Sums>;
  all(range: Range): Iterable<Account>;
  /** Those that are not credited whole. */
  failed(range: Range): Iterable<Account>;
}

interface DayBook {
  readonly sums: Sums;
  readonly causes: Map<string, Sums>;
  readonly accounts: Set<Account>;
  readonly failed: Set<Account>;
}

interface SiteBook {
  /** By zone: a site may have had another one, and some of its accounts may not be counted anew yet. */
  readonly timeZone: string;
  readonly site: string;
  readonly days: Map<number, DayBook>;
  readonly weeks: Map<number, WeekBook>;
}

interface WeekBook {
  readonly customer: Map<string, Sums>;
  readonly item: Map<string, Sums>;
}

export function createCube(): Cube {
  const books = new Map<string, SiteBook>();
  const bookOf = ({ site, timeZone }: Account): SiteBook => {
    const key = `${site}\0${timeZone}`;
    const known = books.get(key) ?? { timeZone, site, days: new Map(), weeks: new Map() };
    books.set(key, known);
    return known;
  };
  const inScope = function* ({ sites }: Range): Iterable<SiteBook> {
    for (const book of books.values()) if (sites === null || sites.includes(book.site)) yield book;
  };
  return {
    add: (account) => count(bookOf(account), account, 1),
    remove: (account) => count(bookOf(account), account, -1),
    total(range) {
      const sums = noSums();
      for (const book of inScope(range)) for (const part of parts(book, range)) addPart(sums, part);
      return sums;
    },
    groups(range, by) {
      const groups = createGroups();
      for (const book of inScope(range)) collect(book, range, by, groups);
      return groups.found;
    },
    causes(range) {
      const causes = new Map<string, Sums>();
      for (const book of inScope(range)) {
        for (const { whole, some } of parts(book, range)) {
          if (whole !== null) for (const [kind, sums] of whole.causes) addAll(sumsIn(causes, kind), sums);
          for (const one of some) if (one.cause !== null) addTo(sumsIn(causes, one.cause.kind), one, 1);
        }
      }
      return causes;
    },
    *all(range) {
      for (const book of inScope(range))
        for (const { whole, some } of parts(book, range)) yield* whole?.accounts ?? some;
    },
    *failed(range) {
      for (const book of inScope(range)) {
        for (const { whole, some } of parts(book, range)) {
          if (whole !== null) yield* whole.failed;
          else for (const one of some) if (!one.isMet) yield one;
        }
      }
    },
  };
}

function count(book: SiteBook, account: Account, sign: 1 | -1): void {
  const day = book.days.get(account.day) ?? dayBook();
  book.days.set(account.day, day);
  addTo(day.sums, account, sign);
  change(day.accounts, account, sign);
  if (!account.isMet) change(day.failed, account, sign);
  if (account.cause !== null) countIn(day.causes, account.cause.kind, account, sign);
  const monday = mondayOf(account.day);
  const week: WeekBook = book.weeks.get(monday) ?? { customer: new Map(), item: new Map() };
  book.weeks.set(monday, week);
  countIn(week.customer, account.customer, account, sign);
  countIn(week.item, account.item, account, sign);
  if (day.accounts.size === 0) book.days.delete(account.day);
  if (week.item.size === 0) book.weeks.delete(monday);
}

const dayBook = (): DayBook => ({ sums: noSums(), causes: new Map(), accounts: new Set(), failed: new Set() });

function change(set: Set<Account>, account: Account, sign: 1 | -1): void {
  if (sign === 1) set.add(account);
  else set.delete(account);
}

function countIn(sums: Map<string, Sums>, key: string, account: Account, sign: 1 | -1): void {
  const own = sumsIn(sums, key);
  addTo(own, account, sign);
  if (own.n === 0) sums.delete(key);
}

function sumsIn(sums: Map<string, Sums>, key: string): Sums {
  const own = sums.get(key) ?? noSums();
  sums.set(key, own);
  return own;
}

/** A day of a range: all of it, or only some of its accounts. */
interface Part {
  readonly day: number;
  readonly whole: DayBook | null;
  readonly some: readonly Account[];
}

function* parts({ days, timeZone }: SiteBook, { from, to }: Range): Iterable<Part> {
  const zone = zoneOf(timeZone);
  const first = zone.localDayAt(from);
  const last = zone.localDayAt(to);
  for (const [day, book] of days) {
    if (day < first || day > last) continue;
    const isWhole = (day > first && day < last) || (zone.instantOf(day, 0) >= from && zone.instantOf(day + 1, 0) <= to);
    if (isWhole) yield { day, whole: book, some: [] };
    else yield { day, whole: null, some: [...book.accounts].filter(({ date }) => date >= from && date < to) };
  }
}

function addPart(sums: Sums, { whole, some }: Part): void {
  if (whole !== null) addAll(sums, whole.sums);
  for (const one of some) addTo(sums, one, 1);
}

interface Groups {
  readonly found: ReadonlyMap<string, CubeGroup>;
  sums(key: string, period: Pick<CubeGroup, "from" | "to">): Sums;
}

function createGroups(): Groups {
  const found = new Map<string, CubeGroup>();
  return {
    found,
    sums(key, { from, to }) {
      const known = found.get(key);
      if (known === undefined) {
        const made = { sums: noSums(), from, to, lastDayEnds: to ?? 0 };
        found.set(key, made);
        return made.sums;
      }
      const lastDayEnds = Math.max(known.lastDayEnds, to ?? 0);
      if (known.from !== from || known.to !== to)
        found.set(key, { sums: known.sums, from: null, to: null, lastDayEnds });
      return known.sums;
    },
  };
}

const noPeriod = { from: null, to: null };

function collect(book: SiteBook, range: Range, by: OtifGrouping, groups: Groups): void {
  if (by === "customer" || by === "item") {
    collectFromWeeks(book, range, by, groups);
    return;
  }
  const zone = zoneOf(book.timeZone);
  for (const part of parts(book, range)) {
    if (part.whole === null && part.some.length === 0) continue;
    const { key, ...period } = by === "site" ? { key: book.site, ...noPeriod } : periodOfDay(by, part.day, zone);
    addPart(groups.sums(key, period), part);
  }
}

/** Whole weeks from their sums, account by account what is left of others. */
function collectFromWeeks(book: SiteBook, range: Range, by: "customer" | "item", groups: Groups): void {
  const zone = zoneOf(book.timeZone);
  const isWhole = (monday: number): boolean =>
    zone.instantOf(monday, 0) >= range.from && zone.instantOf(monday + 7, 0) <= range.to;
  for (const [monday, sums] of book.weeks) {
    if (!isWhole(monday)) continue;
    for (const [key, own] of sums[by]) addAll(groups.sums(key, noPeriod), own);
  }
  for (const { day, whole, some } of parts(book, range)) {
    if (isWhole(mondayOf(day))) continue;
    for (const one of whole?.accounts ?? some) addTo(groups.sums(one[by], noPeriod), one, 1);
  }
}
