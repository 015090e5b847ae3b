import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";

/** Facts of one type that were packed together, field by field. */
export interface StoredFields {
  readonly type: FactType;
  readonly deleted: boolean;
  readonly source: readonly string[];
  readonly id: readonly string[];
  readonly time: readonly number[];
  readonly subject: readonly string[] | null;
  readonly key: readonly string[];
  readonly receivedAt: readonly number[];
  readonly seq: readonly number[];
  readonly connector: readonly string[];
  /** The canonical text of the fact in that row. */
  textOf(row: number): string;
}

/**
 * A checked fact that was read from packed bytes. Its canonical text, most of what it would take in memory, is looked up
 * when it is asked for; it and the connector do not go along where a fact is copied or sent to another thread.
 */
export class StoredFact {
  readonly type: FactType;
  readonly source: string;
  readonly id: string;
  readonly time: number;
  declare readonly subject?: string;
  readonly key: string;
  readonly deleted: boolean;
  readonly data: object;
  readonly receivedAt: number;
  readonly seq: number;
  readonly #fields: StoredFields;
  readonly #row: number;

  constructor(fields: StoredFields, row: number, data: object) {
    this.type = fields.type;
    this.source = at(fields.source, row);
    this.id = at(fields.id, row);
    this.time = at(fields.time, row);
    if (fields.subject !== null) this.subject = at(fields.subject, row);
    this.key = at(fields.key, row);
    this.deleted = fields.deleted;
    this.data = data;
    this.receivedAt = at(fields.receivedAt, row);
    this.seq = at(fields.seq, row);
    this.#fields = fields;
    this.#row = row;
  }

  get canonical(): string {
    return this.#fields.textOf(this.#row);
  }

  get connector(): string {
    return at(this.#fields.connector, this.#row);
  }
}

function at<T>(values: readonly T[], row: number): T {
  const value = values[row];
  if (value === undefined) throw new Error(`packed facts have no row ${row}`);
  return value;
}

/** Who brought a fact in, if it was read from packed bytes. */
export const connectorOf = (fact: AnyFact): string | undefined =>
  fact instanceof StoredFact ? fact.connector : undefined;
