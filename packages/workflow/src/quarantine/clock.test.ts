import { HOUR } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import { dueAt, escalatesAt, QUARANTINE_CLOCKS, stageAt } from "./clock.ts";
import { readStewards, stewardOf } from "./steward.ts";

describe("[Q3] the clock of a quarantined fact", () => {
  test.each([
    [true, 4, 8],
    [false, 24, 48],
  ])(
    "that blocks lines: %j is due after %d h and escalated after %d h, to the millisecond",
    (blocksLines, due, escalated) => {
      const age = { since: 1_000, blocksLines };
      expect([dueAt(age), escalatesAt(age)]).toEqual([1_000 + due * HOUR, 1_000 + escalated * HOUR]);
      const stages = [0, due * HOUR - 1, due * HOUR, escalated * HOUR - 1, escalated * HOUR].map((after) =>
        stageAt(age, 1_000 + after),
      );
      expect(stages).toEqual(["open", "open", "due", "due", "escalated"]);
    },
  );

  test("does not run for what came before a clock that is moved by hand was set", () => {
    expect(stageAt({ since: 0, blocksLines: true }, Date.UTC(2026, 2, 2))).toBe("open");
  });

  test("runs faster for what blocks lines", () => {
    const { blocking, other } = QUARANTINE_CLOCKS;
    expect(blocking.due).toBeLessThan(other.due);
    expect(blocking.escalated).toBeLessThan(other.escalated);
  });
});

describe("[Q4] who has it before anybody took it", () => {
  const read = readStewards(" tryton=maria, http:*=stan ,http:erp*=erna,*=otto,");

  test("is whom the longest fitting name says", () => {
    const rules = read.ok ? read.value : [];
    const owners = ["tryton", "http:dev", "http:erp-1", "tryton-2", ""].map((connector) => stewardOf(rules, connector));
    expect(owners).toEqual(["maria", "stan", "erna", "otto", "otto"]);
  });

  test("is nobody where nothing fits", () => {
    expect(stewardOf([{ connector: "tryton", steward: "maria" }], "mqtt")).toBeNull();
    expect(readStewards("")).toEqual({ ok: true, value: [] });
  });

  test.each(["tryton", "=maria", "tryton=", "a*b=maria"])("%j is refused", (text) => {
    expect(readStewards(text)).toMatchObject({ ok: false, error: expect.stringContaining("connector=steward") });
  });
});
