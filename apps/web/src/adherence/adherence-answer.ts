import type { LeadTimes } from "@lockstep/protocol/generated/schema";
import type { AsOf } from "../api/answers.ts";

export interface CurvePoint {
  readonly hours: number;
  readonly share: number;
}

export interface CurveStep extends CurvePoint {
  readonly atRisk: number;
  readonly failed: number;
  readonly censored: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface Hazard {
  readonly assumption: string;
  readonly n: number;
}

interface Survival {
  readonly n: number;
  readonly broken: number;
  /** Null: longer than it was watched. */
  readonly halfLifeHours: number | null;
  readonly horizonHours: number;
}

export interface WeekRow extends Survival {
  readonly plan: { readonly plan: string; readonly week: string; readonly publishedAt: string };
  readonly brokeAt: string | null;
  readonly curve: readonly CurvePoint[];
  readonly hazards: readonly Hazard[];
  readonly worst: { readonly name: string; readonly hazards: readonly Hazard[] } | null;
}

export interface SurvivalRow extends Survival {
  readonly definition: string;
  readonly curve: readonly CurveStep[];
  readonly hazards: readonly (Hazard & { readonly share: number; readonly perHundredOrderDays: number | null })[];
  readonly days: readonly { readonly day: number; readonly n: number }[];
  readonly weeks: readonly WeekRow[];
}

export interface KeptRow {
  readonly n: number;
  readonly kept: number;
  readonly share: number | null;
}

export interface LineRow {
  readonly key: string;
  readonly name: string;
  readonly operations: number;
  readonly planned: number;
  readonly made: number;
  readonly volume: number | null;
  readonly mix: number | null;
  readonly starts: KeptRow;
  readonly finishes: KeptRow;
  readonly sequence: KeptRow;
}

export interface OeeLine {
  readonly key: string;
  readonly name: string;
  readonly availability: number | null;
  readonly effectiveness: number | null;
  readonly quality: number | null;
  readonly oee: number | null;
  readonly apt: number;
  readonly pbt: number;
  readonly n: number;
  readonly withoutRate: number;
  readonly finding: string | null;
}

export interface AdherenceTable {
  readonly definition: string;
  readonly rows: readonly LineRow[];
}

export interface OeeTable {
  readonly definition: string;
  readonly total: OeeLine;
  readonly rows: readonly OeeLine[];
}

export interface AdherenceAnswer {
  readonly asOf: AsOf;
  readonly planSurvival: SurvivalRow | null;
  readonly scheduleAdherence: AdherenceTable | null;
  readonly oee: OeeTable | null;
}

/** By the shifts of the day. */
export type ShiftsAnswer = Pick<AdherenceAnswer, "asOf" | "scheduleAdherence" | "oee">;
export type ShiftsVariables = Omit<AdherenceVariables, "weeks">;

export interface AdherenceVariables {
  [name: string]: unknown;
  readonly site: string;
  readonly weeks: number;
  readonly from: string;
  readonly to: string;
}

export interface HalfLifeAnswer {
  readonly asOf: AsOf;
  readonly planSurvival: Omit<Survival, "broken"> | null;
}

export type LeadTimesTable = Pick<LeadTimes, "definition" | "drifting" | "totalCount" | "nodes">;

export interface LeadTimesAnswer {
  readonly asOf: AsOf;
  readonly leadTimes: LeadTimesTable | null;
}

export interface LeadTimesVariables {
  readonly site: string;
  readonly from: string;
  readonly to: string;
}
