import type { FactType } from "../facts/catalogue.ts";
import type { AnyFact } from "../facts/fact.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Mode } from "../ledger/fold.ts";
import type { Ledger } from "../ledger.ts";
import { byCodeUnit, type Finding, type Stated, type World } from "../world.ts";
import { judgeOf, scopeOf } from "./compile-rules.ts";
import { ruleName, type SiteRule, type Wrong } from "./site-rule.ts";
import { counterJumps, lotsExpired, lotsUnknown, overOrder, unitsThatDiffer } from "./state-conditions.ts";
import { subjectOf } from "./subject-of.ts";

/** What is in force at one moment, and the facts behind it. */
export interface Evidence {
  readonly world: World;
  readonly ledger: Pick<Ledger, "find" | "factsOf">;
  readonly mode: Mode;
}

/** What one finding rule says of what is in force. */
export interface RuleHits {
  readonly rule: SiteRule;
  /** Subjects, each counted once. */
  readonly total: number;
  /** At most so many as are shown, by subject. */
  readonly findings: readonly Finding[];
}

/** More of one rule are counted, not listed. */
const MOST_LISTED = 1_000;

/** What the finding rules that are on say now: a function of the facts in force, the clock and the rules alone. */
export function judgeRules(rules: readonly SiteRule[], evidence: Evidence): readonly RuleHits[] {
  return rules.filter(speaks).map((rule) => hitsOf(rule, evidence));
}

/** The same as findings; where there are more than are listed, one of them says so. */
export function findingsOfRules(hits: readonly RuleHits[]): Finding[] {
  return hits.flatMap(({ rule, total, findings }) => {
    const more = total - findings.length;
    if (more === 0) return findings;
    const text = `${more} more than the ${findings.length} that are listed (${rule.text}): see whether the rule is too strict.`;
    const rest = { rule: ruleName(rule), subjectType: "rule", subject: rule.id, text, unlisted: more };
    return [...findings, { ...rest, ...gradeOf(rule) }];
  });
}

/** How the findings of one rule would be others. */
export interface RuleDifference {
  readonly id: string;
  readonly made: number;
  readonly gone: number;
  /** At most so many of each as are shown, by subject. */
  readonly examples: readonly (Finding & { readonly isGone: boolean })[];
}

const MOST_EXAMPLES = 100;

/** What other rules would find, and find no more, of what is in force now; by the id of the rule, those without a difference too. */
export function compareRules(
  before: readonly SiteRule[],
  after: readonly SiteRule[],
  evidence: Evidence,
): readonly RuleDifference[] {
  const [was, would] = [subjectsByRule(before, evidence), subjectsByRule(after, evidence)];
  const none: ReadonlyMap<string, Hit> = new Map();
  return [...new Set([...was.keys(), ...would.keys()])].sort(byCodeUnit).map((id) => {
    const [old, fresh] = [was.get(id) ?? none, would.get(id) ?? none];
    const made = [...fresh].flatMap(([subject, { finding }]) => (old.has(subject) ? [] : [finding]));
    const gone = [...old].flatMap(([subject, { finding }]) => (fresh.has(subject) ? [] : [finding]));
    const some = (findings: readonly Finding[], isGone: boolean) =>
      findings
        .toSorted(inOrder)
        .slice(0, MOST_EXAMPLES)
        .map((finding) => ({ ...finding, isGone }));
    return { id, made: made.length, gone: gone.length, examples: [...some(made, false), ...some(gone, true)] };
  });
}

const subjectsByRule = (rules: readonly SiteRule[], evidence: Evidence) =>
  new Map(rules.filter(speaks).map((rule) => [rule.id, subjectsOf(rule, evidence)] as const));

const speaks = ({ isOn, kind }: SiteRule): boolean => isOn && kind === "finding";

interface Hit {
  readonly finding: Finding;
  count: number;
}

function hitsOf(rule: SiteRule, evidence: Evidence): RuleHits {
  const all = [...subjectsOf(rule, evidence).values()].sort((a, b) => inOrder(a.finding, b.finding));
  const findings = all.slice(0, MOST_LISTED).map(({ finding, count }) => ({
    ...finding,
    text: count === 1 ? finding.text : `${finding.text} And ${count - 1} more like it.`,
  }));
  return { rule, total: all.length, findings };
}

/** By subject, the first that is found of each. */
function subjectsOf(rule: SiteRule, evidence: Evidence): ReadonlyMap<string, Hit> {
  const bySubject = new Map<string, Hit>();
  for (const { fact, text } of wrongIn(rule, evidence)) {
    const [subjectType, subject] = subjectOf(fact);
    const known = bySubject.get(`${subjectType} ${subject}`);
    if (known !== undefined) known.count += 1;
    else
      bySubject.set(`${subjectType} ${subject}`, {
        finding: { rule: ruleName(rule), subjectType, subject, text, ...gradeOf(rule) },
        count: 1,
      });
  }
  return bySubject;
}

const gradeOf = ({ severity }: SiteRule): Pick<Finding, "severity"> => (severity === undefined ? {} : { severity });

const inOrder = (a: Finding, b: Finding): number =>
  byCodeUnit(a.subjectType, b.subjectType) || byCodeUnit(a.subject, b.subject);

function wrongIn(rule: SiteRule, evidence: Evidence): Iterable<Wrong> {
  const { condition } = rule;
  const applies = scopeOf(rule, evidence.world);
  const facts = (): Iterable<AnyFact> => factsOf(rule, evidence, applies);
  switch (condition.is) {
    case "unit-differs":
      return unitsThatDiffer(facts(), condition, evidence);
    case "counter-jump":
      return counterJumps(facts(), condition, evidence);
    case "over-order":
      return overOrder(facts(), condition, evidence);
    case "lot-unknown":
      return lotsUnknown(facts(), evidence);
    case "lot-expired":
      return lotsExpired(facts(), condition, evidence);
    default:
      return ofOneMessage(judgeOf(rule, applies), facts(), evidence);
  }
}

function* ofOneMessage(
  judge: ReturnType<typeof judgeOf>,
  facts: Iterable<AnyFact>,
  { mode }: Evidence,
): Iterable<Wrong> {
  for (const fact of facts) {
    const { receivedAt, seq } = fact;
    const text = judge({ fact, event: lazyEvent(fact) }, { receivedAt, seq, mode });
    if (text !== null) yield { fact, text };
  }
}

/** The event is read again only if a rule asks for a field that our own rules do not know. */
function lazyEvent(fact: AnyFact): JsonObject {
  return {
    get data() {
      const event: unknown = JSON.parse(fact.canonical);
      return isObject(event) ? (event["data"] ?? null) : null;
    },
  };
}

/** The facts in force that a rule looks at, in an order that hangs on nothing but what is in force. */
function* factsOf(
  { where }: SiteRule,
  { world, ledger }: Evidence,
  applies: ReturnType<typeof scopeOf>,
): Iterable<AnyFact> {
  for (const type of new Set(where.types)) {
    for (const { source, id } of inForce(world, type)) {
      const fact = ledger.find(source, id);
      if (fact !== undefined && applies(fact, {})) yield fact;
    }
  }
}

type Said = Pick<Stated<FactType>, "source" | "id">;

function inForce(world: World, type: FactType): Iterable<Said> {
  switch (type) {
    case "master.site":
      return world.sites.values();
    case "master.calendar":
      return world.calendars.values();
    case "master.resource":
      return world.resources.values();
    case "master.item":
      return world.items.values();
    case "master.bom":
      return world.boms.values();
    case "master.routing":
      return world.routings.values();
    case "master.supplier":
      return world.suppliers.values();
    case "master.customer":
      return world.customers.values();
    case "master.sourcing":
      return flat(world.sourcing);
    case "master.stocking":
      return world.stocking.values();
    case "master.response-cost":
      return [];
    case "erp.sales-order-line":
      return world.salesOrderLines.values();
    case "erp.production-order":
      return world.productionOrders.values();
    case "erp.purchase-order-line":
      return world.purchaseOrderLines.values();
    case "erp.transfer-order":
      return world.transferOrders.values();
    case "erp.stock-on-hand":
      return world.erpStock.values();
    case "erp.plan-published":
      return world.plans.values();
    case "mes.operation":
      return flat(world.operations);
    case "mes.resource-state":
      return flat(world.resourceStates);
    case "mes.consumption":
      return flat(world.consumptions);
    case "mes.quality-hold":
      return world.holds.values();
    case "wms.stock-count":
      return world.stockCounts;
    case "wms.stock-move":
      return world.stockMoves;
    case "wms.receipt":
      return world.receipts;
    case "wms.shipment":
      return world.shipments.values();
    case "tower.estimate":
      return world.estimates.values();
  }
}

function* flat(lists: ReadonlyMap<string, Iterable<Said>>): Iterable<Said> {
  for (const list of lists.values()) yield* list;
}
