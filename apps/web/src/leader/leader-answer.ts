import type { AsOf } from "../api/answers.ts";
import type { Amount } from "../format/numbers.ts";

export interface ParetoBar {
  readonly key: string;
  readonly name: string;
  readonly failed: number;
  readonly missing: Amount;
}

export interface Failure {
  readonly line: string;
  readonly counted: string;
  readonly customerName: string;
  readonly itemName: string;
  readonly date: string;
  readonly ordered: number;
  readonly inWindow: number;
  readonly missing: Amount;
  readonly cause: { readonly kind: string; readonly subject: string | null };
}

export interface ChartPointRow {
  readonly key: string;
  readonly value: number;
  readonly n: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly isRunning: boolean;
}

export interface ChartRow {
  readonly version: number;
  readonly n: number;
  readonly centre: number | null;
  readonly sigmaZ: number | null;
  readonly points: readonly ChartPointRow[];
  readonly signals: readonly { readonly from: string; readonly to: string; readonly text: string }[];
  readonly finding: string;
}

export interface ForecastRow {
  readonly period: "TODAY" | "THIS_WEEK" | "NEXT_WEEK";
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number;
  readonly closed: number;
  readonly atRisk: Amount;
}

export interface HorizonRow {
  readonly hours: number;
  readonly n: number;
  readonly late: number;
  readonly called: number;
  readonly brier: number | null;
  readonly naiveBrier: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly calibration: readonly { readonly said: number; readonly was: number; readonly n: number }[];
}

export interface LeaderAnswer {
  readonly asOf: AsOf;
  readonly otifDefinitions: readonly {
    readonly id: string;
    readonly version: number;
    readonly customer: string | null;
    readonly description: string;
    readonly level: string;
  }[];
  readonly otifComparison: readonly {
    readonly definition: string;
    readonly version: number;
    readonly level: string;
    readonly value: number | null;
    readonly n: number;
    readonly failed: number;
    readonly fine: Amount;
    readonly missing: Amount;
  }[];
  readonly otifControlChart: ChartRow;
  readonly otifWaterfall: {
    readonly n: number;
    readonly result: number | null;
    readonly steps: readonly { readonly kind: string; readonly failed: number; readonly lost: number }[];
  };
  readonly otifPareto: {
    readonly failed: number;
    readonly missing: Amount;
    readonly bars: readonly ParetoBar[];
    readonly other: ParetoBar | null;
  };
  readonly otifFailures: { readonly totalCount: number; readonly nodes: readonly Failure[] };
  readonly otifForecast: readonly ForecastRow[];
  readonly foresight: {
    readonly late: number;
    readonly warned: number;
    readonly warningHours: number | null;
    readonly horizons: readonly HorizonRow[];
  };
  readonly overview: { readonly totalAtRisk: Amount; readonly openOrderLines: number };
}

export interface LeaderVariables {
  [name: string]: unknown;
  readonly definition: string;
  readonly from: string;
  readonly to: string;
  readonly site: string | null;
  readonly by: string;
  readonly filter: object;
}

/** A promise that was called late and came in time, with who did something about its cause. */
export interface SavedLine {
  readonly line: string;
  readonly site: string;
  readonly closesAt: string;
  readonly calledAt: string;
  readonly exception: string;
  readonly kind: string;
  readonly action: "ACKNOWLEDGED" | "ASSIGNED" | "RESOLVED";
  readonly by: string;
  readonly at: string;
}

export interface SavedLines {
  readonly called: number;
  readonly late: number;
  readonly came: number;
  readonly saved: number;
  readonly nodes: readonly SavedLine[];
}

export interface SavedAnswer {
  readonly asOf: LeaderAnswer["asOf"];
  readonly linesSaved: SavedLines;
}

export interface SavedVariables {
  readonly from: string;
  readonly to: string;
  readonly site: string | null;
}
