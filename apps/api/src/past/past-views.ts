import type { AnyFact } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import type { SiteRule } from "@lockstep/domain/rules/site-rule";
import type { QuarantinedThen, Store } from "@lockstep/store/store";
import { step } from "@lockstep/workflow/observe";
import { EngineLost, type EngineThread } from "../engine-thread/engine-thread.ts";
import type { Asked, FactName } from "../engine-thread/protocol.ts";
import { asUnavailable, badInput } from "../errors.ts";
import type { Log } from "../log.ts";
import { inForceOf } from "../replica/in-force-of.ts";
import { createViewKeeper } from "../view/build-view.ts";
import { createFeedBook, type FeedBook } from "../view/feed-book.ts";
import type { OnRequest } from "../view/on-request.ts";
import { createQuarantineBook } from "../view/quarantine-book.ts";
import type { View } from "../view/view.ts";
import type { AsMoney } from "../wire/money.ts";
import { ruleSetOf } from "../writer/rule-set-row.ts";
import { createTellings, type Tellings } from "../writer/tellings.ts";
import { eachInTurn, type PastFacts, pastFacts } from "./past-facts.ts";
import { pastOtif } from "./past-otif.ts";
import { pastWorkflow } from "./past-workflow.ts";

/** Everything as it stood, and as it was known, at one moment. It never changes. */
export interface Past {
  readonly view: View;
  /** Of the facts that were known then. */
  readonly ledger: Ledger;
  /** Resolves when what is asked for may be looked at. */
  ready(asked: readonly Asked[]): Promise<void>;
}

export interface PastViews {
  /** Rejects with what is wrong with that moment, where there is nothing to be shown of it. */
  at(moment: Instant): Promise<Past>;
  stop(): Promise<void>;
}

export interface PastParts {
  readonly store: Pick<Store, "audit" | "displacedSince" | "otifRows" | "quarantinedAt" | "ruleSetAt" | "seqAt">;
  readonly ledger: Ledger;
  readonly startEngine: () => EngineThread;
  /** Of now. */
  readonly clock: () => Instant;
  readonly clockMode: "live" | "manual";
  readonly currency: string;
  readonly asMoney: AsMoney;
  readonly log: Log;
}

/** Each has an engine of its own. */
const MOST_KEPT = 2;
/** Each takes as long as a restart computes. */
const MOST_WAITING = 4;
const KEPT_FOR = 5 * MINUTE;

interface Kept {
  readonly past: Promise<Past>;
  engine: EngineThread | null;
  usedAt: number;
}

/** Builds up past moments one after the other; those that were looked at last are kept for a while. */
export function createPastViews(parts: PastParts): PastViews {
  const kept = new Map<Instant, Kept>();
  let building: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const drop = async (moment: Instant, one = kept.get(moment)): Promise<void> => {
    // The same moment may have been asked for again since.
    if (kept.get(moment) === one) kept.delete(moment);
    await one?.past.catch(() => {});
    await one?.engine?.stop();
  };
  const tidy = setInterval(() => {
    for (const [moment, { usedAt }] of kept) if (performance.now() - usedAt > KEPT_FOR) void drop(moment);
  }, MINUTE);
  tidy.unref();

  return {
    at(moment) {
      const known = kept.get(moment);
      if (known !== undefined) {
        known.usedAt = performance.now();
        return known.past;
      }
      if (moment > parts.clock()) {
        const message = `${isoOf(moment)} is still to come: now is ${isoOf(parts.clock())}. Ask for an earlier moment.`;
        return Promise.reject(badInput(message));
      }
      if (waiting >= MOST_WAITING) {
        const message = `${waiting} past moments are being built up already: ask again in some seconds.`;
        return Promise.reject(asUnavailable(message));
      }
      waiting += 1;
      const oldest = [...kept].sort(([, a], [, b]) => a.usedAt - b.usedAt).at(0);
      if (kept.size >= MOST_KEPT && oldest !== undefined) void drop(oldest[0]);
      const started = (engine: EngineThread): void => {
        made.engine = engine;
        void engine.lost.then(() => drop(moment, made));
      };
      const past = building.then(() => build(parts, moment, started)).catch(refuseIfLost);
      const made: Kept = { past, engine: null, usedAt: performance.now() };
      kept.set(moment, made);
      building = past
        .catch(() => drop(moment, made))
        .finally(() => {
          waiting -= 1;
        });
      return past;
    },
    async stop() {
      clearInterval(tidy);
      await Promise.all([...kept].map(([moment, one]) => drop(moment, one)));
    },
  };
}

const putAway = (): Error => asUnavailable("That moment was put away meanwhile: ask again in some seconds.");

function refuseIfLost(error: unknown): never {
  throw error instanceof EngineLost ? putAway() : error;
}

function orRefused(made: OnRequest): OnRequest {
  const unlessLost = (what: Asked): OnRequest => {
    if (!made.has(what)) throw putAway();
    return made;
  };
  return {
    has: made.has,
    findings: () => unlessLost("findings").findings(),
    parked: () => unlessLost("parked").parked(),
    points: () => unlessLost("points").points(),
    stateHash: () => unlessLost("stateHash").stateHash(),
  };
}

function tellingsOf(
  engine: EngineThread,
  rules: readonly SiteRule[],
  factOf: (name: FactName) => AnyFact | undefined,
): Tellings {
  const tellings = createTellings({
    engine: () => engine,
    rules: () => rules,
    isOnlyEngine: true,
    parkedOf: (name, waitsFor) => {
      const fact = factOf(name);
      return fact === undefined ? [] : [{ fact, waitsFor }];
    },
  });
  return {
    ...tellings,
    showing: (pass, now) => orRefused(tellings.showing(pass, now)),
    async ready(asked) {
      try {
        await tellings.ready(asked);
      } catch (error) {
        // The rest of the question is answered; what only the engine knows is refused by itself.
        if (!(error instanceof EngineLost)) throw error;
      }
    },
  };
}

async function build(parts: PastParts, moment: Instant, started: (engine: EngineThread) => void): Promise<Past> {
  const { store, clockMode, asMoney, startEngine, log } = parts;
  const seq = await store.seqAt(moment, clockMode);
  const engine = startEngine();
  started(engine);
  const [known, workflow, quarantined, ruleSet] = await Promise.all([
    pastFacts(parts, seq),
    pastWorkflow(store, { seq, clock: moment }),
    store.quarantinedAt(seq, moment),
    store.ruleSetAt(seq),
  ]);
  const passed = await engine.pass(known.facts, { clock: moment, displaces: false, pointsOf: null });
  const factOf = ({ source, id }: FactName): AnyFact | undefined => known.ledger.find(source, id);
  const { rules } = ruleSetOf(ruleSet ?? undefined, log);
  const tellings = tellingsOf(engine, rules, factOf);
  const feeds = createFeedBook([]);
  await tellFeeds(feeds, known.facts, quarantined);
  const open = quarantined.filter(({ isOpen }) => isOpen).length;
  const otif = await pastOtif(parts, known.ledger, { seq, clock: moment });
  const inForce = inForceOf(passed, known.facts, factOf);
  const { view } = createViewKeeper({ clockMode, asMoney, otif }).next({
    seq,
    clock: moment,
    factAt: latestReceipt(known),
    newFactAt: null,
    passed,
    inForce,
    workflow: step(workflow, { causes: passed.causes.put, now: moment }).state,
    happened: new Set(),
    feeds: feeds.rows({ clock: moment, mode: clockMode, hasQuarantine: open > 0 }),
    quarantine: { open, total: quarantined.length, book: createQuarantineBook([]) },
    ownFindings: [],
    onRequest: tellings.showing(passed.pass, passed.now),
  });
  otif.observe(passed, new Map(passed.causes.put.map((cause) => [cause.key, cause])), seq);
  otif.show({ view, saysAll: true, inForce, told: known.facts });
  tellings.shown();
  return { view: { ...view, isPast: true }, ledger: known.ledger, ready: tellings.ready };
}

/** In the order in which it all came. */
async function tellFeeds(
  feeds: FeedBook,
  facts: readonly AnyFact[],
  quarantined: readonly QuarantinedThen[],
): Promise<void> {
  let next = 0;
  const tellBefore = (seq: number): void => {
    for (let one = quarantined[next]; one !== undefined && one.seq < seq; one = quarantined[next]) {
      const { kind, source, type, eventTime: time, receivedAt, connector } = one;
      if (kind === "quarantine") {
        feeds.quarantined({ source: source || null, type: type || null, time, receivedAt, connector });
      } else {
        feeds.accepted({ source, type, time: time ?? receivedAt, receivedAt }, connector);
        feeds.displaced(one);
      }
      next += 1;
    }
  };
  await eachInTurn(facts, (fact) => {
    tellBefore(fact.seq);
    feeds.accepted(fact);
  });
  tellBefore(Number.POSITIVE_INFINITY);
}

const latestReceipt = ({ facts }: PastFacts): Instant | null => facts.at(-1)?.receivedAt ?? null;
