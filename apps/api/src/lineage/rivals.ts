import type { AnyFact } from "@lockstep/domain/facts/fact";
import { floorToMinute } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { operationId } from "@lockstep/domain/world";
import { createRivalSearch, type Rival } from "@lockstep/engine/rivals";
import type { LineageRival, LineageRivals } from "@lockstep/protocol/generated/schema";
import { recordOf } from "../query/facts-behind.ts";
import type { Moment } from "../query/moment.ts";
import { pageSize } from "../query/paging.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Role } from "./roles.ts";
import { type Standings, standingsIn } from "./standing.ts";
import { keyOf, type Thing } from "./thing.ts";
import { visit } from "./walk.ts";

const MOST_THINGS = 5_000;
/** So many demands and operations are looked at: some tens of milliseconds, in which nobody else is answered. */
const MOST_LOOKS = 20_000;

export const NO_RIVALS: LineageRivals = { totalCount: 0, isWhole: true, nodes: [] };

interface Asking {
  readonly ledger: Ledger;
  /** Of the facts that say so, which the viewer may see. */
  readonly sees: (fact: AnyFact) => boolean;
}

/** Who stood before the things that a figure leans on, the nearest first; of what the viewer may see. */
export function rivalsOf(
  { view, viewer }: Moment,
  { ledger, sees }: Asking,
  { things, first }: { readonly things: readonly Thing[]; readonly first: number | null },
): LineageRivals {
  const { projection, world, clock } = view;
  const standings = standingsIn(view, ledger);
  const { productionOrders } = projection;
  const search = createRivalSearch(
    { productionOrders, stockingPoint: standings.pointAt, now: floorToMinute(clock) },
    world,
  );
  const found = new Map<string, Rival>();
  const isWhole = visit(standings, things, {
    mostThings: MOST_THINGS,
    look(thing) {
      for (const rival of search.before(thing)) {
        const key = [keyOf(thing), rival.at, keyOf(rival.who), rival.operation ?? ""].join("\n");
        if (!found.has(key)) found.set(key, rival);
      }
      return search.looks < MOST_LOOKS;
    },
  });
  const all = [...found.values()];
  const seen = all.filter(({ site }) => viewer.scope.sees(site));
  const nodes = seen.slice(0, pageSize(first)).map((rival) => rowOf(rival, factsOf(rival, standings).filter(sees)));
  return { totalCount: seen.length, isWhole: isWhole && seen.length === all.length, nodes };
}

/** What says what somebody asks for, and how they rank. */
const SAYS: ReadonlySet<Role> = new Set<Role>(["ordered", "customer", "planned", "reported", "transfer"]);

/** Of an order's reports, those of the operation that it is about. */
function factsOf({ who, operation }: Rival, standings: Standings): readonly AnyFact[] {
  return standings.of(who).facts.flatMap(({ fact, role }) => {
    const isOther = fact.type === "mes.operation" && operationId(fact.data.order, fact.data.seq) !== operation;
    return SAYS.has(role) && !isOther ? [fact] : [];
  });
}

function rowOf(rival: Rival, facts: readonly AnyFact[]): LineageRival {
  const { waits, who, operation, why, at, quantity, from, until, needAt, priority } = rival;
  return {
    ...{ waitsKind: waits.kind, waits: waits.id, kind: who.kind, id: who.id, operation, at, quantity, priority },
    why: upper(why),
    from: isoOrNull(from),
    until: isoOrNull(until),
    needAt: isoOrNull(needAt),
    facts: facts.map(recordOf),
  };
}
