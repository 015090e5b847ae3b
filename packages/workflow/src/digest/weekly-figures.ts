import type { Forecast } from "../otif/forecast.ts";

/** All that a weekly digest says, as the leader's page says it; names and money as people read them. */
export interface WeeklyFigures {
  /** What it is of: a plant, or the company. */
  readonly place: string;
  /** The week that has ended, such as 2026-W10. */
  readonly week: string;
  readonly definition: { readonly id: string; readonly version: number; readonly level: string };
  /** Of that week; null: no data. */
  readonly value: number | null;
  readonly n: number;
  /** In some time zone the week goes on: the chart says nothing of it yet. */
  readonly isRunning: boolean;
  readonly chart: {
    /** Null: no data. */
    readonly centre: number | null;
    /** Null: too few weeks, or none or all failed. */
    readonly sigmaZ: number | null;
    /** Of the chart, those that reach to that week. */
    readonly signals: readonly string[];
  };
  /** Of the week that runs; null: no data. */
  readonly forecast: (Forecast & { readonly n: number; readonly atRisk: string }) | null;
  /** Why that week's failed, the most money first. */
  readonly causes: readonly WeeklyCause[];
  /** What is left over of them; null: nothing. */
  readonly otherCauses: Omit<WeeklyCause, "name"> | null;
  readonly saved: {
    readonly called: number;
    readonly came: number;
    readonly count: number;
    /** The first of them. */
    readonly named: readonly { readonly line: string; readonly cause: string; readonly by: string }[];
  };
  /** How long plans live, by plant. */
  readonly halfLives: readonly {
    readonly plant: string;
    readonly n: number;
    /** Null: longer than they were watched. */
    readonly hours: number | null;
    readonly watchedHours: number;
  }[];
}

export interface WeeklyCause {
  readonly name: string;
  readonly failed: number;
  readonly missing: string;
}
