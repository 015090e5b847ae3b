import type { AnyFact } from "@lockstep/domain/facts/fact";
import { isoOf } from "@lockstep/domain/instant";
import { canonicalText } from "@lockstep/domain/json";
import { byCodeUnit } from "@lockstep/domain/world";
import type { LineageLeftOut, LineageSource, QueryLineageArgs } from "@lockstep/protocol/generated/schema";
import type { LineageRow } from "@lockstep/protocol/rows";
import { sitesOfFact, sitesOfSubject } from "../query/belongs.ts";
import { sitesOfHold } from "../query/logistics.ts";
import type { Moment } from "../query/moment.ts";
import { systemOf } from "../view/feeds.ts";
import { actsOf } from "./acts.ts";
import { figureKind, standingsOf } from "./figures.ts";
import { madeRow } from "./made-of.ts";
import { NO_RIVALS, rivalsOf } from "./rivals.ts";
import { ROLES } from "./roles.ts";
import { rulesInForce } from "./rules.ts";
import { standingsIn } from "./standing.ts";
import { type Beside, subjectOf } from "./subjects.ts";
import { behind, type Found } from "./walk.ts";

/** A lineage is looked through so far; what is beyond is said to be left out. */
const MOST = { things: 5_000, facts: 5_000 };

/** Where a figure comes from, of what the viewer may see; null if there is nothing that they may see. */
export function lineageOf(moment: Moment, { ledger, reads }: Beside, args: QueryLineageArgs): LineageRow | null {
  const { view } = moment;
  const asked = { of: args.of, id: args.id, figure: args.figure ?? "ALL" };
  const kind = figureKind(asked.of, asked.figure);
  const subject = subjectOf(moment, asked, { ledger, reads });
  if (subject === null) return null;
  const walked = behind(standingsOf(kind, standingsIn(view, ledger)), subject.things, MOST);
  const isWhole = walked.isWhole && !subject.isCut;
  const facts = withOwn(subject.also, walked.facts);
  const seen = facts.filter(({ fact, of }) => seesFact(moment, fact) && seesThing(moment, of));
  const leftOut: LineageLeftOut[] = [];
  if (!isWhole) leftOut.push("SIZE");
  if (seen.length < facts.length) leftOut.push("OTHER_SITES");
  const book = rulesInForce();
  return {
    ...asked,
    value: subject.value === null ? null : canonicalText(subject.value),
    moment: { seq: view.seq, now: isoOf(view.clock), clock: view.clockMode === "live" ? "LIVE" : "MANUAL" },
    stateHash: view.onRequest.has("stateHash") ? view.onRequest.stateHash() : null,
    found: seen.map(({ fact, role, of }) => ({ fact, role: ROLES[role], of })),
    made:
      subject.made === null
        ? null
        : madeRow(subject.made, { asMoney: view.asMoney, isBlind: moment.viewer.withoutMoney === true }),
    done: actsOf(moment, subject.acted),
    sources: sourcesOf(seen, moment),
    rules: [...new Set(kind.rules)].flatMap((number) => book.rule(number) ?? []),
    rulesVersion: book.version,
    rivals: (first) => {
      if (kind.own !== null) return NO_RIVALS;
      return rivalsOf(moment, { ledger, sees: (fact) => seesFact(moment, fact) }, { things: subject.things, first });
    },
    isComplete: leftOut.length === 0,
    leftOut,
  };
}

/** What no thing has of its own comes first; each fact once. */
function withOwn(own: readonly Found[], walked: readonly Found[]): readonly Found[] {
  if (own.length === 0) return walked;
  return [...new Map([...own, ...walked].map((one) => [one.fact.seq, one])).values()];
}

/** A fact belongs to the sites that it names; a report to its order's, a machine's state to the machine's. */
function seesFact({ view, viewer }: Moment, fact: AnyFact): boolean {
  const { scope } = viewer;
  if (scope.sites === null) return true;
  const { world } = view;
  const at = (site: string | undefined): boolean => site === undefined || scope.sees(site);
  switch (fact.type) {
    case "mes.operation": {
      const { order, resource } = fact.data;
      return at(world.productionOrders.get(order)?.data.site ?? world.resources.get(resource)?.data.site);
    }
    case "mes.consumption":
      return at(world.productionOrders.get(fact.data.order)?.data.site);
    case "mes.resource-state":
      return at(world.resources.get(fact.data.resource)?.data.site);
    case "mes.quality-hold":
      return scope.seesAny(sitesOfHold(fact.data.target, world));
    case "tower.estimate": {
      const { resource, hold, purchaseOrderLine } = fact.data.target;
      if (resource !== undefined) return at(world.resources.get(resource)?.data.site);
      if (purchaseOrderLine !== undefined) return at(world.purchaseOrderLines.get(purchaseOrderLine)?.data.site);
      const held = world.holds.get(hold ?? "")?.data;
      return held === undefined || scope.seesAny(sitesOfHold(held.target, world));
    }
    case "master.site":
      return scope.sees(fact.data.id);
    default:
      return scope.seesAny(sitesOfFact(fact));
  }
}

/** What is said of an item as it lies at another plant tells of that plant, though the item is everybody's. */
function seesThing({ view, viewer }: Moment, { kind, id }: Found["of"]): boolean {
  return kind === "supplier" || kind === "feed" || viewer.scope.seesAny(sitesOfSubject(kind, id, view.world));
}

function sourcesOf(found: readonly Found[], { view }: Moment): LineageSource[] {
  const counts = new Map<string, { facts: number; readonly type: string }>();
  for (const { fact } of found) {
    const known = counts.get(fact.source);
    if (known === undefined) counts.set(fact.source, { facts: 1, type: fact.type });
    else known.facts += 1;
  }
  const feeds = new Map(view.feeds.map((feed) => [feed.id, feed]));
  return [...counts]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([source, { facts, type }]) => {
      const feed = feeds.get(source);
      return {
        source,
        system: feed?.system ?? systemOf(type) ?? "TOWER",
        facts,
        status: feed?.status ?? "FRESH",
        ageSeconds: feed?.ageSeconds ?? null,
        lastReceivedAt: feed?.lastReceivedAt ?? null,
        trouble: feed?.trouble ?? null,
      };
    });
}
