import type { ExceptionRecord } from "@lockstep/workflow/model";
import type { MadeOf } from "./made-of.ts";
import type { Thing } from "./thing.ts";
import type { Found } from "./walk.ts";

/** What a figure is of: where it comes from, and what it says. */
export interface Subject {
  readonly things: readonly Thing[];
  /** As it stands in an answer; null: not known, or no single figure. */
  readonly value: unknown;
  /** Null: it is not made of parts. */
  readonly made: MadeOf | null;
  /** What people have done about these belongs to it. */
  readonly acted: readonly ExceptionRecord[];
  /** Facts that no thing has of its own. */
  readonly also: readonly Found[];
  /** There are more such facts than these. */
  readonly isCut: boolean;
}

/** A subject of which nothing else is said. */
export const subject = (things: readonly Thing[], more: Partial<Subject> = {}): Subject => ({
  ...{ things, value: null, made: null, acted: [], also: [], isCut: false },
  ...more,
});

export const lineThing = (id: string): Thing => ({ kind: "sales-order-line", id });
export const orderThing = (id: string): Thing => ({ kind: "production-order", id });

/** Each once, in the order in which they come. */
export const eachOnce = (things: readonly Thing[]): readonly Thing[] => [
  ...new Map(things.map((thing) => [`${thing.kind} ${thing.id}`, thing])).values(),
];
