import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Json, JsonObject } from "@lockstep/domain/json";
import type { Result } from "@lockstep/domain/result";
import type { MadeOf } from "../contract.ts";

/**
 * A connector of a system that does not speak by itself and has to be asked. It has two halves:
 *
 *   PolledSystem (IO)  ──reading──►  PolledConnector (pure)  ──facts──►  log
 *          ▲────────────────write────────────┘
 *
 * The system reads rows and carries writes out; it knows nothing of facts. The connector knows all rows that were read,
 * says which facts follow from them, and which of them are news. The shell (`apps/api/src/feeds/poll-connector.ts`) asks
 * in turns, waits longer after each failure, and keeps what the connector remembers.
 *
 * What may be relied on: one thing happens after the other; `at` never goes back; what `take` asked to be remembered is
 * durable before its facts are handed to the log, and they are handed over again after a crash in between.
 */
export interface PolledSystem {
  /** Everything, anew. */
  snapshot(): Promise<Reading>;
  /**
   * What has changed since a cursor, and may be more: rows that were read before do no harm. `known` is what is known
   * of the tables that have to be compared as a set.
   */
  changes(cursor: string, known: PolledConnector["rows"]): Promise<Reading>;
  /** Which rows there are, and how each stands; without tables that are only ever read whole. */
  inventory(): Promise<Inventory>;
  /** Certain rows, as they are now; those that are no more are in `gone`. */
  rows(wanted: ReadonlyMap<string, readonly RowId[]>): Promise<Reading>;
  /** Carries a write out if its precondition holds. Rejects only where it is worth trying again. */
  apply(write: Write): Promise<Applied>;
}

export type RowId = number | string;

/** A row as the foreign system has it, in plain JSON. */
export interface Row {
  readonly id: RowId;
  /** When it was last written, as finely as the system says it: ISO 8601 in UTC. Another content, another stamp. */
  readonly stamp: string;
  readonly fields: JsonObject;
}

export interface Reading {
  /** By table. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** Rows that are no more. */
  readonly gone: ReadonlyMap<string, readonly RowId[]>;
  /** Tables of which `rows` has all that there are. */
  readonly whole: ReadonlySet<string>;
  /** Where to go on; null: where it was. */
  readonly cursor: string | null;
}

/** By table, each row's stamp. */
export type Inventory = ReadonlyMap<string, ReadonlyMap<RowId, string>>;

export interface PolledConnector {
  /** Null: nothing was ever read, or what is remembered is of another version: a snapshot is due. */
  readonly cursor: string | null;
  rows(table: string): ReadonlyMap<RowId, Row>;
  /** What a reading says that was not known. */
  take(reading: Reading, at: Instant): Taken;
  /** What an inventory shows to be gone, or to be read again. */
  compare(inventory: Inventory): Pick<Reading, "gone"> & { readonly wanted: ReadonlyMap<string, readonly RowId[]> };
  /**
   * A command as a write with a precondition; or why it cannot be, in words for whoever gave it. What is made anew there
   * carries `reference`, by which it is found again.
   */
  write(command: unknown, reference: string): Result<Write, string>;
  /** Whether the rows that were read show all of these. */
  shows(wanted: readonly Wanted[]): boolean;
}

export interface Taken {
  readonly facts: readonly CloudEvent[];
  /** What each of them was made of, in the same order; null: of rows that are gone, or of all that there are. */
  readonly from?: readonly (MadeOf | null)[];
  /** To be remembered before the facts are told; null forgets. */
  readonly remember: readonly (readonly [key: string, value: string | null])[];
}

/** One fact that follows from the rows as they are. */
export interface Derived {
  readonly type: FactType;
  /** What makes it that thing and no other, among the facts of its type. */
  readonly key: string;
  readonly data: JsonObject;
  /** The latest stamp among the rows that it is made of. */
  readonly writtenAt: Instant;
  /** These rows, as far as they are worth keeping; left out of sums over all that there are. */
  readonly madeOf?: readonly Row[];
  /** Fields that stay as they were when they were told first. */
  readonly frozen?: readonly string[];
  /** True: it happened, so it is told once and never again, whatever becomes of its rows. */
  readonly once?: boolean;
  /** True: it is not told, but counts as told. */
  readonly silent?: boolean;
}

/** What is done in a foreign system, in its own words. */
export interface Write {
  /** In plain words, for people. */
  readonly what: string;
  /** Rows that must stand as they did when they were read. */
  readonly expected: readonly Expected[];
  /** What shows, all of it, that it is done already, such as by an attempt whose answer was lost. */
  readonly done: readonly Wanted[];
  /**
   * What shows that its first call was made, by an attempt that was broken off: rows are not as they were then because of
   * that very attempt, so the precondition is not looked at again.
   */
  readonly begun?: readonly Wanted[];
  /** One after the other; a parameter that is `CREATED` stands for what the first of them has answered. */
  readonly calls: readonly Call[];
}

export interface Expected {
  readonly table: string;
  readonly id: RowId;
  readonly stamp: string;
  /** The precondition in the form that the system itself checks. */
  readonly precondition: Json;
}

export interface Wanted {
  readonly table: string;
  /** Which row: a field and its value. */
  readonly where: readonly [field: string, value: Json];
  readonly field: string;
  readonly value: Json;
  /** Or one of these. */
  readonly or?: readonly Json[];
}

export const CREATED = "$created";

export interface Call {
  readonly method: string;
  readonly params: readonly Json[];
  /** What shows that it was made, all of it; looked at where an attempt was broken off, and with `isOptional` always. */
  readonly unless?: readonly Wanted[];
  readonly isOptional?: boolean;
}

export type Applied =
  | { readonly kind: "applied" }
  /** Never to be tried again as it is; `rule` is `stale` where the rows have changed since they were read. */
  | { readonly kind: "refused"; readonly rule: "stale" | "foreign"; readonly reason: string };
