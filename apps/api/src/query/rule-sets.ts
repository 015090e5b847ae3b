import { floorToMinute, HOUR, isoOf } from "@lockstep/domain/instant";
import { canonicalText } from "@lockstep/domain/json";
import { isRuleName, readRuleName, type SiteRule } from "@lockstep/domain/rules/site-rule";
import { byCodeUnit } from "@lockstep/domain/world";
import type {
  BuiltInRule,
  QueryRuleHitsArgs,
  QueryRuleSetVersionsArgs,
  Rule,
  RuleChange,
  RuleHits,
  RuleSet,
  RuleSetVersion,
} from "@lockstep/protocol/generated/schema";
import type { RuleSetRow } from "@lockstep/store/store";
import type { Context } from "../graphql/context.ts";
import { rulesInForce } from "../lineage/rules.ts";
import { upper } from "../wire/words.ts";
import { rulesIn } from "../writer/rule-set-row.ts";
import { visibleFindings } from "./findings.ts";
import { pageSize } from "./paging.ts";

/** The rules that are in force, or those of a version; null: there is no such version. */
export async function ruleSet(context: Context, version: number | null): Promise<RuleSet | null> {
  const { seen, writer } = context;
  const wanted = version ?? writer.ruleSet.version;
  if (wanted === 0) return { version: 0, at: null, by: null, reason: null, rules: [] };
  const row = await seen.ruleSet(wanted);
  return row === null ? null : ruleSetRow(row);
}

const ruleSetRow = (row: RuleSetRow): RuleSet => ({
  version: row.version,
  at: isoOf(row.at),
  by: row.by,
  reason: row.reason,
  rules: rulesIn(row).map(ruleRow),
});

const NOTHING_SAID = {
  ...{ field: null, min: null, max: null, values: null },
  ...{ minutes: null, by: null, percent: null, times: null, days: null },
};

function ruleRow({ id, text, kind, isOn, version, where, condition, severity }: SiteRule): Rule {
  const { is, ...said } = condition;
  return {
    id,
    text,
    kind: upper(kind),
    on: isOn,
    version,
    where: { ...where, units: where.units ?? [] },
    condition: { ...NOTHING_SAID, ...said, is: upper(is) },
    severity: severity === undefined ? null : upper(severity),
  };
}

export async function ruleSetVersions(
  context: Context,
  { first }: QueryRuleSetVersionsArgs,
): Promise<RuleSetVersion[]> {
  const size = pageSize(first);
  const rows = await context.seen.ruleSets(size + 1);
  return rows.slice(0, size).map((row, k) => {
    const before = rows[k + 1];
    const rules = rulesIn(row);
    return {
      version: row.version,
      at: isoOf(row.at),
      by: row.by,
      reason: row.reason,
      count: rules.length,
      changes: changesBetween(before === undefined ? [] : rulesIn(before), rules),
    };
  });
}

function changesBetween(before: readonly SiteRule[], after: readonly SiteRule[]): RuleChange[] {
  const [was, is] = [byId(before), byId(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort(byCodeUnit).flatMap((rule) => {
    const [from, to] = [was.get(rule), is.get(rule)];
    if (canonicalText(from) === canonicalText(to)) return [];
    return [{ rule, before: from === undefined ? null : ruleRow(from), after: to === undefined ? null : ruleRow(to) }];
  });
}

const byId = (rules: readonly SiteRule[]): ReadonlyMap<string, SiteRule> =>
  new Map(rules.map((rule) => [rule.id, rule]));

/** From F60 on what contradicts is found, before that it is refused. */
const FIRST_FINDING = 60;
const FIRST_DECLARED = 70;
/** What refusals and findings are called: two words or more, and a few of one. */
const NAMED = /`([a-z]+(?:-[a-z0-9…]+)+|future|instant|envelope|schema|enum|money)`/g;

/** The domain's rules that quarantine and findings name. */
export function builtInRules(): BuiltInRule[] {
  const { version, all } = rulesInForce();
  const known = new Set<string>();
  return all.flatMap(({ number, text }) => {
    const place = number.startsWith("F") ? Number(number.slice(1)) : Number.NaN;
    if (!(place < FIRST_DECLARED)) return [];
    const kind = place < FIRST_FINDING ? "QUARANTINE" : "FINDING";
    const names = [...text.matchAll(NAMED)].map(([, name = ""]) => name).filter((name) => !known.has(name));
    for (const name of names) known.add(name);
    return names.map((name) => ({ number, name, text, kind, version: version.slice(0, 12) }) as const);
  });
}

/** What was received since then, by the machine's clock where the tower's is moved by hand: receipts go by that one. */
export const dayBefore = (until: number): number => until - 24 * HOUR;

/** The end of what was received by now: under a manual clock, that of the latest fact. */
export function receivedUntil({ moment: { view } }: Context): number {
  return view.clockMode === "live" ? view.clock : (view.factAt ?? 0) + 1;
}

const lastAsked = new WeakMap<Context["store"], { readonly minute: number; readonly position: Promise<number> }>();

/** A page that is open asks every second, and the log is searched for where a minute began. */
function positionAtMinute(store: Context["store"], instant: number): Promise<number> {
  const minute = floorToMinute(instant);
  const last = lastAsked.get(store);
  if (last?.minute === minute) return last.position;
  const position = store.positionBefore(minute);
  lastAsked.set(store, { minute, position });
  position.catch(() => lastAsked.delete(store));
  return position;
}

export async function ruleHits(context: Context, { since }: QueryRuleHitsArgs): Promise<RuleHits[]> {
  const { store, seen, moment } = context;
  const hits = new Map<string, { quarantined: number; findings: number; isDeclared: boolean }>();
  const of = (name: string) => {
    const rule = readRuleName(name)?.id ?? name;
    const key = `${isRuleName(name)} ${rule}`;
    const found = hits.get(key) ?? { quarantined: 0, findings: 0, isDeclared: isRuleName(name) };
    hits.set(key, found);
    return found;
  };
  for (const { rule, unlisted = 1 } of visibleFindings(moment)) of(rule).findings += unlisted;
  const from = await positionAtMinute(store, since ?? dayBefore(receivedUntil(context)));
  for (const { rule, count } of await seen.quarantinedByRule(from)) of(rule).quarantined += count;
  return [...hits]
    .map(([key, counted]) => ({ rule: key.slice(key.indexOf(" ") + 1), ...counted }))
    .sort((a, b) => byCodeUnit(a.rule, b.rule));
}
