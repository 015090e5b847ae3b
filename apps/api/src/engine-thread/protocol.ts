import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Result } from "@lockstep/domain/result";
import type { RuleDifference } from "@lockstep/domain/rules/rule-findings";
import type { SiteRule } from "@lockstep/domain/rules/site-rule";
import type { Finding } from "@lockstep/domain/world";
import type { TimelessLine } from "@lockstep/engine/live/line-rows";
import type { CauseView, OrderLineView, ProductionOrderView, ResourceView } from "@lockstep/engine/views";
import type { Assumption, Unthinkable } from "@lockstep/engine/what-if";
import type { PackedFacts } from "@lockstep/store/facts/packed-facts";

/** What the engine's thread is started with. */
export interface EngineSettings {
  readonly mode: "live" | "manual";
  readonly currency: string;
}

/** What is made only for those who ask, and not told with each pass. */
export type Asked = "findings" | "parked" | "points" | "stateHash";

export type Request =
  /** A part of what the next pass takes in. */
  | { readonly kind: "facts"; readonly facts: readonly AnyFact[] }
  /** The same, as they are kept; unpacked where they are needed. */
  | { readonly kind: "packed"; readonly chunk: PackedFacts }
  /** That is all for now: it takes in what it has, for the first pass to project. */
  | { readonly kind: "begin"; readonly clock: Instant }
  | ({ readonly kind: "pass"; readonly id: number; readonly facts: readonly AnyFact[] } & PassOrder)
  | {
      readonly kind: "tell";
      readonly id: number;
      readonly asked: readonly Asked[];
      readonly rules: readonly SiteRule[];
      /** Whoever asks for stocking points knows them as they were after this pass; 0: none. */
      readonly pointsOf: number;
    }
  | { readonly kind: "compare"; readonly id: number; readonly rules: OtherRules }
  | { readonly kind: "fork"; readonly id: number; readonly assumed: Assumed }
  /** Compares bit by bit, between passes, and changes nothing. */
  | { readonly kind: "check"; readonly id: number }
  /** Compares in one go, and puts right what differs. */
  | { readonly kind: "verify"; readonly id: number };

export type Reply =
  /** The first lines of the pass that is told next. */
  | { readonly kind: "part"; readonly id: number; readonly orderLines: readonly TimelessLine[] }
  /** To what was fed; null: it could not be taken in, and the first pass says why. */
  | { readonly kind: "begun"; readonly news: FactNews | null }
  | { readonly kind: "passed"; readonly id: number; readonly passed: Passed }
  | { readonly kind: "told"; readonly id: number; readonly told: Told }
  | { readonly kind: "compared"; readonly id: number; readonly compared: readonly RuleDifference[] }
  | { readonly kind: "forked"; readonly id: number; readonly forked: Result<Forked, Unthinkable> }
  /** Where what the engine held when it began differs from what all facts of then come to. */
  | { readonly kind: "checked"; readonly id: number; readonly differences: readonly string[] }
  | { readonly kind: "verified"; readonly id: number; readonly verified: Checked }
  | { readonly kind: "failed"; readonly id: number; readonly message: string };

export interface PassOrder {
  readonly clock: Instant;
  /** Of the facts that it takes in one, or one before it, has taken the place of another of the same source and id. */
  readonly displaces: boolean;
  /** Stocking points are wanted with it, and known as they were after this pass; 0: none is known; null: none is wanted. */
  readonly pointsOf: number | null;
}

/** The rules that a site has declared, and those that it thinks of declaring. */
export interface OtherRules {
  readonly before: readonly SiteRule[];
  readonly after: readonly SiteRule[];
}

/** What is to be thought through, and for whom. */
export interface Assumed {
  readonly assumptions: readonly Assumption[];
  /** Null: every site. */
  readonly sites: readonly string[] | null;
}

/** Of one thing, how it stands and how it would. Null: it is not there. */
export type Fork<T> = readonly [from: T | null, to: T | null];

/** All that would be different. */
export interface Forked {
  readonly orderLines: readonly Fork<OrderLineView>[];
  readonly productionOrders: readonly Fork<ProductionOrderView>[];
  readonly causes: readonly Fork<CauseView>[];
}

/** Rows that are new or say something else, and the ids of those that are gone. */
export interface Rows<T> {
  readonly put: readonly T[];
  readonly gone: readonly string[];
}

/** Where the log's side finds a fact that it has sent before. */
export interface FactName {
  readonly source: string;
  readonly id: string;
  readonly seq: number;
}

/** What is in force of one key; of a movement, that it came or went. */
export interface InForce {
  readonly type: FactType;
  readonly key: string;
  /** Null: nothing. */
  readonly fact: FactName | null;
}

/** What the facts say now that they did not say before. */
export interface FactNews {
  /**
   * Which of the facts that were told with it are in force now that the ones before them were not: places in their list, or
   * of those that it was fed with, their positions in the log.
   */
  readonly cameIntoForce: readonly number[];
  readonly inForce: readonly InForce[];
}

/** By id, as the text of a `PointRow`. */
export type Points = Rows<readonly [id: string, text: string]>;

/** What one pass has come to. */
export interface Passed extends FactNews {
  /** The first pass of a thread is 1. */
  readonly pass: number;
  /** All that there is, in place of what was before; else what is not as it was. */
  readonly isWhole: boolean;
  /** The clock, not rounded, and rounded down to the minute. */
  readonly clock: Instant;
  readonly now: Instant;
  /** When something counts that was told ahead of its time; null: nothing waits. */
  readonly dueAt: Instant | null;
  /** They hold until they are told again, whatever the clock says. */
  readonly orderLines: Rows<TimelessLine>;
  readonly productionOrders: Rows<ProductionOrderView>;
  readonly causes: Rows<CauseView>;
  readonly resources: Rows<ResourceView>;
  /** They change often and are looked at seldom: only where they are wanted, those that may not be as they are known. */
  readonly points: Points | null;
  /** All that the facts say is told, in place of what was told before; else what they say now that they did not. */
  readonly saysAll: boolean;
  /** An item, customer, supplier, site or resource has come, gone, or has another name. */
  readonly hasOtherNames: boolean;
  /** The incremental engine failed on these facts and was built up anew from all: why. */
  readonly failure: string | null;
  /** All facts that it has been built up without since it began; null: no others than were told before. */
  readonly setAside: readonly SetAside[] | null;
}

/** With this fact among the others nothing can be computed: it is left out, and stands in the log as before. */
export interface SetAside extends FactName {
  readonly type: FactType;
  readonly why: string;
}

/** What was asked for, all of the moment of one pass. */
export interface Told {
  readonly pass: number;
  /** How long it took to make. */
  readonly milliseconds: number;
  readonly findings?: readonly Finding[];
  /** Those that may not be as they were after the pass that was named. */
  readonly points?: Points;
  readonly parked?: readonly { readonly fact: FactName; readonly waitsFor: readonly string[] }[];
  readonly stateHash?: string;
}

/** Where what the engine holds differs from what all facts come to; if it does, what was built up anew. */
export interface Checked {
  readonly differences: readonly string[];
  readonly healed: { readonly passed: Passed; readonly differences: readonly string[] } | null;
}
