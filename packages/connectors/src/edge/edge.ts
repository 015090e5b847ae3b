import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf, NEVER, SECOND } from "@lockstep/domain/instant";
import type { Health, MadeOf } from "../contract.ts";
import type { EdgeSection, MachineKind } from "./edge-config.ts";
import type { EdgeContext, Remember, Totals } from "./edge-context.ts";
import { createMachine, type Machine } from "./machine.ts";
import type { Value } from "./reading.ts";
import { createSaid, type Said } from "./said.ts";
import { createSamples, NO_SAMPLES } from "./samples.ts";

/** Which signal of which resource, and when: a reading as the connector has it. */
export interface EdgeReading {
  readonly machine: MachineKind;
  readonly resource: string;
  readonly signal: number;
  readonly value: Value;
  readonly at: Instant;
  readonly topic: string;
}

/** Raw signals of many machines, made into facts of what they do and what they make. */
export interface Edge {
  read(reading: EdgeReading, receivedAt: Instant): void;
  /** What was heard together was heard. */
  close(receivedAt: Instant): void;
  settle(receivedAt: Instant): void;
  /** What is to be said by now; it is handed over. */
  take(): Said & { readonly health: readonly Health[] };
  /** The reading that made a fact, where the section keeps it. */
  madeOf(event: CloudEvent): MadeOf | null;
  readonly wakeAt: Instant | null;
}

interface Heard {
  readonly machine: Machine;
  readonly source: string;
  readonly resource: string;
  readonly silentAfter: number;
  at: Instant;
  time: Instant;
  /** When its feed was last told that it was heard of. */
  saidAt: Instant;
  isSilent: boolean;
  /** When something is due if nothing is heard before. */
  dueAt: Instant;
}

const SILENT_AFTER_SECONDS = 300;
const CLOCK_IS_RIGHT_AFTER = 600 * SECOND;
/** A machine that says the same is heard of, and its feed is told so that often. */
export const SAY_EVERY = 20 * SECOND;

/** The source of a machine's facts. */
export const machineSource = (section: EdgeSection, id: string, resource: string): string =>
  `${section.source ?? `/edge/${id}`}/${resource}`;

export function createEdge(section: EdgeSection, id: string, context: () => EdgeContext): Edge {
  const machines = new Map<MachineKind, Map<string, Heard>>();
  const all: Heard[] = [];
  const samples = section.keepMessages === true ? createSamples() : NO_SAMPLES;
  let remember: Remember | null = null;
  const touched = new Set<Heard>();
  const handedOn = new Map<string, Totals>();
  /** By resource, when its sender's clock was last seen to be ahead. */
  const ahead = new Map<string, Instant>();
  let said = createSaid();
  let health: Health[] = [];
  /** The machines write where the next `take` looks. */
  const writer: Said = {
    get facts() {
      return said.facts;
    },
    get refused() {
      return said.refused;
    },
    get noticed() {
      return said.noticed;
    },
  };

  function heardOf({ machine: kind, resource }: EdgeReading): Heard {
    const ofKind = machines.get(kind) ?? new Map<string, Heard>();
    machines.set(kind, ofKind);
    const known = ofKind.get(resource);
    if (known !== undefined) return known;
    const source = machineSource(section, id, resource);
    // Of a machine that is heard for the first time, nothing was said since this edge began.
    remember ??= context().remember();
    const remembered = remember(source, resource);
    const machine = createMachine({ kind, resource, source, context, remembered, handedOn, said: writer });
    const silentAfter = (kind.silentAfterSeconds ?? SILENT_AFTER_SECONDS) * SECOND;
    const made = { machine, source, resource, silentAfter, at: 0, time: 0, saidAt: 0, isSilent: false, dueAt: NEVER };
    ofKind.set(resource, made);
    all.push(made);
    return made;
  }

  /** A reading cannot be of a time that has not come: its sender's clock is ahead, and it is of now at the latest. */
  function timeOf({ at, resource }: EdgeReading, receivedAt: Instant): Instant {
    const isAhead = at > context().latest;
    const before = ahead.get(resource);
    if (!isAhead && before !== undefined && receivedAt - before > CLOCK_IS_RIGHT_AFTER) {
      ahead.delete(resource);
      said.noticed.push({ rule: "clock-ahead", subjectType: "resource", subject: resource, text: null });
    }
    if (!isAhead) return at;
    if (before === undefined) {
      const text =
        `Its sender's clock is ahead: a reading that came at ${isoOf(receivedAt)} says ${isoOf(at)}. Put that clock ` +
        "right; until then such readings are taken to be of the time of their receipt.";
      said.noticed.push({ rule: "clock-ahead", subjectType: "resource", subject: resource, text });
    }
    ahead.set(resource, receivedAt);
    return receivedAt;
  }

  function say(heard: Heard): void {
    const { source, at, time } = heard;
    if (!heard.isSilent && at - heard.saidAt < SAY_EVERY) return;
    heard.saidAt = at;
    heard.isSilent = false;
    health.push({ source, trouble: null, heard: { at, time } });
  }

  function fallSilent(heard: Heard): void {
    heard.isSilent = true;
    const since = isoOf(heard.at);
    const trouble = `${heard.resource} has said nothing since ${since}: what it said last may be so no more.`;
    health.push({ source: heard.source, trouble });
  }

  return {
    read(reading, receivedAt) {
      const heard = heardOf(reading);
      const at = timeOf(reading, receivedAt);
      heard.at = receivedAt;
      if (at > heard.time) heard.time = at;
      const { signal, value, topic } = reading;
      heard.machine.read({ signal, value, at, receivedAt, topic });
      samples.add(topic, at, reading.machine.signals[signal]?.name ?? String(signal), value);
      touched.add(heard);
    },
    close(receivedAt) {
      for (const heard of touched) {
        heard.machine.close(receivedAt);
        say(heard);
        heard.dueAt = dueAt(heard);
      }
      touched.clear();
    },
    settle(receivedAt) {
      for (const heard of all) {
        if (heard.dueAt > receivedAt) continue;
        heard.machine.settle(receivedAt);
        if (!heard.isSilent && receivedAt - heard.at >= heard.silentAfter) fallSilent(heard);
        heard.dueAt = dueAt(heard);
      }
    },
    take() {
      const taken = { ...said, health };
      said = createSaid();
      health = [];
      return taken;
    },
    madeOf: (event) => samples.of(event),
    get wakeAt() {
      let first = NEVER;
      for (const { dueAt } of all) if (dueAt < first) first = dueAt;
      return first === NEVER ? null : first;
    },
  };
}

function dueAt({ machine, isSilent, at, silentAfter }: Heard): Instant {
  const own = machine.wakeAt ?? NEVER;
  return isSilent ? own : Math.min(own, at + silentAfter);
}
