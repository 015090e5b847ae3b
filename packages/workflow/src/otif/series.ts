import type { Data } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { byCodeUnit, type World } from "@lockstep/domain/world";
import { zoneOf } from "@lockstep/domain/zone";
import { type Account, accountKey, accountOf } from "./account.ts";
import type { Standing } from "./attribution.ts";
import { type DefinitionFamily, familiesOf, type OtifDefinition } from "./definitions.ts";
import { type Judged, judge } from "./judge.ts";
import { type FactSources, lineFactsOf } from "./line-facts.ts";
import { type OtifGrouping, periodOf } from "./periods.ts";
import { addTo, figureOf, noSums, type OtifFigure, type Sums } from "./sums.ts";

export interface OtifInput {
  readonly world: Pick<World, "clock" | "salesOrderLines" | "shipments" | "sites" | "items" | "customers">;
  readonly firstPromiseOf: FactSources["firstPromiseOf"];
  readonly currency: string;
  readonly definitions: readonly OtifDefinition[];
  /** How a line stood over time; none: nobody has written it down. */
  readonly standingsOf?: (line: string) => readonly Standing[];
}

export interface OtifQuestion {
  readonly definition: string;
  /** Lines whose date is at or after `from` and before `to`. */
  readonly from: Instant;
  readonly to: Instant;
  readonly by: OtifGrouping | null;
  /** Null: all. */
  readonly sites: readonly string[] | null;
}

export interface OtifPoint extends OtifFigure {
  /** A day (2026-03-02), week (2026-W10), month (2026-03), customer, site or item. */
  readonly key: string;
  /** Of a period in one time zone; else null. */
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface OtifSeries extends OtifFigure {
  readonly definition: OtifDefinition;
  /** By key; only groups that have lines. */
  readonly points: readonly OtifPoint[];
}

export interface OtifRefusal {
  readonly message: string;
}

/** Computed anew from all that is known, line by line: what the ledger is held against. */
export function otifSeries(input: OtifInput, question: OtifQuestion): Result<OtifSeries, OtifRefusal> {
  const family = familyOf(familiesOf(input.definitions), question.definition);
  if (!family.ok) return family;
  const { head } = family.value;
  const accounts = accountsOf(input, family.value).filter(
    ({ date, site }) => date >= question.from && date < question.to && (question.sites?.includes(site) ?? true),
  );
  const sums = noSums();
  for (const account of accounts) addTo(sums, account, 1);
  const points = question.by === null ? [] : pointsOf(accounts, question.by, head.level);
  return ok({ definition: head, ...figureOf(sums, head.level), points });
}

export function familyOf(families: readonly DefinitionFamily[], id: string): Result<DefinitionFamily, OtifRefusal> {
  const found = families.find((family) => family.id === id);
  if (found !== undefined) return ok(found);
  const known = families.map((family) => family.id).join(", ");
  return refuse({ message: `There is no OTIF definition "${id}": choose one of ${known}.` });
}

/** Everything whose windows have closed, by key; cancelled lines are excluded. */
export function accountsOf(input: OtifInput, family: DefinitionFamily): readonly Account[] {
  const shipments = new Map<string, Data<"wms.shipment">[]>();
  for (const { data } of input.world.shipments.values()) {
    const own = shipments.get(data.salesOrderLine);
    if (own === undefined) shipments.set(data.salesOrderLine, [data]);
    else own.push(data);
  }
  const sources: FactSources = { ...input, shipmentsOf: (line) => shipments.get(line) ?? [] };
  const groups = new Map<string, Judged[]>();
  for (const id of input.world.salesOrderLines.keys()) {
    const facts = lineFactsOf(sources, id);
    const judged = facts === null ? null : judge(facts, family);
    if (judged === null) continue;
    const key = accountKey(judged);
    groups.set(key, [...(groups.get(key) ?? []), judged]);
  }
  return [...groups].flatMap(([key, lines]) => {
    if (lines.some(({ closesAt }) => closesAt > input.world.clock)) return [];
    return accountOf(key, lines, input.standingsOf ?? (() => [])) ?? [];
  });
}

type Level = OtifDefinition["level"];

interface Group {
  readonly sums: Sums;
  readonly zones: Set<string>;
  readonly first: Account;
}

function pointsOf(accounts: readonly Account[], by: OtifGrouping, level: Level): OtifPoint[] {
  const groups = new Map<string, Group>();
  for (const account of accounts) {
    const { key } = groupOf(account, by);
    const group = groups.get(key) ?? { sums: noSums(), zones: new Set<string>(), first: account };
    groups.set(key, group);
    addTo(group.sums, account, 1);
    group.zones.add(account.timeZone);
  }
  return [...groups]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([key, { sums, zones, first }]) => {
      const { from, to } = zones.size === 1 ? groupOf(first, by) : { from: null, to: null };
      return { key, from, to, ...figureOf(sums, level) };
    });
}

function groupOf(account: Account, by: OtifGrouping): Pick<OtifPoint, "key" | "from" | "to"> {
  if (by === "day" || by === "week" || by === "month") return periodOf(by, account.date, zoneOf(account.timeZone));
  return { key: account[by], from: null, to: null };
}
