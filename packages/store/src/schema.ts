import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { exactText } from "./exact-text.ts";
import type { ConnectorCommandState, EscalationMessageState } from "./records.ts";
import { ofEverySite, ofTheirSites, ofThemselves } from "./row-policies.ts";

const whole = () => bigint({ mode: "number" });

/** Sent as base64: the embedded driver's own way is many times slower. To be read as base64, too. */
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
  toDriver: (value) => sql`decode(${Buffer.from(value).toString("base64")}, 'base64')`,
});

/** Everything that arrived and was kept, and every command, in one order. Rows are never deleted. */
export const log = pgTable(
  "log",
  {
    seq: whole().primaryKey(),
    network: text().notNull(),
    kind: text().$type<"fact" | "quarantine" | "command">().notNull(),
    connector: exactText().notNull(),
    receivedAt: whole().notNull(),
    source: exactText().notNull(),
    eventId: exactText().notNull(),
    type: exactText().notNull(),
    eventTime: whole(),
    body: exactText().notNull(),
    supersededBy: whole(),
  },
  () => [ofEverySite()],
);

export const quarantine = pgTable(
  "quarantine",
  {
    id: text().primaryKey(),
    seq: whole().notNull(),
    receivedAt: whole().notNull(),
    connector: exactText().notNull(),
    rule: text().notNull(),
    reason: exactText().notNull(),
    fact: exactText().notNull(),
    contentHash: text().notNull(),
    state: text().$type<"open" | "resubmitted" | "discarded">().notNull(),
    settledBy: exactText(),
    settledAt: whole(),
    settledReason: exactText(),
    /** By the clock that rules look at: what its age counts from. */
    since: whole().notNull(),
    /** Null in a row of an older version, until it is described. */
    cause: text(),
    described: exactText(),
    owner: exactText(),
    corrected: exactText(),
  },
  (table) => [
    index("quarantine_by_seq").on(table.seq, table.id),
    index("quarantine_by_cause").on(table.cause, table.state, table.seq, table.id),
    index("quarantine_open_by_content").on(table.contentHash).where(sql`state = 'open'`),
    ofEverySite(),
  ],
);

/** Who has what a cause puts into quarantine, the latest alone. */
export const quarantineOwners = pgTable(
  "quarantine_owners",
  {
    cause: text().primaryKey(),
    owner: exactText().notNull(),
    assignedBy: exactText().notNull(),
    assignedAt: whole().notNull(),
  },
  () => [ofEverySite()],
);

/** `hash` covers the row and `previousHash`, so that a changed or missing row shows. */
export const audit = pgTable(
  "audit",
  {
    number: whole().primaryKey(),
    exceptionId: exactText().notNull(),
    seq: whole().notNull(),
    at: whole().notNull(),
    by: exactText().notNull(),
    action: text().notNull(),
    before: text(),
    after: text(),
    note: exactText(),
    event: exactText().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  () => [ofEverySite()],
);

/** Found by the hash of the id, which a client chooses and may make as long as it likes. */
export const commands = pgTable(
  "commands",
  {
    idHash: text().primaryKey(),
    commandId: exactText().notNull(),
    argumentsHash: text().notNull(),
    seq: whole().notNull(),
    answer: exactText(),
  },
  (table) => [index("commands_by_seq").on(table.seq)],
).enableRLS();

/** What connectors remember from one reading to the next, such as where they were; each entry means what they say. */
export const connectorMemory = pgTable(
  "connector_memory",
  { connector: text().notNull(), key: exactText().notNull(), value: exactText().notNull() },
  (table) => [primaryKey({ columns: [table.connector, table.key] })],
).enableRLS();

/** What was asked of foreign systems, and what they answered. Rows are never deleted. */
export const connectorCommands = pgTable(
  "connector_commands",
  {
    connector: text().notNull(),
    idHash: text().notNull(),
    commandId: exactText().notNull(),
    askedBy: exactText().notNull(),
    askedAt: whole().notNull(),
    command: exactText().notNull(),
    state: text().$type<ConnectorCommandState>().notNull(),
    /** How often it was sent. */
    attempts: integer().notNull(),
    reason: exactText(),
    settledAt: whole(),
    what: exactText(),
    subject: exactText(),
    site: exactText(),
    rulesVersion: integer(),
    heldBy: text(),
    heldWhy: exactText(),
    decidedBy: exactText(),
    decidedAt: whole(),
    decidedNote: exactText(),
    sentAt: whole(),
    evidencedAt: whole(),
    reversedBy: exactText(),
  },
  (table) => [
    primaryKey({ columns: [table.connector, table.idHash] }),
    index("connector_commands_by_time").on(table.connector, table.askedAt),
    ofTheirSites(table.site, (person) => sql`(${table.subject} is null and ${table.askedBy} = ${person})`),
  ],
);

/** A snapshot is there once this row is; its bytes are written before, in parts. */
export const snapshots = pgTable("snapshots", {
  seq: whole().primaryKey(),
  parts: integer().notNull(),
  sha256: text().notNull(),
}).enableRLS();

export const snapshotParts = pgTable(
  "snapshot_parts",
  { seq: whole().notNull(), part: integer().notNull(), payload: bytes().notNull() },
  (table) => [primaryKey({ columns: [table.seq, table.part] })],
).enableRLS();

/** What the tables that people bring in mean, by source: JSON of the latest mapping that was used. */
export const importMappings = pgTable("import_mappings", {
  source: exactText().primaryKey(),
  mapping: exactText().notNull(),
  changedAt: whole().notNull(),
  changedBy: exactText().notNull(),
}).enableRLS();

/** What facts were made of, as it was received, by the hash of its text. Rows go when they are old. */
export const rawMessages = pgTable("raw_messages", {
  sha256: text().primaryKey(),
  /** When it was received last. No index: it is asked for once a night, and each row would pay for it. */
  receivedAt: whole().notNull(),
  body: exactText().notNull(),
}).enableRLS();

/** Which message a fact was made of, and where that stood; it stays when the message goes. */
export const rawOfFacts = pgTable("raw_of_facts", {
  seq: whole().primaryKey(),
  sha256: text().notNull(),
  place: exactText().notNull(),
  bytes: integer().notNull(),
}).enableRLS();

/** Where the log stood when a clock that is moved by hand was moved there; of several moves to one time the first. */
export const clockMoves = pgTable("clock_moves", {
  clock: whole().primaryKey(),
  seq: whole().notNull(),
}).enableRLS();

/** The rules that a site has declared, every version of them. Rows are never deleted. */
export const ruleSets = pgTable(
  "rule_sets",
  {
    version: integer().primaryKey(),
    /** Where the command stands in the log: it holds for what was received after it. */
    seq: whole().notNull(),
    at: whole().notNull(),
    by: exactText().notNull(),
    reason: exactText().notNull(),
    rules: exactText().notNull(),
  },
  () => [ofEverySite()],
);

/** Who is signed in, by the hash of what their browser keeps. Rows go when a session has ended. */
export const sessions = pgTable("sessions", {
  idHash: text().primaryKey(),
  person: exactText().notNull(),
  /** JSON: who vouches for it, and what was vouched for. */
  vouched: exactText().notNull(),
  startedAt: whole().notNull(),
  seenAt: whole().notNull(),
  endsAt: whole().notNull(),
}).enableRLS();

/** Those who sign in with a password that is kept here. Rows are never deleted. */
export const people = pgTable("people", {
  name: exactText().primaryKey(),
  passwordHash: text().notNull(),
  roles: text().notNull(),
  sites: exactText(),
  isActive: integer().notNull(),
  changedAt: whole().notNull(),
  changedBy: exactText().notNull(),
}).enableRLS();

/** What programs that send facts show in place of a person, by the hash of the token. Rows are never deleted. */
export const feedTokens = pgTable("feed_tokens", {
  id: text().primaryKey(),
  tokenHash: text().notNull().unique(),
  name: exactText().notNull(),
  sources: exactText().notNull(),
  types: exactText(),
  sites: exactText(),
  createdAt: whole().notNull(),
  createdBy: exactText().notNull(),
  lastUsedAt: whole(),
  revokedAt: whole(),
  revokedBy: exactText(),
}).enableRLS();

/** Pictures, by the SHA-256 of their bytes. Those that nothing names go after a while. */
export const photos = pgTable("photos", {
  sha256: text().primaryKey(),
  type: text().notNull(),
  body: bytes().notNull(),
  at: whole().notNull(),
  by: exactText().notNull(),
}).enableRLS();

/** The keys by which push services know this server: one row, made at the first start and never changed. */
export const pushKeys = pgTable("push_keys", {
  publicKey: text().primaryKey(),
  /** A private key, as JWK. */
  privateKey: text().notNull(),
  createdAt: whole().notNull(),
}).enableRLS();

/** The devices on which people are told, by the hash of their address. Rows are never deleted. */
export const pushDevices = pgTable("push_devices", {
  id: text().primaryKey(),
  person: exactText().notNull(),
  endpoint: exactText().notNull(),
  p256dh: text().notNull(),
  auth: text().notNull(),
  name: exactText().notNull(),
  createdAt: whole().notNull(),
  lastSentAt: whole(),
  endedAt: whole(),
  trouble: exactText(),
}).enableRLS();

/** What on time in full means: JSON of every version that was declared. Rows are never changed. */
export const otifDefinitions = pgTable(
  "otif_definitions",
  {
    id: text().notNull(),
    version: integer().notNull(),
    definition: exactText().notNull(),
    declaredBy: exactText().notNull(),
    declaredAt: whole().notNull(),
    /** The command's. */
    seq: whole().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] }), ofEverySite()],
);

/** How order lines stood from one instant until the next, as it was computed: what failures are put down to. */
export const lineStandings = pgTable(
  "line_standings",
  {
    line: exactText().notNull(),
    since: whole().notNull(),
    state: text().$type<"late" | "short" | "kept" | "ended">().notNull(),
    kind: text(),
    subjectType: text(),
    subject: exactText(),
    resource: exactText(),
    supplier: exactText(),
    seq: whole().notNull(),
  },
  (table) => [primaryKey({ columns: [table.line, table.since] }), ofEverySite()],
);

/** What was thought of order lines at fixed times before their promises. */
export const linePredictions = pgTable(
  "line_predictions",
  {
    line: exactText().notNull(),
    closesAt: whole().notNull(),
    horizonHours: integer().notNull(),
    site: exactText().notNull(),
    madeAt: whole().notNull(),
    pLate: doublePrecision().notNull(),
    isCalled: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.line, table.closesAt, table.horizonHours] }),
    index("line_predictions_by_closing").on(table.closesAt),
    ofTheirSites(table.site),
  ],
);

/** Figures of closed windows that late facts have changed: JSON of what it was, what it is, and because of what. */
export const otifRevisions = pgTable(
  "otif_revisions",
  {
    seq: whole().notNull(),
    definition: text().notNull(),
    line: exactText().notNull(),
    site: exactText().notNull(),
    at: whole().notNull(),
    revision: exactText().notNull(),
  },
  (table) => [primaryKey({ columns: [table.seq, table.definition, table.line, table.at] }), ofTheirSites(table.site)],
);

/** When each exception's calls are to be looked at again; the row goes, or moves, in the transaction that does it. */
export const escalationTimers = pgTable(
  "escalation_timers",
  { id: text().primaryKey(), dueAt: whole().notNull() },
  (table) => [index("escalation_timers_by_time").on(table.dueAt)],
).enableRLS();

/** What people are told, over which channel, and what became of it. Rows are never deleted. */
export const escalationMessages = pgTable(
  "escalation_messages",
  {
    /** What a receiver drops a repeat by. */
    key: exactText().primaryKey(),
    exceptionId: text(),
    person: exactText().notNull(),
    channel: text().notNull(),
    reason: text().notNull(),
    severity: text(),
    site: exactText(),
    /** By the clock that rules look at. */
    at: whole().notNull(),
    dueAt: whole().notNull(),
    /** JSON that only its sender understands. */
    body: exactText().notNull(),
    state: text().$type<EscalationMessageState>().notNull(),
    attempts: integer().notNull(),
    /** By the process's own clock: who sends it has it until then. */
    leaseUntil: whole(),
    /** By the process's own clock: not before then. */
    retryAt: whole(),
    settledAt: whole(),
    trouble: exactText(),
    readAt: whole(),
    resentBy: exactText(),
  },
  (table) => [
    index("escalation_messages_waiting").on(table.dueAt).where(sql`state = 'waiting'`),
    index("escalation_messages_failed").on(table.settledAt).where(sql`state = 'failed'`),
    index("escalation_messages_by_person").on(table.person, table.channel, table.at, table.key),
    index("escalation_messages_by_time").on(table.at, table.key),
    ofTheirSites(table.site, (person) => sql`${table.person} = ${person}`),
  ],
);

/** Which sites a program that makes reports sees: `*` for every one, or an array as PostgreSQL writes it, `{PLANT-A,PLANT-B}`. */
export const reportReaders = pgTable(
  "report_readers",
  {
    /** The role that it signs in to the database as. */
    name: text().primaryKey(),
    sites: text().notNull(),
  },
  (table) => [ofThemselves(table.name)],
);

/** One row, changed in every transaction of the log. */
export const head = pgTable(
  "head",
  {
    one: integer().primaryKey(),
    /** Which opening of the store may write. */
    epoch: whole().notNull(),
    /** The last transaction of that opening: tells whether one whose answer was lost has happened. */
    transaction: whole().notNull(),
    clock: whole(),
    auditNumber: whole().notNull(),
    auditHash: text().notNull(),
  },
  (table) => [check("head_is_one_row", sql`${table.one} = 1`)],
).enableRLS();
