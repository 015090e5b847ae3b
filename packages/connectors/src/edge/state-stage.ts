import { type Instant, isoOf, SECOND } from "@lockstep/domain/instant";
import { createRawTally, derivedFact } from "./derived-fact.ts";
import { MACHINE_STATES, type MachineStateName } from "./edge-config.ts";
import type { RememberedState } from "./edge-context.ts";
import type { MachineAbout } from "./machine.ts";
import { type MachineStanding, nextStanding, standingOf } from "./machine-state.ts";
import type { Reading } from "./reading.ts";
import { createStateSignal, type StateSignal } from "./state-signal.ts";
import { createTextSignal, textOf } from "./text-signal.ts";

/** From state codes, measured values and stop reasons to `mes.resource-state`. */
export interface StateStage {
  readonly standing: MachineStanding | null;
  readonly waitsUntil: Instant | null;
  read(reading: Reading): void;
  settle(receivedAt: Instant): void;
  /** Everything of one time was heard: what is another state is told. */
  close(): void;
  /** Tells the state again, as of a time: it is so still. */
  restate(at: Instant): void;
  /** What it would go on from; null: it knows nothing as yet. */
  snapshot(): RememberedState | null;
  /** What was learned late of the time up to `at`: how that ended. */
  join(past: MachineStanding, at: Instant): void;
}

const MOST_TOLD = 200;

export function createStateStage(about: MachineAbout): StateStage {
  const { kind, resource, source, said } = about;
  const known = kind.everySeconds === undefined ? Number.POSITIVE_INFINITY : 2 * kind.everySeconds * SECOND;
  const signals = new Map<number, StateSignal>();
  const reasons = new Map<number, ReturnType<typeof createTextSignal>>();
  for (const [k, signal] of kind.signals.entries()) {
    if (signal.is === "state") signals.set(k, createStateSignal(signal, known));
    if (signal.is === "reason") reasons.set(k, createTextSignal((signal.debounceSeconds ?? 0) * SECOND));
  }
  const ordered = [...signals.values()];
  const tally = createRawTally();
  const { remembered } = about;
  let standing: MachineStanding | null = remembered.state;
  /** Since when something is another that has not been told. */
  let changedAt: Instant | null = null;
  let toldAt: Instant = remembered.state?.readAt ?? Number.NEGATIVE_INFINITY;
  /** The latest ones, in order. */
  const told: MachineStanding[] = standing === null ? [] : [standing];
  if (remembered.state !== null) restore(remembered.state.signals, remembered.state.since);

  /** `state=down/jam,reason=/jam`: what each signal said when the state was told. */
  function signalsNow(): string {
    const parts: string[] = [];
    for (const [k, { now }] of [...signals, ...reasons]) {
      if (now === null) continue;
      const { state, reason = "" } = typeof now.value === "string" ? { state: "", reason: now.value } : now.value;
      parts.push(`${kind.signals[k]?.name}=${state}/${encodeURIComponent(reason)}`);
    }
    return parts.join(",");
  }

  function restore(text: string, since: Instant): void {
    const before = new Map(text.split(",").map((part) => [part.split("=")[0] ?? "", part.split("=")[1] ?? ""]));
    for (const [k, { name }] of kind.signals.entries()) {
      const [state = "", why = ""] = before.get(name)?.split("/") ?? [];
      const reason = decoded(why);
      if (before.has(name)) reasons.get(k)?.restore({ value: reason, since });
      if (isState(state)) signals.get(k)?.restore(reason === "" ? { state } : { state, reason }, since);
    }
  }

  function read(reading: Reading): void {
    const { signal: k, at, receivedAt } = reading;
    tally.add(reading.topic, at);
    const signal = signals.get(k);
    if (signal === undefined) {
      const held = reasons.get(k)?.take(textOf(reading), at, receivedAt) ?? null;
      if (held !== null) changedAt = held.since;
      return;
    }
    const before = signal.chatter.since;
    const held = signal.read(reading.value, at, receivedAt);
    if (!held.ok) said.refused.push({ reading, refusal: held.error });
    else if (held.value !== null) changedAt = held.value.since;
    const { chatter } = signal;
    if (chatter.since !== before || (before !== null && chatter.quiet(receivedAt))) notice(k, chatter.since);
  }

  function close(): void {
    if (changedAt === null) return;
    const at = changedAt;
    changedAt = null;
    tell(at);
  }

  function tell(at: Instant): void {
    const held = standingOf(ordered);
    if (held === null) return;
    const reason = [...reasons.values()].map(({ now }) => now?.value ?? "").find((text) => text !== "") ?? null;
    const next = nextStanding(standing, held, { reason, at });
    if (next === null) return;
    const isNew = standing === null || next.since > standing.since;
    if (!isNew) told.pop();
    told.push(next);
    if (told.length > MOST_TOLD) told.shift();
    standing = next;
    toldAt = isNew ? next.since : Math.max(at, toldAt + 1);
    emit(next, toldAt);
  }

  function emit({ state, reason, since }: MachineStanding, time: Instant): void {
    const why = reason === null ? {} : { reason };
    const data = { resource, since: isoOf(since), state, ...why };
    const attributes = { ...about.labels(), ...tally.take(), rawsignals: signalsNow() };
    said.facts.push(derivedFact({ source, type: "mes.resource-state", time, data, attributes }));
  }

  /**
   * The state that followed is told anew, if it is another; if it is the same, it began then, and not when it was heard
   * of again.
   */
  function join(past: MachineStanding, at: Instant): void {
    const followed = told.findLast(({ since }) => since <= at);
    if (followed === undefined) return;
    const isSame = followed.state === past.state && followed.reason === past.reason;
    if (!isSame) emit({ ...followed, since: at }, at);
    else if (followed.since === at) {
      const data = { resource, since: isoOf(at), deleted: true };
      const time = Math.max(toldAt, at) + 1;
      said.facts.push(derivedFact({ source, type: "mes.resource-state", time, data, attributes: tally.take() }));
      told[told.indexOf(followed)] = past;
      if (standing === followed) standing = past;
    }
  }

  function notice(k: number, since: Instant | null): void {
    const signal = kind.signals[k];
    const text =
      since === null
        ? null
        : `The signal ${signal?.name} has changed to and fro since ${isoOf(since)}, too often to act on: look at its ` +
          "sensor, or raise its debounceSeconds. Only states that lasted were told.";
    said.noticed.push({ rule: `chattering-signal`, subjectType: "resource", subject: resource, text });
  }

  return {
    get standing() {
      return standing;
    },
    get waitsUntil() {
      let first = Number.POSITIVE_INFINITY;
      for (const signal of ordered) {
        first = Math.min(first, signal.waitsUntil ?? first, signal.chatter.endsAt ?? first);
      }
      for (const reason of reasons.values()) first = Math.min(first, reason.waitsUntil ?? first);
      return Number.isFinite(first) ? first : null;
    },
    read,
    settle(receivedAt) {
      for (const [k, signal] of signals) {
        const held = signal.settle(receivedAt);
        if (held !== null) changedAt = held.since;
        if (signal.chatter.quiet(receivedAt)) notice(k, null);
      }
      for (const reason of reasons.values()) {
        const held = reason.settle(receivedAt);
        if (held !== null) changedAt = held.since;
      }
    },
    close,
    join,
    snapshot: () =>
      standing === null ? null : { ...standing, readAt: tally.lastAt ?? standing.since, signals: signalsNow() },
    restate(at) {
      if (standing === null || at <= toldAt) return;
      toldAt = at;
      emit(standing, at);
    },
  };
}

const isState = (text: string): text is MachineStateName => (MACHINE_STATES as readonly string[]).includes(text);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
