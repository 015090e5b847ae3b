import type { Instant } from "@lockstep/domain/instant";

/** What the floor has made of one production order so far, from the facts in force: everything cumulative. */
export interface OrderPicture {
  readonly order: string;
  readonly item: string;
  readonly site: string;
  readonly ordered: number;
  readonly status: "planned" | "released" | "closed" | "cancelled";
  /** Of the last operation: what has come out of the order. */
  readonly good: number;
  /** The last operation says that nothing more will come. */
  readonly isDone: boolean;
  readonly components: readonly PlannedComponent[];
  readonly consumed: readonly Consumed[];
  readonly scrap: readonly Scrap[];
  readonly downtime: readonly Downtime[];
  readonly quality: readonly QualityResult[];
  /** Reports of the last operation, in order of time, with what a machine can make at most. */
  readonly reports: readonly Report[];
  readonly ratePerHour: number | null;
}

export interface PlannedComponent {
  readonly item: string;
  readonly quantityPer: number;
  readonly scrapFraction: number;
}

export interface Consumed {
  readonly item: string;
  /** Null: nobody has said. */
  readonly lot: string | null;
  readonly quantity: number;
}

export interface Component extends Consumed {
  /** What the floor has reported, or what the list of components says. */
  readonly basis: "reported" | "bom";
}

export interface Scrap {
  readonly seq: number;
  readonly quantity: number;
  readonly reason: string | null;
  readonly costCentre: string | null;
}

/** While an operation was under way. */
export interface Downtime {
  readonly seq: number;
  readonly resource: string;
  readonly reason: string | null;
  readonly minutes: number;
  readonly costCentre: string | null;
}

export interface QualityResult {
  readonly hold: string;
  readonly lot: string | null;
  readonly state: "held" | "released" | "rejected";
  readonly reason: string;
}

export interface Report {
  readonly at: Instant;
  readonly good: number;
}

/** What is told with a quantity: more of it, or with a reversal less. */
export interface Content {
  readonly components: readonly Component[];
  readonly scrap: readonly Scrap[];
  readonly downtime: readonly Downtime[];
}

/** A quantity as it is posted: never changed and never deleted; less is a reversal of its own. */
export interface Confirmation extends Content {
  readonly kind: "confirm" | "reverse";
  readonly order: string;
  readonly item: string;
  readonly site: string;
  /** Cumulative good quantities, before and after. */
  readonly from: number;
  readonly to: number;
  /** What lies between them, never negative. */
  readonly quantity: number;
  /** Nothing more will come of the order. */
  readonly isLast: boolean;
  readonly quality: readonly QualityResult[];
  /** The commands that it takes back, the latest first; empty for a confirmation. */
  readonly reverses: readonly string[];
}

/**
 * ```
 *             rule                 person, later fact
 *   (made) ─────────► held ──────────────────────────► pending ──► applied ─ ─► evidenced, reversed
 *      └─────────────────────────────────────────────────▲ │ ▲
 *                      held, refused ── replaced           ▼ │ person
 *                      held, refused ── declined         refused
 * ```
 * `pending` waits or is being sent; `replaced`: a later fact has made another one of it.
 */
export type CommandState = "held" | "pending" | "applied" | "refused" | "declined" | "replaced";

/** A command that was made of facts before. */
export interface Past {
  readonly id: string;
  readonly state: CommandState;
  readonly confirmation: Confirmation;
}

/** When something is told: once an operation is done, or also in between whenever so many more are made. */
export type ConfirmPolicy = { readonly when: "done" } | { readonly when: "progress"; readonly every: number };
