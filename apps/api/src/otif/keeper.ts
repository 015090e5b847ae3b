import { assert } from "@lockstep/domain/assert";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { DAY, MINUTE } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import { byCodeUnit } from "@lockstep/domain/world";
import { lineAt } from "@lockstep/engine/live/line-rows";
import type { CauseView, OrderLineView } from "@lockstep/engine/views";
import type { OtifRows } from "@lockstep/store/store";
import { isLateUnderWay, type Standing, type StandingCause, standingOf } from "@lockstep/workflow/otif/attribution";
import { type OtifDefinition, SHIPPED_DEFINITIONS } from "@lockstep/workflow/otif/definitions";
import type { Prediction } from "@lockstep/workflow/otif/foresight";
import { createOtifLedger, type OtifLedger } from "@lockstep/workflow/otif/ledger";
import { type FactSources, firstPromises, lineFactsOf } from "@lockstep/workflow/otif/line-facts";
import type { Because, Revision } from "@lockstep/workflow/otif/revision";
import { createLineTrack } from "@lockstep/workflow/otif/touched-lines";
import type { Passed } from "../engine-thread/protocol.ts";
import type { FactInForce } from "../replica/known-facts.ts";
import type { View } from "../view/view.ts";
import { type Declared, type Remembered, standingRow } from "./rows.ts";
import { createSampler } from "./sampler.ts";

/** So long predictions are scored after their promise. */
export const SCORED_FOR = 92 * DAY;
export const REVISIONS_KEPT = 1_000;

export interface KeeperSettings {
  readonly ledger: Pick<Ledger, "all" | "factsOf">;
  readonly clockMode: "live" | "manual";
  readonly currency: string;
  readonly remembered: Remembered;
}

/** What is said of the facts, and what they come to. */
export interface Said {
  readonly view: Pick<View, "world" | "clock">;
  readonly inForce: readonly FactInForce[];
}

/** What a pass brings, and what it was begun with. */
export interface Shown extends Said {
  /** In place of all that was said before. */
  readonly saysAll: boolean;
  /** Those that it was begun with, also what is not in force by them. */
  readonly told: readonly AnyFact[];
}

export interface Observed {
  readonly rows: Partial<OtifRows>;
  readonly standings: readonly Standing[];
  readonly sampled: readonly Prediction[];
}

/** What became of order lines, as of the view that is shown. */
export interface OtifKeeper {
  readonly ledger: OtifLedger;
  /** All that there is, the shipped ones first. */
  readonly definitions: readonly OtifDefinition[];
  readonly declared: readonly Declared[];
  readonly predictions: readonly Prediction[];
  /** Durable ones, the latest first. */
  readonly revisions: readonly Revision[];
  /** How lines stand by a pass, and what is thought of them: to be made durable, which no view waits for. */
  observe(projected: Passed, causes: ReadonlyMap<string, CauseView>, seq: number): Observed | null;
  /** It is durable: from now on failures are put down to it. */
  written(observed: Observed): void;
  /** Before anything is shown: what needs nothing projected. */
  begin(said: Said): void;
  /** Moves on to the view that is shown; what it says of the past that had been said otherwise is to be kept. */
  show(shown: Shown): readonly Revision[];
  /** They are durable. */
  keep(revisions: readonly Revision[]): void;
  /** A declaration is durable. */
  declare(declared: Declared): void;
}

export function createOtifKeeper({ ledger: facts, clockMode, currency, remembered }: KeeperSettings): OtifKeeper {
  const ledger = createOtifLedger();
  const sampler = createSampler();
  /** What the passes before say, shown or not. */
  const last = new Map<string, Standing>();
  const declared = [...remembered.declared];
  let definitions: readonly OtifDefinition[] = [...SHIPPED_DEFINITIONS, ...declared.map((one) => one.definition)];
  let predictions = [...remembered.predictions];
  let prunedAt: Instant = Number.NEGATIVE_INFINITY;
  let revisions = [...remembered.revisions];
  let track = createLineTrack(ledger);
  const lines = new Set<string>();
  let isShown = false;
  ledger.declare(definitions);
  for (const standing of remembered.standings) {
    ledger.stand(standing);
    last.set(standing.line, standing);
  }
  const bad = new Set([...last.values()].flatMap(({ line, cause }) => (cause === null ? [] : [line])));

  const latest = <T extends FactType>(type: T, key: string) => facts.factsOf(type, key).at(-1);

  /** What has ended a thing; undefined: nothing did, it waits for a name. */
  const tombstoneOf = ({ type, key }: FactInForce, clock: Instant): AnyFact | undefined =>
    facts.factsOf(type, key).findLast((one) => one.deleted && effectiveAt(one, clockMode) <= clock);

  /** The end of what the customer tolerates; null: nobody waits for it. */
  function closingOf({ promisedAt, customer, state }: OrderLineView): Instant | null {
    if (state === "delivered" || state === "cancelled") return null;
    const own = latest("master.customer", customer);
    const isKnown = own?.type === "master.customer" && !own.deleted;
    return promisedAt + (isKnown ? own.data.otif.lateToleranceMinutes * MINUTE : 0);
  }

  function think(row: OrderLineView, now: Instant): void {
    const closesAt = closingOf(row);
    if (closesAt === null) sampler.forget(row.id);
    else {
      const isCalled = row.state === "late" || row.state === "short";
      sampler.think({ line: row.id, site: row.site, closesAt, pLate: row.pLate, isCalled }, now);
    }
  }

  function causeOf({ cause }: OrderLineView, causes: ReadonlyMap<string, CauseView>): StandingCause | null {
    if (cause === null) return null;
    const { kind, subjectType, subject } = cause;
    const resource = causes.get(`${kind}|${subjectType}|${subject}`)?.resource ?? null;
    const purchase = subjectType === "purchase-order-line" ? latest("erp.purchase-order-line", subject) : undefined;
    const supplier = purchase?.type === "erp.purchase-order-line" && !purchase.deleted ? purchase.data.supplier : null;
    return { kind, subjectType, subject, resource, supplier };
  }

  function stand(next: Standing, into: Standing[]): void {
    last.set(next.line, next);
    if (next.cause === null) bad.delete(next.line);
    else bad.add(next.line);
    into.push(next);
  }

  const sourcesOf = ({ world, clock }: Said["view"]): FactSources => ({
    world,
    currency,
    shipmentsOf: (line) => track.shipmentsOf(line),
    firstPromiseOf: firstPromises(facts, clock, clockMode),
  });

  function look(line: string, sources: FactSources, because: Because | null): readonly Revision[] {
    const next = lineFactsOf(sources, line);
    if (next === null) lines.delete(line);
    else lines.add(line);
    return ledger.put(line, next, because);
  }

  /** When the first of all facts came; what closed before that was never counted otherwise, however late it is told. */
  let began: Instant | null = null;
  const beganAt = (): Instant => {
    if (clockMode === "manual") return Number.NEGATIVE_INFINITY;
    if (began === null) for (const { receivedAt } of facts.all()) began = Math.min(began ?? receivedAt, receivedAt);
    return began ?? Number.NEGATIVE_INFINITY;
  };
  const revises = ({ before, definition, line }: Revision): boolean =>
    before !== null || (ledger.judgedOf(definition, line)?.closesAt ?? Number.NEGATIVE_INFINITY) > beganAt();

  return {
    ledger,
    get definitions() {
      return definitions;
    },
    declared,
    get predictions() {
      return predictions;
    },
    get revisions() {
      return revisions;
    },
    observe(projected, causes, seq) {
      const standings: Standing[] = [];
      const { put, gone } = projected.orderLines;
      const there = new Set<string>();
      for (const timeless of put) {
        const row = lineAt(timeless, projected.now);
        if (projected.isWhole) there.add(row.id);
        const now = { line: row.id, since: projected.clock, state: row.state, cause: causeOf(row, causes), seq };
        const next = standingOf(last.get(row.id), { ...now, isLateUnderWay: isLateUnderWay(row, projected.clock) });
        if (next !== null) stand(next, standings);
        think(row, projected.clock);
      }
      const left = projected.isWhole ? [...bad].filter((line) => !there.has(line)) : gone;
      for (const line of left) {
        sampler.forget(line);
        if (bad.has(line)) stand({ line, since: projected.clock, state: "kept", cause: null, seq }, standings);
      }
      const sampled = sampler.sample(projected.clock);
      if (standings.length === 0 && sampled.length === 0) return null;
      return { rows: { standings: standings.map(standingRow), predictions: sampled }, standings, sampled };
    },
    written({ standings, sampled }) {
      for (const standing of standings) ledger.stand(standing);
      predictions.push(...sampled);
    },
    begin({ view, inForce }) {
      assert(lines.size === 0 && !isShown, () => "something is said of order lines already");
      ledger.advance(view.clock);
      const touched = new Set(inForce.flatMap((change) => [...track.take(change)]));
      const sources = sourcesOf(view);
      for (const line of touched) look(line, sources, null);
    },
    show({ view, saysAll, inForce, told }) {
      const becauseOf = new Map<string, Because>();
      // What is said for the first time is not said otherwise: whatever of the whole log has brought it about.
      const isFirst = !isShown || lines.size === 0;
      isShown = true;
      // Of windows that have closed already nothing is judged twice.
      if (lines.size === 0) ledger.advance(view.clock);
      if (saysAll) {
        track = createLineTrack(ledger);
        for (const line of lines) becauseOf.set(line, unknown);
      }
      const because = new Map(isFirst ? [] : told.map((fact) => [`${fact.type}\0${fact.key}`, fact]));
      const touch = (line: string, fact: AnyFact | null | undefined): void => {
        const known = becauseOf.get(line);
        if (known === undefined || known === unknown || (fact?.seq ?? 0) > known.seq)
          becauseOf.set(line, fact ? reasonOf(fact) : unknown);
      };
      for (const change of inForce) {
        for (const line of track.take(change)) {
          touch(line, because.get(`${change.type}\0${change.key}`) ?? change.fact ?? tombstoneOf(change, view.clock));
        }
      }
      // A late one may be the first promise, though nothing is in force by it.
      for (const fact of told) if (fact.type === "erp.sales-order-line") touch(fact.key, fact);
      const sources = sourcesOf(view);
      const revised = [...becauseOf].flatMap(([line, reason]) =>
        look(line, sources, isFirst || reason === unknown ? null : reason),
      );
      if (view.clock - prunedAt >= DAY) {
        prunedAt = view.clock;
        predictions = predictions.filter(({ closesAt }) => closesAt >= view.clock - SCORED_FOR);
      }
      // What has come until now is counted when a window closes now, and revises nothing.
      ledger.advance(view.clock);
      return revised.filter(revises).map((one) => ({ ...one, at: view.clock }));
    },
    keep(durable) {
      revisions = [...durable, ...revisions].sort(byRevisionOrder).slice(0, REVISIONS_KEPT);
    },
    declare(one) {
      declared.push(one);
      definitions = [...definitions, one.definition];
      ledger.declare(definitions);
    },
  };
}

/** What no single fact has brought about. */
const unknown: Because = { type: "", source: "", id: "", time: 0, seq: 0 };

const reasonOf = ({ type, source, id, time, seq }: AnyFact): Because => ({ type, source, id, time, seq });

/** The latest first, as they are read again after a restart. */
const byRevisionOrder = (a: Revision, b: Revision): number =>
  b.at - a.at || b.because.seq - a.because.seq || byCodeUnit(a.line, b.line) || byCodeUnit(a.definition, b.definition);
