import { type Instant, SECOND } from "@lockstep/domain/instant";
import type { MachineKind } from "./edge-config.ts";
import type { EdgeContext, Remembered, Totals } from "./edge-context.ts";
import { createLateReadings } from "./late-readings.ts";
import { createMachineTexts, isTextRole } from "./machine-texts.ts";
import { createOperationStage } from "./operation-stage.ts";
import { inOrder, type Reading } from "./reading.ts";
import { createReorder } from "./reorder.ts";
import type { Said } from "./said.ts";
import { createStateStage } from "./state-stage.ts";

/** One resource, as its signals tell of it. */
export interface Machine {
  /** When something is due if nothing is heard before; null: nothing. */
  readonly wakeAt: Instant | null;
  read(reading: Reading): void;
  /** What was heard together was heard: nothing of the same time comes any more. */
  close(receivedAt: Instant): void;
  /** Nothing else was heard until now. */
  settle(receivedAt: Instant): void;
}

/** What its stages know of a machine. */
export interface MachineAbout {
  readonly kind: MachineKind;
  readonly resource: string;
  readonly source: string;
  readonly context: () => EdgeContext;
  readonly remembered: Remembered;
  /** Totals of operations that machines of this edge have let go: another may go on with them. */
  readonly handedOn: Map<string, Totals>;
  readonly said: Said;
  /** Extension attributes: where it is, and what it is working on. */
  labels(): Readonly<Record<string, string | null>>;
}

export function createMachine(options: Omit<MachineAbout, "labels">): Machine {
  const { kind, resource, context, remembered, said } = options;
  const texts = createMachineTexts(kind);
  const about: MachineAbout = { ...options, labels };
  const state = createStateStage(about);
  const late = createLateReadings(about, state);
  const operation = createOperationStage(about, texts);
  const roles = kind.signals.map(({ is }) => is);
  const lateness = (kind.latenessSeconds ?? 0) * SECOND;
  const reorder = createReorder<Reading>(lateness, inOrder);
  /** By signal: nothing before it is news. */
  const heard = roles.map((role) => firstNews(role, remembered));
  const heartbeat = (kind.heartbeatSeconds ?? Number.POSITIVE_INFINITY) * SECOND;
  let instant = Number.NEGATIVE_INFINITY;
  let saidAt: Instant | null = null;
  let told: Readonly<Record<string, string | null>> = {};
  let areLabelsNew = false;
  const { operation: last } = remembered;
  if (last !== null) {
    texts.restore("order", last.order, last.readAt);
    texts.restore("operation", String(last.seq), last.readAt);
    texts.restore("lot", last.lot, last.readAt);
    texts.restore("shift", last.shift, last.readAt);
    texts.restore("product", last.product, last.readAt);
    texts.restore("cost-centre", last.costCentre, last.readAt);
  }
  told = fresh();

  function fresh(): Readonly<Record<string, string | null>> {
    const place = context().place(resource);
    const product = texts.of("product") || null;
    return {
      plant: place.site,
      ...(product === null ? {} : { product }),
      lot: texts.of("lot") || null,
      shift: texts.of("shift") || null,
      costcentre: texts.of("cost-centre") || place.costCentre,
    };
  }

  function labels(): Readonly<Record<string, string | null>> {
    return told;
  }

  function take(reading: Reading): void {
    const { signal, at, receivedAt } = reading;
    const before = heard[signal] ?? Number.NEGATIVE_INFINITY;
    const role = roles[signal];
    const isOfState = role === "state" || role === "reason";
    if (at <= before) {
      if (isOfState && at < before) late.late(reading);
      return;
    }
    heard[signal] = at;
    if (at > instant) {
      end(receivedAt);
      instant = at;
    }
    if (role === undefined) return;
    if (isOfState) {
      late.heard(at);
      state.read(reading);
    } else if (isTextRole(role)) {
      const changed = texts.read(reading);
      if (changed !== null) change(changed.role, changed.since);
      if (role === "order" || role === "operation") operation.orderComes(texts.orderComesSince);
    } else operation.count(reading);
  }

  function change(role: string, since: Instant): void {
    if (role === "order" || role === "operation") operation.orderIs(since);
    else areLabelsNew = true;
  }

  /** Everything that was read at one time is known. */
  function end(receivedAt: Instant): void {
    if (instant === Number.NEGATIVE_INFINITY) return;
    const before = said.facts.length;
    state.close();
    const now = { at: instant, receivedAt, standing: state.standing };
    if (areLabelsNew) {
      operation.flush(instant, receivedAt);
      told = fresh();
      areLabelsNew = false;
    }
    operation.close(now);
    if (said.facts.length > before || saidAt === null) saidAt = instant;
    else if (instant - saidAt >= heartbeat) {
      state.restate(instant);
      saidAt = instant;
    }
  }

  function drain(receivedAt: Instant): void {
    for (let next = reorder.next(receivedAt); next !== undefined; next = reorder.next(receivedAt)) {
      // What may come in its place has come by now, and not before.
      take({ ...next, receivedAt });
    }
  }

  return {
    get wakeAt() {
      const own = earliest(reorder.waitsUntil, earliest(state.waitsUntil, late.waitsUntil));
      return earliest(own, earliest(texts.waitsUntil, operation.waitsUntil));
    },
    read(reading) {
      if (lateness === 0) {
        take(reading);
        return;
      }
      reorder.add(reading);
      drain(reading.receivedAt);
    },
    close: end,
    settle(receivedAt) {
      drain(receivedAt);
      state.settle(receivedAt);
      late.settle(receivedAt);
      for (const { role, since } of texts.settle(receivedAt)) change(role, since);
      end(receivedAt);
      const due = operation.waitsUntil;
      if (due !== null && due <= receivedAt) operation.flush(instant, receivedAt);
    },
  };
}

/** What the facts of before a restart stand on is no news. */
function firstNews(role: string, { state, operation }: Remembered): Instant {
  const of = role === "state" || role === "reason" ? state : operation;
  return of?.readAt ?? Number.NEGATIVE_INFINITY;
}

const earliest = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
