/** What `/outgoing` says: commands for foreign systems, made of facts or asked for by a person. */

/**
 * - `held`: a rule keeps it back; `waiting`: it is about to be sent; `sent`: no answer yet
 * - `acknowledged`: the system has said yes; `evidenced`: its own rows show it
 * - `refused`: it has said no, or cannot take it; `reversed`: another command has taken it back
 * - `declined` by a person; `replaced`: what was known later has made another one of it, or none
 */
export type OutgoingState =
  | "held"
  | "waiting"
  | "sent"
  | "acknowledged"
  | "evidenced"
  | "refused"
  | "reversed"
  | "declined"
  | "replaced";

export type OutgoingAction = "release" | "decline" | "retry";

export interface OutgoingCommand {
  readonly connector: string;
  readonly commandId: string;
  readonly state: OutgoingState;
  /** In plain words; null where it cannot be told. */
  readonly what: string | null;
  readonly command: { readonly kind: string; readonly [field: string]: unknown };
  /** The production order, or `hold:` and a hold; null: a person has asked for it. */
  readonly subject: string | null;
  readonly site: string | null;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly attempts: number;
  readonly sentAt: string | null;
  readonly settledAt: string | null;
  readonly evidencedAt: string | null;
  /** Why it was refused, or what went wrong the last time. */
  readonly reason: string | null;
  /** The rule that keeps it back, or did, and in plain words why. */
  readonly heldBy: string | null;
  readonly heldWhy: string | null;
  readonly rulesVersion: number | null;
  /** Who has let it go, declined it or had it sent again; `system` where a later fact did. */
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decidedNote: string | null;
  readonly reversedBy: string | null;
  /** What whoever asks may do about it. */
  readonly actions: readonly OutgoingAction[];
}

export interface OutgoingCount {
  readonly connector: string;
  /** The row of the page of feeds that they stand on; null: the connector is not declared any more. */
  readonly feed: string | null;
  /** Held, refused, or not answered yet. */
  readonly backlog: number;
  readonly held: number;
  readonly refused: number;
  /** Sent, not taken, and sent again by itself. */
  readonly notTaken: number;
}

export interface OutgoingAnswer {
  readonly now: string;
  /** The newest first. */
  readonly commands: readonly OutgoingCommand[];
  /** There are older ones than were asked for. */
  readonly hasMore: boolean;
  /** For those who see every site, else empty. */
  readonly counts: readonly OutgoingCount[];
}

/** One rule on the way out, as `connectors.yaml` has it. */
export interface OutRuleShape {
  readonly rule: string;
  readonly tolerance?: number;
  readonly timesRate?: number;
  readonly ask?: "always" | "reversals" | "over";
  readonly quantity?: number;
}

/** `GET /outgoing/rules`: of each connector that tells, what is declared. */
export interface OutRulesAnswer {
  readonly connectors: readonly {
    readonly connector: string;
    readonly version: number;
    readonly rules: readonly OutRuleShape[];
  }[];
}

/** `POST /outgoing/preview`: confirmations and reversals of a time, as they were judged and as they would be. */
export interface OutRulesPreview {
  readonly since: string;
  readonly until: string;
  /** Judged again; `unknown`: made before what rules look at was kept with them. */
  readonly judged: number;
  readonly unknown: number;
  /** False: there are more in this time, and only the newest were looked at. */
  readonly isWhole: boolean;
  /** Of those that were judged again. */
  readonly held: number;
  readonly wouldBeHeld: number;
  readonly newlyHeld: number;
  readonly letGo: number;
  readonly rules: readonly { readonly rule: string; readonly held: number; readonly wouldBeHeld: number }[];
  /** The newest hundred of each effect. */
  readonly effects: readonly OutRuleEffect[];
}

export interface OutRuleEffect {
  readonly commandId: string;
  readonly what: string | null;
  readonly subject: string | null;
  readonly effect: "held" | "let-go";
  /** That would hold it, or held it, and why in plain words. */
  readonly rule: string;
  readonly why: string;
}
