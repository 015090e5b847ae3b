import type { SessionRow } from "@lockstep/store/store";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSessions, type SessionStore, type Sessions } from "./sessions.ts";
import { addressKey, createThrottle } from "./throttle.ts";

const MINUTE = 60_000;
const limits = { idleMs: 10 * MINUTE, longestMs: 60 * MINUTE };

/** Keeps rows as the database does. */
function storeOf(rows: Map<string, SessionRow>): SessionStore {
  return {
    sessions: async () => [...rows.values()],
    saveSession: async (row) => void rows.set(row.idHash, row),
    touchSession: async (idHash, seenAt) => {
      const row = rows.get(idHash);
      if (row !== undefined) rows.set(idHash, { ...row, seenAt });
    },
    deleteSession: async (idHash) => void rows.delete(idHash),
  };
}

let rows: Map<string, SessionRow>;
let store: SessionStore;
let sessions: Sessions;
beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  rows = new Map();
  store = storeOf(rows);
  sessions = await createSessions({ store, limits, log: pino({ level: "silent" }) });
});
afterEach(() => {
  sessions.stop();
  vi.useRealTimers();
});

describe("a session", () => {
  test("is found by its secret alone, which is not what is kept", async () => {
    const secret = await sessions.begin("ann", { by: "password" });
    expect(sessions.find(secret)?.person).toBe("ann");
    expect(sessions.find(`${secret}x`)).toBeNull();
    expect(JSON.stringify([...rows.values()])).not.toContain(secret);
    for (const idHash of rows.keys()) expect(sessions.find(idHash)).toBeNull();
  });

  test("ends when it is not used for too long, and those who lean on it hear of it within a second", async () => {
    const secret = await sessions.begin("ann", {});
    const heard = vi.fn();
    sessions.onEnd([...rows.keys()].join(), heard);
    await vi.advanceTimersByTimeAsync(9 * MINUTE);
    expect(sessions.find(secret)).not.toBeNull();
    await vi.advanceTimersByTimeAsync(9 * MINUTE);
    expect(heard).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(MINUTE + 1_000);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(sessions.find(secret)).toBeNull();
    expect(rows.size).toBe(0);
  });

  test("ends when it is as old as one may be, however much it is used", async () => {
    const secret = await sessions.begin("ann", {});
    for (let minutes = 0; minutes < 59; minutes += 1) {
      await vi.advanceTimersByTimeAsync(MINUTE);
      expect(sessions.find(secret)).not.toBeNull();
    }
    await vi.advanceTimersByTimeAsync(MINUTE + 1_000);
    expect(sessions.find(secret)).toBeNull();
  });

  test("is there for the next process, as it was used last", async () => {
    const secret = await sessions.begin("ann", {});
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    sessions.find(secret);
    const next = await createSessions({ store: storeOf(rows), limits, log: pino({ level: "silent" }) });
    await vi.advanceTimersByTimeAsync(9 * MINUTE);
    expect(next.find(secret)?.person).toBe("ann");
    next.stop();
  });

  test("that is vouched for otherwise is so for the next process, and those who lean on it begin anew", async () => {
    const secret = await sessions.begin("ann", { by: "password" });
    const [idHash = ""] = rows.keys();
    const heard = vi.fn();
    sessions.onEnd(idHash, heard);
    await sessions.change(idHash, { by: "password", sees: "ben" });
    expect(heard).toHaveBeenCalledTimes(1);
    const next = await createSessions({ store: storeOf(rows), limits, log: pino({ level: "silent" }) });
    for (const one of [sessions, next]) expect(one.find(secret)?.vouched).toContain("ben");
    next.stop();
  });

  test("that was ended is deleted as soon as the store can, so that no restart brings it back", async () => {
    const secret = await sessions.begin("ann", {});
    const away = vi.spyOn(store, "deleteSession").mockRejectedValueOnce(new Error("the disk is full"));
    await expect(sessions.end(() => true)).rejects.toThrow("the disk is full");
    expect(sessions.find(secret)).toBeNull();
    expect(rows.size).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rows.size).toBe(0);
    away.mockRestore();
  });

  test("that was ended stays ended, also where it was just used", async () => {
    const secret = await sessions.begin("ann", {});
    await sessions.begin("ben", {});
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    sessions.find(secret);
    expect(await sessions.end(({ person }) => person === "ann")).toBe(1);
    expect(sessions.find(secret)).toBeNull();
    expect([...rows.values()].map(({ person }) => person)).toEqual(["ben"]);
  });
});

describe("the throttle", () => {
  test("lets five tries fail, then doubles the wait up to a quarter of an hour, and forgets in an hour", () => {
    const throttle = createThrottle();
    const waits: number[] = [];
    for (let tries = 0; tries < 16; tries += 1) {
      waits.push(throttle.waitFor(["name:ann"], 0));
      throttle.failed(["name:ann", "address:1"], 0);
    }
    expect(waits.slice(0, 9)).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 4_000, 8_000]);
    expect(waits.at(-1)).toBe(15 * MINUTE);
    expect(throttle.waitFor(["name:ann"], 61 * MINUTE)).toBe(0);
  });

  test("lets a whole plant behind one address try, and makes it wait when very many have failed there", () => {
    const throttle = createThrottle();
    const address = addressKey("10.0.0.1");
    const waits: number[] = [];
    for (let tries = 0; tries < 70; tries += 1) {
      waits.push(throttle.waitFor(["name:ben", address], 0));
      throttle.failed([`name:${tries}`, address], 0);
    }
    expect(waits.slice(0, 52)).toEqual([...Array.from({ length: 50 }, () => 0), 1_000, 2_000]);
    expect(waits.at(-1)).toBe(15 * MINUTE);
    expect(throttle.waitFor(["name:ben", addressKey("10.0.0.2")], 0)).toBe(0);
  });

  test("an address does not get rid of its failures by signing in somebody it knows", () => {
    const throttle = createThrottle();
    for (let tries = 0; tries < 51; tries += 1) {
      throttle.failed([`name:victim-${tries}`, "address:1"], 0);
      throttle.failed(["name:mallory", "address:1"], 0);
      throttle.succeeded(["name:mallory", "address:1"]);
    }
    expect(throttle.waitFor(["name:mallory"], 0)).toBe(0);
    expect(throttle.waitFor(["address:1"], 0)).toBeGreaterThan(0);
  });
});
