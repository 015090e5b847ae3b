import { createHash } from "node:crypto";
import type { Instant } from "@lockstep/domain/instant";
import type { ParkedFact } from "@lockstep/domain/ledger";
import { stateHash } from "@lockstep/domain/state-hash";
import type { Finding, World } from "@lockstep/domain/world";
import type { Delta } from "@lockstep/engine/engine";
import type { Projection } from "@lockstep/engine/views";
import type { Feed } from "@lockstep/protocol/generated/schema";
import type { WorkflowState } from "@lockstep/workflow/model";
import type { Publication } from "../live/publication.ts";
import type { AsMoney } from "../wire/money.ts";
import { nextExceptionBook } from "./exception-book.ts";
import { emptyLineBook, nextLineBook } from "./line-book.ts";
import type { QuarantineCounts, View } from "./view.ts";

/** What the writer knows after a pass. */
export interface Known {
  readonly seq: number;
  readonly clock: Instant;
  readonly clockMode: "live" | "manual";
  /** When the latest fact of all was received. */
  readonly factAt: Instant | null;
  /** When the latest of the facts that are new in this view was received. */
  readonly newFactAt: Instant | null;
  readonly world: World;
  readonly projection: Projection;
  readonly delta: Delta;
  readonly parked: () => readonly ParkedFact[];
  /** All of it computed anew, so that it does not depend on the order in which the facts came. */
  readonly anew: () => {
    readonly world: World;
    readonly parked: readonly ParkedFact[];
    readonly projection: Projection;
  };
  readonly workflow: WorkflowState;
  readonly feeds: readonly Feed[];
  readonly quarantine: QuarantineCounts;
  readonly ownFindings: readonly Finding[];
  readonly asMoney: AsMoney;
}

/** The next view, and what it says that the one before did not. */
export function nextView(
  before: View | null,
  known: Known,
): { readonly view: View; readonly publication: Publication } {
  const { world, projection, delta, workflow, asMoney, seq, clock, clockMode, parked } = known;
  const lines = nextLineBook({
    before: before?.lines ?? emptyLineBook,
    world,
    projection,
    delta,
    asMoney,
  });
  const exceptions = nextExceptionBook({
    before: before?.exceptions ?? new Map(),
    workflow,
    world,
    projection,
    asMoney,
  });
  const revision = (before?.revision ?? 0) + 1;
  const view: View = {
    revision,
    seq,
    clock,
    clockMode,
    factAt: known.factAt,
    world,
    projection,
    parked,
    lines: lines.book,
    exceptions: exceptions.book,
    workflow,
    feeds: known.feeds,
    quarantine: known.quarantine,
    ownFindings: known.ownFindings,
    asMoney,
    stateHash: once(() => hashOf({ ...known.anew(), clock, clockMode })),
  };
  const publication: Publication = {
    revision,
    fromSeq: before?.seq ?? seq,
    toSeq: seq,
    now: clock,
    factAt: known.newFactAt,
    exceptions: exceptions.changes,
    orderLines: lines.changes,
    feeds: changedFeeds(before?.feeds ?? [], known.feeds),
  };
  return { view, publication };
}

/** A feed's age grows by itself: only what it has sent and how fresh that counts as are changes. */
function changedFeeds(before: readonly Feed[], after: readonly Feed[]): readonly Feed[] {
  const textOf = ({ ageSeconds: _, ...feed }: Feed): string => JSON.stringify(feed);
  const known = new Map(before.map((feed) => [feed.id, textOf(feed)]));
  return after.filter((feed) => known.get(feed.id) !== textOf(feed));
}

type Hashed = Pick<View, "clock" | "clockMode"> & ReturnType<Known["anew"]>;

/** Of the facts in force, what they come to at the clock, and the clock. */
function hashOf({ world, projection, parked, clock, clockMode }: Hashed): string {
  const facts = stateHash({ worldAt: () => world, parkedAt: () => parked }, clock, clockMode);
  const { orderLines, productionOrders, stockingPoints, resources, causes, findings } = projection;
  const hash = createHash("sha256").update(facts);
  for (const part of [orderLines, productionOrders, stockingPoints, resources, causes]) {
    for (const [id, row] of [...part].sort(byId)) hash.update(`${id}\0${JSON.stringify(row)}\n`);
  }
  return hash.update(JSON.stringify(findings)).digest("hex");
}

const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

function once<T>(compute: () => T): () => T {
  let value: { readonly is: T } | null = null;
  return () => {
    value ??= { is: compute() };
    return value.is;
  };
}
