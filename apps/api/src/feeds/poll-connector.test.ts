import type { MadeOf, Offered } from "@lockstep/connectors/contract";
import type { Applied, PolledSystem, Reading, Row, Write } from "@lockstep/connectors/polled/contract";
import { createPolled } from "@lockstep/connectors/polled/polled-connector";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { SECOND } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { ok } from "@lockstep/domain/result";
import type { ConnectorCommandRow, MemoryEntry } from "@lockstep/store/store";
import { afterEach, expect, test, vi } from "vitest";
import { createLog } from "../log.ts";
import { createCommands } from "./connector-commands.ts";
import { type PollingConnector, pollConnector } from "./poll-connector.ts";

const running: PollingConnector[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

const STAMP = "2026-03-02T12:00:00Z";
const item = (id: string, name: string): Row => ({ id, stamp: STAMP, fields: { name } });

/** How far the clock is ahead, as something has hung. */
let later = 0;

/** A foreign system that holds items, and can be told to be away or to lose an answer. */
function foreign() {
  const items = new Map<string, string>([["A", "first"]]);
  const applied: Write[] = [];
  const is = { away: false, deaf: false, closed: false, hangs: 0 };
  const reading = (): Reading => {
    if (is.hangs > 0) {
      const hung = new DOMException("no answer", "TimeoutError");
      is.hangs = 0;
      later += 6 * SECOND;
      throw hung;
    }
    if (is.away) throw new Error("nobody answers");
    const rows = [...items].map(([id, name]) => item(id, name));
    return { rows: new Map([["item", rows]]), gone: new Map(), whole: new Set(), cursor: STAMP };
  };
  const system: PolledSystem = {
    snapshot: async () => reading(),
    changes: async () => reading(),
    inventory: async () => new Map([["item", new Map([...items.keys()].map((id) => [id, STAMP]))]]),
    rows: async () => ({ rows: new Map(), gone: new Map(), whole: new Set(), cursor: null }),
    async apply(write): Promise<Applied> {
      if (is.away) throw new Error("nobody answers");
      if (is.closed) return { kind: "refused", rule: "foreign", reason: "The month is closed." };
      const isNew = !applied.some(({ what }) => what === write.what);
      if (isNew) applied.push(write);
      if (!is.deaf) return { kind: "applied" };
      is.deaf = false;
      throw new Error("the answer was lost");
    },
  };
  return { system, items, applied, is };
}

/** What outlives a connector: the store and the log. */
function kept() {
  const memory = new Map<string, string>();
  const commands = new Map<string, ConnectorCommandRow>();
  const log: CloudEvent[] = [];
  const from: (MadeOf | null)[] = [];
  const is = { full: false };
  const store = {
    connectorMemory: async () => [...memory],
    async remember(_: string, entries: readonly MemoryEntry[]) {
      for (const [key, value] of entries) {
        if (value === null) memory.delete(key);
        else memory.set(key, value);
      }
    },
    async addConnectorCommand(row: ConnectorCommandRow) {
      if (commands.has(row.commandId)) return false;
      commands.set(row.commandId, row);
      return true;
    },
    updateConnectorCommand: async (row: ConnectorCommandRow) => void commands.set(row.commandId, row),
    findConnectorCommand: async (_: string, commandId: string) => commands.get(commandId) ?? null,
    connectorCommands: async (_: string, only: string) =>
      [...commands.values()].filter(({ state, subject }) => (only === "made" ? subject !== null : state === "pending")),
  };
  const take = async (offered: readonly Offered[]) => {
    if (is.full) throw new Error("the disk is full");
    for (const one of offered) {
      log.push(("value" in one ? one.value : one) as CloudEvent);
      from.push("from" in one ? (one.from ?? null) : null);
    }
  };
  return { memory, commands, log, from, store, take, is };
}

function start(system: PolledSystem, { store, take }: ReturnType<typeof kept>) {
  const told: { source: string; why: string | null }[] = [];
  const patience: number[] = [];
  const asked = <T>(allowed: () => number, ask: () => T): T => {
    patience.push(allowed());
    return ask();
  };
  const errors: string[] = [];
  const log = createLog("silent");
  const now = () => Date.now() + later;
  const connector = pollConnector({
    id: "test",
    create: (entries) =>
      createPolled(
        {
          sourceOf: () => "/test",
          version: "1",
          derive: (rows) =>
            [...rows("item").values()].map((row) => ({
              type: "master.item",
              key: String(row.id),
              data: { id: row.id, uom: "pc", ...row.fields },
              writtenAt: parseInstant(row.stamp) ?? 0,
              madeOf: [row],
            })),
          write: (_, { command }) => ok({ what: JSON.stringify(command), expected: [], done: [], calls: [] }),
        },
        entries,
      ),
    connect: (_, allowed) => ({
      ...system,
      snapshot: () => asked(allowed, () => system.snapshot()),
      changes: (...since) => asked(allowed, () => system.changes(...since)),
      apply: (write) => asked(allowed, () => system.apply(write)),
    }),
    sources: ["/test"],
    pollMs: 5,
    reconcileMs: 10,
    store,
    commands: createCommands({ id: "test", store, note: async () => {}, now, log }),
    wayBack: null,
    take,
    feeds: {
      confirmed: (source) => told.push({ source, why: "confirmed" }),
      trouble: (source, why) => void (why !== null && told.push({ source, why: `${why.kind}: ${why.text}` })),
      failed: () => void errors.push("failed"),
    },
    log,
    now,
  });
  running.push(connector);
  return { connector, told, patience, errors };
}

const names = (log: readonly CloudEvent[]) =>
  log.map(({ data }) => {
    const { name, deleted } = data as { name?: string; deleted?: boolean };
    return deleted === true ? "deleted" : name;
  });

test("tells each change once, and a deletion when all ids are compared", async () => {
  const there = foreign();
  const here = kept();
  start(there.system, here);
  await vi.waitFor(() => expect(names(here.log)).toEqual(["first"]));
  there.items.set("A", "second");
  await vi.waitFor(() => expect(names(here.log)).toEqual(["first", "second"]));
  there.items.delete("A");
  await vi.waitFor(() => expect(names(here.log)).toEqual(["first", "second", "deleted"]));
});

test("hands over with each fact the rows that it was made of, as they stood; with a deletion there are none", async () => {
  const there = foreign();
  const here = kept();
  start(there.system, here);
  await vi.waitFor(() => expect(names(here.log)).toEqual(["first"]));
  there.items.delete("A");
  await vi.waitFor(() => expect(names(here.log)).toEqual(["first", "deleted"]));
  const row = { fields: { name: "first" }, id: "A", stamp: STAMP, table: "item" };
  expect(here.from).toEqual([{ place: "item/A", text: JSON.stringify([row]) }, null]);
});

test("facts that an older version has written down as owed are told as they are", async () => {
  const here = kept();
  const old = {
    specversion: "1.0",
    id: "old",
    source: "/test",
    type: "master.item",
    time: STAMP,
    data: { name: "old" },
  };
  here.memory.set("outbox", JSON.stringify([old]));
  start(foreign().system, here);
  await vi.waitFor(() => expect(names(here.log)).toEqual(["old", "first"]));
  expect(here.log[0]).toEqual(old);
});

test("what was said but not taken is said again after a restart, as the same fact, before anything else", async () => {
  const there = foreign();
  const here = kept();
  here.is.full = true;
  const first = start(there.system, here);
  await vi.waitFor(() => expect(first.connector.status.failures).toBeGreaterThan(0));
  await first.connector.stop();
  const owed = JSON.parse(here.memory.get("outbox") ?? "[]") as { value: CloudEvent; from: MadeOf }[];
  expect(names(owed.map(({ value }) => value))).toEqual(["first"]);
  there.items.set("A", "second");
  here.is.full = false;
  start(there.system, here);
  await vi.waitFor(() => expect(names(here.log)).toEqual(["first", "second"]));
  expect([here.log[0], here.from[0]]).toEqual([owed[0]?.value, owed[0]?.from]);
  expect(here.memory.has("outbox")).toBe(false);
});

test("waits longer after each failure, says so from the second on, and comes back; another one never notices", async () => {
  const [there, other] = [foreign(), foreign()];
  const [here, elsewhere] = [kept(), kept()];
  there.is.away = true;
  const { connector, told } = start(there.system, here);
  const sound = start(other.system, elsewhere);
  await vi.waitFor(
    () => expect(told[0]).toEqual({ source: "/test", why: "OTHER: It cannot be read: nobody answers." }),
    3_000,
  );
  expect(connector.status).toMatchObject({ isUp: false, failures: 2, lastMessageAt: null });
  expect(sound.connector.status).toMatchObject({ isUp: true, failures: 0 });
  expect(sound.connector.status.messages).toBeGreaterThan(20);
  there.is.away = false;
  await vi.waitFor(() => expect(told.at(-1)?.why).toBe("confirmed"), 5_000);
  expect(connector.status.isUp).toBe(true);
});

test("the age of its sources is that of the last poll that was answered: it stands still while nobody answers", async () => {
  const there = foreign();
  const { connector, told } = start(there.system, kept());
  const confirmed = () => told.filter(({ why }) => why === "confirmed").length;
  await vi.waitFor(() => expect(confirmed()).toBeGreaterThan(2));
  there.is.away = true;
  await vi.waitFor(() => expect(connector.status.isUp).toBe(false));
  const { lastMessageAt } = connector.status;
  const before = confirmed();
  await vi.waitFor(() => expect(connector.status.failures).toBe(2), 3_000);
  expect([confirmed(), connector.status.lastMessageAt]).toEqual([before, lastMessageAt]);
  there.is.away = false;
  await vi.waitFor(() => expect(confirmed()).toBeGreaterThan(before), 5_000);
  expect(connector.status.lastMessageAt).toBeGreaterThan(lastMessageAt ?? 0);
});

test("a command is sent until there is an answer, which counts as an error, and once more is no second time", async () => {
  const there = foreign();
  const here = kept();
  const { connector, errors } = start(there.system, here);
  expect(await connector.ask({ commandId: "c-0", by: "ina", command: {} })).toEqual({ kind: "unread" });
  await vi.waitFor(() => expect(connector.status.isUp).toBe(true));
  there.is.deaf = true;
  const asked = { commandId: "c-1", by: "ina", command: { kind: "x" } };
  expect(await connector.ask(asked)).toMatchObject({ kind: "taken", row: { state: "pending", askedBy: "ina" } });
  await vi.waitFor(() => expect(here.commands.get("c-1")).toMatchObject({ state: "applied", attempts: 2 }), 3_000);
  expect(there.applied).toHaveLength(1);
  expect(errors).toHaveLength(1);
  expect(await connector.ask(asked)).toMatchObject({ kind: "taken", row: { state: "applied" } });
  expect(await connector.ask({ ...asked, command: { kind: "y" } })).toEqual({ kind: "conflict" });
});

test("a command that is refused says why, and is never sent again", async () => {
  const there = foreign();
  const here = kept();
  const { connector } = start(there.system, here);
  await vi.waitFor(() => expect(connector.status.isUp).toBe(true));
  there.is.closed = true;
  await connector.ask({ commandId: "c-2", by: "ina", command: {} });
  const refused = { state: "refused", reason: "The month is closed.", attempts: 1 };
  await vi.waitFor(() => expect(here.commands.get("c-2")).toMatchObject(refused));
  there.is.closed = false;
  const { messages } = connector.status;
  await vi.waitFor(() => expect(connector.status.messages).toBeGreaterThan(messages + 3));
  expect(here.commands.get("c-2")).toMatchObject(refused);
  expect(there.applied).toEqual([]);
});

test("one that hangs is told of at once, is given more time with each attempt, and no write is ever cut short", async () => {
  const there = foreign();
  const { connector, told, patience } = start(there.system, kept());
  await vi.waitFor(() => expect(connector.status.isUp).toBe(true));
  there.is.hangs = 1;
  await vi.waitFor(() =>
    expect(told).toContainEqual({ source: "/test", why: "TIMED_OUT: It cannot be read: no answer." }),
  );
  await vi.waitFor(() => expect(connector.status).toMatchObject({ isUp: true, failures: 1 }), 3_000);
  expect(new Set(patience)).toEqual(new Set([10 * SECOND, 20 * SECOND]));
  await connector.ask({ commandId: "c-1", by: "ina", command: {} });
  await vi.waitFor(() => expect(there.applied).toHaveLength(1));
  expect(new Set(patience)).toEqual(new Set([10 * SECOND, 20 * SECOND, 60 * SECOND]));
});
