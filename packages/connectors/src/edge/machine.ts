import { type Instant, SECOND } from "@lockstep/domain/instant";
import type { MachineKind } from "./edge-config.ts";
import type { EdgeContext, Remembered, Totals } from "./edge-context.ts";
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

export function createMachine(options: Omit<MachineAbout, "labels" | "remembered">): Machine {
  const { kind, resource, source, context } = options;
  const remembered = context().remembered(source, resource);
  const texts = createMachineTexts(kind);
  const about: MachineAbout = { ...options, remembered, labels };
  const state = createStateStage(about);
  const operation = createOperationStage(about, texts);
  const roles = kind.signals.map(({ is }) => is);
  const lateness = (kind.latenessSeconds ?? 0) * SECOND;
  const reorder = createReorder<Reading>(lateness, inOrder);
  /** By signal: nothing before it is news. */
  const heard = roles.map((role) => firstNews(role, remembered));
  let instant = Number.NEGATIVE_INFINITY;
  let told: Readonly<Record<string, string | null>> = {};
  let areLabelsNew = false;
  const { operation: last } = remembered;
  if (last !== null) {
    texts.restore("order", last.order, last.readAt);
    texts.restore("operation", String(last.seq), last.readAt);
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
    if (at <= before) return;
    heard[signal] = at;
    if (at > instant) {
      end(receivedAt);
      instant = at;
    }
    const role = roles[signal];
    if (role === undefined) return;
    if (role === "state" || role === "reason") state.read(reading);
    else if (isTextRole(role)) {
      const changed = texts.read(reading);
      if (role === "order" || role === "operation") operation.orderComes(texts.orderComesSince);
      if (changed !== null) change(changed.role, changed.since);
    } else operation.count(reading);
  }

  function change(role: string, since: Instant): void {
    if (role === "order" || role === "operation") operation.orderIs(since);
    else areLabelsNew = true;
  }

  /** Everything that was read at one time is known. */
  function end(receivedAt: Instant): void {
    if (instant === Number.NEGATIVE_INFINITY) return;
    state.close();
    const now = { at: instant, receivedAt, standing: state.standing };
    if (areLabelsNew) {
      operation.flush(instant, receivedAt);
      told = fresh();
      areLabelsNew = false;
    }
    operation.close(now);
  }

  function drain(receivedAt: Instant): void {
    for (let next = reorder.next(receivedAt); next !== undefined; next = reorder.next(receivedAt)) take(next);
  }

  return {
    get wakeAt() {
      const due = [reorder.waitsUntil, state.waitsUntil, texts.waitsUntil, operation.waitsUntil];
      const known = due.filter((at) => at !== null);
      return known.length === 0 ? null : Math.min(...known);
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
