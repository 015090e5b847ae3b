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
  /** By the clock that rules look at: what its age counts from. */
  readonly since: number;
  /** What it has in common with others; null until it is described. */
  readonly cause: string | null;
  /** JSON of what was read of it: only whoever wrote it understands it. */
  readonly described: string | null;
  /** Who has this very fact, whoever has its cause. */
  readonly owner: string | null;
  /** The text that was sent in its place. */
  readonly corrected: string | null;
}

/** What must be known of everything quarantined: to tell what is sent again, and what is open since when. */
export type QuarantineKey = Pick<
  QuarantineRow,
  "id" | "seq" | "contentHash" | "connector" | "rule" | "reason" | "state" | "since" | "cause" | "described" | "owner"
>;

/** What lay in quarantine at some moment, whatever has become of it since; a fact that has given way as the fact that it was. */
export type QuarantinedThen = Omit<LogRecord, "network" | "body"> & {
  /** It was not settled at that moment. */
  readonly isOpen: boolean;
};

/** What was read of a quarantined fact. */
export type QuarantineDescription = Pick<QuarantineRow, "id"> & {
  readonly cause: string;
  readonly described: string;
};

/** Who has a quarantined fact, or all of a cause that nobody else has. */
export interface QuarantineAssignment {
  readonly of: "fact" | "cause";
  readonly id: string;
  readonly owner: string;
  readonly by: string;
  readonly at: number;
}

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
  /** The text that was sent in its place. */
  readonly corrected?: string;
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

/** With what continues the chain. */
export interface ChainedAuditRow extends StoredAuditRow {
  readonly previousHash: string;
  readonly hash: string;
}

/** Null: whatever it is. */
export interface AuditFilter {
  readonly from: number | null;
  /** Not itself. */
  readonly to: number | null;
  readonly by: string | null;
  readonly action: string | null;
  /** A part of the id of what it is about, in any case of letters, or one of these ids; null: one of these ids alone. */
  readonly subject: { readonly part: string | null; readonly ids: readonly string[] } | null;
  /** A part of anything that it says. */
  readonly text: string | null;
  /** "names": only in who did what to what, not in notes and in what else the record says. */
  readonly textIn?: "names";
}

export interface AuditQuery {
  readonly filter: AuditFilter;
  readonly first: number;
  /** Only those before that number; null: from the newest on. */
  readonly before: number | null;
  /** Only those after that number; null: all. */
  readonly after: number | null;
}

export interface AuditPage {
  readonly rows: readonly ChainedAuditRow[];
  readonly hasMore: boolean;
}

export interface CommandRow {
  readonly commandId: string;
  readonly argumentsHash: string;
  readonly seq: number;
  /** What was answered, as JSON, where what is kept does not say it. */
  readonly answer: string | null;
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

/** Whose commands are asked for; what belongs to no site is theirs alone who asked for it, or who see every site. */
export interface CommandsSeen {
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  readonly name: string;
}

export interface OutboxQuery {
  /** Null: every state. */
  readonly states: readonly ConnectorCommandState[] | null;
  /** Null: every site, and those that belong to none. */
  readonly sites: readonly string[] | null;
  /** Of one connector, and asked for since then; of all, and ever, where it is not said. */
  readonly connector?: string;
  readonly since?: number;
  readonly first: number;
}

export interface OutboxCount {
  readonly connector: string;
  readonly state: ConnectorCommandState;
  readonly count: number;
  /** Of these, so many were refused, or something went wrong when they were sent last. */
  readonly withReason: number;
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
  readonly assigned: readonly QuarantineAssignment[];
  readonly audit: readonly AuditRow[];
  readonly commands: readonly CommandRow[];
  /** Where the manual clock is now; null leaves it. */
  readonly clock: number | null;
  /** What facts of it were made of. */
  readonly raw?: readonly RawOfFact[];
  /** The rules that hold for what is received after it. */
  readonly ruleSet?: RuleSetRow;
  readonly otif?: Partial<OtifRows>;
  readonly timers?: readonly EscalationTimer[];
  readonly messages?: readonly NewEscalationMessage[];
}

/** One version of the rules that a site has declared. */
export interface RuleSetRow {
  /** 1 for the first; each follows the one before. */
  readonly version: number;
  /** The position of the command that brought it. */
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  /** JSON that only whoever wrote it understands. */
  readonly rules: string;
}

/** Where a version of the rules stands in the log: it holds for what comes after. */
export type RuleSetPlace = Pick<RuleSetRow, "version" | "seq">;

/** How much one rule has put into quarantine. */
export interface RuleHitCount {
  readonly rule: string;
  readonly count: number;
}

/** What is kept of what became of order lines. */
export interface OtifRows {
  readonly definitions: readonly OtifDefinitionRow[];
  readonly standings: readonly LineStandingRow[];
  readonly predictions: readonly LinePredictionRow[];
  readonly revisions: readonly OtifRevisionRow[];
}

export interface OtifDefinitionRow {
  readonly id: string;
  readonly version: number;
  /** JSON that only the workflow understands. */
  readonly definition: string;
  readonly declaredBy: string;
  readonly declaredAt: number;
  readonly seq: number;
}

/** One of the same line and instant takes the other's place. */
export interface LineStandingRow {
  readonly line: string;
  readonly since: number;
  readonly state: "late" | "short" | "kept" | "ended";
  readonly kind: string | null;
  readonly subjectType: string | null;
  readonly subject: string | null;
  readonly resource: string | null;
  readonly supplier: string | null;
  readonly seq: number;
}

/** The first of a line, promise and horizon stays. */
export interface LinePredictionRow {
  readonly line: string;
  readonly closesAt: number;
  readonly horizonHours: number;
  readonly site: string;
  readonly madeAt: number;
  readonly pLate: number;
  readonly isCalled: boolean;
}

export interface OtifRevisionRow {
  readonly seq: number;
  readonly definition: string;
  readonly line: string;
  readonly site: string;
  readonly at: number;
  /** JSON that only the workflow understands. */
  readonly revision: string;
}

/** When an exception's calls are to be looked at again; null: no more. */
export interface EscalationTimer {
  readonly id: string;
  readonly dueAt: number | null;
}

/** `failed`: given up after many tries, until a person has it sent again; `dropped`: nobody needed it any more. */
export type EscalationMessageState = "waiting" | "sent" | "failed" | "dropped";

/** What one person is told over one channel. */
export interface EscalationMessageRow {
  readonly key: string;
  /** Null: it is about several. */
  readonly exceptionId: string | null;
  readonly person: string;
  readonly channel: string;
  readonly reason: string;
  readonly severity: string | null;
  readonly site: string | null;
  readonly at: number;
  /** Not to be sent before, by the clock that rules look at. */
  readonly dueAt: number;
  /** JSON that only its sender understands. */
  readonly body: string;
  readonly state: EscalationMessageState;
  /** How often it was tried. */
  readonly attempts: number;
  readonly leaseUntil: number | null;
  readonly retryAt: number | null;
  readonly settledAt: number | null;
  /** Why it could not be sent, the last time. */
  readonly trouble: string | null;
  readonly readAt: number | null;
  /** Who had it sent again last. */
  readonly resentBy: string | null;
}

export type NewEscalationMessage = Pick<
  EscalationMessageRow,
  "key" | "exceptionId" | "person" | "channel" | "reason" | "severity" | "site" | "at" | "dueAt" | "body" | "state"
>;

export interface ClaimQuery {
  /** Due by then, by the clock that rules look at. */
  readonly dueBy: number;
  /** The process's own clock, and until when by it they are whose who claims them. */
  readonly now: number;
  readonly leaseUntil: number;
  readonly first: number;
  /** Those of one alone, so that one that hangs keeps no other waiting; without it, of all. */
  readonly channel?: string;
  /** Those of whom enough is claimed already. */
  readonly notFor?: readonly string[];
}

export type EscalationMessageFate = Pick<EscalationMessageRow, "state" | "retryAt" | "settledAt" | "trouble">;

export interface EscalationMessageQuery {
  /** Null: everybody's. */
  readonly person: string | null;
  readonly channel: string | null;
  readonly exceptionId: string | null;
  /** Null: of every site, and of none. */
  readonly sites: readonly string[] | null;
  readonly isUnread: boolean;
  readonly first: number;
  /** The key of the last one seen. */
  readonly after: string | null;
}

/** Of messages that were written from then on and read up to then. */
export interface FirstReadsQuery {
  readonly since: number;
  readonly until: number;
}

/** Since when something counts as left undone. */
export interface OverdueQuery {
  /** By the clock that rules look at: what was due before. */
  readonly before: number;
  /** By the process's own clock: what was given up since. What is older was seen, or nobody looks. */
  readonly failedSince: number;
}

/** What an auditor looks at: whether anything that is due was left undone. */
export interface EscalationOverdue {
  readonly timers: number;
  readonly messages: number;
  readonly failed: number;
  /** When the oldest of the timers was due; null: none is overdue. */
  readonly oldestTimer: number | null;
  readonly oldestMessage: number | null;
}

/** What one fact was made of, as it was received. */
export interface RawOfFact {
  /** The fact's position in the log. */
  readonly seq: number;
  /** Of the text, in UTF-8. */
  readonly sha256: string;
  /** Where it stood: a topic, a file and a row, a document. */
  readonly place: string;
  readonly bytes: number;
  /** Null: it is too large, or too old, to be kept. */
  readonly body: string | null;
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
  /** Waited for before each part that is written. */
  readonly rest?: () => Promise<void>;
}

/** What the tables of one source mean. */
export interface ImportMappingRow {
  readonly source: string;
  /** JSON that only the importer understands. */
  readonly mapping: string;
  readonly changedAt: number;
  readonly changedBy: string;
}

/** Somebody who is signed in. */
export interface SessionRow {
  /** SHA-256 of what the browser keeps; that itself is kept nowhere. */
  readonly idHash: string;
  readonly person: string;
  /** JSON that only the server understands: who vouches for the person, and with what. */
  readonly vouched: string;
  readonly startedAt: number;
  readonly seenAt: number;
  /** Whatever happens until then. */
  readonly endsAt: number;
}

/** Somebody who signs in with a password that is kept here. */
export interface PersonRow {
  readonly name: string;
  /** In the form of the Password Hashing Competition: it says itself how it was made. */
  readonly passwordHash: string;
  readonly roles: readonly string[];
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  readonly isActive: boolean;
  readonly changedAt: number;
  readonly changedBy: string;
}

/** What a program that sends facts shows in place of a person. */
export interface FeedTokenRow {
  readonly id: string;
  /** SHA-256 of the token; that itself is kept nowhere. */
  readonly tokenHash: string;
  readonly name: string;
  /** A fact's source must be one of these, or lie below it. */
  readonly sources: readonly string[];
  /** Null: every type. */
  readonly types: readonly string[] | null;
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
  readonly revokedBy: string | null;
}

/** The keys by which push services know this server. */
export interface PushKeysRow {
  /** An uncompressed point of P-256, in base64url. */
  readonly publicKey: string;
  /** As JWK. It is told nobody. */
  readonly privateKey: string;
  readonly createdAt: number;
}

/** A device on which somebody is told. */
export interface PushDeviceRow {
  readonly id: string;
  readonly person: string;
  readonly endpoint: string;
  /** The device's keys, in base64url. */
  readonly p256dh: string;
  readonly auth: string;
  readonly name: string;
  readonly createdAt: number;
  readonly lastSentAt: number | null;
  readonly endedAt: number | null;
  /** Why the last message did not get there. */
  readonly trouble: string | null;
}

/** On whose behalf something is read. */
export interface Onlooker {
  readonly person: string;
  /** Null: every site. */
  readonly sites: readonly string[] | null;
}

/** A picture that is kept. */
export interface PhotoRow {
  readonly sha256: string;
  /** image/jpeg, image/png or image/webp. */
  readonly type: string;
  readonly body: Uint8Array;
  readonly at: number;
  readonly by: string;
}
