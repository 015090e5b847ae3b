/** What the log keeps. Instants are epoch milliseconds; `body` and `fact` come back to the last code unit. */
export interface LogRecord {
  /** The position in the log: grows by one with every record, never goes back. */
  readonly seq: number;
  /** The planning network it belongs to: the partition key. */
  readonly network: string;
  readonly kind: "fact" | "quarantine" | "command";
  readonly connector: string;
  readonly receivedAt: number;
  readonly source: string;
  readonly eventId: string;
  readonly type: string;
  readonly eventTime: number | null;
  /** Canonical JSON of the event or the command; for what was quarantined, the text as received. */
  readonly body: string;
}

export interface StoredRecord extends LogRecord {
  /** The position of the fact that took its place after a conflict of content, else null: then it is in force. */
  readonly supersededBy: number | null;
}

export type QuarantineState = "open" | "resubmitted" | "discarded";

export interface QuarantineRow {
  readonly id: string;
  readonly seq: number;
  readonly receivedAt: number;
  readonly connector: string;
  readonly rule: string;
  readonly reason: string;
  /** The text as received. */
  readonly fact: string;
  readonly contentHash: string;
  readonly state: QuarantineState;
  readonly settledBy: string | null;
  readonly settledAt: number | null;
  readonly settledReason: string | null;
}

/** What must be known of everything quarantined, to tell what is sent again. */
export type QuarantineKey = Pick<QuarantineRow, "id" | "seq" | "contentHash" | "rule" | "state">;

/**
 * Closes an open quarantined row. `id` is the row's own, or the hash of its content: then the oldest row of that
 * content which is still open, counting those of the same commit. What is closed already stays as it is.
 */
export interface Settlement {
  readonly id: string;
  readonly state: Exclude<QuarantineState, "open">;
  readonly by: string;
  readonly at: number;
  readonly reason: string | null;
}

/** One transition of an exception. The store numbers these records and chains them by hash. */
export interface AuditRow {
  readonly exceptionId: string;
  /** The log's position when it happened. */
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly action: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly note: string | null;
  /** JSON of the workflow event. */
  readonly event: string;
}

export interface StoredAuditRow extends AuditRow {
  /** 1, 2, 3 … over all exceptions. */
  readonly number: number;
}

export interface CommandRow {
  readonly commandId: string;
  readonly argumentsHash: string;
  readonly seq: number;
}

/** An entry of what a connector remembers; a value of null forgets it. */
export type MemoryEntry = readonly [key: string, value: string | null];

/** `declined` by a person; `replaced`: what was known later has made another one of it, or none. */
export type ConnectorCommandState = "held" | "pending" | "applied" | "refused" | "declined" | "replaced";

/** Something that was asked of a foreign system. */
export interface ConnectorCommandRow {
  readonly connector: string;
  readonly commandId: string;
  readonly askedBy: string;
  readonly askedAt: number;
  /** Canonical JSON. */
  readonly command: string;
  readonly state: ConnectorCommandState;
  /** How often it was sent. */
  readonly attempts: number;
  /** Why it was refused, or what went wrong the last time. */
  readonly reason: string | null;
  readonly settledAt: number | null;
  /** In plain words. */
  readonly what: string | null;
  /** The production order or the hold that it was made for of facts; null: a person asked for it. */
  readonly subject: string | null;
  /** Null: nobody knows whose it is. */
  readonly site: string | null;
  /** Of the rules that it was judged by. */
  readonly rulesVersion: number | null;
  /** The rule that keeps it back, or did, and why in plain words. */
  readonly heldBy: string | null;
  readonly heldWhy: string | null;
  /** Who has released, declined or retried it last, and why; "system" where a later fact did. */
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly decidedNote: string | null;
  /** When it was sent first, since it was let go. */
  readonly sentAt: number | null;
  /** When the foreign system's own rows showed it. */
  readonly evidencedAt: number | null;
  /** The command that has taken it back. */
  readonly reversedBy: string | null;
}

export interface OutboxQuery {
  /** Null: every state. */
  readonly states: readonly ConnectorCommandState[] | null;
  /** Null: every site, and those that belong to none. */
  readonly sites: readonly string[] | null;
  readonly first: number;
}

export interface OutboxCount {
  readonly connector: string;
  readonly state: ConnectorCommandState;
  readonly count: number;
}

export interface Superseded {
  readonly seq: number;
  readonly by: number;
}

/** What becomes durable together, or not at all. */
export interface Commit {
  readonly records: readonly LogRecord[];
  readonly superseded: readonly Superseded[];
  readonly quarantined: readonly QuarantineRow[];
  readonly settled: readonly Settlement[];
  readonly audit: readonly AuditRow[];
  readonly commands: readonly CommandRow[];
  /** Where the manual clock is now; null leaves it. */
  readonly clock: number | null;
}

/** The state of everything before and at `seq`, as bytes that only the writer understands. */
export interface Snapshot {
  readonly seq: number;
  readonly payload: Uint8Array;
}

/** As `Snapshot`; where it is many bytes, in pieces, which are asked for one after the other. */
export interface SnapshotToSave {
  readonly seq: number;
  readonly payload: Uint8Array | Iterable<Uint8Array>;
}

/** What the tables of one source mean. */
export interface ImportMappingRow {
  readonly source: string;
  /** JSON that only the importer understands. */
  readonly mapping: string;
  readonly changedAt: number;
  readonly changedBy: string;
}
