import type { Instant } from "@lockstep/domain/instant";
import type { CalledPerson } from "../escalation/model.ts";
import type { ExceptionState } from "../life.ts";
import type { Severity, TimelineEntry } from "../model.ts";

/** Where a shift is handed over: a whole site, or one resource of it. */
export interface Place {
  readonly site: string;
  /** Null: the whole site. */
  readonly resource: string | null;
}

export interface Shift {
  readonly from: Instant;
  readonly to: Instant;
  /** Whom the roster has on it, by name. */
  readonly people: readonly string[];
}

/** One exception that is open, as it stood when it was written down. */
export interface OpenItem {
  readonly exception: string;
  readonly title: string;
  readonly state: ExceptionState;
  /** The cause stands; false: it is gone, and resolves by itself soon. */
  readonly present: boolean;
  readonly severity: Severity;
  /** Of the site's lines. */
  readonly valueAtRiskMinor: number;
  /** How many lines of the site it hits. */
  readonly lines: number;
  readonly actBy: Instant | null;
  readonly openedAt: Instant;
  readonly owner: string | null;
  readonly acknowledgedBy: string | null;
  /** What is promised of it: when it is to be over. */
  readonly estimate: Instant | null;
  /** What was said of it last. */
  readonly note: string | null;
}

/** Something that happened to an exception in the shift. */
export interface Deed {
  readonly exception: string;
  readonly title: string;
  readonly action: TimelineEntry["action"];
  readonly at: Instant;
  readonly by: string;
  readonly note: string | null;
}

export interface StopItem {
  readonly resource: string;
  readonly name: string;
  readonly from: Instant;
  /** Null: it stands still. */
  readonly to: Instant | null;
  readonly reason: string | null;
}

/** What one resource made in the shift, in pieces. */
export interface MadeItem {
  readonly resource: string;
  readonly name: string;
  readonly good: number;
  readonly scrap: number;
  /** By the plan as it stood then, for the same stretch. */
  readonly planned: number;
}

/** An order line that is promised for the next shift, up to the start of the one after it. */
export interface DueItem {
  readonly line: string;
  readonly item: string;
  readonly customer: string;
  readonly quantity: number;
  readonly promisedAt: Instant;
  readonly projectedDelivery: Instant | null;
  readonly state: string;
}

/** All that one shift leaves to the next. Plain JSON. */
export interface Sheet {
  readonly shift: Shift;
  /** Null: the roster knows of none that follows. */
  readonly next: Shift | null;
  /** False: the roster names no shifts there, and these are the usual three of a day. */
  readonly isRostered: boolean;
  /** What is counted here begins where the sheet before ended. */
  readonly since: Instant;
  readonly until: Instant;
  readonly open: readonly OpenItem[];
  readonly done: readonly Deed[];
  readonly stops: readonly StopItem[];
  readonly made: readonly MadeItem[];
  readonly due: readonly DueItem[];
}

/** What is known of a place besides its exceptions. */
export type Floor = Pick<Sheet, "stops" | "made" | "due">;

export interface Acceptance {
  readonly at: Instant;
  readonly by: string;
  readonly note: string | null;
  /** What had opened since it was handed over. */
  readonly cameAfter: readonly OpenItem[];
}

export interface Handover extends Place {
  readonly id: string;
  /** When the shift that is handed over began: what it is known by at its place. */
  readonly shiftFrom: Instant;
  readonly at: Instant;
  readonly by: string;
  readonly note: string;
  /** Not accepted by then, it is late. */
  readonly lateAfter: Instant;
  /** Null: it is older than the sheets that are kept at hand; the audit trail has it. */
  readonly sheet: Sheet | null;
  readonly accepted: Acceptance | null;
  /** When somebody was told that nobody has accepted it. */
  readonly toldLateAt: Instant | null;
}

/** What is audited of handovers; about no single exception. */
export type HandoverEvent = {
  /** The handover's id; no exception's. */
  readonly exceptionId: string;
  readonly at: Instant;
  readonly by: string;
  readonly before: null;
  readonly after: null;
  readonly note: string | null;
} & (
  | {
      readonly type: "handed-over";
      readonly place: Place;
      readonly commandId: string;
      readonly lateAfter: Instant;
      readonly sheet: Sheet;
    }
  | { readonly type: "handover-accepted"; readonly commandId: string; readonly cameAfter: readonly OpenItem[] }
  | { readonly type: "handover-late"; readonly site: string; readonly people: readonly CalledPerson[] }
);
