import { createHash, hash as digest } from "node:crypto";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { ok, type Result } from "@lockstep/domain/result";
import { compareRules, findingsOfRules, judgeRules } from "@lockstep/domain/rules/rule-findings";
import type { SiteRule } from "@lockstep/domain/rules/site-rule";
import { stateHash } from "@lockstep/domain/state-hash";
import type { Finding } from "@lockstep/domain/world";
import { createEngine } from "@lockstep/engine/create-engine";
import type { Changes, Delta, Engine } from "@lockstep/engine/engine";
import type { FactChange } from "@lockstep/engine/live/facts-in-force";
import type { TimelessLine } from "@lockstep/engine/live/line-rows";
import { isSameValue } from "@lockstep/engine/same-value";
import type { ResourceView } from "@lockstep/engine/views";
import { assumedFacts, type Unthinkable } from "@lockstep/engine/what-if";
import type {
  Asked,
  Assumed,
  Checked,
  EngineSettings,
  FactName,
  FactNews,
  Fork,
  Forked,
  InForce,
  Passed,
  Points,
  Projected,
  Reply,
  Rows,
  Told,
} from "./protocol.ts";
import type { UnpackedRequest } from "./unpacked.ts";

/** The engine with a ledger of its own, as its thread holds it. */
export interface EngineHost {
  readonly engine: Engine;
  /**
   * Null: nothing to say yet. What fails is said, not thrown. A pass is told of in two parts: `tellFirst` is called with the
   * first of them before the other is made.
   */
  answer(request: UnpackedRequest, tellFirst: (reply: Reply) => void): Reply | null;
}

export function createEngineHost({ mode, currency }: EngineSettings): EngineHost {
  const ledger = createLedger();
  const engine = createEngine({ ledger, mode, currency });
  const resources = createResourceMemory(engine);
  let gathered: AnyFact[] = [];
  /** What it was fed with has been told already. */
  let hasBegun = false;
  let pass = 0;
  let clock: Instant = 0;
  /** It was not built up to its end: whatever it says next may lack something. */
  let isBroken = false;
  /** Why facts could not be taken in before the first pass, which says so. */
  let beginFailure: string | null = null;

  const takeIn = (facts: readonly AnyFact[]): AnyFact[] => {
    const withdrawn: AnyFact[] = [];
    for (const fact of facts) {
      const before = ledger.add(fact);
      if (before !== null) withdrawn.push(before);
    }
    return withdrawn;
  };

  const begin = (at: Instant): FactNews | null => {
    const facts = gathered;
    gathered = [];
    clock = at;
    hasBegun = true;
    takeIn(facts);
    try {
      return inForceOf(engine.takeIn(facts, clock), facts);
    } catch (error) {
      // The first pass computes everything anew.
      isBroken = true;
      beginFailure = reasonOf(error);
      return null;
    }
  };

  const doPass = (facts: readonly AnyFact[], at: Instant): Halves => {
    pass += 1;
    // The wall's clock may have been set back since it began.
    clock = pass === 1 ? Math.max(at, clock) : at;
    const withdrawn = takeIn(facts);
    let failure = beginFailure;
    beginFailure = null;
    let delta: Delta;
    const wasBroken = isBroken;
    try {
      delta = engine.apply({ facts, withdrawn, clock });
      if (wasBroken) delta = rebuild();
    } catch (error) {
      failure = reasonOf(error);
      delta = rebuild();
    }
    if (failure !== null || wasBroken) return wholeOf(delta, [], { failure, saysAll: true });
    if (pass > 1) return changesOf(delta, facts);
    return wholeOf(delta, facts, { failure: null, saysAll: !hasBegun });
  };

  const rebuild = (): Delta => {
    isBroken = true;
    const delta = engine.rebuild();
    isBroken = false;
    return delta;
  };

  const changesOf = (delta: Delta, facts: readonly AnyFact[]): Halves => {
    const points = engine.changedPoints();
    const projected: Projected = {
      ...inForceOf(delta.facts, facts),
      hasOtherNames: hasOtherNames(delta.facts),
      saysAll: false,
      pass,
      isWhole: false,
      clock,
      now: engine.projection.now,
      dueAt: finite(engine.dueAt),
      orderLines: linesOf(engine, delta.orderLines),
      productionOrders: rowsOf(delta.productionOrders),
      causes: rowsOf(delta.causes),
      resources: resources.changed(),
      failure: null,
    };
    return { projected, points };
  };

  const wholeOf = (
    delta: Delta,
    facts: readonly AnyFact[],
    { failure, saysAll }: Pick<Passed, "failure" | "saysAll">,
  ): Halves => {
    const { projection } = engine;
    engine.changedPoints();
    resources.changed();
    const projected: Projected = {
      ...inForceOf(delta.facts, facts),
      hasOtherNames: true,
      saysAll,
      pass,
      isWhole: true,
      clock,
      now: projection.now,
      dueAt: finite(engine.dueAt),
      orderLines: { put: timelessOf(engine, projection.orderLines.keys()), gone: [] },
      productionOrders: { put: [...projection.productionOrders.values()], gone: [] },
      causes: { put: [...projection.causes.values()], gone: [] },
      resources: { put: [...projection.resources.values()], gone: [] },
      failure,
    };
    return { projected, points: projection.stockingPoints.keys() };
  };

  const tell = (asked: readonly Asked[], rules: readonly SiteRule[]): Told => {
    const began = performance.now();
    const parked = () => engine.parked().map(({ fact, waitsFor }) => ({ fact: nameOf(fact), waitsFor }));
    const made = {
      ...(asked.includes("findings") ? { findings: [...engine.projection.findings, ...findingsBy(rules)] } : {}),
      ...(asked.includes("parked") ? { parked: parked() } : {}),
      ...(asked.includes("stateHash") ? { stateHash: hashOf(ledger, engine, { clock, mode }) } : {}),
    };
    return { pass, milliseconds: performance.now() - began, ...made };
  };

  const findingsBy = (rules: readonly SiteRule[]): readonly Finding[] =>
    findingsOfRules(judgeRules(rules, { world: engine.world, ledger, mode }));

  const fork = ({ assumptions, sites }: Assumed): Result<Forked, Unthinkable> => {
    const { world } = engine;
    const facts = assumedFacts(assumptions, { inForce: engine.inForce, world, mode, sites });
    if (!facts.ok) return facts;
    const { orderLines, productionOrders, causes } = engine.fork(facts.value);
    return ok({
      orderLines: forksOf(orderLines),
      productionOrders: forksOf(productionOrders),
      causes: forksOf(causes),
    });
  };

  const verify = (): Checked => {
    const differences = engine.verify();
    if (differences.length === 0) return { differences, healed: null };
    pass += 1;
    const { projected, points } = wholeOf(rebuild(), [], { failure: null, saysAll: true });
    const passed = { ...projected, stockingPoints: pointsOf(engine, points) };
    return { differences, healed: { passed, differences: engine.verify() } };
  };

  const carryOut = (
    request: Exclude<UnpackedRequest, { kind: "facts" | "begin" }>,
    tellFirst: (reply: Reply) => void,
  ): Reply => {
    const { id } = request;
    switch (request.kind) {
      case "pass": {
        const facts = gathered.length === 0 ? request.facts : gathered.concat(request.facts);
        gathered = [];
        const halves = doPass(facts, request.clock);
        tellFirst({ kind: "projected", id, projected: halves.projected });
        return { kind: "points", id, points: pointsOf(engine, halves.points) };
      }
      case "tell":
        return { kind: "told", id, told: tell(request.asked, request.rules) };
      case "compare": {
        const { before, after } = request.rules;
        return { kind: "compared", id, compared: compareRules(before, after, { world: engine.world, ledger, mode }) };
      }
      case "fork":
        return { kind: "forked", id, forked: fork(request.assumed) };
      case "verify":
        return { kind: "verified", id, verified: verify() };
    }
  };

  return {
    engine,
    answer(request, tellFirst) {
      if (request.kind === "facts") {
        for (const fact of request.facts) gathered.push(fact);
        return null;
      }
      if (request.kind === "begin") return { kind: "begun", news: begin(request.clock) };
      try {
        return carryOut(request, tellFirst);
      } catch (error) {
        return { kind: "failed", id: request.id, message: reasonOf(error) };
      }
    },
  };
}

/** What a pass has come to, and which stocking points are to be told with it. */
interface Halves {
  readonly projected: Projected;
  readonly points: Iterable<string>;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const rowsOf = <T>({ added, updated, removed }: Changes<T>): Rows<T> => {
  const put = [...added.values()];
  for (const [, to] of updated.values()) put.push(to);
  return { put, gone: [...removed.keys()] };
};

const forksOf = <T>({ added, updated, removed }: Changes<T>): Fork<T>[] => [
  ...Array.from(removed.values(), (from): Fork<T> => [from, null]),
  ...updated.values(),
  ...Array.from(added.values(), (to): Fork<T> => [null, to]),
];

const linesOf = (engine: Engine, { added, updated, removed }: Changes<unknown>): Passed["orderLines"] => ({
  put: [...timelessOf(engine, added.keys()), ...timelessOf(engine, updated.keys())],
  gone: [...removed.keys()],
});

const timelessOf = (engine: Engine, ids: Iterable<string>): TimelessLine[] =>
  Array.from(ids).flatMap((id) => engine.timelessLine(id) ?? []);

function pointsOf(engine: Engine, ids: Iterable<string>): Points {
  const put: (readonly [string, string])[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const point = engine.pointRow(id);
    if (point === null) gone.push(id);
    else put.push([id, JSON.stringify(point)]);
  }
  return { put, gone };
}

/** Resources are few, and what stands of them hangs on calendars and estimates, too: all are looked at. */
function createResourceMemory(engine: Engine): { changed(): Rows<ResourceView> } {
  let before: ReadonlyMap<string, ResourceView> = new Map();
  return {
    changed() {
      const after = engine.projection.resources;
      const put = [...after.values()].filter((row) => !isSameValue(before.get(row.id), row));
      const gone = [...before.keys()].filter((id) => !after.has(id));
      before = after;
      return { put, gone };
    },
  };
}

/** What only the engine reads of the facts is not told. */
const UNTOLD: ReadonlySet<FactType> = new Set<FactType>([
  "master.sourcing",
  "master.stocking",
  "erp.stock-on-hand",
  "master.response-cost",
  "tower.estimate",
]);

const NAMING: ReadonlySet<FactType> = new Set<FactType>([
  "master.item",
  "master.customer",
  "master.supplier",
  "master.site",
  "master.resource",
]);

function inForceOf(changes: readonly FactChange[], facts: readonly AnyFact[]): FactNews {
  const places = new Map(facts.map((fact, k) => [fact, k]));
  const cameIntoForce: number[] = [];
  const inForce: InForce[] = [];
  /** Where it stands that nothing of a key is in force any more. */
  const went = new Map<string, number>();
  const again = new Set<number>();
  for (const { type, key, after } of changes) {
    if (UNTOLD.has(type)) continue;
    // Of a movement whose content was replaced the one goes before the other comes: what comes is told apart from what went.
    if (after === null) went.set(`${type} ${key}`, inForce.length);
    else if (went.size > 0) again.add(went.get(`${type} ${key}`) ?? -1);
    const place = after === null ? undefined : places.get(after);
    if (place !== undefined) cameIntoForce.push(place);
    else inForce.push({ type, key, fact: after === null ? null : nameOf(after) });
  }
  return { cameIntoForce, inForce: inForce.filter((_, k) => !again.has(k)) };
}

const hasOtherNames = (changes: readonly FactChange[]): boolean => changes.some(({ type }) => NAMING.has(type));

const nameOf = ({ source, id, seq }: AnyFact): FactName => ({ source, id, seq });

interface Moment {
  readonly clock: Instant;
  readonly mode: "live" | "manual";
}

/**
 * Of the facts in force, what they come to at the clock, and the clock: all of it computed anew, so that it does not depend
 * on the order in which the facts came.
 */
function hashOf(ledger: Ledger, engine: Engine, { clock, mode }: Moment): string {
  const projection = engine.anew();
  const { orderLines, productionOrders, stockingPoints, resources, causes, findings } = projection;
  const hash = createHash("sha256").update(stateHash(ledger, clock, mode, sha256));
  for (const part of [orderLines, productionOrders, stockingPoints, resources, causes]) {
    for (const [id, row] of [...part].sort(byId)) hash.update(`${id}\0${JSON.stringify(row)}\n`);
  }
  return hash.update(JSON.stringify(findings)).digest("hex");
}

const sha256 = (text: string): string => digest("sha256", text);

const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const finite = (at: Instant): Instant | null => (Number.isFinite(at) ? at : null);
