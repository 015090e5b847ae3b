import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR } from "@lockstep/domain/instant";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPlant } from "../plant.ts";
import { expectedPredictions } from "../testing/expected-predictions.ts";
import { parseWeeksOptions } from "./options.ts";
import { type OwnServer, startOwnServer, withoutSettings } from "./own-server.ts";
import { type Played, play } from "./play.ts";
import { weeksReport } from "./report.ts";

const START = Date.parse("2026-03-02T00:00:00Z");
const SETTINGS = { seed: 1, days: 2.5, stepHours: 3 };

let server: OwnServer;
let played: Played;
const told: CloudEvent[] = [];
beforeAll(async () => {
  server = await startOwnServer();
  const plant = createPlant(SETTINGS.seed, START);
  told.push(...plant.opening);
  const step: typeof plant.step = (until) => {
    const facts = plant.step(until);
    told.push(...facts);
    return facts;
  };
  const signal = new AbortController().signal;
  played = await play({ ...SETTINGS, plant: { ...plant, step }, url: server.url, share: 0.7, signal });
}, 60_000);
afterAll(() => server.close());

it("plays with nothing that is set for a real server", () => {
  const real = { DATABASE_URL: "postgres://x", LOCKSTEP_SMTP_URL: "smtp://x", LOCKSTEP_CONNECTORS: "x.yaml" };
  expect(withoutSettings({ ...real, PATH: "/bin", HOME: "/root" })).toEqual({ PATH: "/bin", HOME: "/root" });
});

describe("two days and a half, played against a server", () => {
  it("score as many lines, as many of them late, as somebody counts from the facts alone", () => {
    const steps = (SETTINGS.days * DAY) / (SETTINGS.stepHours * HOUR);
    const looks = Array.from({ length: steps + 1 }, (_, k) => START + k * SETTINGS.stepHours * HOUR);
    const day = played.foresight.horizons.find(({ hours }) => hours === 24);
    const expected = expectedPredictions(told, looks, 24);
    expect({ n: day?.n, late: day?.late }).toEqual(expected);
    expect(expected.late).toBeGreaterThan(0);
    expect(played).toMatchObject({ facts: told.length, quarantined: 0 });
  });

  it("have shares that add up to what they are of", () => {
    for (const { n, late, called, precision, recall, naiveBrier, calibration } of played.foresight.horizons) {
      expect(calibration.reduce((sum, bin) => sum + bin.n, 0)).toBe(n);
      expect(calibration.reduce((sum, bin) => sum + bin.n * bin.was, 0)).toBeCloseTo(late, 9);
      expect((precision ?? 0) * called).toBeCloseTo((recall ?? 0) * late, 9);
      if (n > 0) expect(naiveBrier).toBeCloseTo(late / n, 9);
    }
    const { called, late, came, saved } = played.linesSaved;
    expect(called).toBe(late + came);
    expect(saved).toBeLessThanOrEqual(came);
    const { seen, acknowledged, hurried } = played.people;
    expect(acknowledged).toBeLessThanOrEqual(seen);
    expect(hurried).toBeGreaterThan(0);
    expect(hurried).toBeLessThanOrEqual(acknowledged);
  });

  it("are told with their seed, and every figure with what it is of", () => {
    const text = weeksReport({ play: { ...SETTINGS, start: START }, runs: [{ share: 0.7, played }] });
    const [day] = played.foresight.horizons.filter(({ hours }) => hours === 24);
    expect(text).toContain(`Seed 1, 2.5 days from 2026-03-02, ${told.length.toLocaleString("en")} facts`);
    expect(text).toContain(`| 24 | ${day?.n} | ${day?.late} | ${day?.called} |`);
    // A week before a promise nobody can have looked yet.
    expect(text).toContain("| 168 | 0 | 0 | 0 | no data | no data | no data | no data | no data |");
  });
});

describe("its options", () => {
  it.each([[["--weeks", "0"]], [["--share", "2"]], [["--seed", "x"]], [["--start", "soon"]], [["--fast"]]])(
    "%j is refused with what to say instead",
    (args) => {
      const parsed = parseWeeksOptions(args);
      expect(parsed.ok || parsed.message).toContain("npm run demo:weeks");
    },
  );
});
