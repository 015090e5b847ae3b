import type { Applied, PolledConnector, PolledSystem, Write } from "@lockstep/connectors/polled/contract";
import { DAY, type Instant, type Millis } from "@lockstep/domain/instant";
import { canonicalText, type JsonObject } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { FeedTrouble } from "@lockstep/protocol/generated/schema";
import type { ConnectorCommandRow, Store } from "@lockstep/store/store";
import { type Refusal, reasonIn } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Noted } from "../writer/audit-rows.ts";
import { dueIn, type Retry, retryAfter, takeTurns } from "./command-turns.ts";

type CommandStore = Pick<
  Store,
  | "addConnectorCommand"
  | "updateConnectorCommand"
  | "findConnectorCommand"
  | "connectorCommands"
  | "connectorMemory"
  | "remember"
>;

export interface CommandsOptions {
  readonly id: string;
  readonly store: CommandStore;
  /** Into the chain of what was done; at least once, also where a crash comes in between. */
  readonly note: (noted: readonly Noted[]) => Promise<void>;
  readonly now: () => Instant;
  readonly log: Log;
}

export interface AskedCommand {
  readonly commandId: string;
  readonly by: string;
  readonly command: unknown;
}

export type Asked =
  | { readonly kind: "taken"; readonly row: ConnectorCommandRow }
  /** The same id was used for something else. */
  | { readonly kind: "conflict" };

/** What was made of facts, and is to be told; `held` names the rule that keeps it back. */
export interface MadeCommand {
  readonly commandId: string;
  readonly command: JsonObject;
  readonly subject: string;
  readonly site: string | null;
  readonly rulesVersion: number;
  readonly held: HeldBack | null;
}

export interface HeldBack {
  readonly rule: string;
  readonly why: string;
}

export interface Decision {
  readonly commandId: string;
  readonly what: "release" | "decline" | "retry";
  readonly by: string;
  readonly note: string | null;
}

export type Planner = Pick<PolledConnector, "write">;

/**
 * What is asked of a foreign system: written down with the write that it means now, sent until there is an answer, and
 * the answer written down. A precondition is of the moment at which it was asked, or let go, however late it is sent.
 */
export interface Commands {
  ask(planner: Planner, asked: AskedCommand): Promise<Asked>;
  /** All that were made of facts, oldest first. */
  made(): Promise<readonly ConnectorCommandRow[]>;
  /** Nothing happens if there is one of that id. */
  make(planner: Planner, made: MadeCommand): Promise<void>;
  /** What keeps one back now: nothing lets it go. Nothing happens to one that is not held any more. */
  judged(planner: Planner, commandId: string, held: HeldBack | null): Promise<void>;
  /** It is not true any more: it stays to be seen, and is never sent. */
  replace(commandIds: readonly string[], why: string): Promise<void>;
  /** A person settles what is held or was refused. */
  decide(planner: Planner, decision: Decision): Promise<Result<ConnectorCommandRow, Refusal>>;
  /** Sends what is due, some at a time. One that is not taken waits, longer each time, and holds up only what is about the same. */
  send(system: Pick<PolledSystem, "apply">): Promise<Sent>;
  /** Looks among what was read for what was done. */
  evidence(connector: Pick<PolledConnector, "shows">): Promise<void>;
}

export interface Sent {
  /** Some were answered: there may be more. */
  readonly isMore: boolean;
  /** So many in a row were not taken that it is the system, not they. */
  readonly isAway: boolean;
  /** Tried now and not taken. */
  readonly failures: number;
  readonly waits: Waits | null;
}

/** Of those that were not taken and are sent again. */
export interface Waits {
  readonly count: number;
  readonly kind: FeedTrouble;
  /** Of the one that was tried first. */
  readonly reason: string;
  readonly nextInMs: Millis;
}

const WRITE = "write/";
const RETRY = "retry/";
/** What so many do not get through, others will not either. */
const MOST_FAILURES_IN_A_ROW = 3;
/** In between, the system is read again: it may take long to do so many. */
const MOST_AT_ONCE = 25;
/** What has not shown by then has become something else. */
const EVIDENCE_WITHIN = DAY;
export const SYSTEM = "system";

const UNTOUCHED = {
  attempts: 0,
  reason: null,
  settledAt: null,
  what: null,
  subject: null,
  site: null,
  rulesVersion: null,
  heldBy: null,
  heldWhy: null,
  decidedBy: null,
  decidedAt: null,
  decidedNote: null,
  sentAt: null,
  evidencedAt: null,
  reversedBy: null,
} as const;

interface Known {
  /** Made of facts, oldest first. */
  readonly made: Map<string, ConnectorCommandRow>;
  readonly writes: Map<string, Write>;
  /** Not taken so far, in the order in which they were first tried. */
  readonly retries: Map<string, Retry>;
  /** Done, and not seen yet. */
  readonly unseen: Map<string, ConnectorCommandRow>;
}

export function createCommands({ id, store, note, now, log }: CommandsOptions): Commands {
  let known: Promise<Known> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that nobody decides about what somebody else is deciding about. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  }

  async function load(): Promise<Known> {
    const rows = await store.connectorCommands(id, "made");
    const memory = await store.connectorMemory(id);
    const writes = new Map<string, Write>();
    const unseen = new Map<string, ConnectorCommandRow>();
    const retries = new Map<string, Retry>();
    for (const [key, value] of memory) {
      if (key.startsWith(RETRY)) retries.set(key.slice(RETRY.length), JSON.parse(value) as Retry);
      if (!key.startsWith(WRITE)) continue;
      const commandId = key.slice(WRITE.length);
      writes.set(commandId, JSON.parse(value) as Write);
      const row = await store.findConnectorCommand(id, commandId);
      if (row?.state === "applied") unseen.set(commandId, row);
    }
    return { made: new Map(rows.map((row) => [row.commandId, row])), writes, retries, unseen };
  }

  function all(): Promise<Known> {
    known ??= load().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  }

  async function plan(planner: Planner, row: ConnectorCommandRow): Promise<ConnectorCommandRow> {
    const planned = planner.write(JSON.parse(row.command), row.commandId);
    if (!planned.ok) return { ...row, state: "refused", reason: planned.error, settledAt: now() };
    await store.remember(id, [[WRITE + row.commandId, JSON.stringify(planned.value)]]);
    (await all()).writes.set(row.commandId, planned.value);
    return { ...row, state: "pending", reason: null, settledAt: null, sentAt: null, what: planned.value.what };
  }

  async function forget(commandId: string): Promise<void> {
    const { writes, unseen } = await all();
    unseen.delete(commandId);
    if (writes.delete(commandId)) await store.remember(id, [[WRITE + commandId, null]]);
  }

  /** First it is audited, then it is so: what was done is never without its record. */
  async function become(
    before: ConnectorCommandRow | null,
    row: ConnectorCommandRow,
    { action, by = SYSTEM, why = null }: { action: string; by?: string; why?: string | null },
  ): Promise<void> {
    const about = `command:${id}/${row.commandId}`;
    const at = now();
    await note([{ about, at, by, action, before: before?.state ?? null, after: row.state, note: why }]);
    if (before === null) await store.addConnectorCommand(row);
    else await store.updateConnectorCommand(row);
    if (row.subject !== null) (await all()).made.set(row.commandId, row);
    log.info({ connector: id, commandId: row.commandId, action, state: row.state, why }, "a command has gone on");
  }

  async function settle(
    before: ConnectorCommandRow,
    how: { readonly state: "applied" | "refused"; readonly reason: string | null },
  ): Promise<void> {
    await answered(before.commandId);
    const row = { ...before, ...how, settledAt: now() };
    const action = how.state === "applied" ? "command-acknowledged" : "command-refused";
    await become(before, row, { action, why: how.reason });
    const { writes, unseen } = await all();
    const isToBeSeen = row.state === "applied" && (writes.get(row.commandId)?.done.length ?? 0) > 0;
    if (isToBeSeen) unseen.set(row.commandId, row);
    else await forget(row.commandId);
    if (row.state === "applied") await markReversed(row);
  }

  async function markReversed({ command, commandId }: ConnectorCommandRow): Promise<void> {
    const { reverses } = JSON.parse(command) as { readonly reverses?: readonly string[] };
    const { made } = await all();
    for (const one of reverses ?? []) {
      const row = made.get(one);
      if (row === undefined || row.reversedBy !== null) continue;
      const reversed = { ...row, reversedBy: commandId };
      await become(row, reversed, { action: "command-reversed", why: commandId });
    }
  }

  async function answered(commandId: string): Promise<void> {
    if ((await all()).retries.delete(commandId)) await store.remember(id, [[RETRY + commandId, null]]);
  }

  /** When it is sent again is durable: a restart does not ask for all at once. */
  async function waitAgain(before: ConnectorCommandRow, error: unknown): Promise<void> {
    const { retries, made } = await all();
    const retry = retryAfter(error, retries.get(before.commandId), now());
    const row = { ...before, reason: reasonIn(error) };
    await store.remember(id, [[RETRY + row.commandId, JSON.stringify(retry)]]);
    retries.set(row.commandId, retry);
    await store.updateConnectorCommand(row);
    if (row.subject !== null) made.set(row.commandId, row);
    log.warn({ connector: id, commandId: row.commandId, why: row.reason, ...retry }, "a command was not taken");
  }

  /** False: it waits. */
  async function sendOne(system: Pick<PolledSystem, "apply">, row: ConnectorCommandRow): Promise<boolean> {
    const write = (await all()).writes.get(row.commandId);
    if (write === undefined) {
      await settle(row, { state: "refused", reason: "What it meant is not known any more. Ask again." });
      return true;
    }
    const sent = { ...row, attempts: row.attempts + 1, sentAt: row.sentAt ?? now() };
    if (row.sentAt === null) await become(row, sent, { action: "command-sent" });
    else await store.updateConnectorCommand(sent);
    let applied: Applied;
    try {
      applied = await system.apply(write);
    } catch (error) {
      await waitAgain(sent, error);
      return false;
    }
    await settle(sent, { state: applied.kind, reason: applied.kind === "applied" ? null : applied.reason });
    return true;
  }

  async function waitsOf(waiting: readonly ConnectorCommandRow[]): Promise<Waits | null> {
    const { retries } = await all();
    const pending = new Set(waiting.map(({ commandId }) => commandId));
    for (const one of [...retries.keys()]) if (!pending.has(one)) await answered(one);
    const [first] = retries;
    if (first === undefined) return null;
    const [commandId, { kind }] = first;
    const { reason = null } = (await store.findConnectorCommand(id, commandId)) ?? {};
    const nextInMs = dueIn(retries.values(), now()) ?? 0;
    return { count: retries.size, kind, reason: reason ?? "it was not taken", nextInMs };
  }

  return {
    ask: (planner, { commandId, by, command }) =>
      inTurn(async () => {
        const text = canonicalText(command);
        const before = await store.findConnectorCommand(id, commandId);
        if (before !== null) return before.command === text ? { kind: "taken", row: before } : { kind: "conflict" };
        const asked = { connector: id, commandId, askedBy: by, askedAt: now(), command: text };
        const row = await plan(planner, { ...asked, ...UNTOUCHED, state: "pending" });
        await become(null, row, { action: "command-asked", by, why: row.reason });
        return { kind: "taken", row };
      }),
    made: async () => [...(await all()).made.values()],
    make: (planner, { commandId, command, subject, site, rulesVersion, held }) =>
      inTurn(async () => {
        if ((await all()).made.has(commandId)) return;
        const asked = { connector: id, commandId, askedBy: SYSTEM, askedAt: now(), command: canonicalText(command) };
        const fresh = { ...asked, ...UNTOUCHED, subject, site, rulesVersion };
        if (held === null) {
          const row = await plan(planner, { ...fresh, state: "pending" });
          await become(null, row, { action: "command-made", why: row.reason });
          return;
        }
        // In what words it would be sent is known now, as what it would mean is.
        const planned = planner.write(command, commandId);
        const what = planned.ok ? planned.value.what : null;
        const row = { ...fresh, what, state: "held", heldBy: held.rule, heldWhy: held.why } as const;
        await become(null, row, { action: "command-held", why: held.why });
      }),
    judged: (planner, commandId, held) =>
      inTurn(async () => {
        const row = (await all()).made.get(commandId);
        if (row?.state !== "held") return;
        if (held !== null) {
          if (held.rule === row.heldBy && held.why === row.heldWhy) return;
          const again = { ...row, heldBy: held.rule, heldWhy: held.why };
          if (held.rule === row.heldBy) {
            await store.updateConnectorCommand(again);
            (await all()).made.set(commandId, again);
          } else await become(row, again, { action: "command-held", why: held.why });
          return;
        }
        const why = `What ${row.heldBy ?? "a rule"} asks for is there now.`;
        const free = { ...row, decidedBy: SYSTEM, decidedAt: now(), decidedNote: why };
        await become(row, await plan(planner, free), { action: "command-released", why });
      }),
    replace: (commandIds, why) =>
      inTurn(async () => {
        for (const commandId of commandIds) {
          const row = (await all()).made.get(commandId);
          if (row === undefined || (row.state !== "held" && row.state !== "refused")) continue;
          const gone = { ...row, state: "replaced", reason: row.reason ?? why, settledAt: now() } as const;
          await become(row, gone, { action: "command-replaced", why });
          await forget(commandId);
        }
      }),
    decide: (planner, { commandId, what, by, note: decidedNote }) =>
      inTurn(async () => {
        const row = await store.findConnectorCommand(id, commandId);
        if (row === null) return refuse({ code: "NOT_FOUND", message: "There is no command of that id." });
        const isOpen = what === "retry" ? row.state === "refused" : row.state === "held";
        const canBe = isOpen || (what === "decline" && row.state === "refused");
        if (!canBe) {
          const message = `It is ${row.state}: read the list again, there is nothing to ${what} any more.`;
          return refuse({ code: "CONFLICT", message });
        }
        const decided = { ...row, decidedBy: by, decidedAt: now(), decidedNote };
        if (what === "decline") {
          const gone = { ...decided, state: "declined", settledAt: now() } as const;
          await become(row, gone, { action: "command-declined", by, why: decidedNote });
          await forget(commandId);
          return ok(gone);
        }
        const next = await plan(planner, decided);
        const action = what === "retry" ? "command-retried" : "command-released";
        await become(row, next, { action, by, why: decidedNote });
        return ok(next);
      }),
    async send(system) {
      const waiting = await store.connectorCommands(id, "pending");
      const turns = takeTurns(waiting, (await all()).retries, now());
      let [tried, failures, inARow] = [0, 0, 0];
      for (; tried < MOST_AT_ONCE && inARow < MOST_FAILURES_IN_A_ROW; tried += 1) {
        const row = turns.next();
        if (row === null) break;
        const isAnswered = await inTurn(() => sendOne(system, row));
        inARow = isAnswered ? 0 : inARow + 1;
        if (isAnswered) continue;
        failures += 1;
        turns.failed(row);
      }
      const isAway = inARow >= MOST_FAILURES_IN_A_ROW;
      return { isMore: tried > failures, isAway, failures, waits: await waitsOf(waiting) };
    },
    evidence: (connector) =>
      inTurn(async () => {
        const { unseen, writes } = await all();
        for (const row of [...unseen.values()]) {
          const isSeen = connector.shows(writes.get(row.commandId)?.done ?? []);
          const isOver = now() - (row.settledAt ?? 0) > EVIDENCE_WITHIN;
          if (!isSeen && !isOver) continue;
          const current = (await all()).made.get(row.commandId) ?? row;
          if (isSeen) await become(current, { ...current, evidencedAt: now() }, { action: "command-evidenced" });
          await forget(row.commandId);
        }
      }),
  };
}
