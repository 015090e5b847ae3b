import type { Result } from "@lockstep/domain/result";
import type { LogHole } from "./log-hole.ts";
import type { LogLost } from "./log-lost.ts";
import type { OtifQuery } from "./otif-tables.ts";
import type {
  AuditFilter,
  AuditPage,
  AuditQuery,
  ClaimQuery,
  CommandRow,
  CommandsSeen,
  Commit,
  ConnectorCommandRow,
  EscalationMessageFate,
  EscalationMessageQuery,
  EscalationMessageRow,
  EscalationOverdue,
  FeedTokenRow,
  FirstReadsQuery,
  ImportMappingRow,
  MemoryEntry,
  Onlooker,
  OtifRows,
  OutboxCount,
  OutboxQuery,
  OverdueQuery,
  PersonRow,
  PhotoRow,
  PushDeviceRow,
  PushKeysRow,
  QuarantineDescription,
  QuarantinedThen,
  QuarantineKey,
  QuarantineRow,
  QuarantineState,
  RawOfFact,
  RuleHitCount,
  RuleSetPlace,
  RuleSetRow,
  SessionRow,
  Snapshot,
  SnapshotToSave,
  StoredAuditRow,
  StoredRecord,
} from "./records.ts";

export type {
  AuditFilter,
  AuditPage,
  AuditQuery,
  AuditRow,
  ChainedAuditRow,
  ClaimQuery,
  CommandRow,
  CommandsSeen,
  Commit,
  ConnectorCommandRow,
  ConnectorCommandState,
  EscalationMessageFate,
  EscalationMessageQuery,
  EscalationMessageRow,
  EscalationOverdue,
  EscalationTimer,
  FeedTokenRow,
  FirstReadsQuery,
  ImportMappingRow,
  LinePredictionRow,
  LineStandingRow,
  LogRecord,
  MemoryEntry,
  NewEscalationMessage,
  Onlooker,
  OtifDefinitionRow,
  OtifRevisionRow,
  OtifRows,
  OutboxCount,
  OutboxQuery,
  PersonRow,
  PhotoRow,
  PushDeviceRow,
  PushKeysRow,
  QuarantineAssignment,
  QuarantineDescription,
  QuarantinedThen,
  QuarantineKey,
  QuarantineRow,
  QuarantineState,
  RawOfFact,
  RuleHitCount,
  RuleSetRow,
  SessionRow,
  Settlement,
  Snapshot,
  SnapshotToSave,
  StoredAuditRow,
  StoredRecord,
  Superseded,
} from "./records.ts";

/** Where the log lives: a folder of the embedded database, a PostgreSQL, or nowhere that outlives the process. */
export type StoreOptions =
  | { readonly dataFolder: string }
  | { readonly databaseUrl: string }
  | { readonly inMemory: true };

/** The log and what is kept beside it. One process writes; what a read yields is committed. */
export interface Store {
  /**
   * What a resolved `append` survives: `"process"` (any process killed, but no power cut: the embedded database does
   * not wait for the disk), `"power"` (PostgreSQL with fsync on), `"nothing"` (in memory).
   */
  readonly durability: "nothing" | "process" | "power";
  /** The database was away when it was asked last: what is asked of it rejects with `StoreAway`, an append after it has waited for a while. */
  readonly isAway: boolean;
  /**
   * Durable when it resolves. Calls made meanwhile are joined into the next transaction, in the order of the calls. If
   * a transaction fails, all of its calls are rejected and so are the ones that wait behind it, as they were decided on
   * it. With `StoreAway`, nothing of them is written, and the next call is one as any other.
   */
  append(commit: Commit): Promise<void>;
  /**
   * Resolves once nothing can be written any more, also while nobody appends: another process has taken over, or the
   * database is not the one that it was.
   */
  readonly lost: Promise<LogLost>;
  /** Null: the database itself keeps rows of other sites back from `seenBy`; else why it does not, in one line. */
  readonly withoutRowPolicies: string | null;
  /** To read on behalf of somebody, in transactions that cannot write: whatever is asked for, only rows of their sites are found. */
  seenBy(onlooker: Onlooker): SeenStore;
  /** 0 while the log is empty. */
  lastSeq(): Promise<number>;
  /** Everything after that position, in order, in pages; superseded facts are among it, and marked. */
  read(afterSeq: number): AsyncIterable<readonly StoredRecord[]>;
  /** Whether records are missing before the last one: the log never leaves any out, and none is ever deleted. */
  findHole(): Promise<LogHole | null>;
  /**
   * Where the log stood at that moment: by when records were received, or by where a clock that is moved by hand was.
   * 0: it was empty.
   */
  seqAt(moment: number, clock: "live" | "manual"): Promise<number>;
  /** Facts that were in force when the log stood there, and have given way to another content since. */
  displacedSince(seq: number): Promise<readonly StoredRecord[]>;
  /** What lay in quarantine when the log stood there, by position. */
  quarantinedAt(seq: number, moment: number): Promise<readonly QuarantinedThen[]>;
  /** All audited records after that number, in order, in pages. */
  audit(afterNumber?: number): AsyncIterable<readonly StoredAuditRow[]>;
  /**
   * Recomputes the chain of hashes from the first audited record to the last, and holds it against proofs that were
   * given earlier and kept elsewhere. `pause` is waited for after each part: it is told how far it has come.
   */
  verifyAudit(
    seen?: readonly AuditProof[],
    pause?: (checked: number, total: number) => Promise<void>,
  ): Promise<Result<AuditProof, AuditBreach>>;
  /** Audited records that match, newest first. */
  searchAudit(query: AuditQuery): Promise<AuditPage>;
  /** How many match. */
  countAudit(filter: AuditFilter): Promise<number>;
  /** Newest first by position; `after` is the `id` of the last row seen. */
  quarantine(page: QuarantineQuery): Promise<QuarantinePage>;
  /** All that was ever quarantined, oldest position first, in pages, without its text. */
  quarantineKeys(): AsyncIterable<readonly QuarantineKey[]>;
  findQuarantined(id: string): Promise<QuarantineRow | null>;
  /** Those of them that there are, in no order. */
  quarantinedRows(ids: readonly string[]): Promise<readonly QuarantineRow[]>;
  countQuarantined(where: Omit<QuarantineQuery, "first" | "after">): Promise<number>;
  quarantineCounts(): Promise<Record<QuarantineState, number>>;
  /** Rows that an older version wrote and nobody has described; empty when there are none left. */
  undescribedQuarantine(first: number): Promise<readonly QuarantineRow[]>;
  describeQuarantined(rows: readonly QuarantineDescription[]): Promise<void>;
  /** Who has which cause. */
  quarantineOwners(): Promise<readonly (readonly [cause: string, owner: string])[]>;
  findCommand(commandId: string): Promise<CommandRow | null>;
  /** All commands, by position, in pages. */
  commands(): AsyncIterable<readonly CommandRow[]>;
  /** What a connector remembers: everything, or what these keys are of. */
  connectorMemory(
    connector: string,
    keys?: readonly string[],
  ): Promise<readonly (readonly [key: string, value: string])[]>;
  /** All of these or none. */
  remember(connector: string, entries: readonly MemoryEntry[]): Promise<void>;
  /** False if there is a command of that id already: then nothing is written. */
  addConnectorCommand(row: ConnectorCommandRow): Promise<boolean>;
  updateConnectorCommand(row: ConnectorCommandRow): Promise<void>;
  /** `seen`: only if it is among these; else, whoever asks. */
  findConnectorCommand(connector: string, commandId: string, seen?: CommandsSeen): Promise<ConnectorCommandRow | null>;
  /** All that are pending, or were made of facts, oldest first. */
  connectorCommands(connector: string, only: "pending" | "made"): Promise<readonly ConnectorCommandRow[]>;
  /** Of those that somebody may see the newest hundred, newest first. */
  newestCommands(connector: string, seen: CommandsSeen): Promise<readonly ConnectorCommandRow[]>;
  /** Of every connector unless one is named, newest first. */
  outbox(query: OutboxQuery): Promise<readonly ConnectorCommandRow[]>;
  outboxCounts(): Promise<readonly OutboxCount[]>;
  /** Where the manual clock was left; null if it was never set. */
  clock(): Promise<number | null>;
  /** What the facts at these positions were made of; those that were made of nothing else are left out. */
  rawOf(seqs: readonly number[]): Promise<readonly RawOfFact[]>;
  /** Forgets the texts that were received before, of which their hashes stay; says how many. */
  forgetRaw(before: number): Promise<number>;
  /** The newest so many versions of the rules that a site has declared, the newest first. */
  ruleSets(first: number): Promise<readonly RuleSetRow[]>;
  /** Null: there is no such version. */
  ruleSet(version: number): Promise<RuleSetRow | null>;
  /** The one in force where the log stood there; null: none was. */
  ruleSetAt(seq: number): Promise<RuleSetRow | null>;
  /** Where each version came into force, the oldest first. */
  ruleSetPlaces(): Promise<readonly RuleSetPlace[]>;
  /** The last position of the log that was received before; 0 if none was. */
  positionBefore(instant: number): Promise<number>;
  /** How much each rule has put into quarantine behind that position. */
  quarantinedByRule(afterSeq: number): Promise<readonly RuleHitCount[]>;
  /** What is kept of what became of order lines. */
  otifRows(query: OtifQuery): Promise<OtifRows>;
  /** When which exceptions' calls are due, the first first. */
  escalationTimers(): Promise<readonly { readonly id: string; readonly dueAt: number }[]>;
  /** Messages that are due and nobody has claimed, oldest first; each counts as one more attempt. */
  claimMessages(query: ClaimQuery): Promise<readonly EscalationMessageRow[]>;
  settleMessage(key: string, fate: EscalationMessageFate): Promise<void>;
  /** Gives up all leases: whoever opens the store holds its lock, so that who had them is gone. */
  releaseMessages(): Promise<void>;
  /** Has a message that was sent, or given up, sent again under its key. False: there is none, or it waits already. */
  resendMessage(key: string, by: string): Promise<boolean>;
  findMessage(key: string): Promise<EscalationMessageRow | null>;
  /** Newest first. */
  messagePage(query: EscalationMessageQuery): Promise<readonly EscalationMessageRow[]>;
  /** How many there are of those that `messagePage` gives in pages. */
  countMessages(query: Omit<EscalationMessageQuery, "first" | "after">): Promise<number>;
  /** Of each exception that in-app messages are about: when the first of them was read. */
  firstReads(query: FirstReadsQuery): Promise<readonly (readonly [exceptionId: string, at: number])[]>;
  /** How many in-app messages a person has not read. */
  countUnread(person: string): Promise<number>;
  /** Marks a person's in-app messages as read, all of them where no keys are given; says how many. */
  markRead(person: string, keys: readonly string[] | null, at: number): Promise<number>;
  /** What was due and is not done, and what was given up lately. */
  escalationOverdue(query: OverdueQuery): Promise<EscalationOverdue>;
  /** How the tables of every source are read, by source. */
  importMappings(): Promise<readonly ImportMappingRow[]>;
  /** In the place of the one before; durable when it resolves. */
  saveImportMapping(row: ImportMappingRow): Promise<void>;
  /** All that have not ended; those that have run out are among them. */
  sessions(): Promise<readonly SessionRow[]>;
  /** In the place of the one before, as all that follow. */
  saveSession(row: SessionRow): Promise<void>;
  /** It was used; one that is deleted stays so. */
  touchSession(idHash: string, seenAt: number): Promise<void>;
  deleteSession(idHash: string): Promise<void>;
  /** By name. */
  people(): Promise<readonly PersonRow[]>;
  savePerson(row: PersonRow): Promise<void>;
  /** The oldest first; those that were revoked are among them. */
  feedTokens(): Promise<readonly FeedTokenRow[]>;
  saveFeedToken(row: FeedTokenRow): Promise<void>;
  /** Durable when it resolves; one that is there already stays, and its time begins anew. */
  savePhoto(row: PhotoRow): Promise<void>;
  photo(sha256: string): Promise<PhotoRow | null>;
  hasPhoto(sha256: string): Promise<boolean>;
  /** Those that were sent before then, whether anything names them or not. */
  photosBefore(at: number): Promise<readonly string[]>;
  /** When somebody sent photos that are still kept, the newest first. */
  photoTimes(by: string, query: { readonly since: number; readonly first: number }): Promise<readonly number[]>;
  /** Those of them that were sent before then, and not again since. Their room is used again. */
  deletePhotos(all: readonly string[], before: number): Promise<void>;
  /** Null: none were made yet. */
  pushKeys(): Promise<PushKeysRow | null>;
  /** Those that are there already stay. */
  savePushKeys(row: PushKeysRow): Promise<void>;
  /** The oldest first, without those that have ended. */
  pushDevices(): Promise<readonly PushDeviceRow[]>;
  savePushDevice(row: PushDeviceRow): Promise<void>;
  /** Keeps the newest 3. A crash in between leaves the ones before. */
  saveSnapshot(snapshot: SnapshotToSave): Promise<void>;
  /** The newest whose bytes are what was saved; null if there is none. */
  loadSnapshot(): Promise<Snapshot | null>;
  /** Finishes what was appended, takes nothing more, and lets go of the folder or the database. */
  close(): Promise<void>;
}

/** What is read on behalf of people. */
export type SeenStore = Pick<
  Store,
  | "countAudit"
  | "countMessages"
  | "countQuarantined"
  | "countUnread"
  | "findConnectorCommand"
  | "findMessage"
  | "findQuarantined"
  | "firstReads"
  | "messagePage"
  | "newestCommands"
  | "outbox"
  | "outboxCounts"
  | "quarantine"
  | "quarantinedByRule"
  | "quarantinedRows"
  | "read"
  | "ruleSet"
  | "ruleSets"
  | "searchAudit"
>;

export interface QuarantineQuery {
  readonly first: number;
  readonly after?: string | null;
  /** Only the rows in this state. */
  readonly state?: QuarantineState;
  /** Only the rows of this cause. */
  readonly cause?: string;
  /** Only what came up to this position. */
  readonly upTo?: number;
}

export interface QuarantinePage {
  readonly rows: readonly QuarantineRow[];
  readonly hasMore: boolean;
}

export interface AuditProof {
  readonly count: number;
  /** The hash of the last record: whoever keeps it elsewhere can prove later that nothing before it was changed. */
  readonly hash: string;
}

export interface AuditBreach {
  /** The first record that is not what it was. */
  readonly number: number;
  readonly message: string;
}

export interface StoreRefusal {
  /** One line, for the person who started the process. */
  readonly message: string;
}

/**
 * Opens, and where needed creates or migrates, the store. Refuses if someone else has it, or if it cannot be reached.
 */
export async function openStore(options: StoreOptions): Promise<Result<Store, StoreRefusal>> {
  // What is not used costs a second to load.
  if ("databaseUrl" in options) return (await import("./postgres.ts")).openPostgres(options.databaseUrl);
  return (await import("./embedded.ts")).openEmbedded(options);
}
