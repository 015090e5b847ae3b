import type { AsOf } from "../api/answers.ts";
import type { Amount } from "../format/numbers.ts";

export interface WallResource {
  readonly id: string;
  readonly name: string;
  readonly site: string | null;
  readonly state: string | null;
  readonly since: string | null;
  readonly upAt: string | null;
  readonly upAtAssumed: boolean;
}

export interface WallAnswer {
  readonly asOf: AsOf;
  readonly overview: {
    /** Of none nothing is known to be at risk. */
    readonly openOrderLines: number;
    readonly totalAtRisk: Amount;
    readonly promisesToday: {
      readonly total: number;
      readonly onTrack: number;
      readonly atRisk: number;
      readonly late: number;
      readonly short: number;
      readonly done: number;
    };
  };
  readonly resources: readonly WallResource[];
}
