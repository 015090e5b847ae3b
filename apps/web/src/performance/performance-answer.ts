import type { AsOf } from "../api/answers.ts";

export interface RateRow {
  readonly cards: number;
  readonly minutes: number;
  readonly perTenMinutes: number | null;
  readonly most: number | null;
  readonly floodMinutes: number;
  readonly floodShare: number | null;
}

export interface RoleRow {
  readonly role: string;
  readonly site: string | null;
  readonly rate: RateRow;
  readonly shifts: readonly { readonly name: string; readonly rate: RateRow }[];
}

export interface CardRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}

export interface StageRow {
  readonly stage: string;
  readonly n: number;
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
}

export interface KindRow {
  readonly kind: string;
  readonly cards: number;
  readonly flagged: number;
  readonly rate: number | null;
  readonly most: number;
  readonly overBudget: readonly string[];
}

export interface Performance {
  readonly definition: string;
  readonly since: string | null;
  readonly limits: {
    readonly perTenMinutes: number;
    readonly most: number;
    readonly floodShare: number;
    readonly standing: number;
    readonly chattering: number;
    readonly falseFlagRate: number;
  };
  readonly cards: RateRow;
  readonly roles: readonly RoleRow[];
  readonly standing: {
    readonly n: number;
    readonly nodes: readonly { readonly card: CardRow; readonly since: string }[];
  };
  readonly chattering: {
    readonly n: number;
    readonly nodes: readonly { readonly card: CardRow; readonly comings: number }[];
  };
  readonly worst: {
    readonly causes: number;
    readonly share: number | null;
    readonly nodes: readonly { readonly card: CardRow; readonly cards: number }[];
  };
  readonly falseFlags: {
    readonly cards: number;
    readonly flagged: number;
    readonly rate: number | null;
    readonly systems: readonly { readonly system: string | null; readonly flagged: number }[];
  };
  readonly kinds: readonly KindRow[];
  readonly stages: readonly StageRow[];
  readonly acknowledged: { readonly n: number; readonly inTime: number; readonly share: number | null };
}

export interface PerformanceAnswer {
  readonly asOf: AsOf;
  readonly alarmPerformance: Performance | null;
  readonly linesSaved: {
    readonly called: number;
    readonly late: number;
    readonly came: number;
    readonly saved: number;
  };
}

export interface PerformanceVariables {
  readonly from: string;
  readonly to: string;
  readonly site: string | null;
}

export interface ResponseAnswer {
  readonly asOf: AsOf;
  readonly alarmPerformance: Pick<Performance, "stages" | "acknowledged"> | null;
}
