import { DAY, HOUR, MINUTE } from "@lockstep/domain/instant";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyEscalation } from "../escalation/policies.ts";
import {
  type AdherenceInput,
  adherenceOf,
  type BaselineOperation,
  dueOperations,
  type MadePieces,
  type Ran,
} from "./adherence.ts";
import { beganAt } from "./began-at.ts";
import { cutByShifts, lineShifts, shiftAt } from "./line-shifts.ts";
import { longestRising } from "./sequence.ts";

const planned = (id: string, start: number, more: Partial<BaselineOperation> = {}): BaselineOperation => ({
  ...{ id, order: id, item: "FG", resource: "L1", quantity: 10, isLast: true },
  ...{ start: start * HOUR, finish: (start + 1) * HOUR },
  ...more,
});
const made = (operation: string, at: number, quantity: number, more: Partial<MadePieces> = {}): MadePieces => ({
  ...{ operation, item: "FG", resource: "L1", at: at * HOUR, quantity, isLast: true },
  ...more,
});
const ran = (startedAt: number | null, finishedAt: number | null, resource = "L1"): Ran => ({
  resource,
  startedAt: startedAt === null ? null : startedAt * HOUR,
  finishedAt: finishedAt === null ? null : finishedAt * HOUR,
});

const inputOf = (
  operations: readonly BaselineOperation[],
  pieces: readonly MadePieces[],
  rans: Readonly<Record<string, Ran>>,
  now = 100,
): AdherenceInput => ({
  ...{ planned: operations, made: pieces, ranOf: (id) => rans[id] ?? null },
  ...{ from: 0, to: 24 * HOUR, now: now * HOUR, tolerance: 30 * MINUTE },
});

const byLine = { keyOf: ({ resource }: { readonly resource: string | null }) => resource ?? "", everyStep: true };
const all = { keyOf: () => "all", everyStep: false };

describe("schedule adherence", () => {
  test("[A1] [A2] volume counts what was made too much, the mix does not, by item", () => {
    // Planned 10 FG and 10 SUB; made 14 FG (4 of an order that the baseline does not have) and 5 SUB.
    const input = inputOf(
      [planned("A", 0), planned("B", 1, { item: "SUB" })],
      [made("A", 1, 10), made("X", 1, 4), made("B", 2, 5, { item: "SUB" })],
      {},
    );
    expect(adherenceOf(input, byLine)).toMatchObject([
      { key: "L1", planned: 20, made: 19, asPlanned: 15, operations: 2 },
    ]);
  });

  test("[A3] on time is within the tolerance, early and late; what is not due yet is left out, what never began is not kept", () => {
    const operations = [planned("A", 0), planned("B", 2), planned("C", 4), planned("D", 6), planned("E", 9.8)];
    const rans = { A: ran(0.5, 1.51), B: ran(1.4, 3), C: ran(4, null), E: ran(null, null) };
    const [figures] = adherenceOf(inputOf(operations, [], rans, 10), byLine);
    // Starts: A half an hour late is kept, B 36 min early is not, C kept, D never; E may still begin.
    expect(figures?.starts).toEqual({ n: 4, kept: 2 });
    // Finishes: A 30.6 min late, B kept, C and D never; E ends at 10.8.
    expect(figures?.finishes).toEqual({ n: 4, kept: 1 });
    expect(dueOperations(inputOf(operations, [], rans, 10)).map(({ operation }) => operation.id)).toEqual([
      ...["A", "B", "C", "D"],
    ]);
  });

  test("[A4] the sequence is the longest row that kept its order, of those that began on their line", () => {
    const operations = ["A", "B", "C", "D", "E"].map((id, k) => planned(id, k));
    // In the order of the plan they began at 3, 1, 2, 4: three of four keep it. E ran elsewhere.
    const rans = { A: ran(3, 4), B: ran(1, 2), C: ran(2, 3), D: ran(4, 5), E: ran(0, 1, "L2") };
    expect(adherenceOf(inputOf(operations, [], rans), byLine)).toMatchObject([{ sequence: { n: 4, kept: 3 } }]);
  });

  test("[A5] moved to another line: planned stays with the one, made counts with the other; in the plant it is the same", () => {
    const input = inputOf([planned("A", 0)], [made("A", 1, 10, { resource: "L2" })], { A: ran(0, 1, "L2") });
    expect(adherenceOf(input, byLine)).toMatchObject([
      { key: "L1", planned: 10, made: 0, asPlanned: 0, starts: { n: 1, kept: 1 }, sequence: { n: 0 } },
      { key: "L2", planned: 0, made: 10, asPlanned: 0, starts: { n: 0, kept: 0 } },
    ]);
    expect(adherenceOf(input, all)).toMatchObject([{ planned: 10, made: 10, asPlanned: 10 }]);
  });

  test("[A6] an order of two steps is one quantity of the plant, and one of each line that it runs on", () => {
    const input = inputOf(
      [planned("A/10", 0, { isLast: false }), planned("A/20", 1, { resource: "L2" })],
      [made("A/10", 1, 10, { isLast: false }), made("A/20", 2, 8, { resource: "L2" })],
      {},
    );
    expect(adherenceOf(input, all)).toMatchObject([{ planned: 10, made: 8, operations: 1 }]);
    expect(adherenceOf(input, byLine)).toMatchObject([
      { key: "L1", planned: 10, made: 10 },
      { key: "L2", planned: 10, made: 8 },
    ]);
  });

  test("[A1] what is due or reported on a stroke is of the time that ends with it, and up to now is with now", () => {
    const byTwoHours = {
      keyOf: ({ at }: { readonly at: number }) => String(Math.floor(at / HOUR / 2)),
      everyStep: true,
    };
    const operations = [planned("A", 1), planned("B", 3), planned("C", 5)];
    const pieces = [made("Z", 0, 99), made("A", 2, 10), made("B", 4, 9), made("C", 4.1, 99)];
    const rans = { A: ran(1, 2), B: ran(3, 4) };
    expect(adherenceOf(inputOf(operations, pieces, rans, 4), byTwoHours)).toMatchObject([
      { key: "0", planned: 10, made: 10, operations: 1, starts: { n: 1 }, finishes: { n: 1, kept: 1 } },
      { key: "1", planned: 10, made: 9, operations: 1, starts: { n: 1 }, finishes: { n: 1, kept: 1 } },
    ]);
    // Two halves of a day count everything once.
    const half = (from: number, to: number) =>
      adherenceOf({ ...inputOf(operations, pieces, rans, 4), from: from * HOUR, to: to * HOUR }, all);
    expect([half(0, 2), half(2, 4)]).toMatchObject([[{ planned: 10, made: 10 }], [{ planned: 10, made: 9 }]]);
  });

  test("[A7] nothing planned and nothing made is no group at all", () => {
    expect(adherenceOf(inputOf([], [], {}), byLine)).toEqual([]);
  });

  test("any order of plan and reports gives the same figures", () => {
    const operation = fc.record({ start: fc.integer({ min: 0, max: 20 }), quantity: fc.integer({ min: 1, max: 99 }) });
    const report = fc.record({ at: fc.integer({ min: 0, max: 23 }), tenths: fc.integer({ min: -9, max: 99 }) });
    fc.assert(
      fc.property(fc.array(operation), fc.array(report), fc.nat(), (plan, reports, turn) => {
        const operations = plan.map(({ start, quantity }, k) => planned(`O${k}`, start, { quantity: quantity / 10 }));
        const pieces = reports.map(({ at, tenths }, k) => made(`O${k}`, at, tenths / 10));
        const rans = Object.fromEntries(reports.map(({ at }, k) => [`O${k}`, ran(at, at + 1)]));
        const turned = <T>(list: readonly T[]): T[] =>
          list.map((_, k) => list[(k + turn) % list.length] as T).toReversed();
        expect(adherenceOf(inputOf(turned(operations), turned(pieces), rans), all)).toEqual(
          adherenceOf(inputOf(operations, pieces, rans), all),
        );
      }),
    );
  });
});

test("the longest rising row is as long as the longest of all rows that could be picked", () => {
  const slow = (values: readonly number[]): number => {
    let most = 0;
    for (let mask = 0; mask < 2 ** values.length; mask += 1) {
      const picked = values.filter((_, k) => mask & (1 << k));
      if (picked.every((one, k) => k === 0 || one >= (picked[k - 1] ?? 0))) most = Math.max(most, picked.length);
    }
    return most;
  };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 8 }), (values) => {
      expect(longestRising(values)).toBe(slow(values));
    }),
    { numRuns: 60 },
  );
});

test("a night shift goes on after midnight and is an hour shorter in the night the clocks go forward", () => {
  const weekly = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
    { day, start: "06:00", end: "22:00" },
    { day, start: "22:00", end: "06:00" },
  ]);
  const calendar = { id: "C", timeZone: "Europe/Berlin", weekly, exceptions: [] };
  const night = Date.UTC(2026, 2, 29, 1);
  const of = (one: typeof calendar) =>
    lineShifts(
      emptyEscalation,
      { site: "A", resource: "L1" },
      { calendar: one, asked: { from: night, to: night + DAY } },
    );
  expect(shiftAt(of(calendar), night)).toEqual({ from: Date.UTC(2026, 2, 28, 21), to: Date.UTC(2026, 2, 29, 4) });
  expect(shiftAt(of({ ...calendar, weekly: [] }), night)).toBeNull();
});

test("[A7] the roster of the supervisors comes before the line's calendar, and overlapping shifts are cut apart", () => {
  const weekly = (start: string, end: string) => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, start, end }));
  const person = { name: "", email: null, webhook: null, quiet: null };
  const duty = { role: "supervisor", resources: [], dated: [] } as const;
  const roster = {
    ...{ site: "A", timeZone: "UTC", standIns: [], holidays: [], version: 1, at: 0, by: "ann", reason: "", since: 0 },
    people: ["early", "late"].map((id) => ({ ...person, id })),
    duties: [
      { ...duty, person: "early", weekly: weekly("06:00", "15:00") },
      { ...duty, person: "late", weekly: weekly("14:00", "22:00") },
    ],
  };
  const state = { ...emptyEscalation, rosters: new Map([["A", [roster]]]) };
  const calendar = { id: "C", timeZone: "UTC", weekly: weekly("00:00", "12:00"), exceptions: [] };
  const shifts = lineShifts(state, { site: "A", resource: "L1" }, { calendar, asked: { from: 0, to: DAY } });
  expect(shifts).toEqual([
    { from: 6 * HOUR, to: 14 * HOUR },
    { from: 14 * HOUR, to: 22 * HOUR },
  ]);
  expect(shiftAt(shifts, 14 * HOUR)).toEqual(shifts[1]);
  expect(shiftAt(shifts, 22 * HOUR)).toBeNull();
});

test("[A24] a time that is cut by shifts is whole again with what lies between them, wherever it begins and ends", () => {
  const shifts = [
    { from: 6, to: 14 },
    { from: 14, to: 22 },
    { from: 30, to: 38 },
  ];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 }), (from, length) => {
      const parts = [...cutByShifts(shifts, { from, to: from + length })];
      expect(parts[0]?.part.from).toBe(from);
      expect(parts.at(-1)?.part.to).toBe(from + length);
      for (const [k, { shift, part }] of parts.entries()) {
        if (k > 0) expect(part.from).toBe(parts[k - 1]?.part.to);
        expect(shiftAt(shifts, part.from)).toEqual(shift);
        expect(shiftAt(shifts, part.to - 1)).toEqual(shift);
      }
    }),
  );
});

test("[A3] a beginning that was said once holds, a taken back one does not; where none was said it is the first report", () => {
  const said = (hour: number, state: "pending" | "running" | "done", more: object = {}) => ({
    ...{ time: hour * HOUR, data: { state, ...more } },
  });
  const running = said(8.5, "running", { startedAt: 8 * HOUR });
  const ended = said(10.5, "done", { finishedAt: 10 * HOUR });
  expect(beganAt([running, ended])).toBe(8 * HOUR);
  expect(beganAt([running, said(9, "running", { startedAt: 7 * HOUR }), ended])).toBe(7 * HOUR);
  expect(beganAt([said(9, "running"), said(9.5, "running"), ended])).toBe(9 * HOUR);
  expect(beganAt([ended])).toBe(10 * HOUR);
  expect(beganAt([running, said(9, "pending")])).toBeNull();
  expect(beganAt([running, said(9, "pending"), ended])).toBe(10 * HOUR);
  expect(beganAt([])).toBeNull();
});
