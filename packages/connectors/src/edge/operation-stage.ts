import { type Instant, isoOf } from "@lockstep/domain/instant";
import { createRawTally, derivedFact } from "./derived-fact.ts";
import type { MachineStateName } from "./edge-config.ts";
import type { EdgeContext, OperationName, RememberedOperation } from "./edge-context.ts";
import type { MachineAbout } from "./machine.ts";
import type { MachineStanding } from "./machine-state.ts";
import type { MachineTexts } from "./machine-texts.ts";
import {
  COUNTED,
  type Counted,
  type CountSignal,
  type Counts,
  createCountSignal,
  NO_COUNTS,
  RAW_NAMES,
} from "./operation-count.ts";
import {
  beginRun,
  countsOf,
  isSameOperation,
  NO_TOTALS,
  type OperationRun,
  type OperationState,
  plus,
  totalsOf,
} from "./operation-run.ts";
import type { Reading } from "./reading.ts";

/** From counters and orders to `mes.operation`. */
export interface OperationStage {
  readonly waitsUntil: Instant | null;
  count(reading: Reading): void;
  /** The order that the machine names may become another: what it counts from here on may be that one's. */
  orderComes(since: Instant | null): void;
  /** The order is another since then. */
  orderIs(since: Instant): void;
  /** Everything of one time was heard. */
  close(now: Moment): void;
  /** What was counted and not told is told now, before something is called otherwise. */
  flush(at: Instant, receivedAt: Instant): void;
}

interface Moment {
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly standing: MachineStanding | null;
}

const isCounted = (role: string): role is Counted => (COUNTED as readonly string[]).includes(role);

export function createOperationStage(about: MachineAbout, texts: MachineTexts): OperationStage {
  const { kind, resource, source, said } = about;
  const counters = new Map<number, CountSignal>();
  for (const [k, signal] of kind.signals.entries()) {
    if (isCounted(signal.is)) counters.set(k, createCountSignal(signal, signal.is));
  }
  const isIdle = counters.size === 0;
  const shortest = Math.min(...[...counters.values()].map(({ interval }) => interval));
  const tally = createRawTally();
  let counts: Counts = NO_COUNTS;
  let run: OperationRun | null = null;
  /** No fact of the machine's operations is of an earlier time than the one before. */
  let toldAt = Number.NEGATIVE_INFINITY;
  /** What was counted when the order that comes, or that is not known to the tower, began. */
  let coming: { readonly since: Instant; readonly counts: Counts } | null = null;
  let begun: { readonly since: Instant; readonly counts: Counts } | null = null;
  let isOrderNew = false;
  let revision: number | null = null;
  let homelessText: string | null = null;
  /** Whether it has been said that a counter was set; it stands as long as the operation. */
  let isSet = false;
  let heardAt = Number.NEGATIVE_INFINITY;
  let stood: MachineStanding | null = about.remembered.state;
  const { operation: last } = about.remembered;
  if (last !== null) resume(last);

  function resume(remembered: RememberedOperation): void {
    for (const counter of counters.values()) {
      const reading = remembered.counters[RAW_NAMES[counter.role]];
      if (reading !== undefined) counter.restore(reading, remembered.readAt);
    }
    toldAt = remembered.time;
    if (remembered.state === "done" || remembered.state === "pending") return;
    run = beginRun(remembered, remembered, NO_COUNTS, remembered.time);
    // One that is paused may have been left for another that has not begun: it is told of when it goes on.
    run.isBegun = remembered.state !== "paused";
    run.told = {
      state: remembered.state,
      counts: countsOf(run, NO_COUNTS),
      at: remembered.time,
      receivedAt: remembered.time,
    };
  }

  function count({ signal, value, at, receivedAt, topic }: Reading): void {
    const counter = counters.get(signal);
    if (counter === undefined || typeof value !== "number") return;
    heardAt = receivedAt;
    tally.add(topic, at);
    const { added, odd } = counter.take(value, at);
    if (added !== 0) counts = plus(counts, counter.role, added);
    if (odd === null) return;
    const text = `The counter ${kind.signals[signal]?.name} ${odd}, at ${isoOf(at)}: nothing was counted for it.`;
    said.noticed.push({ rule: "counter-was-set", subjectType: "resource", subject: resource, text });
    isSet = true;
  }

  function wanted(context: EdgeContext): OperationName | null {
    if (texts.names.order) {
      const order = texts.of("order") ?? run?.name.order ?? "";
      if (order === "") return null;
      const told = Number.parseInt(texts.of("operation") ?? "", 10);
      const seq = Number.isFinite(told) ? told : (kind.operation ?? context.seqOf(order, resource));
      return seq === null ? null : { order, seq };
    }
    const there = context.operationOn(resource, source);
    if (run === null || !run.isBegun || there?.isReported === true) return there;
    return context.operation(run.name, source)?.isDone === true ? there : run.name;
  }

  /** Goes over to the operation that runs there now, if that is another. */
  function follow({ at, receivedAt }: Moment): void {
    const context = about.context();
    const isKnown = run !== null && texts.names.order;
    if (!isOrderNew && (context.revision === revision || isKnown)) return;
    revision = context.revision;
    isOrderNew = false;
    const next = wanted(context);
    if (!isSameOperation(next, run?.name ?? null)) {
      const from = begun ?? { since: at, counts };
      if (run !== null) end(run, from, receivedAt);
      run = next === null ? null : begin(next, from, context);
      if (isSet) said.noticed.push({ rule: "counter-was-set", subjectType: "resource", subject: resource, text: null });
      isSet = false;
    }
    if (run !== null) begun = null;
  }

  function begin(name: OperationName, from: { since: Instant; counts: Counts }, context: EdgeContext): OperationRun {
    const carried = about.handedOn.get(keyOf(name)) ?? context.operation(name, source)?.reported ?? NO_TOTALS;
    return beginRun(name, carried, from.counts, from.since);
  }

  function end(ended: OperationRun, at: { since: Instant; counts: Counts }, receivedAt: Instant): void {
    const totals = totalsOf(ended, at.counts);
    about.handedOn.set(keyOf(ended.name), totals);
    if (!ended.isBegun) return;
    const { quantity = null, isDone = false } = about.context().operation(ended.name, source) ?? {};
    const isFull = quantity !== null && totals.good >= quantity;
    const state = isDone ? "done" : (kind.changeover ?? (isFull ? "done" : "paused"));
    if (
      (ended.told?.state !== state && !isDone) ||
      !isSame(ended.told?.counts ?? NO_COUNTS, countsOf(ended, at.counts))
    ) {
      tell(ended, state, { at: at.since, receivedAt, counts: at.counts });
    }
  }

  function tell(
    of: OperationRun,
    state: OperationState,
    now: { at: Instant; receivedAt: Instant; counts: Counts },
  ): void {
    const time = Math.max(now.at, toldAt + 1);
    toldAt = time;
    of.told = { state, counts: countsOf(of, now.counts), at: time, receivedAt: now.receivedAt };
    const { startedAt, good, scrap, runHours } = totalsOf(of, now.counts);
    const data = {
      ...of.name,
      resource,
      state,
      ...(startedAt === null ? {} : { startedAt: isoOf(startedAt) }),
      ...(state === "done" ? { finishedAt: isoOf(Math.max(now.at, startedAt ?? now.at)) } : {}),
      good,
      scrap,
      ...(runHours === null ? {} : { runHours }),
    };
    const { order, seq } = of.name;
    const item = about.context().operation({ order, seq }, source)?.item ?? null;
    const attributes = { product: item, ...about.labels(), ...tally.take(), ...readings() };
    said.facts.push(derivedFact({ source, type: "mes.operation", time, data, attributes }));
  }

  function readings(): Record<string, string> {
    const known = [...counters.values()].filter(({ reading }) => reading !== null);
    return Object.fromEntries(known.map(({ role, reading }) => [RAW_NAMES[role], String(reading)]));
  }

  function stateOf(of: OperationRun, state: MachineStateName | null): OperationState {
    if (state === "off") return "paused";
    return state === "setup" && countsOf(of, counts).good === 0 ? "setup" : "running";
  }

  function homeless(): void {
    const isSo = run === null && !isSame(counts, (begun ?? { counts: NO_COUNTS }).counts);
    const text = isSo ? whyHomeless() : null;
    if (text === homelessText) return;
    homelessText = text;
    said.noticed.push({ rule: "counts-without-operation", subjectType: "resource", subject: resource, text });
  }

  function whyHomeless(): string {
    const order = texts.of("order") ?? "";
    if (order !== "") {
      const todo = "send the order with its operations, or declare the machine's operation";
      return `It counts pieces for ${order}, and the tower knows no operation of that order: ${todo}.`;
    }
    const others = texts.names.order ? "" : ", or report or plan one there";
    return `It counts pieces, and nobody says of which operation: let its order be told${others}.`;
  }

  function close(now: Moment): void {
    if (isIdle) return;
    follow(now);
    homeless();
    if (run === null) return;
    const { at, receivedAt, standing } = now;
    const state = standing?.state ?? null;
    const own = countsOf(run, counts);
    const isWorking = state === "running" || state === "setup";
    if (!run.isBegun && (isWorking || own.good !== run.carried.good || own.scrap !== run.carried.scrap)) {
      run.isBegun = true;
      run.startedAt ??= isWorking ? Math.max(run.begunAt, standing?.since ?? at) : at;
    }
    if (!run.isBegun) return;
    const next = stateOf(run, state);
    const { told } = run;
    const isOther = standing !== stood;
    stood = standing;
    if (
      told === null ||
      told.state !== next ||
      isDue(own, told.counts, at - told.at) ||
      (isOther && !isSame(own, told.counts))
    ) {
      tell(run, next, { at, receivedAt, counts });
    }
  }

  function isDue(own: Counts, told: Counts, ago: number): boolean {
    for (const counter of counters.values()) {
      if (counter.isDue(own[counter.role], told[counter.role], ago)) return true;
    }
    return false;
  }

  return {
    get waitsUntil() {
      if (run === null || run.told === null || isSame(countsOf(run, counts), run.told.counts)) return null;
      return Math.max(run.told.receivedAt, heardAt) + shortest;
    },
    count,
    orderComes(since) {
      if (since === null) coming = null;
      else if (coming?.since !== since) coming = { since, counts };
    },
    orderIs(since) {
      begun = coming ?? { since, counts };
      coming = null;
      isOrderNew = true;
    },
    close,
    flush(at, receivedAt) {
      if (run === null || run.told === null || isSame(countsOf(run, counts), run.told.counts)) return;
      tell(run, run.told.state, { at, receivedAt, counts });
    },
  };
}

const keyOf = ({ order, seq }: OperationName): string => `${order}/${seq}`;
const isSame = (a: Counts, b: Counts): boolean =>
  a.good === b.good && a.scrap === b.scrap && a["run-hours"] === b["run-hours"];
