import type { Instant } from "@lockstep/domain/instant";
import type { WorkingTime } from "@lockstep/domain/working-time";
import type { ExceptionRecord, Seen, WorkflowState } from "../model.ts";
import type { Role } from "../permissions.ts";
import type { OverdueCause, QuarantineTold } from "../quarantine/tell-stewards.ts";
import type { Call, CalledPerson, CallReason, Calls, Channel, Person, PolicyInForce, Target } from "./model.ts";
import type { Found } from "./who.ts";

/** What the calls are decided on besides the exceptions themselves. */
export interface Situation {
  readonly now: Instant;
  /** Of the plant: what a policy's clock counts in. */
  workingTime(sites: readonly string[], resource: string | null): WorkingTime;
  /** The order lines of a cause that stands whose act-by has passed. */
  lostLines(key: string): readonly string[];
  /** Where an order line is to leave from; left out or null: it is not known. */
  siteOfLine?(line: string): string | null;
  /** Where a cause is; left out or none: nobody knows, or it is nowhere. */
  sitesOfCause?(cause: Pick<ExceptionRecord, "subjectType" | "subject">): readonly string[];
  /** Over which channels this person can be told, as the server is set up. */
  reaches(person: Person): readonly Channel[];
  /** What has lain in quarantine for too long and somebody may be still to be told of; left out: nothing is looked for. */
  overdueCauses?(toldOf: (cause: string) => QuarantineTold | undefined): readonly OverdueCause[];
}

/** A call that may be made, as far as it has come through the stages. */
export interface Candidate {
  readonly record: ExceptionRecord;
  readonly calls: Calls;
  readonly seen: Seen;
  readonly mutedBy: string | null;
  readonly policy: PolicyInForce;
  readonly reason: CallReason;
  /** Of the policy, from 0; null: none. */
  readonly step: number | null;
  /** What it counts for. */
  readonly role: Role;
  /** Several only where it is people. */
  readonly to: readonly Target[];
  readonly channels: readonly Channel[];
  readonly dueAt: Instant;
  /** Why, in words, beyond its reason; lines that are lost. */
  readonly because: string | null;
  readonly lost: readonly string[];
  /** Where people are looked for before the sites of the exception. */
  readonly places: readonly string[];
  /** By the stage that looks for people. */
  readonly found: readonly Found[];
  readonly outcome: Call["outcome"];
  /** Of a flood: when its digest is due. */
  readonly heldUntil: Instant | null;
  readonly people: readonly CalledPerson[];
}

/** A call that is not made now, and by which stage. */
export interface Stopped {
  readonly stoppedBy: StageName;
  /** In plain words. */
  readonly because: string;
  /** When it may be otherwise; null: something else has to happen. */
  readonly until: Instant | null;
}

export type StageName =
  | "alive"
  | "standing"
  | "settled"
  | "unmuted"
  | "loud"
  | "due"
  | "not-told-already"
  | "somebody"
  | "within-budget"
  | "channels";

export interface Stage {
  readonly name: StageName;
  look(call: Candidate, around: Around): Candidate | Omit<Stopped, "stoppedBy">;
}

/** What the stages may look at. */
export interface Around {
  readonly state: WorkflowState;
  readonly situation: Situation;
  readonly budget: Budget;
}

/** How often a role may be called. */
export interface Budget {
  /** Null: it may be called now, and is counted; else until when it is held. */
  take(role: Role, site: string | null, now: Instant): Instant | null;
}
