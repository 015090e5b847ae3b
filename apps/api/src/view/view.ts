import type { Instant } from "@lockstep/domain/instant";
import type { ParkedFact } from "@lockstep/domain/ledger";
import type { Finding, World } from "@lockstep/domain/world";
import type { Projection } from "@lockstep/engine/views";
import type { Feed } from "@lockstep/protocol/generated/schema";
import type { WorkflowState } from "@lockstep/workflow/model";
import type { ExceptionSource } from "../wire/exception-row.ts";
import type { AsMoney } from "../wire/money.ts";
import type { LineBook } from "./line-book.ts";

export interface QuarantineCounts {
  readonly open: number;
  readonly total: number;
}

/**
 * Everything that is said at one moment; it never changes. Every answer and every frame is made of one of these, and
 * nothing is in it that is not durable.
 */
export interface View {
  /** Grows by one with every view, also where time alone moved. */
  readonly revision: number;
  /** The last log position whose effect is in it. */
  readonly seq: number;
  /** The clock, not rounded. */
  readonly clock: Instant;
  readonly clockMode: "live" | "manual";
  /** When the latest of its facts was received. */
  readonly factAt: Instant | null;
  readonly world: World;
  readonly projection: Projection;
  readonly parked: () => readonly ParkedFact[];
  readonly lines: LineBook;
  readonly exceptions: ReadonlyMap<string, ExceptionSource>;
  readonly workflow: WorkflowState;
  readonly feeds: readonly Feed[];
  readonly quarantine: QuarantineCounts;
  /** What the tower has found out about itself; the facts' and the network's are the projection's. */
  readonly ownFindings: readonly Finding[];
  readonly asMoney: AsMoney;
  readonly stateHash: () => string;
}
