import { isoOf } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { zoneOf } from "@lockstep/domain/zone";
import type {
  OtifFailure,
  OtifFailureCause,
  OtifFailureFilter,
  OtifFailureGrouping,
  OtifPareto,
  OtifParetoBar,
  QueryOtifFailuresArgs,
  QueryOtifParetoArgs,
} from "@lockstep/protocol/generated/schema";
import type { Account } from "@lockstep/workflow/otif/account";
import type { Attribution } from "@lockstep/workflow/otif/attribution";
import { periodOfDay } from "@lockstep/workflow/otif/periods";
import type { Sums } from "@lockstep/workflow/otif/sums";
import { dayEndIso } from "../wire/dates.ts";
import { customerName, itemOf, resourceName, siteName, supplierName } from "../wire/names.ts";
import { isoOrNull } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { asked } from "./otif.ts";
import { kindWord } from "./otif-figures.ts";
import { rangeFor } from "./otif-range.ts";
import { type Connection, pageOf, pageSize } from "./paging.ts";

export function otifFailures(moment: Moment, args: QueryOtifFailuresArgs): Connection<OtifFailure> {
  const isBlind = moment.viewer.withoutMoney === true;
  const failed = failedIn(moment, args);
  const items = isBlind ? byKey(failed) : mostMoneyFirst(failed, args.after ? null : pageSize(args.first) + 1);
  const page = pageOf(
    {
      ...{ kind: `otif-failures-${args.definition}${isBlind ? "-by-key" : ""}`, items },
      keyOf: ({ missingMinor, key }) => (isBlind ? [key] : [-missingMinor, key]),
    },
    { first: args.first ?? null, after: args.after ?? null },
  );
  const nodes = page.nodes.map((account) => failureOf(moment, account));
  return {
    ...page,
    nodes,
    edges: page.edges.map(({ cursor, node }) => ({ cursor, node: failureOf(moment, node) })),
  };
}

/** An order by money would tell who is shown none which is more. */
const byKey = (accounts: readonly Account[]): readonly Account[] =>
  accounts.toSorted((a, b) => byCodeUnit(a.key, b.key));

const byMoney = (a: Account, b: Account): number => b.missingMinor - a.missingMinor || byCodeUnit(a.key, b.key);

/** In order; of the first page alone only the first are, as nobody looks at the others. */
function mostMoneyFirst(accounts: readonly Account[], most: number | null): readonly Account[] {
  if (most === null || accounts.length <= most) return accounts.toSorted(byMoney);
  const first = accounts.slice(0, most).sort(byMoney);
  const others: Account[] = [];
  for (const account of accounts.slice(most)) {
    const last = first.at(-1);
    if (last === undefined || byMoney(account, last) > 0) {
      others.push(account);
      continue;
    }
    others.push(last);
    first.pop();
    const place = first.findIndex((one) => byMoney(account, one) < 0);
    first.splice(place < 0 ? first.length : place, 0, account);
  }
  return first.concat(others);
}

/** All that failed, in the order of `otifFailures`. */
export function allFailures(moment: Moment, args: Sought): readonly OtifFailure[] {
  const failed = failedIn(moment, args);
  const sorted = moment.viewer.withoutMoney === true ? byKey(failed) : mostMoneyFirst(failed, null);
  return sorted.map((account) => failureOf(moment, account));
}

/** Which failures are asked for. */
export type Sought = Pick<QueryOtifFailuresArgs, "definition" | "from" | "to" | "site" | "filter">;

export function failedIn(moment: Moment, args: Sought): readonly Account[] {
  const { cube } = asked(moment.view.otif, args);
  const passes = passesFilter(args.filter ?? {});
  return [...cube.failed(rangeFor(moment, args, args.site))].filter(passes);
}

export function passesFilter(filter: OtifFailureFilter): (account: Account) => boolean {
  const { kinds, week, ...named } = filter;
  const wanted = Object.entries(named).filter(([, value]) => value !== null && value !== undefined);
  return (account) =>
    (!kinds || kinds.includes(kindWord(account.cause?.kind ?? ""))) &&
    (!week || keyOf(account, "WEEK") === week) &&
    wanted.every(([name, value]) => keyOf(account, name.toUpperCase() as OtifFailureGrouping) === value);
}

/** Empty: it has none. */
export function keyOf({ cause, customer, site, item, day, timeZone }: Account, by: OtifFailureGrouping): string {
  switch (by) {
    case "CAUSE":
      return kindWord(cause?.kind ?? "");
    case "SUBJECT":
      return cause?.subject ?? "";
    case "RESOURCE":
      return cause?.resource ?? "";
    case "SUPPLIER":
      return cause?.supplier ?? "";
    case "CUSTOMER":
      return customer;
    case "SITE":
      return site;
    case "ITEM":
      return item;
    case "WEEK":
      return periodOfDay("week", day, zoneOf(timeZone)).key;
  }
}

export function otifPareto(moment: Moment, args: QueryOtifParetoArgs): OtifPareto {
  const { view } = moment;
  const { family } = asked(view.otif, args);
  const groups = groupsOf(moment, args);
  const isBlind = moment.viewer.withoutMoney === true;
  const byMissing = (one: Missed, other: Missed): number => (isBlind ? 0 : other.missingMinor - one.missingMinor);
  const sorted = [...groups].sort(
    ([a, one], [b, other]) => byMissing(one, other) || other.failed - one.failed || byCodeUnit(a, b),
  );
  const bar = (key: string, { failed, missingMinor }: Missed): OtifParetoBar => {
    return { key, name: nameOf(moment, args.by, key), failed, missing: view.asMoney(missingMinor) };
  };
  const most = pageSize(args.first);
  const all = together(sorted);
  const rest = together(sorted.slice(most));
  return {
    definition: family.id,
    version: family.head.version,
    failed: all.failed,
    missing: view.asMoney(all.missingMinor),
    bars: sorted.slice(0, most).map(([key, group]) => bar(key, group)),
    other: rest.failed === 0 ? null : bar("", rest),
  };
}

type Missed = Pick<Sums, "failed" | "missingMinor">;

const together = (groups: readonly (readonly [string, Missed])[]): Missed =>
  groups.reduce(
    (all, [, one]) => ({ failed: all.failed + one.failed, missingMinor: all.missingMinor + one.missingMinor }),
    { failed: 0, missingMinor: 0 },
  );

/** By cause from the sums that there are, else failure by failure. */
function groupsOf(moment: Moment, args: QueryOtifParetoArgs): ReadonlyMap<string, Missed> {
  const isAll = Object.values(args.filter ?? {}).every((value) => value === null || value === undefined);
  if (args.by === "CAUSE" && isAll) {
    const causes = asked(moment.view.otif, args).cube.causes(rangeFor(moment, args, args.site));
    return new Map([...causes].map(([kind, sums]) => [kindWord(kind), sums]));
  }
  const groups = new Map<string, { failed: number; missingMinor: number }>();
  for (const account of failedIn(moment, args)) {
    const key = keyOf(account, args.by);
    const group = groups.get(key) ?? { failed: 0, missingMinor: 0 };
    groups.set(key, group);
    group.failed += 1;
    group.missingMinor += account.missingMinor;
  }
  return groups;
}

function nameOf({ view: { world } }: Moment, by: OtifFailureGrouping, key: string): string {
  if (key === "") return "";
  switch (by) {
    case "CUSTOMER":
      return customerName(world, key);
    case "SITE":
      return siteName(world, key);
    case "ITEM":
      return itemOf(world, key).name;
    case "RESOURCE":
      return resourceName(world, key);
    case "SUPPLIER":
      return supplierName(world, key);
    default:
      return key;
  }
}

function failureOf({ view }: Moment, account: Account): OtifFailure {
  const { world } = view;
  const { worst: line } = account;
  if (line === null) throw new Error("a failure of no line");
  const { data, firstPromisedAt, id } = line.facts;
  return {
    line: id,
    counted: account.key,
    customer: data.customer,
    customerName: customerName(world, data.customer),
    site: data.site,
    item: data.item,
    itemName: itemOf(world, data.item).name,
    date: isoOf(line.date),
    closedAt: isoOf(line.closesAt),
    firstPromisedAt: firstPromisedAt === null ? null : dayEndIso(world, data.site, firstPromisedAt),
    promisedAt: dayEndIso(world, data.site, data.promisedAt),
    ordered: line.ordered,
    inWindow: line.inWindow,
    missing: view.asMoney(account.missingMinor),
    fine: view.asMoney(account.fineMinor),
    cause: causeOf(account.cause),
    version: line.definition.version,
  };
}

function causeOf(cause: Attribution | null): OtifFailureCause {
  if (cause === null) throw new Error("a failure without a cause");
  const { kind, subjectType, subject, resource, supplier, since } = cause;
  return { kind: kindWord(kind), subjectType, subject, resource, supplier, since: isoOrNull(since) };
}
