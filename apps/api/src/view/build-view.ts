import { assert } from "@lockstep/domain/assert";
import type { Instant } from "@lockstep/domain/instant";
import type { Finding } from "@lockstep/domain/world";
import type { Feed } from "@lockstep/protocol/generated/schema";
import type { WorkflowState } from "@lockstep/workflow/model";
import type { Passed } from "../engine-thread/protocol.ts";
import type { Publication } from "../live/publication.ts";
import type { OtifKeeper } from "../otif/keeper.ts";
import { createKnownFacts, type FactInForce, type KnownWorld } from "../replica/known-facts.ts";
import { createProjectionReplica } from "../replica/projection-replica.ts";
import type { AsMoney } from "../wire/money.ts";
import { createExceptionBook } from "./exception-book.ts";
import { createLineBook, type LineBook } from "./line-book.ts";
import type { OnRequest } from "./on-request.ts";
import { createSiteTotals } from "./site-totals.ts";
import type { QuarantineShown, View } from "./view.ts";

/** What the writer knows after a pass. */
export interface Known {
  readonly seq: number;
  /** When the latest fact of all was received. */
  readonly factAt: Instant | null;
  /** When the latest of the facts that are new in this view was received. */
  readonly newFactAt: Instant | null;
  readonly clock: Instant;
  /** Null: nothing was computed, only people or the tower itself have something to say. */
  readonly passed: Passed | null;
  readonly inForce: readonly FactInForce[];
  readonly workflow: WorkflowState;
  /** Exceptions that something has happened to since the last view. */
  readonly happened: ReadonlySet<string>;
  readonly feeds: readonly Feed[];
  readonly quarantine: QuarantineShown;
  readonly ownFindings: readonly Finding[];
  readonly onRequest: OnRequest;
}

export interface ViewKeeper {
  /** Before the first view: what facts say of which nothing has been projected yet. What needs no projection can be made of it. */
  begin(inForce: readonly FactInForce[], clock: Instant): KnownWorld;
  /** Moves everything on to the next view, at the cost of what is different; says what it says that the one before did not. */
  next(known: Known): { readonly view: View; readonly publication: Publication };
}

export interface ViewSettings {
  readonly clockMode: "live" | "manual";
  readonly asMoney: AsMoney;
  readonly otif: OtifKeeper;
}

const nothingTouched = { orderLines: new Map(), causes: new Map(), slid: [] };

export function createViewKeeper({ clockMode, asMoney, otif }: ViewSettings): ViewKeeper {
  const facts = createKnownFacts();
  const projection = createProjectionReplica();
  const lines = createLineBook();
  const totals = createSiteTotals();
  const exceptions = createExceptionBook();
  let before: View | null = null;
  return {
    begin(inForce, clock) {
      assert(before === null, () => "something is shown already");
      facts.apply(inForce, clock);
      return facts.world;
    },
    next(known) {
      const { passed, seq, clock, workflow } = known;
      const isAll = before === null || passed?.isWhole === true;
      if (passed?.saysAll === true) facts.clear();
      const shipped = linesShipped(known.inForce, facts.world);
      facts.apply(known.inForce, clock);
      const touched = passed === null ? nothingTouched : projection.apply(passed);
      const said = { world: facts.world, projection, asMoney };
      const hasOtherNames = passed?.hasOtherNames === true;
      const renamed = isAll || !hasOtherNames ? [] : linesNaming(known.inForce, lines.rows);
      const lineChanges = lines.update({
        ...said,
        touched: new Set([...touched.orderLines.keys(), ...touched.slid, ...renamed]),
        isAll,
        isFirst: before === null,
      });
      // Lines that slide are on track: with the clock they add to their site what they added.
      const counted = new Set([...touched.orderLines.keys(), ...renamed, ...(isAll ? lines.ids : shipped)]);
      totals.update(counted, { rows: lines.rows, facts, projection });
      const subjects = known.inForce.flatMap((one) => subjectOf(one) ?? []);
      const news = isAll ? null : { happened: known.happened, touched, subjects, hasOtherNames };
      const exceptionChanges = exceptions.update({ ...said, workflow, news });
      const revision = (before?.revision ?? 0) + 1;
      const view: View = {
        revision,
        isPast: false,
        seq,
        clock,
        clockMode,
        factAt: known.factAt,
        world: facts.world,
        known: facts,
        projection,
        lines,
        totals: totals.bySite,
        exceptions: exceptions.book,
        workflow,
        feeds: known.feeds,
        quarantine: known.quarantine,
        ownFindings: known.ownFindings,
        otif,
        asMoney,
        onRequest: known.onRequest,
      };
      const publication: Publication = {
        revision,
        fromSeq: before?.seq ?? seq,
        toSeq: seq,
        now: clock,
        factAt: known.newFactAt,
        exceptions: exceptionChanges,
        orderLines: lineChanges,
        feeds: changedFeeds(before?.feeds ?? [], known.feeds),
      };
      before = view;
      return { view, publication };
    },
  };
}

/** The lines of an item, a customer or a site of which something else is stated: their rows say its name, or go by its days. */
function linesNaming(inForce: readonly FactInForce[], rows: LineBook["rows"]): readonly string[] {
  const keysOf = (type: FactInForce["type"]): ReadonlySet<string> =>
    new Set(inForce.flatMap((one) => (one.type === type ? [one.key] : [])));
  const [items, customers, sites] = [keysOf("master.item"), keysOf("master.customer"), keysOf("master.site")];
  if (items.size + customers.size + sites.size === 0) return [];
  const found: string[] = [];
  for (const { id, item, customer, site } of rows.values())
    if (items.has(item) || customers.has(customer) || sites.has(site)) found.push(id);
  return found;
}

/** The lines that a shipment is or was of which something else is stated. */
const linesShipped = (inForce: readonly FactInForce[], { shipments }: KnownWorld): readonly string[] =>
  inForce.flatMap(({ type, key, fact }) => {
    if (type !== "wms.shipment") return [];
    const lines = [shipments.get(key)?.data.salesOrderLine];
    if (fact?.type === "wms.shipment") lines.push(fact.data.salesOrderLine);
    return lines.filter((line) => line !== undefined);
  });

/** What an exception may be about of which something else is stated now. */
function subjectOf({ type, key }: FactInForce): string | null {
  switch (type) {
    case "mes.resource-state":
      return `resource ${key.slice(0, key.lastIndexOf("@"))}`;
    case "mes.quality-hold":
      return `hold ${key}`;
    case "erp.sales-order-line":
    case "erp.purchase-order-line":
    case "erp.production-order":
    case "erp.transfer-order":
      return `${type.slice("erp.".length)} ${key}`;
    default:
      return null;
  }
}

/** A feed's age grows by itself: only what it has sent and how fresh that counts as are changes. */
function changedFeeds(before: readonly Feed[], after: readonly Feed[]): readonly Feed[] {
  const textOf = ({ ageSeconds: _, ...feed }: Feed): string => JSON.stringify(feed);
  const known = new Map(before.map((feed) => [feed.id, textOf(feed)]));
  return after.filter((feed) => known.get(feed.id) !== textOf(feed));
}
