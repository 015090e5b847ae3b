import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { controlChart } from "./control-chart.ts";
import { distribution, forecastOf } from "./forecast.ts";
import { foresightOf, type Scored, samplingOf, warningHours } from "./foresight.ts";
import { noSums, type Sums } from "./sums.ts";
import { waterfallOf } from "./waterfall.ts";

const sums = (size: number, credit: number, failed = 0): Sums => ({ ...noSums(), n: size, size, credit, failed });

describe("[O14] the waterfall", () => {
  test("three lines of seven failed by two causes: 100 − 28.57 − 14.29 is 57.14", () => {
    const causes = new Map([
      ["scrap", sums(1, 0, 1)],
      ["machine-down", sums(2, 0, 2)],
    ]);
    expect(waterfallOf(sums(7, 4, 3), causes)).toEqual({
      result: 5_714,
      steps: [
        { kind: "machine-down", failed: 2, lost: 2_857, missingMinor: 0 },
        { kind: "scrap", failed: 1, lost: 1_429, missingMinor: 0 },
      ],
    });
  });

  test("it adds up whatever there is, and no data is no waterfall", () => {
    expect(waterfallOf(noSums(), new Map())).toBeNull();
    const losses = fc.array(fc.integer({ min: 1, max: 1e9 }), { maxLength: 15 });
    fc.assert(
      fc.property(losses, fc.integer({ min: 0, max: 1e10 }), (lost, credit) => {
        const size = credit + lost.reduce((all, one) => all + one, 0);
        const causes = new Map(lost.map((one, k) => [`k${k}`, sums(one, 0, 1)]));
        const waterfall = waterfallOf(sums(size, credit), causes);
        if (size === 0) {
          expect(waterfall).toBeNull();
          return;
        }
        const all = waterfall?.steps.reduce((left, step) => left - step.lost, 10_000);
        expect(all).toBe(waterfall?.result);
      }),
    );
  });
});

describe("[O15] Laney's p′ chart", () => {
  test("four weeks by hand", () => {
    // p̄ = (90 + 40 + 95 + 75) / (100 + 50 + 100 + 75) = 300/325. z = (p − p̄)/√(p̄(1 − p̄)/n).
    const points = [
      { key: "W1", value: 0.9, n: 100 },
      { key: "W2", value: 0.8, n: 50 },
      { key: "W3", value: 0.95, n: 100 },
      { key: "W4", value: 1, n: 75 },
    ];
    const chart = controlChart(points);
    const p = 300 / 325;
    const z = [-0.8660254, -3.2659863, 1.010363, 2.5];
    const sigma = (2.3999609 + 4.2763493 + 1.489637) / 3 / 1.128;
    expect(chart?.centre).toBeCloseTo(p, 12);
    for (const [k, { value, n }] of points.entries()) {
      expect((value - p) / Math.sqrt((p * (1 - p)) / n)).toBeCloseTo(z[k] ?? 0, 6);
    }
    expect(chart?.sigmaZ).toBeCloseTo(sigma, 6);
    expect(chart?.limits[1]?.lower).toBeCloseTo(p - 3 * sigma * Math.sqrt((p * (1 - p)) / 50), 6);
    expect(chart?.limits[1]?.upper).toBe(1);
    expect(chart?.signals).toEqual([]);
  });

  const weeks = (values: readonly number[]) => values.map((value, k) => ({ key: `W${k + 1}`, value, n: 100 }));

  test("one beyond, eight on a side, six in trend", () => {
    const calm = [0.9, 0.92, 0.9, 0.92, 0.9, 0.92, 0.9, 0.92, 0.9, 0.92, 0.9];
    expect(controlChart(weeks(calm))?.signals).toEqual([]);
    expect(
      controlChart(weeks([...calm, 0.5]))?.signals.map(({ rule, from, direction }) => [rule, from, direction]),
    ).toContainEqual(["beyond", "W12", "down"]);
    const moved = [0.8, 0.82, 0.8, 0.82, 0.8, 0.82, 0.8, 0.82, 0.95, 0.96, 0.95, 0.96, 0.95, 0.96, 0.95, 0.96];
    expect(controlChart(weeks(moved))?.signals.filter(({ rule }) => rule === "side")).toMatchObject([
      { from: "W1", to: "W8", direction: "down" },
      { from: "W9", to: "W16", direction: "up", text: "8 in a row are above the centre, W9 to W16." },
    ]);
    expect(controlChart(weeks([0.9, 0.88, 0.89, 0.9, 0.91, 0.92, 0.93]))?.signals).toMatchObject([
      { rule: "trend", from: "W2", to: "W7", direction: "up" },
    ]);
    expect(controlChart(weeks([0.9, 0.88, 0.89, 0.9, 0.91, 0.92]))?.signals).toEqual([]);
  });

  test("no data is no chart; one week, or none that ever failed, has no limits", () => {
    expect(controlChart([])).toBeNull();
    expect(controlChart(weeks([0.9]))).toMatchObject({ centre: 0.9, sigmaZ: null, limits: [null] });
    expect(controlChart(weeks([1, 1, 1]))).toMatchObject({ centre: 1, sigmaZ: null, signals: [] });
  });

  test("weeks that are all the same are no signal, whatever their mean is off by", () => {
    const same = Array.from({ length: 13 }, (_, k) => ({ key: `W${k}`, value: 29 / 35, n: 35 }));
    expect(controlChart(same)).toMatchObject({ sigmaZ: 0, signals: [] });
  });
});

describe("[O16] the forecast", () => {
  test("three uncertain lines by hand", () => {
    // P(0) = 0.1·0.5·0.8, P(1) = 0.9·0.5·0.8 + 0.1·0.5·0.8 + 0.1·0.5·0.2 …
    const of = distribution([0.9, 0.5, 0.2]);
    for (const [k, chance] of [0.04, 0.41, 0.46, 0.09].entries()) expect(of[k]).toBeCloseTo(chance, 12);
    const chances = [0.9, 0.5, 0.2, 1, 1, 0].map((kept) => ({ weight: 1, kept }));
    expect(forecastOf(chances)).toEqual({ value: 3.6 / 6, lower: 3 / 6, upper: 4 / 6 });
  });

  test("what is certain has no interval, nothing has none, and no data is none", () => {
    expect(
      forecastOf([
        { weight: 2, kept: 1 },
        { weight: 2, kept: 0 },
      ]),
    ).toEqual({ value: 0.5, lower: 0.5, upper: 0.5 });
    expect(forecastOf([])).toBeNull();
  });

  test("many lines: the normal distribution says the same to a line or two", () => {
    const many = (n: number) => Array.from({ length: n }, (_, k) => ({ weight: 1, kept: 0.5 + (k % 50) / 100 }));
    const exact = forecastOf(many(2_000));
    const normal = forecastOf(many(2_000).concat({ weight: 1.0001, kept: 0.5 }));
    expect(Math.abs((exact?.lower ?? 0) - (normal?.lower ?? 1))).toBeLessThan(2 / 2_000);
    expect(Math.abs((exact?.upper ?? 0) - (normal?.upper ?? 1))).toBeLessThan(2 / 2_000);
  });
});

describe("[O17] how good the forecast was", () => {
  const scored = (pLate: number, isCalled: boolean, wasLate: boolean, horizonHours = 24): Scored => ({
    line: "O/1",
    site: "S",
    closesAt: 100,
    horizonHours,
    madeAt: 0,
    pLate,
    isCalled,
    wasLate,
  });

  test("four predictions by hand", () => {
    const given = [
      scored(0.9, true, true),
      scored(0.8, true, false),
      scored(0.1, false, false),
      scored(0.15, false, true),
      scored(1, true, true, 72),
    ];
    const foresight = foresightOf(given, 24);
    expect(foresight).toMatchObject({ n: 4, late: 2, called: 2, precision: 0.5, recall: 0.5, naiveBrier: 0.5 });
    expect(foresight.brier).toBeCloseTo((0.01 + 0.64 + 0.01 + 0.7225) / 4, 12);
    expect(foresight.calibration).toEqual([
      { from: 0.1, to: 0.2, n: 2, said: 0.125, was: 0.5 },
      { from: 0.8, to: 0.9, n: 1, said: 0.8, was: 0 },
      { from: 0.9, to: 1, n: 1, said: 0.9, was: 1 },
    ]);
    expect(foresightOf(given, 72)).toMatchObject({ n: 1, precision: 1, recall: 1, brier: 0 });
  });

  test("no data is no figure", () => {
    expect(foresightOf([], 24)).toMatchObject({
      n: 0,
      brier: null,
      naiveBrier: null,
      precision: null,
      recall: null,
      calibration: [],
    });
  });

  test("each horizon has its own time to be written down", () => {
    expect(
      samplingOf(200 * 3_600_000).map(({ horizonHours, from, until }) => [
        horizonHours,
        from / 3_600_000,
        until / 3_600_000,
      ]),
    ).toEqual([
      [168, 32, 128],
      [72, 128, 176],
      [24, 176, 200],
    ]);
  });

  test("warning time is from when it was known to when it was promised", () => {
    const standing = {
      line: "O/1",
      since: 0,
      state: "late" as const,
      cause: { kind: "scrap", subjectType: "production-order", subject: "W", resource: null, supplier: null },
      seq: 1,
    };
    expect(warningHours([standing], 7_200_000, false)).toBe(2);
    expect(warningHours([], 7_200_000, false)).toBeNull();
  });
});
