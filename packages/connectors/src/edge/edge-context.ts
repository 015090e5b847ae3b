import type { Instant } from "@lockstep/domain/instant";
import { NOTHING_TOLD, type ToldBefore } from "../mapping/told-before.ts";
import type { MachineStateName } from "./edge-config.ts";

/** What the tower knows, at one moment, of what runs where. The shell hands it in with every message. */
export interface EdgeContext {
  /** Another number: what it says may be something else now. */
  readonly revision: number;
  /** A reading cannot be of a later time than this: its sender's clock is ahead. */
  readonly latest: Instant;
  /** What runs on a resource, by others than `source` if they say so, else by it; else what is to run there next. */
  operationOn(resource: string, source: string): OperationThere | null;
  /** Which operation of an order is the resource's. */
  seqOf(order: string, resource: string): number | null;
  /** What is known of an operation, whoever said it last; done is what others than `source` say is done. */
  operation(name: OperationName, source: string): KnownOperation | null;
  place(resource: string): Place;
  /** What the facts of each source said last of each resource, by now: it looks at all of them. */
  remember(): Remember;
  /** What each source has told by now, for plain mappings. */
  readonly told: ToldBefore;
}

export interface OperationName {
  readonly order: string;
  readonly seq: number;
}

export interface OperationThere extends OperationName {
  readonly isReported: boolean;
}

export interface KnownOperation {
  /** What the order is to make; null if no order is known. */
  readonly quantity: number | null;
  readonly item: string | null;
  readonly isDone: boolean;
  readonly reported: Totals | null;
}

export interface Totals {
  readonly startedAt: Instant | null;
  readonly good: number;
  readonly scrap: number;
  readonly runHours: number | null;
}

export interface Place {
  readonly site: string | null;
  readonly costCentre: string | null;
}

export type Remember = (source: string, resource: string) => Remembered;

/** What a machine goes on from after a restart. */
export interface Remembered {
  readonly state: RememberedState | null;
  readonly operation: RememberedOperation | null;
}

export interface RememberedState {
  readonly state: MachineStateName;
  readonly reason: string | null;
  readonly since: Instant;
  /** Of the last raw reading that it stands on. */
  readonly readAt: Instant;
  /** The extension attribute `rawsignals`. */
  readonly signals: string;
}

export interface RememberedOperation extends OperationName, Totals {
  readonly state: "setup" | "running" | "paused" | "done" | "pending";
  readonly time: Instant;
  readonly readAt: Instant;
  /** The counters' readings that the totals stand on, by the fact's extension attribute: `rawgood`. */
  readonly counters: Readonly<Record<string, number>>;
  readonly lot: string;
  readonly shift: string;
  readonly product: string;
  readonly costCentre: string;
}

/** What plain mappings are made facts by: what their sources have told by now, and of which time a fact can be at the latest. */
export type MappingContext = Pick<EdgeContext, "told" | "latest">;

/** A tower that knows nothing as yet. */
export const NO_CONTEXT: EdgeContext = {
  revision: 0,
  latest: Number.POSITIVE_INFINITY,
  operationOn: () => null,
  seqOf: () => null,
  operation: () => null,
  place: () => ({ site: null, costCentre: null }),
  remember: () => () => ({ state: null, operation: null }),
  told: NOTHING_TOLD,
};
