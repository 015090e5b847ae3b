import type { AlarmPerformance, EstimateAccuracy, LinesSaved } from "@lockstep/protocol/generated/schema";
import type { AsOf } from "../api/answers.ts";

export type Performance = Omit<AlarmPerformance, "asOf" | "version">;

export type Estimates = Omit<EstimateAccuracy, "asOf" | "version">;

export interface PerformanceAnswer {
  readonly asOf: AsOf;
  readonly alarmPerformance: Performance | null;
  readonly linesSaved: Pick<LinesSaved, "called" | "late" | "came" | "saved">;
  readonly estimateAccuracy: Estimates | null;
}

export interface ResponseAnswer {
  readonly asOf: AsOf;
  readonly alarmPerformance: Pick<Performance, "stages" | "acknowledged"> | null;
}

export interface PerformanceVariables {
  readonly from: string;
  readonly to: string;
  readonly site: string | null;
}
