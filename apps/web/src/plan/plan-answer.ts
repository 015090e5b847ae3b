import type { AsOf } from "../api/answers.ts";

export interface PlanBars {
  readonly id: readonly string[];
  readonly order: readonly string[];
  readonly resource: readonly number[];
  readonly item: readonly number[];
  readonly state: readonly string[];
  readonly plannedStart: readonly number[];
  readonly plannedFinish: readonly number[];
  readonly projectedStart: readonly (number | null)[];
  readonly projectedFinish: readonly (number | null)[];
  readonly startedAt: readonly (number | null)[];
  readonly finishedAt: readonly (number | null)[];
  readonly baselineStart: readonly (number | null)[];
  readonly baselineFinish: readonly (number | null)[];
  readonly baselineResource: readonly number[];
  readonly boundBy: readonly (string | null)[];
  readonly quantity: readonly number[];
  readonly good: readonly number[];
  readonly scrap: readonly number[];
  readonly lineState: readonly (string | null)[];
  readonly lines: readonly number[];
  readonly valueAtRisk: readonly (string | null)[];
  readonly hold: readonly number[];
}

export interface PlanResource {
  readonly id: string;
  readonly name: string;
  readonly capacity: number;
  readonly state: string | null;
  readonly since: string | null;
  readonly reason: string | null;
  readonly upAt: string | null;
  readonly upAtAssumed: boolean;
}

export interface PlanStop {
  readonly resource: number;
  readonly from: string;
  readonly to: string | null;
  readonly reason: string | null;
}

export interface PlanHold {
  readonly id: string;
  readonly target: string;
  readonly reason: string;
  readonly expectedReleaseAt: string | null;
}

export interface PlanBaseline {
  readonly plan: string;
  readonly publishedAt: string;
  readonly horizonStart: string;
  readonly horizonEnd: string;
  readonly coversAll: boolean;
}

export interface PlanItem {
  readonly id: string;
  readonly name: string;
  readonly uom: string;
}

export interface Plan {
  readonly site: string;
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
  readonly resources: readonly PlanResource[];
  readonly items: readonly PlanItem[];
  readonly bars: PlanBars;
  readonly dropped: {
    readonly id: readonly string[];
    readonly order: readonly string[];
    readonly resource: readonly number[];
    readonly item: readonly number[];
    readonly baselineStart: readonly number[];
    readonly baselineFinish: readonly number[];
  };
  readonly stops: readonly PlanStop[];
  readonly holds: readonly PlanHold[];
  readonly baseline: PlanBaseline | null;
  readonly total: number;
  readonly isComplete: boolean;
  readonly version: string;
  /** The version that bars are told against; null: they are all there are. */
  readonly since: string | null;
  /** Operations that were told then and are there no more. */
  readonly gone: readonly string[];
}

export interface WindowVariables {
  [name: string]: unknown;
  readonly site: string;
  readonly from: string;
  readonly to: string;
}

export interface PlanAnswer {
  readonly asOf: AsOf;
  readonly plan: Plan | null;
}

export interface ChainStep {
  readonly kind: string;
  readonly id: string;
  readonly order: string | null;
  readonly resource: string | null;
  readonly item: string | null;
  readonly itemName: string | null;
  readonly boundBy: string | null;
  readonly start: string | null;
  readonly finish: string | null;
}

export interface ChainAnswer {
  readonly asOf: AsOf;
  readonly planChain: readonly ChainStep[] | null;
}

export interface PlanProgress {
  readonly baseline: PlanBaseline | null;
  readonly now: string;
  readonly at: readonly string[];
  readonly planned: readonly number[];
  readonly actual: readonly (number | null)[];
  readonly forecast: readonly (number | null)[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly plannedNow: number;
  readonly actualNow: number;
  readonly operations: number;
}

export interface ProgressAnswer {
  readonly asOf: AsOf;
  readonly planProgress: PlanProgress | null;
}

export interface ResourceLosses {
  readonly id: string;
  readonly name: string;
  readonly down: readonly (number | null)[];
  readonly setup: readonly (number | null)[];
  readonly scrap: readonly (number | null)[];
  readonly slow: readonly (number | null)[];
}

export interface PlanLosses {
  readonly hours: readonly string[];
  readonly resources: readonly ResourceLosses[];
}

export interface LossesAnswer {
  readonly asOf: AsOf;
  readonly planLosses: PlanLosses | null;
}

export interface PeggingNode {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly item: string;
  readonly itemName: string;
  readonly uom: string;
  readonly site: string;
  readonly quantity: number | null;
  readonly availableAt: string | null;
  readonly isFirstDomino: boolean;
}

export interface PeggingEdge {
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly needAt: string;
  readonly availableAt: string | null;
  readonly slackMinutes: number | null;
  readonly isOnPath: boolean;
}

export interface Pegging {
  readonly line: string;
  readonly nodes: readonly PeggingNode[];
  readonly edges: readonly PeggingEdge[];
  readonly isComplete: boolean;
}

export interface PeggingAnswer {
  readonly asOf: AsOf;
  readonly pegging: Pegging | null;
}
