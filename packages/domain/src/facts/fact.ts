import type { Instant, InstantText } from "../instant.ts";
import type { FactData, FactType } from "./catalogue.ts";

/** A CloudEvents 1.0 event in JSON, as it comes in: nothing in `data` has been checked yet. */
export interface CloudEvent {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly subject?: string;
  readonly data?: unknown;
  readonly [extension: string]: unknown;
}

/** Wire data with its instants as epoch milliseconds. */
export type InForce<T> = T extends InstantText
  ? Instant
  : T extends readonly (infer U)[]
    ? readonly InForce<U>[]
    : T extends object
      ? { readonly [K in keyof T]: InForce<T[K]> }
      : T;

/** The data of a fact as rules read it: checked, defaults filled in, instants as epoch milliseconds. */
export type Data<T extends FactType> = InForce<FactData[T]>;

/**
 * A checked fact. `deleted` facts are tombstones: their `data` holds the key fields alone.
 * `receivedAt` and `seq` are the receiver's: when it came in and its position in the log.
 */
export interface Fact<T extends FactType = FactType> {
  readonly type: T;
  readonly source: string;
  readonly id: string;
  readonly time: Instant;
  readonly subject?: string;
  readonly key: string;
  readonly deleted: boolean;
  readonly data: Data<T>;
  /**
   * RFC 8785 canonical JSON of the whole event: what "the same content" means. Not always a field of its own: a fact that
   * was read from a snapshot looks it up, so name it where a fact is copied.
   */
  readonly canonical: string;
  readonly receivedAt: Instant;
  readonly seq: number;
}

/** A fact of any type, `data` narrowed by `type`. */
export type AnyFact = { [T in FactType]: Fact<T> }[FactType];
