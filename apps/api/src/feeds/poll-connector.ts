import type { MadeOf, Offered } from "@lockstep/connectors/contract";
import type { PolledConnector, PolledSystem, Reading } from "@lockstep/connectors/polled/contract";
import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant, Millis } from "@lockstep/domain/instant";
import { type Result, refuse } from "@lockstep/domain/result";
import type { ConnectorCommandRow, Store } from "@lockstep/store/store";
import { type Refusal, reasonIn } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Trouble } from "../view/feeds.ts";
import type { WayBack } from "../way-back/way-back.ts";
import { backoffMs } from "./backoff.ts";
import type { Asked, AskedCommand, Commands, Decision } from "./connector-commands.ts";
import { startRounds } from "./rounds.ts";
import type { ConnectorStatus, RunningConnector } from "./run-connector.ts";
import { troubleKindOf } from "./trouble-kind.ts";

export interface PollOptions {
  readonly id: string;
  /** Anew for each start: what it remembers goes in. */
  readonly create: (entries: readonly (readonly [string, string])[]) => PolledConnector;
  /** Ends all that is under way when it is told to; waits for each answer as long as `patience` says at that time. */
  readonly connect: (stopped: AbortSignal, patience: () => Millis) => PolledSystem;
  readonly sources: readonly string[];
  readonly pollMs: Millis;
  readonly reconcileMs: Millis;
  readonly store: Pick<Store, "connectorMemory" | "remember">;
  /** Null: nothing is written there. */
  readonly commands: Commands | null;
  /** Null: nothing is written there but what somebody asks for. */
  readonly wayBack: WayBack | null;
  /** Resolves when they are durable. */
  readonly take: (offered: readonly Offered[]) => Promise<unknown>;
  readonly feeds: {
    /** Asked, and all that it said is in the log. */
    readonly confirmed: (source: string, at: Instant) => void;
    readonly trouble: (source: string, why: Trouble | null) => void;
    readonly failed: () => void;
  };
  readonly log: Log;
  readonly now: () => Instant;
}

export interface PollingConnector extends RunningConnector {
  ask(command: AskedCommand): Promise<Asked | { readonly kind: "read-only" | "unread" }>;
  /** A person settles what is held, or was refused. */
  decide(decision: Decision): Promise<Result<ConnectorCommandRow, Refusal>>;
}

const FACTS_AT_ONCE = 2_000;
/** A single failure is a hiccup; from the second one on, people are told. One that was waited for is none. */
const TOLD_AFTER = 2;
const HICCUP_MS = 5_000;
/** An answer is waited for as long as a poll may be late, so that a system that hangs shows before the poll after the next is due. */
const LEAST_PATIENCE_MS = 10_000;
const MOST_PATIENCE_MS = 60_000;
const OUTBOX = "outbox";

/** Asks one system in turns. Whatever happens to it happens to no other. */
export function pollConnector(options: PollOptions): PollingConnector {
  const { id, sources, pollMs, reconcileMs, store, commands, take, feeds, log } = options;
  const stopping = new AbortController();
  const system = options.connect(stopping.signal, patience);
  let connector: PolledConnector | null = null;
  let isReading = false;
  let reconciledAt: Instant | null = null;
  let lastPollAt: Instant | null = null;
  let inARow = 0;
  const count = { messages: 0, offered: 0, refused: 0, ignored: 0, failures: 0 };
  let latest = 0;

  function now(): Instant {
    latest = Math.max(latest, options.now());
    return latest;
  }

  /** One that is slow, not away, is given more time with each attempt; what is done there is never cut short. */
  function patience(): Millis {
    if (!isReading) return MOST_PATIENCE_MS;
    return Math.min(MOST_PATIENCE_MS, Math.max(LEAST_PATIENCE_MS, pollMs) * 2 ** Math.min(inARow, 10));
  }

  /** What was said and may not be in the log is said again: the same facts with the same ids. */
  async function begin(): Promise<PolledConnector> {
    const entries = await store.connectorMemory(id);
    const owed = entries.find(([key]) => key === OUTBOX)?.[1];
    if (owed !== undefined) await tell((JSON.parse(owed) as (CloudEvent | FromRows)[]).map(readOwed));
    return options.create(entries);
  }

  async function tell(facts: readonly FromRows[]): Promise<void> {
    for (let at = 0; at < facts.length; at += FACTS_AT_ONCE) await take(facts.slice(at, at + FACTS_AT_ONCE));
    await store.remember(id, [[OUTBOX, null]]);
  }

  /** First it is written down what is known now and has to be told, then it is told. */
  async function absorb(reading: Reading): Promise<void> {
    try {
      const taken = present(connector, () => "read before it has begun").take(reading, now());
      const { remember } = taken;
      const facts = taken.facts.map((value, k) => offeredOf(value, taken.from?.[k]));
      const owed: [string, string][] = facts.length === 0 ? [] : [[OUTBOX, JSON.stringify(facts)]];
      if (remember.length + owed.length > 0) await store.remember(id, [...remember, ...owed]);
      count.offered += facts.length;
      if (facts.length > 0) await tell(facts);
    } catch (error) {
      // What it knows may not be what is written down: it begins again with that.
      connector = null;
      throw error;
    }
  }

  async function poll(): Promise<void> {
    connector ??= await begin();
    const { cursor } = connector;
    const isFirst = cursor === null;
    await absorb(isFirst ? await system.snapshot() : await system.changes(cursor, connector.rows));
    if (isFirst) reconciledAt = now();
    if (reconciledAt === null || now() - reconciledAt >= reconcileMs) await reconcile(connector);
    count.messages += 1;
    lastPollAt = now();
    if (inARow > 0 || isFirst) log.info({ connector: id, facts: count.offered }, "a system is read");
    inARow = 0;
    for (const source of sources) {
      feeds.trouble(source, null);
      feeds.confirmed(source, lastPollAt);
    }
  }

  async function reconcile(known: PolledConnector): Promise<void> {
    const { gone, wanted } = known.compare(await system.inventory());
    const again = await system.rows(wanted);
    await absorb({ ...again, gone: joined(gone, again.gone) });
    reconciledAt = now();
  }

  function fail(error: unknown, begunAt: Instant): void {
    if (stopping.signal.aborted) return;
    inARow += 1;
    count.failures += 1;
    feeds.failed();
    const why = reasonIn(error);
    log.warn({ connector: id, why, inARow }, "a system could not be read");
    if (inARow < TOLD_AFTER && now() - begunAt < HICCUP_MS) return;
    const trouble = { kind: troubleKindOf(error), text: `It cannot be read: ${why}.` };
    for (const source of sources) feeds.trouble(source, trouble);
  }

  async function round(): Promise<Millis> {
    const begunAt = now();
    try {
      isReading = true;
      await poll();
      isReading = false;
      return await tellBack();
    } catch (error) {
      fail(error, begunAt);
      return backoffMs(inARow, Math.random());
    }
  }

  /** Answers how long to wait for the next round. */
  async function tellBack(): Promise<Millis> {
    if (commands === null || connector === null) return pollMs;
    await commands.evidence(connector);
    await options.wayBack?.plan(connector);
    const { isMore, isAway, failures, waits } = await commands.send(system);
    count.failures += failures;
    for (let k = 0; k < failures; k += 1) feeds.failed();
    if (isAway) return pollMs;
    return isMore ? 0 : Math.min(pollMs, waits?.nextInMs ?? pollMs);
  }

  const rounds = startRounds(round, stopping);
  return {
    get status(): ConnectorStatus {
      return { id, isUp: inARow === 0 && lastPollAt !== null, ...count, lastMessageAt: lastPollAt };
    },
    async ask(command) {
      if (commands === null) return { kind: "read-only" };
      if (connector === null || connector.cursor === null) return { kind: "unread" };
      const asked = await commands.ask(connector, command);
      rounds.wake();
      return asked;
    },
    async decide(decision) {
      if (commands === null || connector === null || connector.cursor === null) {
        return refuse({ code: "CONFLICT", message: "The system has not been read yet: try again in a moment." });
      }
      const decided = await commands.decide(connector, decision);
      rounds.wake();
      return decided;
    },
    stop: rounds.stop,
  };
}

/** A fact with the rows that it was made of: what is owed is written down so. */
type FromRows = Offered & { readonly value: unknown };

const offeredOf = (value: CloudEvent, from: MadeOf | null | undefined): FromRows =>
  from === null || from === undefined ? { value } : { value, from };

/** Facts that an older version has written down are events alone. */
const readOwed = (owed: CloudEvent | FromRows): FromRows => ("value" in owed ? (owed as FromRows) : { value: owed });

function joined<K, V>(a: ReadonlyMap<K, readonly V[]>, b: ReadonlyMap<K, readonly V[]>): Map<K, readonly V[]> {
  const all = new Map(a);
  for (const [key, values] of b) all.set(key, [...(all.get(key) ?? []), ...values]);
  return all;
}
