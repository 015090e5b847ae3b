import { createHash } from "node:crypto";
import { present } from "@lockstep/domain/assert";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { compareRules, findingsOfRules, judgeRules } from "@lockstep/domain/rules/rule-findings";
import type { SiteRule } from "@lockstep/domain/rules/site-rule";
import type { Steps } from "@lockstep/domain/steps";
import type { Finding } from "@lockstep/domain/world";
import { createEngine, type EngineOptions } from "@lockstep/engine/create-engine";
import type { Changes, Delta, Engine } from "@lockstep/engine/engine";
import type { FactChange } from "@lockstep/engine/live/facts-in-force";
import type { TimelessLine } from "@lockstep/engine/live/line-rows";
import { isSameValue } from "@lockstep/engine/same-value";
import type { ResourceView } from "@lockstep/engine/views";
import { assumedFacts, type Unthinkable } from "@lockstep/engine/what-if";
import type { Asking } from "./engine-thread.ts";
import { createFactSum } from "./fact-sum.ts";
import { createFed, type HeldBack, nothingHeldBack } from "./fed.ts";
import { firstUnbearable } from "./first-unbearable.ts";
import type {
  Assumed,
  Checked,
  EngineSettings,
  FactName,
  FactNews,
  Fork,
  Forked,
  InForce,
  Passed,
  PassOrder,
  Points,
  Reply,
  Rows,
  SetAside,
  Told,
} from "./protocol.ts";
import type { UnpackedRequest } from "./unpacked.ts";

/** The engine with a ledger of its own, as its thread holds it. */
export interface EngineHost {
  readonly engine: Engine;
  /** Null: nothing to say yet. What fails is said, not thrown. */
  answer(request: UnpackedRequest): Reply | null;
  /**
   * Files at most so many of the facts that the first pass could do without; says whether there are more. Whatever it is asked
   * that needs them files all of them before: only a pass can come in between.
   */
  settle(most?: number): boolean;
  /**
   * Does a part of what the answer to a question needs, and says whether there is more: the engine may be asked for a pass
   * meanwhile. `answer` does what is left.
   */
  prepare(request: UnpackedRequest): boolean;
}

/** A pass that comes meanwhile waits for no more than these. */
const FILED_AT_ONCE = 5_000;
const SUMMED_AT_ONCE = 5_000;
const CHECKED_FOR_MS = 5;
/** Where so many facts are not enough, it is not facts that it fails on. */
const MOST_SET_ASIDE = 100;

export type MakeEngine = (options: EngineOptions) => Engine;

export function createEngineHost({ mode, currency }: EngineSettings, make: MakeEngine = createEngine): EngineHost {
  const ledger = createLedger();
  const engine = make({ ledger, mode, currency });
  const resources = createResourceMemory(engine);
  const points = createPointMemory(engine);
  const factSum = createFactSum(ledger.all, (fact) => effectiveAt(fact, mode));
  const fed = createFed();
  /** What it was fed with and is in no ledger yet; and of that, what the engine does not know either. */
  let unfiled: { readonly facts: readonly AnyFact[]; next: number } = { facts: [], next: 0 };
  let heldBack: HeldBack = nothingHeldBack;
  /** What it was fed with has been told already. */
  let hasBegun = false;
  let pass = 0;
  let clock: Instant = 0;
  /** It was not built up to its end: whatever it says next may lack something. */
  let isBroken = false;
  /** Why facts could not be taken in before the first pass, which says so. */
  let beginFailure: string | null = null;
  const setAside: SetAside[] = [];

  const takeIn = (facts: readonly AnyFact[]): AnyFact[] => {
    const withdrawn: AnyFact[] = [];
    for (const fact of facts) {
      const { size } = ledger;
      const before = ledger.add(fact);
      if (before !== null) withdrawn.push(before);
      if (before !== null || ledger.size > size) factSum.came([fact]);
    }
    factSum.went(withdrawn);
    return withdrawn;
  };

  const begin = (at: Instant): FactNews | null => {
    clock = at;
    hasBegun = true;
    const taken = fed.takenOver(pass === 0 ? { clock, mode } : null);
    ({ heldBack } = taken);
    unfiled = { facts: taken.facts, next: 0 };
    try {
      return inForceOf(engine.takeIn(taken.facts, clock), ({ seq }) => seq);
    } catch (error) {
      // The first pass computes everything anew.
      isBroken = true;
      beginFailure = reasonOf(error);
      return null;
    }
  };

  /** At most so many; says what the engine has not been told of them. */
  const file = (most = Number.POSITIVE_INFINITY): readonly AnyFact[] => {
    const { facts, next } = unfiled;
    const end = Math.min(facts.length, next + most);
    takeIn(facts.slice(next, end));
    unfiled = end < facts.length ? { facts, next: end } : { facts: [], next: 0 };
    const late = heldBack.take(most - (end - next));
    takeIn(late);
    return late;
  };

  const settle = (most = FILED_AT_ONCE): boolean => {
    const late = file(most);
    if (late.length > 0) tellLate(late);
    return unfiled.facts.length > 0 || heldBack.left > 0;
  };

  const tellLate = (late: readonly AnyFact[]): void => {
    try {
      if (pass === 0) engine.takeIn(late, clock);
      else if (!isEmpty(engine.apply({ facts: late, withdrawn: [], clock }))) throw new Error(HELD_BACK_WRONGLY);
    } catch (error) {
      // The next pass computes everything anew.
      isBroken = true;
      beginFailure = reasonOf(error);
    }
  };

  const doPass = (facts: readonly AnyFact[], { clock: at, displaces, pointsOf }: PassOrder): Passed => {
    pass += 1;
    // The wall's clock may have been set back since it began.
    clock = pass === 1 ? Math.max(at, clock) : at;
    // What gives way must be in the ledger.
    const late = displaces ? file() : [];
    const withdrawn = takeIn(facts);
    let failure = beginFailure;
    beginFailure = null;
    let passed: Passed | null = null;
    if (!isBroken) {
      try {
        const delta = engine.apply({ facts: late.concat(facts), withdrawn, clock });
        passed =
          pass > 1 ? changesOf(delta, facts) : wholeOf(delta.facts, facts, { failure: null, saysAll: !hasBegun });
        passed = withPoints(passed, pointsOf);
      } catch (error) {
        failure = reasonOf(error);
        passed = null;
      }
    }
    return passed ?? rebuilt(failure, pointsOf);
  };

  const withPoints = (passed: Passed, pointsOf: number | null): Passed =>
    pointsOf === null ? passed : { ...passed, points: points.since(pointsOf) };

  /** What all facts come to, but those with which nothing can be computed. */
  const rebuilt = (failure: string | null, pointsOf: number | null): Passed => {
    isBroken = true;
    file();
    for (;;) {
      try {
        const whole = wholeOf(engine.rebuild(clock), [], { failure, saysAll: true });
        const passed = withPoints({ ...whole, setAside: [...setAside] }, pointsOf);
        isBroken = false;
        return passed;
      } catch (error) {
        setOneAside(error);
      }
    }
  };

  /** Throws what it is told where no fact is to blame for it. */
  const setOneAside = (why: unknown): void => {
    const all = [...ledger.all()].sort((a, b) => a.seq - b.seq);
    const fails = (first: number): boolean => {
      const facts = all.slice(0, first);
      try {
        const one = make({ ledger: { all: () => facts, worldAt: ledger.worldAt }, mode, currency });
        one.apply({ facts, withdrawn: [], clock });
        readAll(one);
        return false;
      } catch {
        return true;
      }
    };
    if (setAside.length === MOST_SET_ASIDE || !fails(all.length) || fails(0)) throw why;
    const fact = present(all[firstUnbearable(all.length, fails)], () => "it is one of them");
    setAside.push({ ...nameOf(fact), type: fact.type, why: why instanceof Error ? why.message : String(why) });
    ledger.withdraw(fact.source, fact.id);
    factSum.went([fact]);
  };

  const changesOf = (delta: Delta, facts: readonly AnyFact[]): Passed => {
    points.changed(pass);
    return {
      ...inForceOf(delta.facts, placesOf(facts)),
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
      points: null,
      failure: null,
      setAside: null,
    };
  };

  const wholeOf = (
    changes: Delta["facts"],
    facts: readonly AnyFact[],
    { failure, saysAll }: Pick<Passed, "failure" | "saysAll">,
  ): Passed => {
    const { projection } = engine;
    points.changedAll(pass);
    resources.changed();
    return {
      ...inForceOf(changes, placesOf(facts)),
      hasOtherNames: true,
      saysAll,
      pass,
      isWhole: true,
      clock,
      now: projection.now,
      dueAt: finite(engine.dueAt),
      ...allRowsOf(engine),
      points: null,
      failure,
      setAside: null,
    };
  };

  const tell = ({ asked, rules, pointsOf }: Asking): Told => {
    const began = performance.now();
    const parked = () => engine.parked().map(({ fact, waitsFor }) => ({ fact: nameOf(fact), waitsFor }));
    const made = {
      ...(asked.includes("findings") ? { findings: [...engine.projection.findings, ...findingsBy(rules)] } : {}),
      ...(asked.includes("parked") ? { parked: parked() } : {}),
      ...(asked.includes("points") ? { points: points.since(pointsOf) } : {}),
      ...(asked.includes("stateHash") ? { stateHash: hashOf(factSum.text(clock), engine, clock) } : {}),
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
    const passed = rebuilt(null, null);
    return { differences, healed: { passed, differences: engine.verify() } };
  };

  /** Steps of the check that is underway, or how it has ended. */
  let checking: Steps<readonly string[]> | null = null;
  let checked: Result<readonly string[], unknown> | null = null;
  /** As many steps as there is time for; says whether there are more. */
  const stepOn = (until: number): boolean => {
    if (checked !== null) return false;
    try {
      checking ??= engine.verifyInSteps();
      do {
        const { done, value } = checking.next();
        if (done === true) checked = ok(value);
      } while (checked === null && performance.now() < until);
    } catch (error) {
      checked = refuse(error);
    }
    return checked === null;
  };
  const check = (): readonly string[] => {
    stepOn(Number.POSITIVE_INFINITY);
    const ended = present(checked, () => "all its steps are taken");
    checking = null;
    checked = null;
    if (!ended.ok) throw ended.error;
    return ended.value;
  };

  const carryOut = (request: Exclude<UnpackedRequest, { kind: "facts" | "rows" | "begin" }>): Reply => {
    const { id } = request;
    if (request.kind !== "pass") settle(Number.POSITIVE_INFINITY);
    switch (request.kind) {
      case "pass": {
        const before = fed.takenOver(null).facts;
        const facts = before.length === 0 ? request.facts : before.concat(request.facts);
        return { kind: "passed", id, passed: doPass(facts, request) };
      }
      case "tell":
        return { kind: "told", id, told: tell(request) };
      case "compare": {
        const { before, after } = request.rules;
        return { kind: "compared", id, compared: compareRules(before, after, { world: engine.world, ledger, mode }) };
      }
      case "fork":
        return { kind: "forked", id, forked: fork(request.assumed) };
      case "check":
        return { kind: "checked", id, differences: check() };
      case "verify":
        return { kind: "verified", id, verified: verify() };
    }
  };

  const prepare = (request: UnpackedRequest): boolean => {
    if (settle()) return true;
    if (request.kind === "check") return stepOn(performance.now() + CHECKED_FOR_MS);
    return request.kind === "tell" && request.asked.includes("stateHash") && factSum.prepare(SUMMED_AT_ONCE, clock);
  };

  return {
    engine,
    prepare,
    answer(request) {
      if (request.kind === "facts") {
        fed.take(request.facts);
        return null;
      }
      if (request.kind === "rows") {
        fed.takeRows(request.rows);
        return null;
      }
      if (request.kind === "begin") return { kind: "begun", news: begin(request.clock) };
      try {
        return carryOut(request);
      } catch (error) {
        return { kind: "failed", id: request.id, message: reasonOf(error) };
      }
    },
    settle,
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const HELD_BACK_WRONGLY = "facts that were held back change what is projected";

const isEmpty = ({ orderLines, productionOrders, causes, facts }: Delta): boolean =>
  facts.length === 0 && [orderLines, productionOrders, causes].every(changesNothing);

const changesNothing = ({ added, updated, removed }: Changes<unknown>): boolean =>
  added.size + updated.size + removed.size === 0;

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

const allRowsOf = (engine: Engine): Pick<Passed, "orderLines" | "productionOrders" | "causes" | "resources"> => {
  const { orderLines, productionOrders, causes, resources } = engine.projection;
  return {
    orderLines: { put: timelessOf(engine, orderLines.keys()), gone: [] },
    productionOrders: { put: [...productionOrders.values()], gone: [] },
    causes: { put: [...causes.values()], gone: [] },
    resources: { put: [...resources.values()], gone: [] },
  };
};

/** Rows are made when they are looked at: that may be where it fails. */
function readAll(engine: Engine): void {
  allRowsOf(engine);
  for (const id of engine.changedPoints()) JSON.stringify(engine.pointRow(id));
}

const timelessOf = (engine: Engine, ids: Iterable<string>): TimelessLine[] =>
  Array.from(ids).flatMap((id) => engine.timelessLine(id) ?? []);

/** Remembers which pass each stocking point may have changed in last. */
function createPointMemory(engine: Engine) {
  const changedIn = new Map<string, number>();
  const changed = (pass: number): void => {
    for (const id of engine.changedPoints()) changedIn.set(id, pass);
  };
  return {
    changed,
    /** All there are, and those that there were before. */
    changedAll(pass: number): void {
      for (const id of changedIn.keys()) changedIn.set(id, pass);
      changed(pass);
    },
    /** What may not be as it was after that pass. */
    since(pass: number): Points {
      const put: (readonly [string, string])[] = [];
      const gone: string[] = [];
      for (const [id, last] of changedIn) {
        if (last <= pass) continue;
        const point = engine.pointRow(id);
        if (point === null) gone.push(id);
        else put.push([id, JSON.stringify(point)]);
      }
      return { put, gone };
    },
  };
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
const UNTOLD: ReadonlySet<FactType> = new Set<FactType>(["master.response-cost", "tower.estimate"]);

const NAMING: ReadonlySet<FactType> = new Set<FactType>([
  "master.item",
  "master.customer",
  "master.supplier",
  "master.site",
  "master.resource",
]);

const placesOf = (facts: readonly AnyFact[]): ((fact: AnyFact) => number | undefined) => {
  const places = new Map(facts.map((fact, k) => [fact, k]));
  return (fact) => places.get(fact);
};

function inForceOf(changes: readonly FactChange[], placeOf: (fact: AnyFact) => number | undefined): FactNews {
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
    const place = after === null ? undefined : placeOf(after);
    if (place !== undefined) cameIntoForce.push(place);
    else inForce.push({ type, key, fact: after === null ? null : nameOf(after) });
  }
  return { cameIntoForce, inForce: inForce.filter((_, k) => !again.has(k)) };
}

const hasOtherNames = (changes: readonly FactChange[]): boolean => changes.some(({ type }) => NAMING.has(type));

const nameOf = ({ source, id, seq }: AnyFact): FactName => ({ source, id, seq });

/**
 * Of the facts in effect, what the engine has come to with them, and the clock; of stocking points, as the lines say what they
 * got. The order in which they came does not count, as nothing that is projected hangs on it; an engine that held something
 * wrong would have another.
 */
function hashOf(facts: string, engine: Engine, clock: Instant): string {
  const { orderLines, productionOrders, resources, causes, findings } = engine.projection;
  const hash = createHash("sha256").update(`${clock} ${facts}\n`);
  for (const part of [orderLines, productionOrders, resources, causes]) {
    for (const [id, row] of [...part].sort(byId)) hash.update(`${id}\0${JSON.stringify(row)}\n`);
  }
  return hash.update(JSON.stringify(findings)).digest("hex");
}

const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const finite = (at: Instant): Instant | null => (Number.isFinite(at) ? at : null);
