import type { Instant } from "@lockstep/domain/instant";
import type { Call, CalledPerson, Calls, DirectoryEvent, EscalationState } from "./escalation/model.ts";
import { emptyEscalation } from "./escalation/policies.ts";
import type { Handovers } from "./handover/evolve-handovers.ts";
import type { HandoverEvent } from "./handover/model.ts";
import type { ExceptionState } from "./life.ts";
import type { Role } from "./permissions.ts";
import type { Followed, PlaybookEvent, Playbooks } from "./playbook/model.ts";
import { shippedPlaybooks } from "./playbook/shipped.ts";
import type { Watcher } from "./watch/model.ts";

export type Severity = "critical" | "high" | "medium" | "low";

/** What the workflow reads of a cause that stands now. */
export interface StandingCause {
  /** `kind|subject-type|subject`. */
  readonly key: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly subject: string;
  readonly severity: Severity;
  /** Null: every line that it hits is lost. */
  readonly actBy: Instant | null;
  readonly valueAtRiskMinor: number;
  readonly sites: readonly string[];
  /** The resource that it stands on, for muting. */
  readonly resource: string | null;
}

/** How bad it was at some moment; what "worse" is measured against. */
export interface Weight {
  readonly severity: Severity;
  readonly actBy: Instant | null;
  readonly valueAtRiskMinor: number;
}

export interface Seen extends Weight {
  readonly sites: readonly string[];
  readonly resource: string | null;
}

export interface TimelineEntry {
  /** 1 for the first one of the exception. */
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly action: WorkflowEvent["type"];
  readonly before: ExceptionState | null;
  readonly after: ExceptionState;
  readonly note: string | null;
  /** SHA-256 of pictures that are kept, in hex; left out: none. */
  readonly photos?: readonly string[];
  /** Of a merging: the exception that it became part of. */
  readonly into?: string;
}

/** Until when somebody said that a cause stands. */
export interface GivenEstimate {
  readonly by: string;
  /** Those that they had then. */
  readonly roles: readonly Role[];
  /** When they decided. */
  readonly at: Instant;
  readonly estimate: Instant;
}

export interface ExceptionRecord {
  /** Never changes. */
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly subject: string;
  /** 1 for the first time that this cause made an exception. */
  readonly occurrence: number;
  readonly state: ExceptionState;
  /** The cause stands now. */
  readonly present: boolean;
  readonly openedAt: Instant;
  /** Since when the cause is gone; null while it stands. */
  readonly clearedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  /** "recovered", or the reason code that was given. */
  readonly outcome: string | null;
  /** As last seen. */
  readonly seen: Seen;
  /** Until when it could be acted on, as it was when it opened; null: every line was lost already. */
  readonly firstActBy: Instant | null;
  /** When a person first said what happens with it: gave it to somebody, put it off, ended it, or said until when it stands. */
  readonly decidedAt: Instant | null;
  /** Which system was wrong, by who flagged it false; null: nobody did, or they did not say. */
  readonly wrongSystem: string | null;
  readonly owner: string | null;
  /** Of all that acknowledged it, who decided last: by when they decided, not by when it arrived. */
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: Instant | null;
  /** The one that was given last, in the same sense, with who gave it and when; acknowledging without one leaves it. */
  readonly estimate: Instant | null;
  readonly estimatedBy: string | null;
  readonly estimatedAt: Instant | null;
  /** All that were given, as each arrived, where it is about something that can be estimated. */
  readonly estimates: readonly GivenEstimate[];
  readonly shelvedUntil: Instant | null;
  /** How bad it was when it was shelved or resolved by hand; worse than that brings it back. */
  readonly putOffAt: Weight | null;
  readonly recurrences: number;
  /** The exception that it was joined into; null: none. */
  readonly mergedInto: string | null;
  /** Those that are part of it now, in the order in which they were merged. */
  readonly parts: readonly string[];
  readonly calls: Calls | null;
  /** Null: there was none for it when it opened. */
  readonly playbook: Followed | null;
  readonly watchers: readonly Watcher[];
  readonly timeline: readonly TimelineEntry[];
}

/** Every fold of events ends in one; `standing` is not from events but from the latest projection. */
export interface WorkflowState {
  readonly records: ReadonlyMap<string, ExceptionRecord>;
  /** The latest exception of each cause. */
  readonly latest: ReadonlyMap<string, string>;
  readonly standing: ReadonlyMap<string, StandingCause>;
  readonly escalation: EscalationState;
  /** Of shifts, by their id, in the order in which they were written. */
  readonly handovers: Handovers;
  readonly playbooks: Playbooks;
}

export const emptyState: WorkflowState = {
  records: new Map(),
  latest: new Map(),
  standing: new Map(),
  escalation: emptyEscalation,
  handovers: new Map(),
  playbooks: shippedPlaybooks,
};

export interface Actor {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  /** The address that they asked from; left out: it is not known. */
  readonly from?: string;
}

interface Happened {
  readonly exceptionId: string;
  /** When it happened; of a person's action, when the person decided. */
  readonly at: Instant;
  /** "system", or the person. */
  readonly by: string;
  readonly before: ExceptionState | null;
  readonly after: ExceptionState;
  readonly note: string | null;
}

interface ByPerson {
  readonly commandId: string;
  readonly actor: Actor;
}

/** By the SHA-256 of what is kept. */
interface WithPhotos {
  readonly photos?: readonly string[];
}

/** All steps begin anew: of what severity. Left out where it was written without. */
interface Begins {
  readonly severity?: Severity;
}

/** One audited record each: plain JSON, with instants as epoch milliseconds. */
export type WorkflowEvent = Happened &
  (
    | {
        readonly type: "opened";
        readonly key: string;
        readonly kind: string;
        readonly subjectType: string;
        readonly subject: string;
        readonly occurrence: number;
        readonly seen: Seen;
      }
    | { readonly type: "cleared"; readonly seen: Seen }
    | { readonly type: "returned"; readonly seen: Seen }
    | { readonly type: "recovered" }
    | { readonly type: "reopened"; readonly because: "seen-again" | "worse"; readonly seen: Seen }
    | ({ readonly type: "woke"; readonly because: "time" | "worse" } & Begins)
    | (ByPerson &
        WithPhotos & {
          readonly type: "acknowledged";
          readonly estimate: Instant | null;
          /** When it came, where it was decided before that. */
          readonly arrivedAt?: Instant;
        })
    | (ByPerson & { readonly type: "assigned"; readonly to: string })
    | (ByPerson & {
        readonly type: "shelved";
        readonly until: Instant;
        readonly reason: string;
        readonly weight: Weight;
      })
    | (ByPerson & { readonly type: "resolved"; readonly reason: string; readonly weight: Weight })
    | (ByPerson & { readonly type: "flagged-false"; readonly reason: string; readonly wrongSystem: string | null })
    | (ByPerson & WithPhotos & { readonly type: "commented" })
    | (ByPerson & { readonly type: "merged"; readonly into: string })
    /** By a person, or because what it was joined into is over. */
    | (Partial<ByPerson> & { readonly type: "split" } & Begins)
    | {
        readonly type: "called";
        readonly call: Call;
        readonly because: string | null;
        readonly weight: Weight;
        /** Lines that are lost. */
        readonly lost: readonly string[];
      }
    | ({ readonly type: "lapsed" } & Begins)
    /** Graver than it was when its steps began: those of that severity begin. */
    | { readonly type: "became-graver"; readonly severity: Severity }
    | (ByPerson & {
        readonly type: "playbook-ticked";
        /** From 0. */
        readonly step: number;
        readonly remark: string | null;
      })
    | (ByPerson & { readonly type: "playbook-unticked"; readonly step: number })
    | (ByPerson & { readonly type: "watched"; readonly weight: Weight })
    | (ByPerson & { readonly type: "unwatched" })
    | {
        readonly type: "watchers-told";
        readonly because: string;
        /** Whom it is told to, and to whom a call at the same moment tells it; all who watch, where it was written without. */
        readonly of?: readonly string[];
        readonly people: readonly CalledPerson[];
        readonly weight: Weight;
      }
  );

/** Everything that the workflow's state is made of. */
export type AnyEvent = WorkflowEvent | DirectoryEvent | HandoverEvent | PlaybookEvent;

export const SYSTEM = "system";
