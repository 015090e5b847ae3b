import type { Instant } from "@lockstep/domain/instant";
import type { Role } from "../permissions.ts";

/** One thing to do, by whom, and within how many minutes after the exception opened. */
export interface PlaybookStep {
  readonly text: string;
  readonly ownerRole: Role;
  /** Counted by the clock of the exception's policy. */
  readonly minutes: number;
}

/** What is to be done about one kind of exception. A site of null stands for every site. */
export interface Playbook {
  readonly site: string | null;
  readonly kind: string;
  readonly name: string;
  /** None: nothing is to be ticked there. */
  readonly steps: readonly PlaybookStep[];
}

/** A playbook as it was put in force; what it replaces stays for exceptions that began before. */
export interface PlaybookInForce extends Playbook {
  /** Of that site and kind: each change is one more. */
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}

/** All versions of each site and kind, oldest first. */
export type Playbooks = ReadonlyMap<string, readonly PlaybookInForce[]>;

/** A step that was done. */
export interface Tick {
  /** Its place in the playbook, from 0. */
  readonly step: number;
  readonly by: string;
  readonly at: Instant;
  readonly note: string | null;
}

/** How far an exception has come in the playbook that it began under. */
export interface Followed {
  readonly site: string | null;
  readonly version: number;
  /** What the minutes are counted from. */
  readonly since: Instant;
  readonly ticks: readonly Tick[];
}

/** What is audited of playbooks that is about no single exception. */
export interface PlaybookEvent {
  readonly type: "playbook-put";
  /** What it is about; no exception's id. */
  readonly exceptionId: string;
  readonly at: Instant;
  readonly by: string;
  readonly before: null;
  readonly after: null;
  readonly note: string | null;
  readonly playbook: PlaybookInForce;
}

export const scopeOf = ({ site, kind }: Pick<Playbook, "site" | "kind">): string => JSON.stringify([site, kind]);
