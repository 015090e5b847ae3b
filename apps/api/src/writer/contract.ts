import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Intake, Looked } from "@lockstep/domain/intake";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Result } from "@lockstep/domain/result";
import type { RuleDifference } from "@lockstep/domain/rules/rule-findings";
import type { RuleSet, SiteRule } from "@lockstep/domain/rules/site-rule";
import type { Finding } from "@lockstep/domain/world";
import type { Unthinkable } from "@lockstep/engine/what-if";
import type { AuditRow, NewEscalationMessage, QuarantineAssignment, Settlement, Store } from "@lockstep/store/store";
import type { AnyEvent, WorkflowState } from "@lockstep/workflow/model";
import type { StewardRule } from "@lockstep/workflow/quarantine/steward";
import type { EngineThread } from "../engine-thread/engine-thread.ts";
import type { Asked, Assumed, Forked } from "../engine-thread/protocol.ts";
import type { Refusal } from "../errors.ts";
import type { Reach } from "../escalation/situation.ts";
import type { Publication } from "../live/publication.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { NoMoney } from "../money/money-rights.ts";
import type { OtifKeeper } from "../otif/keeper.ts";
import type { Declared } from "../otif/rows.ts";
import type { Connectors } from "../restore/connectors.ts";
import type { FeedBook } from "../view/feed-book.ts";
import type { QuarantineKeeper } from "../view/quarantine-book.ts";
import type { View } from "../view/view.ts";
import type { AsMoney } from "../wire/money.ts";
import type { Noted } from "./audit-rows.ts";
import type { Outcome } from "./decide-group.ts";
import type { Guard, Incoming, Told } from "./incoming.ts";
import type { DeclaredSet } from "./rule-set-row.ts";

/** What was known when the process began. */
export interface Restored {
  readonly seq: number;
  /** Where the log stands that the snapshot holds which it was read from; 0 if it is to be made anew. */
  readonly snapshotSeq: number;
  /** Facts that the first engine has been fed with, each at its position in the log: all up to there, some of which may have given way since. */
  readonly fed: readonly AnyFact[];
  /** Some of them have. */
  readonly fedGaveWay: boolean;
  readonly clock: Instant;
  readonly factAt: Instant | null;
  readonly workflow: WorkflowState;
  readonly auditNumber: number;
  readonly connectors: Connectors;
  readonly quarantine: QuarantineKeeper;
  readonly ruleSet: RuleSet;
  /** When which exceptions' calls were due. */
  readonly timers: readonly { readonly id: string; readonly dueAt: Instant }[];
}

export interface WriterOptions {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly intake: Intake;
  /** Starts one that knows nothing yet: at the beginning, and in place of one that is lost. */
  readonly startEngine: () => EngineThread;
  readonly feeds: FeedBook;
  readonly otif: OtifKeeper;
  readonly restored: Restored;
  readonly clockMode: "live" | "manual";
  readonly asMoney: AsMoney;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly onPublish: (publication: Publication) => void;
  /** Over which channels people can be told. */
  readonly reach: Reach;
  /** Whose quarantined facts are, by their connectors. */
  readonly stewards: readonly StewardRule[];
  readonly noMoney: NoMoney;
  /** There are messages to be sent, and they are durable. */
  readonly onCalled: () => void;
  /** What these people are told in the app is another than before, and it is durable. */
  readonly onTold: (people: ReadonlySet<string>) => void;
  /** What else the tower has found out about itself. */
  readonly audited: () => readonly Finding[];
  /** The log cannot be written any more, or no engine lasts: nothing that waits is ever answered. */
  readonly onLost: (error: unknown) => void;
}

/** What became of facts, once they are durable. */
export interface Taken extends Outcome {
  /** Why the guard let none of them through; null: it did. */
  readonly refused: string | null;
  /** The log's position when they were. */
  readonly seq: number;
}

/** Where everything that is kept in memory stands, between two jobs. */
export interface Standing {
  readonly seq: number;
  readonly workflow: WorkflowState;
  /** How many audited records the workflow's state is made of. */
  readonly auditNumber: number;
}

/** What one command writes: decided on what is durable, nothing is shown before it is, too. */
export interface Decided {
  readonly events: readonly AnyEvent[];
  readonly facts: readonly Incoming[];
  readonly connector: string;
  readonly settled: readonly Settlement[];
  readonly assigned?: readonly QuarantineAssignment[];
  /** The rules that hold for all that is received after it. */
  readonly ruleSet?: DeclaredSet;
  /** A version of an OTIF definition. */
  readonly declared?: Declared;
  /** What people are told of it. */
  readonly messages?: readonly NewEscalationMessage[];
  /** What is audited besides the events. */
  readonly audit?: readonly Omit<AuditRow, "seq">[];
  /** What is answered, as JSON, now and whenever the command is sent again. */
  readonly answer?: string;
  /** Plain JSON of the command, for the log. */
  readonly body: string;
  readonly name: string;
  readonly actor: string;
}

export interface CommandRequest {
  readonly commandId: string;
  readonly argumentsHash: string;
  decide(known: Deciding): Promise<Result<Decided, Refusal>>;
}

/** What a command is decided on. */
export interface Deciding {
  readonly workflow: WorkflowState;
  readonly now: Instant;
  /** Takes an event in with the command, if it would be accepted; else nothing comes of it. */
  take(value: unknown, connector: string): Looked;
}

/** What became of comparing what is shown with the projection computed anew. */
export interface Verified {
  /** Where they differed, the first few; none if all is well. */
  readonly differences: readonly string[];
  /** Whether what is shown says the same by now. */
  readonly isRight: boolean;
  /** The log's position, and the clock, that both were of. */
  readonly seq: number;
  readonly clock: Instant;
}

/** What would be different, and the view of the moment that it is measured against. */
export interface ThoughtThrough extends Forked {
  readonly view: View;
}

export interface Writer {
  /** It holds until the next one is shown: read it in one go, without waiting for anything in between. */
  readonly view: View;
  /** Resolves while the view has what is asked for: read it at once. */
  ready(asked: readonly Asked[]): Promise<void>;
  readonly seq: number;
  readonly reach: Reach;
  /** Messages wait to be sent: somebody has asked for them again. */
  sendMessages(): void;
  /** They have read what they were told, on one of the screens that they look at. */
  told(people: ReadonlySet<string>): void;
  /** Facts that wait to be decided. */
  readonly backlog: number;
  /**
   * Takes facts in; resolves when they are durable. Rejects with `Stopped` once the writer is at its end, and with
   * `StoreAway` where the log cannot be written for a while: nothing of them is kept then. So do all others that write.
   */
  take(incoming: readonly Incoming[], connector: string, guard?: Guard | null): Promise<Taken>;
  /** What has been accepted and is durable, shown or not. */
  readonly facts: Told;
  /** Their sender is told now: what was taken is shown within a second. */
  answered(): void;
  /** Something is known of the feeds that no fact says: it is shown soon. */
  refresh(): void;
  /** What brought a fact in; empty if that is not known. */
  connectorOf(fact: AnyFact): string;
  /** The rules that the site has declared, as they hold for what comes next. */
  readonly ruleSet: RuleSet;
  /** What other rules would find of what is shown, and find no more. Rejects with `EngineLost`. */
  compareRules(after: readonly SiteRule[]): Promise<readonly RuleDifference[]>;
  /** How many of these wait for something that they name. */
  countParked(facts: readonly AnyFact[]): number;
  /**
   * Carries a command out, once whatever it is sent; resolves with the view that shows its effect. Rejects if it cannot be
   * decided: nothing is written then.
   */
  command(request: CommandRequest): Promise<Result<View, Refusal>>;
  /** What would become of events if they were sent now, one after the other; nothing does. */
  rehearse(): (value: unknown) => Looked;
  /** Audits what happens to something that is no exception; resolves when it is durable. */
  note(noted: readonly Noted[]): Promise<void>;
  /** Moves a manual clock; resolves with the view at that time, in which all facts answered before are. */
  setClock(now: Instant): Promise<Result<View, Refusal>>;
  /**
   * Compares what is shown with the projection computed anew from all facts; what differs is built up anew and shown.
   * Facts are taken and questions answered meanwhile. Whoever asks while one waits gets the result of that one.
   */
  verify(): Promise<Verified>;
  /**
   * What would be different now if these were facts, measured against everything that was answered for before. Nothing is kept.
   */
  fork(assumed: Assumed): Promise<Result<ThoughtThrough, Unthinkable>>;
  /** Looks, without waiting, at what is in memory while the log, the ledger and the workflow agree. */
  look<T>(look: (standing: Standing) => T): Promise<T>;
  /** Takes nothing more, finishes what it has, and ends. */
  stop(): Promise<void>;
}

export class Stopped extends Error {}
