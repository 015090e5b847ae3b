import type { Instant } from "@lockstep/domain/instant";
import type { Finding } from "@lockstep/domain/world";
import type { Feed } from "@lockstep/protocol/generated/schema";
import type { WorkflowState } from "@lockstep/workflow/model";
import type { OtifKeeper } from "../otif/keeper.ts";
import type { KnownFacts, KnownWorld } from "../replica/known-facts.ts";
import type { ShownProjection } from "../replica/projection-replica.ts";
import type { ExceptionSource } from "../wire/exception-row.ts";
import type { AsMoney } from "../wire/money.ts";
import type { LineBook } from "./line-book.ts";
import type { OnRequest } from "./on-request.ts";
import type { QuarantineBook } from "./quarantine-book.ts";
import type { SiteTotals } from "./site-totals.ts";

export interface QuarantineShown {
  readonly open: number;
  readonly total: number;
  /** As everything durable has it: it may be a moment ahead. */
  readonly book: QuarantineBook;
}

/**
 * Everything that is said at one moment. Every answer and every frame is made of one of these, and nothing is in it that is
 * not durable. It holds until the next one is shown, for which the same maps are moved on: read it in one go, without waiting
 * for anything in between.
 */
export interface View {
  /** Grows by one with every view, also where time alone moved. */
  readonly revision: number;
  /** It is what was known at a past moment, and nothing is done to it. */
  readonly isPast: boolean;
  /** The last log position whose effect is in it. */
  readonly seq: number;
  /** The clock, not rounded. */
  readonly clock: Instant;
  readonly clockMode: "live" | "manual";
  /** When the latest of its facts was received. */
  readonly factAt: Instant | null;
  readonly world: KnownWorld;
  readonly known: KnownFacts;
  readonly projection: ShownProjection;
  readonly lines: LineBook;
  /** Of the lines, by site. */
  readonly totals: ReadonlyMap<string, SiteTotals>;
  readonly exceptions: ReadonlyMap<string, ExceptionSource>;
  readonly workflow: WorkflowState;
  readonly feeds: readonly Feed[];
  readonly quarantine: QuarantineShown;
  /** What the tower has found out about itself; the facts' and the network's are the projection's. */
  readonly ownFindings: readonly Finding[];
  /** What became of order lines, of this very moment. */
  readonly otif: OtifKeeper;
  readonly asMoney: AsMoney;
  /** What is made only for those who ask for it, before they look. */
  readonly onRequest: OnRequest;
}

/** What facts alone say at a moment, whatever is thought of them. */
export type KnownView = Pick<View, "seq" | "clock" | "clockMode" | "world" | "known">;
