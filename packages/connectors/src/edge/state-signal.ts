import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { type Instant, type Millis, SECOND } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { type Chatter, createChatter } from "./chatter.ts";
import { createDeadband } from "./deadband.ts";
import { createDebounce, type Held } from "./debounce.ts";
import type { Band, Meaning, Signal } from "./edge-config.ts";
import type { Value } from "./reading.ts";
import { createSpikeGate } from "./spike.ts";

/** A tag that tells the machine's state: by a code, or by where a measured value lies. */
export interface StateSignal {
  readonly now: Held<Meaning> | null;
  readonly chatter: Chatter;
  readonly waitsUntil: Instant | null;
  restore(meaning: Meaning, since: Instant): void;
  /** The meaning that has come to hold with this reading; null if none has. */
  read(value: Value, at: Instant, receivedAt: Instant): Result<Held<Meaning> | null, Refusal>;
  settle(receivedAt: Instant): Held<Meaning> | null;
}

const CHATTERING = { changes: 3, withinSeconds: 60 };

/** `known`: for so long after it was told, a value is known to be so still. */
export function createStateSignal(signal: Signal, known: Millis): StateSignal {
  const debounce = createDebounce<Meaning>({ lasts: (signal.debounceSeconds ?? 0) * SECOND, known });
  const { changes, withinSeconds } = signal.chattering ?? CHATTERING;
  const chatter = createChatter({ changes, within: withinSeconds * SECOND });
  const meanings = sameMeanings(signal.bands ?? Object.values(signal.states ?? {}));
  const meaningsOf = signal.bands === undefined ? byCode(signal, meanings) : byBand(signal, signal.bands, meanings);
  let told: Meaning | null = null;

  function take({ value, since }: Held<Meaning>, receivedAt: Instant): Held<Meaning> | null {
    if (told !== null && told !== value) chatter.changed(since, receivedAt);
    told = value;
    return debounce.take(value, since, receivedAt);
  }

  return {
    get now() {
      return debounce.now;
    },
    chatter,
    get waitsUntil() {
      return debounce.waitsUntil;
    },
    restore(value, since) {
      told = meanings.find(({ state, reason }) => state === value.state && reason === value.reason) ?? value;
      debounce.restore({ value: told, since });
    },
    read(value, at, receivedAt) {
      const meant = meaningsOf(value, at);
      if (!meant.ok) return meant;
      let held: Held<Meaning> | null = null;
      for (const one of meant.value) held = take(one, receivedAt) ?? held;
      return ok(held);
    },
    settle: debounce.settle,
  };
}

/** What a reading means, and since when; nothing as yet, or the same unknown code again; or why it means nothing. */
type MeaningsOf = (value: Value, at: Instant) => Result<readonly Held<Meaning>[], Refusal>;

/** The same words are the same value, wherever they stand in the table. */
function sameMeanings(list: readonly Meaning[]): readonly Meaning[] {
  const known = new Map<string, Meaning>();
  return list.map(({ state, reason }) => {
    const meaning = reason === undefined ? { state } : { state, reason };
    const text = JSON.stringify(meaning);
    const same = known.get(text) ?? meaning;
    known.set(text, same);
    return same;
  });
}

function byCode({ name, states = {} }: Signal, meanings: readonly Meaning[]): MeaningsOf {
  const codes = Object.keys(states);
  const table = new Map(codes.map((code, k) => [code, meanings[k]]));
  let unknown: string | null = null;
  return (value, at) => {
    const code = String(value);
    const meaning = table.get(code);
    if (meaning !== undefined) {
      unknown = null;
      return ok([{ value: meaning, since: at }]);
    }
    if (unknown === code) return ok([]);
    unknown = code;
    const reason =
      `${name}: the code ${code.slice(0, 60)} is none of ${codes.join(", ")}: say under states what it means. ` +
      "Until then the machine's state is the one before.";
    return refuse({ rule: "unknown-code", reason });
  };
}

function byBand(signal: Signal, bands: readonly Band[], meanings: readonly Meaning[]): MeaningsOf {
  const gate = createSpikeGate(signal.spike ?? Number.POSITIVE_INFINITY);
  const settled = createDeadband(signal.deadband ?? 0);
  let isOutside = false;
  return (value, at) => {
    const held: Held<Meaning>[] = [];
    for (const believed of typeof value === "number" ? gate.take(value, at) : []) {
      const here = settled(believed.value);
      const place = bands.findIndex(({ from = -Infinity, below = Infinity }) => here >= from && here < below);
      const meaning = meanings[place];
      const isNew = meaning === undefined && !isOutside;
      isOutside = meaning === undefined;
      if (meaning !== undefined) held.push({ value: meaning, since: believed.at });
      else if (isNew) {
        const reason = `${signal.name}: ${here} lies in none of its bands: let them cover all values.`;
        return refuse({ rule: "outside-bands", reason });
      }
    }
    return ok(held);
  };
}
