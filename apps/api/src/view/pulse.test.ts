import { MINUTE, SECOND } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import { createPulse } from "./pulse.ts";

const NOON = Date.UTC(2026, 2, 2, 12);

/** Of a source that has told something an hour ago. */
function listening() {
  const pulse = createPulse();
  pulse.heard({ time: NOON - 60 * MINUTE, receivedAt: NOON - 60 * MINUTE });
  return pulse;
}

describe("how a source speaks", () => {
  test("before it has said anything: at a rate of none, and nothing else is known", () => {
    const pulse = createPulse();
    expect([pulse.ratePerMinute(NOON), pulse.lagSeconds(), pulse.skewSeconds()]).toEqual([0, null, null]);
  });

  test("the rate is of ten minutes, and what was before is forgotten", () => {
    const pulse = createPulse();
    for (let k = 0; k < 50; k += 1) pulse.heard({ time: NOON, receivedAt: NOON + k * SECOND });
    expect(pulse.ratePerMinute(NOON + MINUTE)).toBe(5);
    expect(pulse.ratePerMinute(NOON + 9 * MINUTE)).toBe(5);
    expect(pulse.ratePerMinute(NOON + 10 * MINUTE)).toBe(0);
    pulse.heard({ time: NOON, receivedAt: NOON + 30 * MINUTE });
    expect(pulse.ratePerMinute(NOON + 30 * MINUTE)).toBe(0.1);
  });

  test("the lag is the median of the last twenty: one late fact does not move it, and a habit does", () => {
    const pulse = listening();
    for (let k = 0; k < 15; k += 1) pulse.heard({ time: NOON - 2 * SECOND, receivedAt: NOON });
    pulse.heard({ time: NOON - 60 * MINUTE, receivedAt: NOON });
    expect(pulse.lagSeconds()).toBe(2);
    for (let k = 0; k < 20; k += 1) pulse.heard({ time: NOON - 30 * SECOND, receivedAt: NOON });
    expect(pulse.lagSeconds()).toBe(30);
  });

  test("the history that a source tells in its first minute is no habit", () => {
    const pulse = createPulse();
    for (let k = 0; k < 500; k += 1) pulse.heard({ time: NOON - k * MINUTE, receivedAt: NOON + k * 100 });
    expect([pulse.lagSeconds(), pulse.skewSeconds()]).toEqual([null, 0]);
    pulse.heard({ time: NOON + 2 * MINUTE, receivedAt: NOON + 2 * MINUTE + 3 * SECOND });
    expect(pulse.lagSeconds()).toBe(3);
  });

  test("what came before it happened shows by how much a clock is ahead", () => {
    const pulse = listening();
    pulse.heard({ time: NOON, receivedAt: NOON + SECOND });
    expect(pulse.skewSeconds()).toBe(0);
    pulse.heard({ time: NOON + 90 * SECOND, receivedAt: NOON });
    expect([pulse.skewSeconds(), pulse.lagSeconds()]).toEqual([90, 1]);
  });
});
