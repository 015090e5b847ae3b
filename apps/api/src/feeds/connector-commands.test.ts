import type { Applied, Write } from "@lockstep/connectors/polled/contract";
import { ok, refuse } from "@lockstep/domain/result";
import type { ConnectorCommandRow, MemoryEntry } from "@lockstep/store/store";
import { expect, test } from "vitest";
import { createLog } from "../log.ts";
import type { Noted } from "../writer/audit-rows.ts";
import { createCommands } from "./connector-commands.ts";

/** What outlives the commands: the store, and the chain of what was done. */
function kept() {
  const memory = new Map<string, string>();
  const rows = new Map<string, ConnectorCommandRow>();
  const audited: Noted[] = [];
  const store = {
    connectorMemory: async () => [...memory],
    async remember(_: string, entries: readonly MemoryEntry[]) {
      for (const [key, value] of entries) {
        if (value === null) memory.delete(key);
        else memory.set(key, value);
      }
    },
    async addConnectorCommand(row: ConnectorCommandRow) {
      if (rows.has(row.commandId)) return false;
      rows.set(row.commandId, row);
      return true;
    },
    updateConnectorCommand: async (row: ConnectorCommandRow) => void rows.set(row.commandId, row),
    findConnectorCommand: async (_: string, commandId: string) => rows.get(commandId) ?? null,
    connectorCommands: async (_: string, only: string) =>
      [...rows.values()].filter(({ state, subject }) => (only === "made" ? subject !== null : state === "pending")),
  };
  const note = async (noted: readonly Noted[]) => void audited.push(...noted);
  let clock = 0;
  const now = () => (clock += 1);
  const pass = (milliseconds: number): void => {
    clock += milliseconds;
  };
  const create = () => createCommands({ id: "erp", store, note, now, log: createLog("silent") });
  return { rows, audited, memory, create, pass };
}

const SHOWN = { table: "order", where: ["id", 1], field: "state", value: "done" } as const;
const planner = { write: () => ok({ what: "so many", expected: [], done: [SHOWN], calls: [] }) };
const system = { apply: async () => ({ kind: "applied" }) as const };
const made = (id: string, more: object = {}) => ({
  ...{ commandId: id, command: { kind: "confirm" }, subject: "WO-1", site: "S", rulesVersion: 4, held: null },
  ...more,
});
const steps = (audited: readonly Noted[]) =>
  audited.map(({ action, by, before, after }) => [action, by, before, after]);

test("one that is made of facts goes from held by a rule to seen there, and each step is audited with who did it", async () => {
  const here = kept();
  const commands = here.create();
  await commands.make(planner, made("c-1", { held: { rule: "approval", why: "A person has to agree." } }));
  expect(await commands.send(system)).toMatchObject({ isMore: false });
  await commands.judged(planner, "c-1", { rule: "approval", why: "A person has to agree." });
  const released = await commands.decide(planner, { commandId: "c-1", what: "release", by: "pia", note: "seen" });
  expect(released).toMatchObject({ ok: true, value: { state: "pending", decidedBy: "pia", rulesVersion: 4 } });
  expect(await commands.send(system)).toMatchObject({ isMore: true, waits: null });
  await commands.evidence({ shows: () => false });
  expect(here.rows.get("c-1")).toMatchObject({ state: "applied", evidencedAt: null });
  await commands.evidence({ shows: (wanted) => wanted[0]?.value === "done" });
  expect(here.rows.get("c-1")?.evidencedAt).not.toBeNull();
  expect(here.memory.size).toBe(0);
  expect(steps(here.audited)).toEqual([
    ["command-held", "system", null, "held"],
    ["command-released", "pia", "held", "pending"],
    ["command-sent", "system", "pending", "pending"],
    ["command-acknowledged", "system", "pending", "applied"],
    ["command-evidenced", "system", "applied", "applied"],
  ]);
});

test("a restart knows what is not seen yet, makes nothing twice, and goes on", async () => {
  const here = kept();
  const before = here.create();
  await before.make(planner, made("c-1"));
  await before.send(system);
  const after = here.create();
  await after.make(planner, made("c-1"));
  expect(await after.send(system)).toMatchObject({ isMore: false });
  await after.evidence({ shows: () => true });
  expect(here.rows.get("c-1")).toMatchObject({ attempts: 1, state: "applied" });
  expect(here.rows.get("c-1")?.evidencedAt).not.toBeNull();
});

test("what cannot be meant is refused in words, and is planned anew when it is sent again", async () => {
  const here = kept();
  const commands = here.create();
  await commands.make({ write: () => refuse("There is no such order.") }, made("c-1"));
  expect(here.rows.get("c-1")).toMatchObject({ state: "refused", reason: "There is no such order." });
  expect(await commands.decide(planner, { commandId: "c-1", what: "release", by: "pia", note: null })).toMatchObject({
    ok: false,
    error: { code: "CONFLICT" },
  });
  await commands.decide(planner, { commandId: "c-1", what: "retry", by: "pia", note: null });
  expect(here.rows.get("c-1")).toMatchObject({ state: "pending", reason: null, what: "so many" });
});

test("what was taken back is marked with what took it back, and stays", async () => {
  const here = kept();
  const commands = here.create();
  await commands.make(planner, made("c-1"));
  await commands.send(system);
  await commands.make(planner, made("c-2", { command: { kind: "reverse", reverses: ["c-1"] } }));
  await commands.send(system);
  expect([...here.rows.values()].map(({ commandId, state, reversedBy }) => [commandId, state, reversedBy])).toEqual([
    ["c-1", "applied", "c-2"],
    ["c-2", "applied", null],
  ]);
  await commands.replace(["c-1"], "no longer so");
  expect(here.rows.get("c-1")?.state).toBe("applied");
});

/** Answers all but those for one order, and tells which it was asked for. */
function failingFor(order: string) {
  const asked: string[] = [];
  const is = { broken: true };
  return {
    ...{ asked, is },
    async apply({ what }: Write): Promise<Applied> {
      asked.push(what);
      if (is.broken && what.includes(order)) throw new Error("HTTP 500");
      return { kind: "applied" };
    },
  };
}
const byId = { write: (_: unknown, reference: string) => ok({ what: reference, expected: [], done: [], calls: [] }) };

test("[C11] one that is not taken waits, longer each time and after a restart too, and holds up none but its own order", async () => {
  const here = kept();
  const commands = here.create();
  const target = failingFor("WO-1");
  for (const id of ["WO-1/1", "WO-2/1", "WO-1/2"]) {
    await commands.make(byId, made(id, { subject: id.slice(0, 4) }));
  }
  const waits = { count: 1, kind: "OTHER", reason: "HTTP 500" };
  expect(await commands.send(target)).toMatchObject({ isMore: true, isAway: false, failures: 1, waits });
  expect(target.asked).toEqual(["WO-1/1", "WO-2/1"]);
  expect(here.rows.get("WO-1/1")).toMatchObject({ state: "pending", attempts: 1, reason: "HTTP 500" });
  const after = here.create();
  expect(await after.send(target)).toMatchObject({ isMore: false, failures: 0, waits });
  here.pass(1_000);
  await after.send(target);
  here.pass(1_000);
  await after.send(target);
  expect(target.asked).toEqual(["WO-1/1", "WO-2/1", "WO-1/1"]);
  target.is.broken = false;
  here.pass(1_000);
  expect(await after.send(target)).toMatchObject({ isMore: true, waits: null });
  expect(target.asked.slice(3)).toEqual(["WO-1/1", "WO-1/2"]);
  expect(here.memory.size).toBe(0);
});

test("[C11] what people ask for about the same line keeps its order, and a system that takes nothing is left after three", async () => {
  const here = kept();
  const commands = here.create();
  const target = failingFor("");
  const ask = (commandId: string, line: string) => commands.ask(byId, { commandId, by: "ina", command: { line } });
  for (const [id, line] of [
    ["a", "1/1"],
    ["b", "1/1"],
    ["c", "2/1"],
    ["d", "3/1"],
    ["e", "4/1"],
  ] as const) {
    await ask(id, line);
  }
  expect(await commands.send(target)).toMatchObject({ isMore: false, isAway: true, failures: 3 });
  expect(target.asked).toEqual(["a", "c", "d"]);
});
