import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { OrderLineRow, ProductionOrderRow, StockingPointRow, ExceptionRow, ResourceRow, PurchaseOrderLineRow, TransferOrderRow, HoldRow, QuarantinedFactRow, WhatIfRow, LineageRow, OverviewRow, TraceEdgeRow } from '../rows.ts';
import type { LiveImpact } from '../live.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant: ISO 8601 UTC with milliseconds. */
  DateTime: { input: number; output: string; }
  /** The same of numbers. */
  NumberColumn: { input: ReadonlyArray<number | null>; output: ReadonlyArray<number | null>; }
  /** A list of texts, of which some may be null: one column of a table, answered as a whole. */
  TextColumn: { input: ReadonlyArray<string | null>; output: ReadonlyArray<string | null>; }
};

/** Somebody who can sign in here, or is signed in. */
export type Account = {
  /** Whether they may sign in; null: a provider says so, not this server. */
  readonly isActive: Maybe<Scalars['Boolean']['output']>;
  /** Null: they are not signed in. */
  readonly lastSeenAt: Maybe<Scalars['DateTime']['output']>;
  readonly name: Scalars['ID']['output'];
  readonly roles: ReadonlyArray<Role>;
  /** The one that was used last is the first. */
  readonly sessions: ReadonlyArray<AccountSession>;
  /** Null: every site. */
  readonly sites: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
};

export type AccountSession = {
  /** Whatever happens until then. */
  readonly endsAt: Scalars['DateTime']['output'];
  readonly seenAt: Scalars['DateTime']['output'];
  readonly startedAt: Scalars['DateTime']['output'];
};

/** By the act-by that each had when it opened. What may still be acknowledged, and what cleared by itself before, is not counted. */
export type AcknowledgedInTime = {
  readonly inTime: Scalars['Int']['output'];
  readonly n: Scalars['Int']['output'];
  /** Null: n is 0. */
  readonly share: Maybe<Scalars['Float']['output']>;
};

export type ActionKind =
  | 'ACKNOWLEDGE'
  | 'ASSIGN'
  | 'COMMENT'
  | 'FLAG_FALSE'
  /** It may be made part of another one: mergeException. */
  | 'MERGE'
  | 'RESOLVE'
  | 'SHELVE'
  /** It is part of another one: splitException. */
  | 'SPLIT';

/** A shift is one of the roster that handovers go by, else of the line's calendar, else the day. */
export type AdherenceGrouping =
  | 'DAY'
  | 'ITEM'
  | 'RESOURCE'
  | 'SHIFT'
  /** All shifts that keep the same hours by the plant's clock. */
  | 'SHIFT_OF_DAY'
  | 'SITE';

/** Not on time and not due yet are told apart: null is not due in this time, or not yet. */
export type AdherenceOperation = {
  readonly finishKept: Maybe<Scalars['Boolean']['output']>;
  readonly finishedAt: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly item: Scalars['ID']['output'];
  readonly order: Scalars['ID']['output'];
  readonly plannedFinish: Scalars['DateTime']['output'];
  readonly plannedStart: Scalars['DateTime']['output'];
  readonly quantity: Scalars['Float']['output'];
  readonly resource: Maybe<Scalars['ID']['output']>;
  readonly startKept: Maybe<Scalars['Boolean']['output']>;
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
};

export type AdherenceOperationPage = {
  readonly nodes: ReadonlyArray<AdherenceOperation>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** Null shares: no data. */
export type AdherenceRow = {
  readonly finishes: KeptShare;
  readonly key: Scalars['String']['output'];
  readonly made: Scalars['Float']['output'];
  readonly mix: Maybe<Scalars['Float']['output']>;
  readonly name: Scalars['String']['output'];
  /** How many operations the quantities were planned by. */
  readonly operations: Scalars['Int']['output'];
  readonly planned: Scalars['Float']['output'];
  readonly sequence: KeptShare;
  readonly starts: KeptShare;
  readonly volume: Maybe<Scalars['Float']['output']>;
};

/** What is bearable of a figure, and on which side of it the figure is. */
export type AlarmLimit = {
  readonly figure: LimitedFigure;
  /** It has to be less; else it may be as much. */
  readonly isBelow: Scalars['Boolean']['output'];
  /** Null: there is no figure to hold against it. */
  readonly isOver: Maybe<Scalars['Boolean']['output']>;
  readonly limit: Scalars['Float']['output'];
};

export type AlarmPerformance = {
  readonly acknowledged: AcknowledgedInTime;
  readonly asOf: Scalars['DateTime']['output'];
  /** All cards that came, whoever they were put before. */
  readonly cards: AlarmRate;
  /** Causes that came three times within ten minutes, the most often first, at most 50 of them. */
  readonly chattering: ChatteringCauses;
  /** In words, with its version. */
  readonly definition: Scalars['String']['output'];
  readonly falseFlags: FalseFlags;
  /** Kinds of cause, the one with the most cards first. */
  readonly kinds: ReadonlyArray<KindFlags>;
  /** Of the cards on the board. */
  readonly limits: ReadonlyArray<AlarmLimit>;
  /** By who has a role by one roster, of all that they were called for; who had the most first. */
  readonly roles: ReadonlyArray<RoleRate>;
  /** From when it is counted: from when the first card was there. Null: there never was one. */
  readonly since: Maybe<Scalars['DateTime']['output']>;
  /** From when a card opened: a risk is on the screen with the fact that it follows from. */
  readonly stages: ReadonlyArray<ResponseStage>;
  /** Cards whose cause has stood for more than 24 h, and that nobody has ended, put off or merged; the longest first, at most 50 of them. */
  readonly standing: StandingCards;
  /** Of what is counted: another version counts otherwise. */
  readonly version: Scalars['Int']['output'];
  /** The ten causes with the most cards. */
  readonly worst: WorstCauses;
};

/** Null where there was no time; on average also where it was less than ten minutes. */
export type AlarmRate = {
  readonly cards: Scalars['Int']['output'];
  /** While more than ten cards came in the last ten minutes. */
  readonly floodMinutes: Scalars['Float']['output'];
  readonly floodShare: Maybe<Scalars['Float']['output']>;
  readonly minutes: Scalars['Float']['output'];
  /** In any ten minutes. */
  readonly most: Maybe<Scalars['Int']['output']>;
  /** On average. */
  readonly perTenMinutes: Maybe<Scalars['Float']['output']>;
};

export type Allocation = {
  readonly availableAt: Maybe<Scalars['DateTime']['output']>;
  /** A lot's id may be empty. */
  readonly id: Scalars['ID']['output'];
  readonly kind: SupplyKind;
  readonly quantity: Scalars['Float']['output'];
};

export type AsOf = {
  /** LIVE follows the wall clock, MANUAL moves by POST /clock alone. */
  readonly clock: ClockMode;
  /** When the latest fact behind this state was received. */
  readonly factAt: Maybe<Scalars['DateTime']['output']>;
  /** True: it is what was known at the moment that the header lockstep-at asked for. */
  readonly isPast: Scalars['Boolean']['output'];
  readonly now: Scalars['DateTime']['output'];
  readonly seq: Scalars['Int']['output'];
  /** A hash of everything that this state says: the same facts at the same clock give the same. */
  readonly stateHash: Scalars['String']['output'];
};

/** Something to think through: what a fact would say. */
export type Assumption = {
  /** JSON text of the fact's data. Of an entity that is known: its key, and what is to be different. */
  readonly data: Scalars['String']['input'];
  /** A type of fact, such as erp.purchase-order-line. */
  readonly type: Scalars['String']['input'];
};

/** Who did it, as they were then. */
export type AuditActor = {
  /** The address that they asked from; null: it is not known. */
  readonly from: Maybe<Scalars['String']['output']>;
  readonly roles: ReadonlyArray<Role>;
  /** Null: every site. */
  readonly sites: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
};

/** Null before: nothing was said of it; null after: it is said no more. */
export type AuditChange = {
  readonly after: Maybe<Scalars['String']['output']>;
  readonly before: Maybe<Scalars['String']['output']>;
  /** Where it stands: policy.steps.1.role. */
  readonly what: Scalars['String']['output'];
};

export type AuditCheckpoint = {
  readonly at: Scalars['DateTime']['output'];
  readonly count: Scalars['Int']['output'];
  readonly hash: Scalars['String']['output'];
};

export type AuditConnection = {
  readonly edges: ReadonlyArray<AuditEdge>;
  readonly nodes: ReadonlyArray<AuditRecord>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type AuditDetail = {
  /** Null: the tower itself, or it was not written down. */
  readonly actor: Maybe<AuditActor>;
  /** Against the latest that was said of the same subject. */
  readonly changes: ReadonlyArray<AuditChange>;
  /** Where something was not found said before: the first record that was looked at, if there are earlier ones; else null. */
  readonly lookedBackTo: Maybe<Scalars['Int']['output']>;
  readonly record: AuditRecord;
};

export type AuditEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: AuditRecord;
};

export type AuditEntry = {
  readonly action: Scalars['String']['output'];
  readonly after: Maybe<ExceptionState>;
  readonly at: Scalars['DateTime']['output'];
  readonly before: Maybe<ExceptionState>;
  readonly by: Scalars['String']['output'];
  /** What had happened when this arrived, and not yet when it was decided: numbers of entries before it. What was done by them stands. */
  readonly meanwhile: ReadonlyArray<Scalars['Int']['output']>;
  readonly note: Maybe<Scalars['String']['output']>;
  /** Of what was sent with it: each is read at /photos/<exception>/<photo>. */
  readonly photos: ReadonlyArray<Scalars['ID']['output']>;
  readonly seq: Scalars['Int']['output'];
};

/** Each part that is given must hold. */
export type AuditFilter = {
  readonly action?: InputMaybe<Scalars['String']['input']>;
  readonly by?: InputMaybe<Scalars['String']['input']>;
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** A part of the id of what it is about, or of the subject of an exception: LINE-3. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** A part of anything that it says, in any case of letters; for who is shown no money, one with digits is a part of names alone. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Not itself. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** One thing that was done. Its hash covers all of it, its number and the hash of the one before. */
export type AuditRecord = {
  readonly action: Scalars['String']['output'];
  readonly after: Maybe<Scalars['String']['output']>;
  readonly at: Scalars['DateTime']['output'];
  readonly before: Maybe<Scalars['String']['output']>;
  readonly by: Scalars['String']['output'];
  readonly hash: Scalars['String']['output'];
  /** Of an exception: its cause. */
  readonly kind: Maybe<CauseKind>;
  readonly note: Maybe<Scalars['String']['output']>;
  /** Its place in the chain: 1, 2, 3 … */
  readonly number: Scalars['Int']['output'];
  readonly of: Maybe<Scalars['ID']['output']>;
  readonly previousHash: Scalars['String']['output'];
  /** The position of the log whose effect it is. */
  readonly seq: Scalars['Int']['output'];
  /** The id of what it is about. */
  readonly subject: Scalars['String']['output'];
};

export type AuditVerification = {
  readonly checked: Scalars['Int']['output'];
  /** How many signed checkpoints it was held against. */
  readonly checkpoints: Scalars['Int']['output'];
  readonly finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** The first record that is not what was written. */
  readonly firstBroken: Maybe<Scalars['Int']['output']>;
  /** Of the last record, if all are what was written: whoever keeps it can prove later that nothing was changed. */
  readonly hash: Maybe<Scalars['String']['output']>;
  readonly message: Maybe<Scalars['String']['output']>;
  readonly newestCheckpoint: Maybe<AuditCheckpoint>;
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  readonly startedBy: Maybe<Scalars['String']['output']>;
  readonly state: AuditVerificationState;
  readonly total: Scalars['Int']['output'];
};

export type AuditVerificationState =
  | 'BROKEN'
  /** It could not be looked at; message says why. */
  | 'FAILED'
  | 'INTACT'
  /** Not since this server was started. */
  | 'NEVER'
  | 'RUNNING';

export type BoundBy =
  | 'MATERIAL'
  | 'NOW'
  | 'OPERATION'
  | 'PLAN'
  | 'RESOURCE';

export type BreakDay = {
  readonly day: Scalars['Int']['output'];
  readonly n: Scalars['Int']['output'];
};

export type BuiltInRule = {
  readonly kind: RuleKind;
  /** As a quarantined fact or a finding names it. */
  readonly name: Scalars['String']['output'];
  /** As the specification numbers it. */
  readonly number: Scalars['String']['output'];
  readonly text: Scalars['String']['output'];
  /** Of the text of all rules and of the code that carries them out. */
  readonly version: Scalars['String']['output'];
};

/** One card, as it is told among such figures. */
export type CardOfPerformance = {
  readonly id: Scalars['ID']['output'];
  readonly kind: CauseKind;
  readonly title: Scalars['String']['output'];
};

export type Cause = {
  readonly kind: CauseKind;
  readonly subject: Scalars['ID']['output'];
  readonly subjectType: SubjectType;
};

export type CauseKind =
  | 'CLOSED_SHORT'
  | 'MACHINE_DOWN'
  | 'NOT_RECEIVED'
  | 'NOT_SHIPPED'
  | 'NOT_STARTED'
  | 'NO_SUPPLY'
  | 'OVERLOAD'
  | 'PLAN_GAP'
  | 'QUALITY_HOLD'
  | 'SCRAP'
  | 'SLOW_RUNNING'
  | 'STOCK_MISMATCH'
  | 'SUPPLIER_LATE'
  | 'TRANSFER_LATE'
  | 'UNCERTAIN';

export type Channel =
  | 'EMAIL'
  | 'IN_APP'
  /** On the devices that the person has signed up: whatever the app tells, too. */
  | 'PUSH'
  | 'WEBHOOK';

export type ChatteringCause = {
  readonly card: CardOfPerformance;
  /** The most within ten minutes. */
  readonly comings: Scalars['Int']['output'];
};

export type ChatteringCauses = {
  readonly n: Scalars['Int']['output'];
  readonly nodes: ReadonlyArray<ChatteringCause>;
};

export type ClockMode =
  | 'LIVE'
  | 'MANUAL';

export type Customer = {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
};

export type Delivery = {
  readonly at: Scalars['DateTime']['output'];
  readonly attempts: Scalars['Int']['output'];
  readonly channel: Channel;
  readonly exception: Maybe<Scalars['ID']['output']>;
  /** The idempotency key that the receiver gets. */
  readonly id: Scalars['ID']['output'];
  /** Whether the viewer may have it sent again. */
  readonly mayResend: Scalars['Boolean']['output'];
  readonly person: Scalars['ID']['output'];
  readonly resentBy: Maybe<Scalars['String']['output']>;
  readonly settledAt: Maybe<Scalars['DateTime']['output']>;
  readonly state: DeliveryState;
  readonly title: Scalars['String']['output'];
  /** Why it could not be sent, the last time, or was not to be any more. */
  readonly trouble: Maybe<Scalars['String']['output']>;
};

export type DeliveryPage = {
  readonly nodes: ReadonlyArray<Delivery>;
  readonly pageInfo: PageInfo;
  /** How many there are of those that are asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

export type DeliveryState =
  /** Nobody needed it any more when it was to be sent. */
  | 'DROPPED'
  /** Given up, until somebody has it sent again. */
  | 'FAILED'
  | 'SENT'
  | 'WAITING';

export type Demand = {
  readonly allocations: ReadonlyArray<Allocation>;
  readonly availableAt: Maybe<Scalars['DateTime']['output']>;
  /** A claim's id is its operation's. */
  readonly id: Scalars['ID']['output'];
  readonly kind: DemandKind;
  readonly needAt: Scalars['DateTime']['output'];
  readonly priority: Scalars['Int']['output'];
  readonly quantity: Scalars['Float']['output'];
  readonly shortQuantity: Scalars['Float']['output'];
};

export type DemandKind =
  | 'CLAIM'
  | 'LINE'
  | 'TRANSFER';

export type DigestReader = {
  /** False: they have switched it off. */
  readonly isOn: Scalars['Boolean']['output'];
  /** Whether they have an e-mail address, and this server can send. */
  readonly isReached: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  readonly person: Scalars['ID']['output'];
};

export type Escalation = {
  /** When something is due next, if nothing happens before. */
  readonly next: Maybe<Scalars['DateTime']['output']>;
  /** Of the policies that it started under and keeps; null: no roster is in force where it stands. */
  readonly policyVersion: Maybe<Scalars['Int']['output']>;
  /** What was done, in order, and then what is to come. */
  readonly steps: ReadonlyArray<EscalationStep>;
};

export type EscalationClock =
  /** Around the clock. */
  | 'ALWAYS'
  /** By the plant's working time. */
  | 'WORKING';

export type EscalationHealth = {
  readonly failedMessages: Scalars['Int']['output'];
  /** Nothing is overdue by more than a minute, and nothing was given up in the last 24 hours that was not sent again. */
  readonly isHealthy: Scalars['Boolean']['output'];
  readonly oldestDueAt: Maybe<Scalars['DateTime']['output']>;
  readonly overdueMessages: Scalars['Int']['output'];
  readonly overdueSteps: Scalars['Int']['output'];
};

export type EscalationPerson = {
  readonly channels: ReadonlyArray<Channel>;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
};

export type EscalationPolicy = {
  readonly clock: EscalationClock;
  /** Null: every kind. */
  readonly kind: Maybe<CauseKind>;
  readonly lapseMinutes: Scalars['Int']['output'];
  readonly putAt: Maybe<Scalars['DateTime']['output']>;
  readonly putBy: Scalars['String']['output'];
  readonly reason: Scalars['String']['output'];
  readonly settleSeconds: Scalars['Int']['output'];
  readonly severity: Severity;
  /** Null: every site. */
  readonly site: Maybe<Scalars['ID']['output']>;
  readonly steps: ReadonlyArray<EscalationPolicyStep>;
  /** Of all policies together; 1 is what is shipped. */
  readonly version: Scalars['Int']['output'];
};

export type EscalationPolicyInput = {
  /** Null: as the policy has it that holds for this now; as shipped, round the clock where it is critical. */
  readonly clock?: InputMaybe<EscalationClock>;
  readonly kind?: InputMaybe<CauseKind>;
  /** Null: as the policy has it that holds for this now; as shipped, 15 where it is critical and 120 elsewhere. */
  readonly lapseMinutes?: InputMaybe<Scalars['Int']['input']>;
  readonly settleSeconds?: Scalars['Int']['input'];
  readonly severity: Severity;
  readonly site?: InputMaybe<Scalars['ID']['input']>;
  /** None: it stands in the list and the digest alone. */
  readonly steps: ReadonlyArray<EscalationPolicyStepInput>;
};

export type EscalationPolicyStep = {
  readonly afterMinutes: Scalars['Int']['output'];
  readonly channels: ReadonlyArray<Channel>;
  readonly person: Maybe<Scalars['ID']['output']>;
  /** Either a role, a team or a person. */
  readonly role: Maybe<Role>;
  /** Whoever is there of those whose duties name it, as with a role. */
  readonly team: Maybe<Scalars['String']['output']>;
};

export type EscalationPolicyStepInput = {
  readonly afterMinutes: Scalars['Int']['input'];
  readonly channels?: ReadonlyArray<Channel>;
  readonly person?: InputMaybe<Scalars['ID']['input']>;
  readonly role?: InputMaybe<Role>;
  readonly team?: InputMaybe<Scalars['String']['input']>;
};

export type EscalationStep = {
  /** When it was done, or is due; null: never, as things stand. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Those who were told; of what is to come, who would be called then. */
  readonly people: ReadonlyArray<EscalationPerson>;
  /** In plain words. */
  readonly reason: Scalars['String']['output'];
  /** A role, a team, or the id of a person. */
  readonly role: Scalars['String']['output'];
  readonly state: EscalationStepState;
};

export type EscalationStepState =
  /** A flood: it is in a digest. */
  | 'HELD'
  | 'PLANNED'
  /** It does not come as things stand; reason says why. */
  | 'STOPPED'
  | 'TOLD'
  /** Nobody was found. */
  | 'UNREACHABLE';

export type EstimateAccuracy = {
  readonly asOf: Scalars['DateTime']['output'];
  /** In words, with its version. */
  readonly definition: Scalars['String']['output'];
  /** The viewer sees their own alone. */
  readonly isOwn: Scalars['Boolean']['output'];
  /** Who gave the most first; nobody who gave none. */
  readonly people: ReadonlyArray<EstimateScore>;
  /** By each role that they had when they gave them; none where the viewer sees their own alone. */
  readonly roles: ReadonlyArray<EstimateScore>;
  readonly version: Scalars['Int']['output'];
};

export type EstimateScore = {
  /** Of these, those whose cause was gone by then. */
  readonly kept: Scalars['Int']['output'];
  readonly keptShare: Scalars['Float']['output'];
  /** Later than said, the half were gone; negative: earlier. Null: more than half are still to come. */
  readonly medianMinutes: Maybe<Scalars['Float']['output']>;
  /** Whose cause is gone, and those that have passed while it stands. */
  readonly n: Scalars['Int']['output'];
  /** Of these, those whose cause stands. */
  readonly open: Scalars['Int']['output'];
  /** Within which four of five were gone; null as the median. */
  readonly p80Minutes: Maybe<Scalars['Float']['output']>;
  /** A person, or a role. */
  readonly who: Scalars['String']['output'];
};

export type Evidence = {
  /** Canonical JSON (RFC 8785) of { evidence, sha256 }: the hash is of the canonical text of evidence. */
  readonly json: Scalars['String']['output'];
  readonly sha256: Scalars['String']['output'];
  /** The same in short, for people. */
  readonly text: Scalars['String']['output'];
};

export type Exception = {
  readonly acknowledgedAt: Maybe<Scalars['DateTime']['output']>;
  readonly acknowledgedBy: Maybe<Scalars['String']['output']>;
  readonly actBy: Maybe<Scalars['DateTime']['output']>;
  /** Who was called for it and who will be. */
  readonly escalation: Escalation;
  readonly estimate: Maybe<Scalars['DateTime']['output']>;
  /** Who gave it; it may be another than who acknowledged last. */
  readonly estimatedBy: Maybe<Scalars['String']['output']>;
  readonly firstImpactAt: Maybe<Scalars['DateTime']['output']>;
  /** Never changes, also over restarts and when it reopens. */
  readonly id: Scalars['ID']['output'];
  readonly impacted: ReadonlyArray<Impact>;
  readonly kind: CauseKind;
  /**
   * Those that are part of it now, of the viewer's sites. Their lines are in its impacted and their money in its valueAtRisk, its severity
   * is that of the worst, and actBy and firstImpactAt are the earliest of all; each line stands under one cause, so nothing is in it twice.
   */
  readonly merged: ReadonlyArray<Exception>;
  /** How many they are. */
  readonly mergedCount: Scalars['Int']['output'];
  /** The exception that it was merged into; null as well to who does not see that one: for them it stands where it stood, as MERGED. */
  readonly mergedInto: Maybe<Scalars['ID']['output']>;
  readonly mutedBy: Maybe<Scalars['ID']['output']>;
  readonly nextActions: ReadonlyArray<ActionKind>;
  readonly openedAt: Scalars['DateTime']['output'];
  /** Who has it. */
  readonly owner: Maybe<Scalars['String']['output']>;
  /** What is to be done about it, and what of it was; null: there was no playbook for it when it opened. */
  readonly playbook: Maybe<ExceptionPlaybook>;
  /** The cause stands now. */
  readonly present: Scalars['Boolean']['output'];
  readonly recurrences: Scalars['Int']['output'];
  readonly resource: Maybe<Scalars['ID']['output']>;
  /** Counts what has happened to it: what a command's expectedRevision is. */
  readonly revision: Scalars['Int']['output'];
  readonly severity: Severity;
  readonly shelvedUntil: Maybe<Scalars['DateTime']['output']>;
  /** The sites that it touches. */
  readonly sites: ReadonlyArray<Scalars['ID']['output']>;
  /** Sources that are late or silent now, and that it leans on; none while all are fresh. So elsewhere. */
  readonly staleSources: ReadonlyArray<StaleSource>;
  readonly state: ExceptionState;
  readonly subject: Scalars['ID']['output'];
  readonly subjectType: SubjectType;
  readonly timeline: ReadonlyArray<AuditEntry>;
  /** The cause in words. */
  readonly title: Scalars['String']['output'];
  readonly valueAtRisk: Money;
  /** Those who are told when it changes, in the order in which they began to watch it. */
  readonly watchers: ReadonlyArray<Watcher>;
};

export type ExceptionConnection = {
  readonly edges: ReadonlyArray<ExceptionEdge>;
  readonly nodes: ReadonlyArray<Exception>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ExceptionEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Exception;
};

export type ExceptionFilter = {
  /** Customers of the lines that are hit. */
  readonly customers?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly kinds?: InputMaybe<ReadonlyArray<CauseKind>>;
  readonly present?: InputMaybe<Scalars['Boolean']['input']>;
  /** Resources (lines) that the cause stands on. */
  readonly resources?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly severities?: InputMaybe<ReadonlyArray<Severity>>;
  readonly sites?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly states?: InputMaybe<ReadonlyArray<ExceptionState>>;
  readonly subject?: InputMaybe<Scalars['ID']['input']>;
  /** Found in the subject, the title or an impacted line's id. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

export type ExceptionOrder =
  | 'ACT_BY'
  | 'OPENED_AT'
  | 'VALUE_AT_RISK';

/** The playbook that an exception began under, and keeps. */
export type ExceptionPlaybook = {
  /** Whether the viewer may tick its steps now. */
  readonly mayTick: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  /** Null: of every site. */
  readonly site: Maybe<Scalars['ID']['output']>;
  readonly steps: ReadonlyArray<ExceptionPlaybookStep>;
  readonly version: Scalars['Int']['output'];
};

export type ExceptionPlaybookStep = {
  readonly doneAt: Maybe<Scalars['DateTime']['output']>;
  /** Null: it is to be done. */
  readonly doneBy: Maybe<Scalars['String']['output']>;
  /** By the clock of the exception's policy. */
  readonly dueAt: Maybe<Scalars['DateTime']['output']>;
  readonly note: Maybe<Scalars['String']['output']>;
  /** Its time has passed and nobody has done it; of what is shelved, merged or over nothing is. */
  readonly overdue: Scalars['Boolean']['output'];
  readonly ownerRole: Role;
  readonly text: Scalars['String']['output'];
};

export type ExceptionState =
  | 'ACKNOWLEDGED'
  | 'FALSE_FLAG'
  | 'IN_PROGRESS'
  | 'MERGED'
  | 'OPEN'
  | 'RESOLVED'
  | 'SHELVED';

/** One accepted fact as it stands in the log. */
export type FactRecord = {
  /** JSON text of the whole event. */
  readonly event: Scalars['String']['output'];
  readonly id: Scalars['String']['output'];
  readonly receivedAt: Scalars['DateTime']['output'];
  readonly seq: Scalars['Int']['output'];
  readonly source: Scalars['String']['output'];
  readonly time: Scalars['DateTime']['output'];
  readonly type: Scalars['String']['output'];
};

export type FalseFlags = {
  readonly cards: Scalars['Int']['output'];
  readonly flagged: Scalars['Int']['output'];
  /** Null: there was no card. */
  readonly rate: Maybe<Scalars['Float']['output']>;
  readonly systems: ReadonlyArray<WrongSystem>;
};

export type Feed = {
  readonly accepted: Scalars['Int']['output'];
  /** Seconds since then. */
  readonly ageSeconds: Maybe<Scalars['Float']['output']>;
  readonly errorAfterSeconds: Maybe<Scalars['Float']['output']>;
  /** How often it failed since this server was started: it could not be read, or its connection broke off or did not come about. */
  readonly errors: Scalars['Int']['output'];
  /** The facts' source. */
  readonly id: Scalars['ID']['output'];
  /** From when something happened until it was received: the median of the last twenty facts. Null as above, and in the first minute, which tells what was before. */
  readonly lagSeconds: Maybe<Scalars['Float']['output']>;
  /** Null before the first fact. */
  readonly lastFactAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was heard of last, also where it had nothing new to say, or what it said was refused. */
  readonly lastHeardAt: Maybe<Scalars['DateTime']['output']>;
  readonly lastReceivedAt: Maybe<Scalars['DateTime']['output']>;
  /** Also what its connector could not read; where nobody knows whose that was, it counts for the connector's own row. */
  readonly quarantined: Scalars['Int']['output'];
  /** Facts a minute, received in the last ten minutes. Null where the clock is moved by hand. */
  readonly ratePerMinute: Maybe<Scalars['Float']['output']>;
  /** How far the source's clock is ahead of this one at least, by the last twenty facts, those with them that were refused for it; 0 where nothing shows that it is. */
  readonly skewSeconds: Maybe<Scalars['Float']['output']>;
  readonly status: FeedStatus;
  readonly system: FeedSystem;
  /** The one thing to do about it, the most pressing first. */
  readonly toDo: FeedToDo;
  /** In plain words, why what it said last may be so no more: a machine that is gone, a lost connection, a connector that is stopped. Else null. */
  readonly trouble: Maybe<Scalars['String']['output']>;
  /** Of which kind the trouble is: by that it is known what to do. Null without trouble. */
  readonly troubleKind: Maybe<FeedTrouble>;
  /** After so many seconds of silence it is slow, and silent. Null: it says something when there is something to say. */
  readonly warnAfterSeconds: Maybe<Scalars['Float']['output']>;
};

export type FeedStatus =
  | 'ERROR'
  | 'FRESH'
  | 'WARN';

/** MIXED: of a connector whose facts name their own sources, before any has come. TARGET: it is only told, and tells nothing. */
export type FeedSystem =
  | 'ERP'
  | 'MASTER'
  | 'MES'
  | 'MIXED'
  | 'TARGET'
  | 'TOWER'
  | 'WMS';

/** Something is known against it; it is silent; it is slow; its connector runs and nothing has ever come of it; its clock is ahead; it tells late; some of it may be in quarantine. */
export type FeedToDo =
  | 'CLOCK_AHEAD'
  | 'LATE'
  | 'NOTHING'
  | 'QUARANTINED'
  | 'SILENT'
  | 'SLOW'
  | 'TROUBLE'
  | 'UNHEARD';

/** What a program shows in place of a person, in the header authorization of POST /facts, /epcis/capture and /b2mml. */
export type FeedToken = {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly createdBy: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  readonly name: Scalars['String']['output'];
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
  readonly revokedBy: Maybe<Scalars['String']['output']>;
  /** The sites that a fact may be about; null: any. */
  readonly sites: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** A fact's source must be one of these, or lie below it. */
  readonly sources: ReadonlyArray<Scalars['String']['output']>;
  /** Null: every type. */
  readonly types: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

export type FeedTokenCreated = {
  readonly feedToken: FeedToken;
  /** Shown this once: nothing of it is kept but a hash. */
  readonly token: Scalars['String']['output'];
};

/** The other side cannot be reached; it does not let this server in; it does not answer in time; the connection to the broker broke off; the machine or edge node is gone; files cannot be taken; anything else. */
export type FeedTrouble =
  | 'BROKER_GONE'
  | 'CANNOT_CONNECT'
  | 'FOLDER'
  | 'MACHINE_GONE'
  | 'OTHER'
  | 'SIGN_IN_REFUSED'
  | 'STOPPED'
  | 'TIMED_OUT';

export type Finding = {
  readonly id: Scalars['ID']['output'];
  readonly rule: Scalars['String']['output'];
  /** How grave it is to the site, where a rule of its own says so. */
  readonly severity: Maybe<Severity>;
  readonly subject: Scalars['ID']['output'];
  readonly subjectType: Scalars['String']['output'];
  readonly text: Scalars['String']['output'];
};

export type FindingConnection = {
  readonly edges: ReadonlyArray<FindingEdge>;
  readonly nodes: ReadonlyArray<Finding>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type FindingEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Finding;
};

export type Foresight = {
  readonly horizons: ReadonlyArray<ForesightHorizon>;
  /** Of the lines that were late: for how many it was known before, and the median of how long. */
  readonly late: Scalars['Int']['output'];
  /** Of what is counted: another version counts otherwise. */
  readonly version: Scalars['Int']['output'];
  readonly warned: Scalars['Int']['output'];
  readonly warningHours: Maybe<Scalars['Float']['output']>;
};

export type ForesightBin = {
  readonly from: Scalars['Float']['output'];
  readonly n: Scalars['Int']['output'];
  /** What was said on average, and how often it was so. */
  readonly said: Scalars['Float']['output'];
  readonly to: Scalars['Float']['output'];
  readonly was: Scalars['Float']['output'];
};

export type ForesightHorizon = {
  readonly brier: Maybe<Scalars['Float']['output']>;
  readonly calibration: ReadonlyArray<ForesightBin>;
  readonly called: Scalars['Int']['output'];
  readonly hours: Scalars['Int']['output'];
  readonly late: Scalars['Int']['output'];
  readonly n: Scalars['Int']['output'];
  /** Of calling a line late only once it is past due. */
  readonly naiveBrier: Maybe<Scalars['Float']['output']>;
  /** Of the same rule. */
  readonly naiveRecall: Maybe<Scalars['Float']['output']>;
  readonly precision: Maybe<Scalars['Float']['output']>;
  readonly recall: Maybe<Scalars['Float']['output']>;
};

export type Handover = {
  /** Null: nobody has accepted it. */
  readonly accepted: Maybe<HandoverAcceptance>;
  readonly at: Scalars['DateTime']['output'];
  readonly by: Scalars['String']['output'];
  /** What has opened since it was signed, up to the acceptance or now. */
  readonly cameAfter: ReadonlyArray<HandoverItem>;
  readonly id: Scalars['ID']['output'];
  /** Not accepted by then, it is late, and the planner of the site is told. */
  readonly lateAfter: Scalars['DateTime']['output'];
  readonly mayAccept: Scalars['Boolean']['output'];
  readonly note: Scalars['String']['output'];
  readonly resource: Maybe<Scalars['ID']['output']>;
  /** As it was signed. Null: it is older than the last 30 of its place, and is in the audit trail alone. */
  readonly sheet: Maybe<HandoverSheet>;
  /** When the shift that is handed over began. */
  readonly shiftFrom: Scalars['DateTime']['output'];
  readonly site: Scalars['ID']['output'];
  readonly state: HandoverState;
};

export type HandoverAcceptance = {
  readonly at: Scalars['DateTime']['output'];
  readonly by: Scalars['String']['output'];
  readonly note: Maybe<Scalars['String']['output']>;
};

export type HandoverConnection = {
  readonly edges: ReadonlyArray<HandoverEdge>;
  readonly nodes: ReadonlyArray<Handover>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type HandoverDeed = {
  readonly action: Scalars['String']['output'];
  readonly at: Scalars['DateTime']['output'];
  readonly by: Scalars['String']['output'];
  readonly exception: Scalars['ID']['output'];
  readonly note: Maybe<Scalars['String']['output']>;
  readonly title: Scalars['String']['output'];
};

export type HandoverDue = {
  readonly customer: Scalars['String']['output'];
  readonly item: Scalars['String']['output'];
  readonly line: Scalars['ID']['output'];
  readonly projectedDelivery: Maybe<Scalars['DateTime']['output']>;
  readonly promisedAt: Scalars['DateTime']['output'];
  readonly quantity: Scalars['Float']['output'];
  readonly state: OrderLineState;
};

export type HandoverEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: Handover;
};

export type HandoverItem = {
  readonly acknowledgedBy: Maybe<Scalars['String']['output']>;
  readonly actBy: Maybe<Scalars['DateTime']['output']>;
  /** What is promised of it. */
  readonly estimate: Maybe<Scalars['DateTime']['output']>;
  readonly exception: Scalars['ID']['output'];
  /** The estimate had passed then, and it was open still. */
  readonly isOverdue: Scalars['Boolean']['output'];
  /** Lines of the site that it hits. */
  readonly lines: Scalars['Int']['output'];
  /** What somebody said of it last. */
  readonly note: Maybe<Scalars['String']['output']>;
  readonly openedAt: Scalars['DateTime']['output'];
  readonly owner: Maybe<Scalars['String']['output']>;
  /** The cause stood then. */
  readonly present: Scalars['Boolean']['output'];
  readonly severity: Severity;
  /** When it was written down. */
  readonly state: ExceptionState;
  /** Now; null: it is not there any more. */
  readonly stateNow: Maybe<ExceptionState>;
  readonly title: Scalars['String']['output'];
  /** Of the site's lines. */
  readonly valueAtRisk: Money;
};

/** In pieces. */
export type HandoverMade = {
  readonly good: Scalars['Float']['output'];
  readonly name: Scalars['String']['output'];
  /** By the plan as it stood then, for the same time. */
  readonly planned: Scalars['Float']['output'];
  readonly resource: Scalars['ID']['output'];
  readonly scrap: Scalars['Float']['output'];
};

/** What a shift leaves to the next one, as it stands now. */
export type HandoverNow = {
  readonly mayHandOver: Scalars['Boolean']['output'];
  /** Null: the whole site. */
  readonly resource: Maybe<Scalars['ID']['output']>;
  readonly sheet: HandoverSheet;
  /** That this shift was handed over already; null: it was not yet. */
  readonly signed: Maybe<Handover>;
  readonly site: Scalars['ID']['output'];
  /** The one that somebody has to accept; null: none waits. */
  readonly waiting: Maybe<Handover>;
};

export type HandoverSheet = {
  /** What was done about exceptions, in order of time. */
  readonly done: ReadonlyArray<HandoverDeed>;
  /** Order lines of the site that are promised for the next shift, up to the start of the one after it. */
  readonly due: ReadonlyArray<HandoverDue>;
  /** False: no roster names shifts there; these are the usual three of a day. */
  readonly isRostered: Scalars['Boolean']['output'];
  /** What each resource made, by name; those that made nothing and were to make nothing are not among them. */
  readonly made: ReadonlyArray<HandoverMade>;
  /** Null: the roster knows of none. */
  readonly next: Maybe<HandoverShift>;
  /** Everything that is open, the most urgent first. */
  readonly open: ReadonlyArray<HandoverItem>;
  readonly shift: HandoverShift;
  /** What was done and made is counted from where the sheet before ended. */
  readonly since: Scalars['DateTime']['output'];
  /** When resources stood still, in order of time. */
  readonly stops: ReadonlyArray<HandoverStop>;
  readonly until: Scalars['DateTime']['output'];
};

export type HandoverShift = {
  readonly from: Scalars['DateTime']['output'];
  /** Whom the roster has on it. */
  readonly people: ReadonlyArray<Scalars['String']['output']>;
  readonly to: Scalars['DateTime']['output'];
};

export type HandoverState =
  | 'ACCEPTED'
  /** To be accepted, and the next shift has begun some time ago. */
  | 'LATE'
  /** Nobody has accepted it, and a later one of its place has taken it over. */
  | 'NOT_ACCEPTED'
  /** To be accepted. */
  | 'WAITING';

export type HandoverStop = {
  readonly from: Scalars['DateTime']['output'];
  readonly name: Scalars['String']['output'];
  readonly reason: Maybe<Scalars['String']['output']>;
  readonly resource: Scalars['ID']['output'];
  /** Null: it stood still then. */
  readonly to: Maybe<Scalars['DateTime']['output']>;
};

export type Hold = {
  readonly expectedReleaseAt: Maybe<Scalars['DateTime']['output']>;
  readonly facts: ReadonlyArray<FactRecord>;
  readonly id: Scalars['ID']['output'];
  readonly reason: Scalars['String']['output'];
  readonly staleSources: ReadonlyArray<StaleSource>;
  readonly state: Scalars['String']['output'];
  readonly target: Scalars['String']['output'];
};


export type HoldFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Impact = {
  readonly actBy: Maybe<Scalars['DateTime']['output']>;
  readonly lateByMinutes: Maybe<Scalars['Float']['output']>;
  readonly line: Scalars['ID']['output'];
  readonly lost: Scalars['Boolean']['output'];
  /** The line itself, for what a card needs to say of it. */
  readonly orderLine: Maybe<OrderLine>;
  readonly shortQuantity: Scalars['Float']['output'];
  readonly state: OrderLineState;
};

export type KeptShare = {
  readonly kept: Scalars['Int']['output'];
  readonly n: Scalars['Int']['output'];
  /** Null: n is 0. */
  readonly share: Maybe<Scalars['Float']['output']>;
};

export type KindFlags = {
  readonly cards: Scalars['Int']['output'];
  readonly flagged: Scalars['Int']['output'];
  readonly kind: CauseKind;
  /** In any ten minutes. */
  readonly most: Scalars['Int']['output'];
  /** Why it should call fewer people; none: it is within its budget. Nothing is changed by it: a person may put another policy in force. */
  readonly overBudget: ReadonlyArray<OverBudget>;
  readonly rate: Maybe<Scalars['Float']['output']>;
};

/** Of one item from one supplier. */
export type LeadTime = {
  /** The median less the master data, as a share of that. */
  readonly drift: Maybe<Scalars['Float']['output']>;
  /** None, unless it drifts. */
  readonly drifts: ReadonlyArray<LeadTimeDrift>;
  readonly item: Scalars['ID']['output'];
  readonly itemName: Scalars['String']['output'];
  /** As the master data says; null: it says nothing. */
  readonly masterDays: Maybe<Scalars['Float']['output']>;
  /** Null: more than half have not come for as long as they were waited for. */
  readonly medianDays: Maybe<Scalars['Float']['output']>;
  /** Open lines that are overdue now: they are censored, not left out. */
  readonly overdue: Scalars['Int']['output'];
  /** Within which four of five came; null as the median. */
  readonly p80Days: Maybe<Scalars['Float']['output']>;
  readonly receipts: Scalars['Int']['output'];
  readonly supplier: Scalars['ID']['output'];
  readonly supplierName: Scalars['String']['output'];
  readonly verdict: LeadTimeVerdict;
};

export type LeadTimeDrift =
  /** The median is more than a fifth of it off. */
  | 'MEDIAN'
  /** More than a fifth take longer. */
  | 'P80';

export type LeadTimeVerdict =
  | 'DRIFTS'
  /** Fewer than five receipts and overdue lines. */
  | 'FEW'
  | 'HOLDS'
  /** The master data says nothing. */
  | 'UNSAID';

export type LeadTimes = {
  readonly asOf: Scalars['DateTime']['output'];
  /** In words, with its version. */
  readonly definition: Scalars['String']['output'];
  /** Of how many the master data drifts. */
  readonly drifting: Scalars['Int']['output'];
  readonly nodes: ReadonlyArray<LeadTime>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  /** Of what is counted: another version counts otherwise. */
  readonly version: Scalars['Int']['output'];
};

export type LimitedFigure =
  | 'CHATTERING'
  | 'FALSE_FLAG_RATE'
  | 'FLOOD_SHARE'
  | 'MOST'
  | 'PER_TEN_MINUTES'
  | 'STANDING';

export type LineSurvival = {
  readonly broken: Scalars['Int']['output'];
  readonly halfLifeHours: Maybe<Scalars['Float']['output']>;
  readonly hazards: ReadonlyArray<PlanHazard>;
  readonly horizonHours: Scalars['Float']['output'];
  readonly n: Scalars['Int']['output'];
  readonly name: Scalars['String']['output'];
  readonly resource: Scalars['ID']['output'];
};

export type Lineage = {
  /** What people and the tower have done about the exceptions that it is of, the latest first; nothing of other figures. */
  readonly acts: LineageActConnection;
  /** Who stood before: what others were given sooner, so that the figure is what it is. Nothing of figures that are stated. */
  readonly before: LineageRivals;
  /** Nearest first. */
  readonly behind: LineageFactConnection;
  /** All of it to be copied and kept. */
  readonly evidence: Evidence;
  readonly figure: LineageFigure;
  readonly id: Scalars['ID']['output'];
  /** False: leftOut says what is not among the facts. */
  readonly isComplete: Scalars['Boolean']['output'];
  readonly leftOut: ReadonlyArray<LineageLeftOut>;
  /** The moment that all of this is of. */
  readonly moment: LineageMoment;
  readonly of: LineageOf;
  /** What it is made of, each with a lineage of its own; null: it is not made of parts. */
  readonly parts: Maybe<LineagePartConnection>;
  readonly rules: ReadonlyArray<LineageRule>;
  /** A hash of the text of all rules and of the code that carries them out. */
  readonly rulesVersion: Scalars['String']['output'];
  /** By name. */
  readonly sources: ReadonlyArray<LineageSource>;
  /** The figure as JSON text; null where it is not known, or where all figures are asked for. */
  readonly value: Maybe<Scalars['String']['output']>;
};


export type LineageActsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageBeforeArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineageBehindArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type LineagePartsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Something that was done about an exception, as in its timeline. */
export type LineageAct = {
  readonly action: Scalars['String']['output'];
  readonly at: Scalars['DateTime']['output'];
  readonly by: Scalars['String']['output'];
  readonly exception: Scalars['ID']['output'];
  readonly note: Maybe<Scalars['String']['output']>;
  readonly seq: Scalars['Int']['output'];
  readonly title: Scalars['String']['output'];
};

export type LineageActConnection = {
  readonly edges: ReadonlyArray<LineageActEdge>;
  readonly nodes: ReadonlyArray<LineageAct>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type LineageActEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: LineageAct;
};

export type LineageFact = {
  /** What brought it in. */
  readonly connector: Scalars['String']['output'];
  readonly fact: FactRecord;
  /** Whose fact it is: a kind as in sales-order-line, and an id. */
  readonly kind: Scalars['String']['output'];
  /** The message that the fact was made of, where it is kept. */
  readonly message: Maybe<RawMessage>;
  readonly origin: LineageOrigin;
  readonly readings: Maybe<RawReadings>;
  /** What it says here, in words. */
  readonly role: Scalars['String']['output'];
  /** The version of the site's own rules that it was judged by when it came; 0: there were none. */
  readonly ruleSetVersion: Scalars['Int']['output'];
  readonly subject: Scalars['ID']['output'];
};

export type LineageFactConnection = {
  readonly edges: ReadonlyArray<LineageFactEdge>;
  readonly nodes: ReadonlyArray<LineageFact>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type LineageFactEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: LineageFact;
};

/** ALL is whatever is said of a thing; which other figures it has, the refusal of one that it has not says. */
export type LineageFigure =
  | 'ACKNOWLEDGED'
  | 'ACT_BY'
  | 'ALL'
  | 'AVAILABILITY'
  | 'AVAILABLE'
  | 'BASELINE'
  | 'BRIER'
  | 'BROKEN'
  | 'CALLED'
  | 'CAME'
  | 'CARDS'
  | 'CAUSE'
  | 'CHATTERING'
  | 'DONE'
  | 'EFFECTIVENESS'
  | 'ERP_ON_HAND'
  | 'EXCEPTIONS'
  | 'FAILED'
  | 'FALSE_FLAGS'
  | 'FINE'
  | 'FINISHES'
  | 'FLOOD'
  | 'FORECAST'
  | 'KEPT'
  | 'LATE'
  | 'MISSING'
  | 'MIX'
  | 'ON_HAND'
  | 'OPEN_LINES'
  | 'OPEN_QUANTITY'
  | 'OPEN_VALUE'
  | 'OVERDUE'
  | 'PLANNED'
  | 'PRECISION'
  | 'PROJECTED'
  | 'PROMISED_AT'
  | 'PROMISES_TODAY'
  | 'P_LATE'
  | 'QUALITY'
  | 'RECALL'
  | 'RECEIVED'
  | 'REQUESTED_AT'
  | 'RESPONSE'
  | 'SEQUENCE'
  | 'SHORT_QUANTITY'
  | 'SLACK'
  | 'STANDING'
  | 'STARTS'
  | 'STATE'
  | 'STILL_TO_MAKE'
  | 'UP_AT'
  | 'VALUE_AT_RISK'
  | 'VERDICT'
  | 'VOLUME'
  | 'WARNING'
  | 'WORST';

export type LineageLeftOut =
  /** Facts of sites that the viewer may not see. */
  | 'OTHER_SITES'
  /** There is more than is looked through at once: ask for a figure of something smaller. */
  | 'SIZE';

/** How parts make a figure. */
export type LineageMakeUp =
  /** They are what it is worked out from, by its rules. */
  | 'BASIS'
  /** They are counted. */
  | 'COUNT'
  /** By Kaplan and Meier: the least value with half of them gone. What has a weight of 0 is not gone yet. */
  | 'HALF_LIFE'
  /** Half of their values are not above it. */
  | 'MEDIAN'
  /** Their values are added up, and divided by their weights. */
  | 'SHARE'
  /** Their values are added up. */
  | 'SUM';

export type LineageMoment = {
  readonly clock: ClockMode;
  readonly now: Scalars['DateTime']['output'];
  readonly seq: Scalars['Int']['output'];
};

export type LineageOf =
  /** The id is site/from/to, and ?by=RESOURCE&key=LINE-1 of one row. */
  | 'ADHERENCE'
  /** The id is from/to, and ?site=P&stage=ACKNOWLEDGED&kind=MACHINE_DOWN&role=PLANNER&of=the roster's site. */
  | 'ALARM_PERFORMANCE'
  /** The id is from/to, and ?site=P&person=N or &role=PLANNER. */
  | 'ESTIMATES'
  | 'EXCEPTION'
  /** What a source has told: the newest of it first. */
  | 'FEED'
  /** The id is from/to, and ?site=P&hours=24 of one horizon. */
  | 'FORESIGHT'
  | 'HOLD'
  /** The id is site/from/to, and ?item=I&supplier=S. */
  | 'LEAD_TIMES'
  /** The id is from/to, and ?site=P. */
  | 'LINES_SAVED'
  /** The id is as of ADHERENCE. */
  | 'OEE'
  /** The id is ORDER/SEQ: an operation of the plan. */
  | 'OPERATION'
  /** The id is definition/from/to, and what narrows it as in an address: ?site=P&week=2026-W10&kinds=MACHINE_DOWN&customer=C. */
  | 'OTIF'
  /** The id is definition/TODAY, THIS_WEEK or NEXT_WEEK, and ?site=P. */
  | 'OTIF_FORECAST'
  /** The header: the id is a site's, or * for all that the viewer may see. */
  | 'OVERVIEW'
  /** The id is site/from/to, and ?resource=R&kind=down, setup, scrap or slow. */
  | 'PLAN_LOSSES'
  /** The id is site/from/to, and ?resource=R or &order=O. */
  | 'PLAN_PROGRESS'
  /** The id is a site's, and ?weeks=8&week=2026-W10&assumption=MACHINE_DOWN. */
  | 'PLAN_SURVIVAL'
  | 'PRODUCTION_ORDER'
  | 'PURCHASE_ORDER_LINE'
  /** What is open of it blocks these order lines; for those who see every site. */
  | 'QUARANTINE_CAUSE'
  | 'RESOURCE'
  | 'SALES_ORDER_LINE'
  | 'STOCKING_POINT'
  | 'TRANSFER_ORDER';

export type LineageOrigin =
  /** The event is what was received. */
  | 'EVENT'
  /** It was made of a message, which is kept. */
  | 'MESSAGE'
  /** Nothing but the event is kept: it came so through a broker, or what it was made of is not kept. */
  | 'NOT_KEPT'
  /** It was made of readings of a machine, which it names. */
  | 'READINGS';

export type LineagePart = {
  /** When it was, or is due. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  readonly figure: LineageFigure;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  /** What it is, as it is asked for in its turn. */
  readonly of: LineageOf;
  /** What it adds, as JSON text; null: it is counted, or known by its own lineage alone. */
  readonly value: Maybe<Scalars['String']['output']>;
  readonly weight: Maybe<Scalars['Float']['output']>;
};

export type LineagePartConnection = {
  readonly edges: ReadonlyArray<LineagePartEdge>;
  readonly makeUp: LineageMakeUp;
  readonly nodes: ReadonlyArray<LineagePart>;
  readonly pageInfo: PageInfo;
  /** What all of them come to by makeUp, as JSON text: the figure itself. Null where that is not known, and of BASIS. */
  readonly total: Maybe<Scalars['String']['output']>;
  readonly totalCount: Scalars['Int']['output'];
  /** Of their values and of what they come to. */
  readonly unit: LineageUnit;
};

export type LineagePartEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: LineagePart;
};

/** Another demand that got stock, or another order that has a machine, before what the figure leans on. */
export type LineageRival = {
  /** The stocking point, or the resource. */
  readonly at: Scalars['ID']['output'];
  /** What says so: its order, its customer, what was reported. */
  readonly facts: ReadonlyArray<FactRecord>;
  /** Of stock, when the first of it is there; of a resource, when it begins there and when it is done. */
  readonly from: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly kind: Scalars['String']['output'];
  /** Of stock, when it is needed, and how it ranks: 1 goes first. */
  readonly needAt: Maybe<Scalars['DateTime']['output']>;
  /** Of an order: for which of its operations. */
  readonly operation: Maybe<Scalars['ID']['output']>;
  readonly priority: Maybe<Scalars['Float']['output']>;
  /** What it was given that comes sooner than what the other waits for; null of a resource. */
  readonly quantity: Maybe<Scalars['Float']['output']>;
  readonly until: Maybe<Scalars['DateTime']['output']>;
  readonly waits: Scalars['ID']['output'];
  /** Who waits: a kind as in sales-order-line, and an id. */
  readonly waitsKind: Scalars['String']['output'];
  readonly why: LineageRivalWhy;
};

export type LineageRivalWhy =
  /** The supply is meant for it. */
  | 'PEGGED'
  /** It is needed on an earlier day, or goes first among those of the same day. */
  | 'RANK'
  /** It has the resource. */
  | 'RESOURCE'
  /** Its operation has begun. */
  | 'STARTED';

export type LineageRivals = {
  /** False: there may be more, at sites that the viewer may not see, or beyond what is looked through at once. */
  readonly isWhole: Scalars['Boolean']['output'];
  /** What is nearest to the figure first; at most 200. */
  readonly nodes: ReadonlyArray<LineageRival>;
  readonly totalCount: Scalars['Int']['output'];
};

export type LineageRule = {
  readonly file: Scalars['String']['output'];
  /** As in its file. */
  readonly number: Scalars['String']['output'];
  readonly text: Scalars['String']['output'];
};

export type LineageSource = {
  readonly ageSeconds: Maybe<Scalars['Float']['output']>;
  /** How many of the facts are its. */
  readonly facts: Scalars['Int']['output'];
  readonly lastReceivedAt: Maybe<Scalars['DateTime']['output']>;
  readonly source: Scalars['ID']['output'];
  readonly status: FeedStatus;
  readonly system: FeedSystem;
  readonly trouble: Maybe<Scalars['String']['output']>;
};

export type LineageUnit =
  | 'DAYS'
  | 'HOURS'
  | 'MINUTES'
  | 'MONEY'
  | 'NUMBER'
  | 'SHARE';

/** Of the promises that were called late at a horizon before they closed: called = late + came. */
export type LinesSaved = {
  readonly called: Scalars['Int']['output'];
  readonly came: Scalars['Int']['output'];
  readonly late: Scalars['Int']['output'];
  /** By when they closed. */
  readonly nodes: ReadonlyArray<SavedLine>;
  readonly pageInfo: PageInfo;
  /** Of those that came: where somebody acted. The others came right by themselves, or were false alarms. */
  readonly saved: Scalars['Int']['output'];
  /** Of what is counted: another version counts otherwise. */
  readonly version: Scalars['Int']['output'];
};

/** How many were done, and which were not and why. */
export type ManyDone = {
  readonly done: Scalars['Int']['output'];
  readonly refused: ReadonlyArray<ManyRefused>;
};

export type ManyRefused = {
  readonly code: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  readonly message: Scalars['String']['output'];
  /** What it is about, where the viewer sees it. */
  readonly title: Maybe<Scalars['String']['output']>;
};

export type Mentioned = {
  readonly people: ReadonlyArray<MentionedPerson>;
  /** Names of nobody who is in a roster of its sites, or of the whole company. */
  readonly unknown: ReadonlyArray<Scalars['String']['output']>;
};

export type MentionedPerson = {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
};

export type Money = {
  /** Decimal text: 12.50. Where LOCKSTEP_MONEY_HIDDEN_FROM names roles, it may be null: the viewer is shown no money. */
  readonly amount: Scalars['String']['output'];
  readonly currency: Maybe<Scalars['String']['output']>;
};

export type Mutation = {
  /**
   * Takes over what was handed over: what is acknowledged or in work is the viewer's from then on. For somebody else than who signed it;
   * CONFLICT if it was accepted already.
   */
  readonly acceptHandover: Handover;
  /**
   * This and the next five take the revision that they were decided on: CONFLICT if somebody else has written since, with what they wrote as
   * `extensions.theirs`: { revision, entries: [{ seq, at, by, action, note }] }. Sent again with that revision, it is carried out. photos
   * are at most 5 of those that POST /photos has answered with.
   */
  readonly acknowledgeException: Exception;
  /**
   * The same for many exceptions, each by a command of its own that is audited and refused by itself. Sent again with the same
   * commandId, what was done stays done once. Acknowledge takes a note, assign a to, shelve a reason and an until, comment a note;
   * merge a reason and an into, which stays itself where it is among the ids.
   */
  readonly actOnExceptions: ManyDone;
  readonly assignException: Exception;
  /** Gives open facts, or a cause with all that come of it, to somebody: either ids or a cause. */
  readonly assignQuarantined: QuarantineAssigned;
  /**
   * Other roles and sites for somebody whose password is kept here, or no more way in. All of it is replaced; without sites, they see every
   * one. Who is signed in has to sign in again. For administrators who see every site; audited.
   */
  readonly changeAccount: Account;
  readonly comment: Exception;
  /** For integrators and administrators who see every site. Each call makes another token. */
  readonly createFeedToken: FeedTokenCreated;
  /**
   * Adds a version of an OTIF definition, new or known; those before stay. Leaders and administrators may. With the version that it was
   * compared with (0: there was none), CONFLICT if another is the latest by then.
   */
  readonly declareOtifDefinition: OtifDefinition;
  readonly discardQuarantined: QuarantinedFact;
  /** Each fact that was open when this came; by thousands, as resubmitQuarantinedCause. */
  readonly discardQuarantinedCause: QuarantineSettled;
  /**
   * Signs somebody out everywhere: their sockets are told nothing more from then on, and what they ask is refused. For administrators
   * who see every site; audited.
   */
  readonly endSessions: Account;
  readonly flagFalse: Exception;
  /**
   * Signs what the shift that began then leaves to the next, with a note: everything that is open is written down as it stands. CONFLICT if
   * it was signed already. For who may act on exceptions. `at` is when the person signed (default now).
   */
  readonly handOver: Handover;
  /** Those of the viewer; without ids all of them. Says how many were unread. */
  readonly markNotificationsRead: Scalars['Int']['output'];
  /** Makes it part of another card, which stays; nobody is called for it while it is. */
  readonly mergeException: Exception;
  /** In force from now on; exceptions that have begun keep the policies that they started under. */
  readonly putEscalationPolicy: EscalationPolicy;
  /**
   * In force for what opens from now on; exceptions that have begun keep theirs. With the version that it was made from (0: there was none
   * for that very site and kind), CONFLICT if another is in force by then. What is wrong is told with its path, such as `steps.2.text`, as
   * `extensions.field`.
   */
  readonly putPlaybook: Playbook;
  /**
   * In the place of the site's roster, or the company's; whole. With the version that it was made from (0: there was none), CONFLICT if
   * another is in force by then. What is wrong with one value is told with its path, such as `people.2.email`, as `extensions.field`.
   */
  readonly putRoster: Roster;
  /**
   * Puts a set of rules in force in place of that version, for all that is received from then on. For stewards, integrators and
   * administrators who see every site. CONFLICT if another version is in force by then.
   */
  readonly putRuleSetInForce: RuleSet;
  /**
   * What a person on the floor says of a resource: that it is down since when, why and until when, or that it runs again. It is a fact,
   * as the machine's own word is. Told of a stop that stands, it says more of that stop.
   */
  readonly reportResourceState: Resource;
  /** Sends a message that was sent, or given up, once more under its key. */
  readonly resendDelivery: Delivery;
  readonly resolveException: Exception;
  /** Sends the corrected event in; the quarantined one is kept as RESUBMITTED. */
  readonly resubmitQuarantined: QuarantinedFact;
  /**
   * Applies a JSON Patch (RFC 6902, without copy) to each fact that was open when this came, and sends it in; what is still wrong
   * stays open. It goes by thousands, so that others get their turn. Sent again with the same commandId it goes on where it was
   * broken off, or changes nothing, and answers the same.
   */
  readonly resubmitQuarantinedCause: QuarantineSettled;
  /** From now on nothing is taken that shows it. Revoked again, it stays as it is. */
  readonly revokeFeedToken: FeedToken;
  /** Whether the viewer wants the weekly digest, if they are a leader of a roster; says what holds now. */
  readonly setWeeklyDigest: Scalars['Boolean']['output'];
  readonly shelveException: Exception;
  /** Makes it a card of its own again. */
  readonly splitException: Exception;
  /**
   * The viewer is told on the device whose browser gave these; the same browser again is the same device. `endpoint` is an https address,
   * the keys are in base64url, the name is what the viewer calls it.
   */
  readonly subscribePush: PushDevice;
  /** Sends a test to all devices of the viewer, and says how many they are; what became of it stands at each. */
  readonly testPush: Scalars['Int']['output'];
  /** Says that a step of its playbook was done, by its place from 0. `at` is when (default now). CONFLICT if it was done already. */
  readonly tickPlaybookStep: Exception;
  /** Of the viewer: nothing is sent there any more. */
  readonly unsubscribePush: PushDevice;
  readonly untickPlaybookStep: Exception;
  readonly unwatchException: Exception;
  /** Walks the chain of audited records beside everything else, and answers at once; auditVerification tells how far it has come. */
  readonly verifyAudit: AuditVerification;
  /** The viewer is told when its state, its severity, its value at risk (more than 20 %) or its act-by (more than a shift) changes. */
  readonly watchException: Exception;
};


export type MutationAcceptHandoverArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationAcknowledgeExceptionArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId: Scalars['ID']['input'];
  estimate?: InputMaybe<Scalars['DateTime']['input']>;
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  photos?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


export type MutationActOnExceptionsArgs = {
  action: ActionKind;
  commandId: Scalars['ID']['input'];
  ids: ReadonlyArray<Scalars['ID']['input']>;
  into?: InputMaybe<Scalars['ID']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['ID']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationAssignExceptionArgs = {
  commandId: Scalars['ID']['input'];
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  to: Scalars['ID']['input'];
};


export type MutationAssignQuarantinedArgs = {
  cause?: InputMaybe<Scalars['ID']['input']>;
  commandId: Scalars['ID']['input'];
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  to: Scalars['ID']['input'];
};


export type MutationChangeAccountArgs = {
  isActive: Scalars['Boolean']['input'];
  name: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  roles: ReadonlyArray<Role>;
  sites?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


export type MutationCommentArgs = {
  commandId: Scalars['ID']['input'];
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  photos?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  text: Scalars['String']['input'];
};


export type MutationCreateFeedTokenArgs = {
  name: Scalars['String']['input'];
  sites?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  sources: ReadonlyArray<Scalars['String']['input']>;
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


export type MutationDeclareOtifDefinitionArgs = {
  commandId: Scalars['ID']['input'];
  definition: OtifDefinitionInput;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationDiscardQuarantinedArgs = {
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationDiscardQuarantinedCauseArgs = {
  cause: Scalars['ID']['input'];
  commandId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationEndSessionsArgs = {
  name: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationFlagFalseArgs = {
  commandId: Scalars['ID']['input'];
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  wrongSystem?: InputMaybe<Scalars['String']['input']>;
};


export type MutationHandOverArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId: Scalars['ID']['input'];
  note: Scalars['String']['input'];
  resource?: InputMaybe<Scalars['ID']['input']>;
  shift: Scalars['DateTime']['input'];
  site: Scalars['ID']['input'];
};


export type MutationMarkNotificationsReadArgs = {
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


export type MutationMergeExceptionArgs = {
  commandId: Scalars['ID']['input'];
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  into: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationPutEscalationPolicyArgs = {
  commandId: Scalars['ID']['input'];
  policy: EscalationPolicyInput;
  reason: Scalars['String']['input'];
};


export type MutationPutPlaybookArgs = {
  commandId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  playbook: PlaybookInput;
  reason: Scalars['String']['input'];
};


export type MutationPutRosterArgs = {
  commandId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  roster: RosterInput;
};


export type MutationPutRuleSetInForceArgs = {
  basedOn: Scalars['Int']['input'];
  commandId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  rules: ReadonlyArray<RuleInput>;
};


export type MutationReportResourceStateArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId: Scalars['ID']['input'];
  expectedUpAt?: InputMaybe<Scalars['DateTime']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  resource: Scalars['ID']['input'];
  since?: InputMaybe<Scalars['DateTime']['input']>;
  state: ReportedState;
};


export type MutationResendDeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationResolveExceptionArgs = {
  commandId: Scalars['ID']['input'];
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
};


export type MutationResubmitQuarantinedArgs = {
  commandId: Scalars['ID']['input'];
  fact: Scalars['String']['input'];
  id: Scalars['ID']['input'];
};


export type MutationResubmitQuarantinedCauseArgs = {
  cause: Scalars['ID']['input'];
  commandId: Scalars['ID']['input'];
  patch: Scalars['String']['input'];
};


export type MutationRevokeFeedTokenArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSetWeeklyDigestArgs = {
  commandId: Scalars['ID']['input'];
  on: Scalars['Boolean']['input'];
};


export type MutationShelveExceptionArgs = {
  commandId: Scalars['ID']['input'];
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  until: Scalars['DateTime']['input'];
};


export type MutationSplitExceptionArgs = {
  commandId: Scalars['ID']['input'];
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationSubscribePushArgs = {
  auth: Scalars['String']['input'];
  endpoint: Scalars['String']['input'];
  name: Scalars['String']['input'];
  p256dh: Scalars['String']['input'];
};


export type MutationTestPushArgs = {
  commandId: Scalars['ID']['input'];
};


export type MutationTickPlaybookStepArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  step: Scalars['Int']['input'];
};


export type MutationUnsubscribePushArgs = {
  id: Scalars['ID']['input'];
};


export type MutationUntickPlaybookStepArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  step: Scalars['Int']['input'];
};


export type MutationUnwatchExceptionArgs = {
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
};


export type MutationWatchExceptionArgs = {
  commandId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
};

export type Notification = {
  readonly at: Scalars['DateTime']['output'];
  /** How many it is about. */
  readonly count: Scalars['Int']['output'];
  /** Null: a digest of several. */
  readonly exception: Maybe<Scalars['ID']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly readAt: Maybe<Scalars['DateTime']['output']>;
  readonly severity: Maybe<Severity>;
  readonly text: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
};

export type NotificationPage = {
  readonly nodes: ReadonlyArray<Notification>;
  readonly pageInfo: PageInfo;
  /** How many there are of those that are asked for. */
  readonly totalCount: Scalars['Int']['output'];
  /** All that the viewer has not read. */
  readonly unread: Scalars['Int']['output'];
};

export type Oee = {
  readonly asOf: Scalars['DateTime']['output'];
  readonly behind: OeeReportPage;
  /** In words, with its version. */
  readonly definition: Scalars['String']['output'];
  readonly rows: ReadonlyArray<OeeRow>;
  readonly total: OeeRow;
  /** Of what is counted: another version counts otherwise. */
  readonly version: Scalars['Int']['output'];
};

export type OeeGrouping =
  | 'DAY'
  | 'RESOURCE'
  /** Of these as with adherence; what lies between shifts is apart, so that all add up to the total. */
  | 'SHIFT'
  | 'SHIFT_OF_DAY'
  | 'SITE';

export type OeeReport = {
  readonly at: Scalars['DateTime']['output'];
  readonly good: Scalars['Float']['output'];
  readonly operation: Scalars['ID']['output'];
  readonly ratePerHour: Maybe<Scalars['Float']['output']>;
  readonly resource: Scalars['ID']['output'];
  readonly scrap: Scalars['Float']['output'];
};

export type OeeReportPage = {
  readonly nodes: ReadonlyArray<OeeReport>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** Null factors: nothing to divide by. */
export type OeeRow = {
  /** Hours: actual production, planned busy, what was made and what is good at the plan's rate. */
  readonly apt: Scalars['Float']['output'];
  readonly availability: Maybe<Scalars['Float']['output']>;
  readonly effectiveness: Maybe<Scalars['Float']['output']>;
  /** Effectiveness is over 1: a finding about the planned run time per item, in words. */
  readonly finding: Maybe<Scalars['String']['output']>;
  readonly good: Scalars['Float']['output'];
  readonly key: Scalars['String']['output'];
  /** Reports that count, and those that do not, as no rate is known. */
  readonly n: Scalars['Int']['output'];
  readonly name: Scalars['String']['output'];
  readonly oee: Maybe<Scalars['Float']['output']>;
  readonly pbt: Scalars['Float']['output'];
  readonly produced: Scalars['Float']['output'];
  readonly quality: Maybe<Scalars['Float']['output']>;
  readonly withoutRate: Scalars['Int']['output'];
};

export type Operation = {
  readonly boundBy: Maybe<BoundBy>;
  readonly good: Scalars['Float']['output'];
  /** What lies in and before it: good of the operation before, less good and scrap of its own; at the first what was issued or begun. */
  readonly inProcess: Scalars['Float']['output'];
  readonly plannedFinish: Scalars['DateTime']['output'];
  readonly plannedStart: Scalars['DateTime']['output'];
  readonly projectedFinish: Maybe<Scalars['DateTime']['output']>;
  readonly projectedStart: Maybe<Scalars['DateTime']['output']>;
  readonly remainingHours: Maybe<Scalars['Float']['output']>;
  readonly resource: Maybe<Scalars['ID']['output']>;
  readonly resourceName: Maybe<Scalars['String']['output']>;
  readonly scrap: Scalars['Float']['output'];
  readonly seq: Scalars['Int']['output'];
  readonly state: OperationState;
};

export type OperationState =
  | 'DONE'
  | 'PAUSED'
  | 'PENDING'
  | 'RUNNING'
  | 'SETUP';

export type OrderLine = {
  readonly allocations: ReadonlyArray<Allocation>;
  readonly cause: Maybe<Cause>;
  readonly customer: Scalars['ID']['output'];
  readonly customerName: Scalars['String']['output'];
  /** The exception that it stands under. */
  readonly exception: Maybe<Exception>;
  readonly facts: ReadonlyArray<FactRecord>;
  readonly id: Scalars['ID']['output'];
  readonly item: Scalars['ID']['output'];
  readonly itemName: Scalars['String']['output'];
  readonly openQuantity: Scalars['Float']['output'];
  readonly openValue: Money;
  readonly order: Scalars['ID']['output'];
  readonly pLate: Scalars['Float']['output'];
  readonly path: ReadonlyArray<PathStep>;
  readonly projectedDelivery: Maybe<Scalars['DateTime']['output']>;
  /** A date without a time is shown as that day's end. */
  readonly promisedAt: Scalars['DateTime']['output'];
  readonly quantity: Scalars['Float']['output'];
  readonly requestedAt: Scalars['DateTime']['output'];
  readonly shortQuantity: Scalars['Float']['output'];
  readonly site: Scalars['ID']['output'];
  readonly slackMinutes: Maybe<Scalars['Float']['output']>;
  readonly staleSources: ReadonlyArray<StaleSource>;
  readonly state: OrderLineState;
  readonly uom: Scalars['String']['output'];
  readonly valueAtRisk: Money;
};


export type OrderLineFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type OrderLineConnection = {
  readonly edges: ReadonlyArray<OrderLineEdge>;
  readonly nodes: ReadonlyArray<OrderLine>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type OrderLineEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: OrderLine;
};

export type OrderLineFilter = {
  readonly causeKinds?: InputMaybe<ReadonlyArray<CauseKind>>;
  readonly customers?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly exception?: InputMaybe<Scalars['ID']['input']>;
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly items?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Neither delivered, shipped nor cancelled. */
  readonly open?: InputMaybe<Scalars['Boolean']['input']>;
  readonly order?: InputMaybe<Scalars['ID']['input']>;
  readonly sites?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly states?: InputMaybe<ReadonlyArray<OrderLineState>>;
};

export type OrderLineState =
  | 'AT_RISK'
  | 'CANCELLED'
  | 'DELIVERED'
  | 'LATE'
  | 'ON_TRACK'
  | 'SHIPPED'
  | 'SHORT';

export type OtifBasis =
  | 'FIRST_PROMISE'
  | 'LATEST_PROMISE'
  | 'REQUESTED';

export type OtifBecause = {
  readonly id: Scalars['String']['output'];
  readonly seq: Scalars['Int']['output'];
  readonly source: Scalars['String']['output'];
  readonly time: Scalars['DateTime']['output'];
  readonly type: Scalars['String']['output'];
};

export type OtifChartPoint = {
  readonly from: Maybe<Scalars['DateTime']['output']>;
  /** It has not ended yet. */
  readonly isRunning: Scalars['Boolean']['output'];
  readonly key: Scalars['String']['output'];
  readonly lower: Maybe<Scalars['Float']['output']>;
  readonly n: Scalars['Int']['output'];
  readonly to: Maybe<Scalars['DateTime']['output']>;
  readonly upper: Maybe<Scalars['Float']['output']>;
  readonly value: Scalars['Float']['output'];
};

export type OtifCompared = {
  readonly definition: Scalars['ID']['output'];
  readonly description: Scalars['String']['output'];
  readonly failed: Scalars['Int']['output'];
  readonly fine: Money;
  readonly level: OtifLevel;
  readonly missing: Money;
  /** Lines that it is of; orders at the level of orders. */
  readonly n: Scalars['Int']['output'];
  /** Null: no data. */
  readonly value: Maybe<Scalars['Float']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type OtifControlChart = {
  /** Null: no data. */
  readonly centre: Maybe<Scalars['Float']['output']>;
  readonly definition: Scalars['ID']['output'];
  readonly description: Scalars['String']['output'];
  /** What it says, in one sentence. */
  readonly finding: Scalars['String']['output'];
  readonly n: Scalars['Int']['output'];
  readonly points: ReadonlyArray<OtifChartPoint>;
  /** How much more than chance the shares vary; null: too few periods, or none failed. */
  readonly sigmaZ: Maybe<Scalars['Float']['output']>;
  readonly signals: ReadonlyArray<OtifSignal>;
  readonly version: Scalars['Int']['output'];
};

export type OtifCounted = {
  readonly cause: Maybe<OtifFailureKind>;
  readonly credit: Scalars['Float']['output'];
  readonly date: Scalars['DateTime']['output'];
  readonly inWindow: Scalars['Float']['output'];
  readonly ordered: Scalars['Float']['output'];
};

export type OtifCredit =
  | 'BINARY'
  | 'PROPORTIONAL';

export type OtifDefinition = {
  readonly basis: OtifBasis;
  readonly credit: OtifCredit;
  /** Null: the company's. */
  readonly customer: Maybe<Scalars['ID']['output']>;
  /** Whether a customer's own tolerances take the place of these. */
  readonly customerTolerances: Scalars['Boolean']['output'];
  readonly declaredAt: Maybe<Scalars['DateTime']['output']>;
  /** Null: it came with the product. */
  readonly declaredBy: Maybe<Scalars['String']['output']>;
  readonly description: Scalars['String']['output'];
  /** Null: however early. */
  readonly early: Maybe<OtifTolerance>;
  readonly event: OtifEvent;
  readonly excludedCustomers: ReadonlyArray<Scalars['ID']['output']>;
  readonly excludedItems: ReadonlyArray<Scalars['ID']['output']>;
  readonly excludedSites: ReadonlyArray<Scalars['ID']['output']>;
  readonly fine: Scalars['Float']['output'];
  /** Of lines dated from then to before then. Null: all. */
  readonly from: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly late: OtifTolerance;
  readonly level: OtifLevel;
  readonly over: Maybe<Scalars['Float']['output']>;
  readonly partials: OtifPartials;
  /** Null: the site's. */
  readonly timeZone: Maybe<Scalars['String']['output']>;
  readonly to: Maybe<Scalars['DateTime']['output']>;
  /** The share of the ordered quantity that may be missing, or be too much. Null: any. */
  readonly under: Scalars['Float']['output'];
  readonly version: Scalars['Int']['output'];
};

export type OtifDefinitionInput = {
  readonly basis: OtifBasis;
  readonly credit?: OtifCredit;
  readonly customer?: InputMaybe<Scalars['ID']['input']>;
  readonly customerTolerances?: Scalars['Boolean']['input'];
  readonly description: Scalars['String']['input'];
  readonly early?: InputMaybe<OtifToleranceInput>;
  readonly event?: OtifEvent;
  readonly excludedCustomers?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly excludedItems?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly excludedSites?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly fine?: Scalars['Float']['input'];
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly late?: InputMaybe<OtifToleranceInput>;
  readonly level?: OtifLevel;
  readonly over?: InputMaybe<Scalars['Float']['input']>;
  readonly partials?: OtifPartials;
  readonly timeZone?: InputMaybe<Scalars['String']['input']>;
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  readonly under?: Scalars['Float']['input'];
};

export type OtifDefinitionPreview = {
  /** How many lines change sides. */
  readonly changed: Scalars['Int']['output'];
  /** By id. */
  readonly lines: ReadonlyArray<OtifPreviewLine>;
  /** Null: there is no definition of that id yet. */
  readonly present: Maybe<OtifPreviewed>;
  readonly proposed: OtifPreviewed;
};

export type OtifEvent =
  | 'DELIVER'
  | 'SHIP';

export type OtifFailure = {
  readonly cause: OtifFailureCause;
  readonly closedAt: Scalars['DateTime']['output'];
  /** What is counted: a line, or an order at a site. */
  readonly counted: Scalars['ID']['output'];
  readonly customer: Scalars['ID']['output'];
  readonly customerName: Scalars['String']['output'];
  /** The date that it is measured by. */
  readonly date: Scalars['DateTime']['output'];
  readonly fine: Money;
  readonly firstPromisedAt: Maybe<Scalars['DateTime']['output']>;
  readonly inWindow: Scalars['Float']['output'];
  readonly item: Scalars['ID']['output'];
  readonly itemName: Scalars['String']['output'];
  /** The line's; at the level of orders the first of its lines that failed. */
  readonly line: Scalars['ID']['output'];
  readonly missing: Money;
  readonly ordered: Scalars['Float']['output'];
  readonly promisedAt: Scalars['DateTime']['output'];
  readonly site: Scalars['ID']['output'];
  /** Of the definition that it was judged by. */
  readonly version: Scalars['Int']['output'];
};

export type OtifFailureCause = {
  readonly kind: OtifFailureKind;
  readonly resource: Maybe<Scalars['ID']['output']>;
  /** Since when it was known to be late or short; null: it was not while it could be. */
  readonly since: Maybe<Scalars['DateTime']['output']>;
  readonly subject: Maybe<Scalars['ID']['output']>;
  readonly subjectType: Maybe<Scalars['String']['output']>;
  readonly supplier: Maybe<Scalars['ID']['output']>;
};

export type OtifFailureConnection = {
  readonly edges: ReadonlyArray<OtifFailureEdge>;
  readonly nodes: ReadonlyArray<OtifFailure>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type OtifFailureEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: OtifFailure;
};

/** Everything that is given must fit. */
export type OtifFailureFilter = {
  readonly customer?: InputMaybe<Scalars['ID']['input']>;
  readonly item?: InputMaybe<Scalars['ID']['input']>;
  readonly kinds?: InputMaybe<ReadonlyArray<OtifFailureKind>>;
  readonly resource?: InputMaybe<Scalars['ID']['input']>;
  readonly site?: InputMaybe<Scalars['ID']['input']>;
  readonly subject?: InputMaybe<Scalars['ID']['input']>;
  readonly supplier?: InputMaybe<Scalars['ID']['input']>;
  /** Such as 2026-W10. */
  readonly week?: InputMaybe<Scalars['String']['input']>;
};

export type OtifFailureGrouping =
  | 'CAUSE'
  | 'CUSTOMER'
  | 'ITEM'
  | 'RESOURCE'
  | 'SITE'
  | 'SUBJECT'
  | 'SUPPLIER'
  | 'WEEK';

/** A kind of cause, or what the outcome itself tells. */
export type OtifFailureKind =
  | 'CLOSED_SHORT'
  /** It left in time, and was longer on its way than its transit takes. */
  | 'LATE_ON_THE_WAY'
  | 'MACHINE_DOWN'
  | 'NOT_RECEIVED'
  /** Nothing was computed while it was open. */
  | 'NOT_RECORDED'
  | 'NOT_SHIPPED'
  | 'NOT_STARTED'
  | 'NO_SUPPLY'
  | 'OVERLOAD'
  | 'OVER_DELIVERED'
  | 'PLAN_GAP'
  /** It was never promised for the date that is measured by. */
  | 'PROMISED_LATER'
  | 'QUALITY_HOLD'
  | 'SCRAP'
  | 'SLOW_RUNNING'
  | 'STOCK_MISMATCH'
  | 'SUPPLIER_LATE'
  /** It came before the window. */
  | 'TOO_EARLY'
  | 'TRANSFER_LATE'
  | 'UNCERTAIN';

export type OtifForecast = {
  /** The value of what is open and not on track. */
  readonly atRisk: Money;
  /** Whose windows have closed. */
  readonly closed: Scalars['Int']['output'];
  readonly definition: Scalars['ID']['output'];
  readonly from: Scalars['DateTime']['output'];
  /** In eight of ten such periods it is within. */
  readonly lower: Maybe<Scalars['Float']['output']>;
  /** How it is reckoned, and what it takes for granted. */
  readonly method: Scalars['String']['output'];
  readonly n: Scalars['Int']['output'];
  readonly period: OtifPeriod;
  readonly to: Scalars['DateTime']['output'];
  readonly upper: Maybe<Scalars['Float']['output']>;
  /** Null: no data. */
  readonly value: Maybe<Scalars['Float']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type OtifGrouping =
  | 'CUSTOMER'
  | 'DAY'
  | 'ITEM'
  | 'MONTH'
  | 'SITE'
  | 'WEEK';

/** An order is what one site has of it. */
export type OtifLevel =
  | 'LINE'
  | 'ORDER'
  | 'UNIT'
  | 'VALUE';

export type OtifOutcome =
  | 'FAILED'
  | 'KEPT'
  /** Its window is open, it is excluded, or it is dated outside of the time that is looked at. */
  | 'NOT_COUNTED';

export type OtifPareto = {
  /** The largest. */
  readonly bars: ReadonlyArray<OtifParetoBar>;
  readonly definition: Scalars['ID']['output'];
  /** All that has failed. */
  readonly failed: Scalars['Int']['output'];
  readonly missing: Money;
  /** What is left over; null where nothing is. */
  readonly other: Maybe<OtifParetoBar>;
  readonly version: Scalars['Int']['output'];
};

export type OtifParetoBar = {
  readonly failed: Scalars['Int']['output'];
  /** A kind of cause, an id, or a week; empty: it has none. */
  readonly key: Scalars['String']['output'];
  readonly missing: Money;
  readonly name: Scalars['String']['output'];
};

export type OtifPartials =
  | 'ALL'
  | 'FIRST_DELIVERY';

export type OtifPeriod =
  | 'NEXT_WEEK'
  | 'THIS_WEEK'
  | 'TODAY';

export type OtifPoint = {
  readonly from: Maybe<Scalars['DateTime']['output']>;
  /** The week's, month's or group's name. */
  readonly key: Scalars['String']['output'];
  readonly met: Scalars['Float']['output'];
  readonly n: Scalars['Int']['output'];
  readonly to: Maybe<Scalars['DateTime']['output']>;
  readonly value: Maybe<Scalars['Float']['output']>;
};

export type OtifPreviewLine = {
  readonly after: OtifOutcome;
  readonly before: OtifOutcome;
  readonly line: Scalars['ID']['output'];
};

export type OtifPreviewed = {
  readonly failed: Scalars['Int']['output'];
  readonly fine: Money;
  readonly level: OtifLevel;
  readonly missing: Money;
  /** Lines that it is of; orders at the level of orders. */
  readonly n: Scalars['Int']['output'];
  /** Null: no data. */
  readonly value: Maybe<Scalars['Float']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type OtifRevision = {
  readonly after: Maybe<OtifCounted>;
  readonly at: Scalars['DateTime']['output'];
  readonly because: OtifBecause;
  readonly before: Maybe<OtifCounted>;
  readonly line: Scalars['ID']['output'];
};

export type OtifSeries = {
  readonly definition: Scalars['ID']['output'];
  /** In plain words: what is measured. */
  readonly description: Scalars['String']['output'];
  readonly from: Scalars['DateTime']['output'];
  readonly n: Scalars['Int']['output'];
  readonly points: ReadonlyArray<OtifPoint>;
  readonly to: Scalars['DateTime']['output'];
  /** Null: no data. */
  readonly value: Maybe<Scalars['Float']['output']>;
  readonly version: Scalars['Int']['output'];
};

export type OtifSignal = {
  readonly from: Scalars['String']['output'];
  readonly isUp: Scalars['Boolean']['output'];
  readonly rule: OtifSignalRule;
  readonly text: Scalars['String']['output'];
  readonly to: Scalars['String']['output'];
};

export type OtifSignalRule =
  | 'BEYOND'
  | 'SIDE'
  | 'TREND';

/** Either minutes or whole days. */
export type OtifTolerance = {
  readonly days: Maybe<Scalars['Int']['output']>;
  readonly minutes: Maybe<Scalars['Int']['output']>;
};

export type OtifToleranceInput = {
  readonly days?: InputMaybe<Scalars['Int']['input']>;
  readonly minutes?: InputMaybe<Scalars['Int']['input']>;
};

export type OtifWaterfall = {
  readonly definition: Scalars['ID']['output'];
  readonly n: Scalars['Int']['output'];
  /** In percent to the hundredth: 100 less all steps is exactly this. Null: no data. */
  readonly result: Maybe<Scalars['Float']['output']>;
  readonly steps: ReadonlyArray<OtifWaterfallStep>;
  readonly version: Scalars['Int']['output'];
};

export type OtifWaterfallStep = {
  readonly failed: Scalars['Int']['output'];
  readonly kind: OtifFailureKind;
  /** In percent of all. */
  readonly lost: Scalars['Float']['output'];
  readonly missing: Money;
};

export type OverBudget =
  /** A tenth or more of ten cards or more were flagged false. */
  | 'FALSE_FLAGS'
  /** It came more than ten times within ten minutes by itself. */
  | 'FLOOD';

export type Overview = {
  readonly findings: Scalars['Int']['output'];
  readonly openExceptions: SeverityCounts;
  readonly openOrderLines: Scalars['Int']['output'];
  readonly openQuarantine: Scalars['Int']['output'];
  readonly parkedFacts: Scalars['Int']['output'];
  /** Open order lines promised for the site's present day, and those that left today. */
  readonly promisesToday: PromiseCounts;
  readonly site: Maybe<Scalars['ID']['output']>;
  readonly staleSources: ReadonlyArray<StaleSource>;
  readonly totalAtRisk: Money;
};

export type PageInfo = {
  readonly endCursor: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
};

export type ParkedConnection = {
  readonly edges: ReadonlyArray<ParkedEdge>;
  readonly nodes: ReadonlyArray<ParkedFact>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ParkedEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ParkedFact;
};

export type ParkedFact = {
  readonly id: Scalars['String']['output'];
  readonly seq: Scalars['Int']['output'];
  readonly source: Scalars['String']['output'];
  readonly time: Scalars['DateTime']['output'];
  readonly type: Scalars['String']['output'];
  /** What it waits for: item:FG-1, site:PLANT-A, production-order:WO-1. */
  readonly waitsFor: ReadonlyArray<Scalars['String']['output']>;
};

export type PathStep = {
  readonly id: Scalars['ID']['output'];
  /** What people read. */
  readonly text: Scalars['String']['output'];
  readonly what: StepKind;
};

export type Pegging = {
  readonly edges: ReadonlyArray<PeggingEdge>;
  /** False: there are more than 200 things, or some at a site that one may not see. */
  readonly isComplete: Scalars['Boolean']['output'];
  readonly line: Scalars['ID']['output'];
  readonly nodes: ReadonlyArray<PeggingNode>;
};

/** What `from` gives to `to`. */
export type PeggingEdge = {
  readonly availableAt: Maybe<Scalars['DateTime']['output']>;
  readonly from: Scalars['ID']['output'];
  /** It is on the line's path to its cause. */
  readonly isOnPath: Scalars['Boolean']['output'];
  readonly needAt: Scalars['DateTime']['output'];
  readonly quantity: Scalars['Float']['output'];
  /** How long it lies there before it is needed; below 0: it comes too late. Null: it never comes. */
  readonly slackMinutes: Maybe<Scalars['Float']['output']>;
  readonly to: Scalars['ID']['output'];
};

export type PeggingKind =
  | 'LINE'
  | 'LOT'
  | 'ORDER'
  | 'PURCHASE'
  | 'SHORT'
  | 'TRANSFER';

/** A thing that is needed more than once is one node. */
export type PeggingNode = {
  readonly availableAt: Maybe<Scalars['DateTime']['output']>;
  readonly depth: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  /** The end of the line's path to its cause. */
  readonly isFirstDomino: Scalars['Boolean']['output'];
  readonly item: Scalars['ID']['output'];
  readonly itemName: Scalars['String']['output'];
  readonly kind: PeggingKind;
  /** Of the order, the purchase or the lot itself, where it is known. */
  readonly quantity: Maybe<Scalars['Float']['output']>;
  readonly site: Scalars['ID']['output'];
  /** The facts' own id. */
  readonly subject: Scalars['ID']['output'];
  readonly uom: Scalars['String']['output'];
};

export type Plan = {
  readonly bars: PlanBars;
  /** Null: no plan was published for this time. */
  readonly baseline: Maybe<PlanBaseline>;
  /** Operations of the baseline that are there no more: their order was cancelled, or has no such operation now. */
  readonly dropped: PlanDropped;
  readonly from: Scalars['DateTime']['output'];
  /** Operations that were told then and are not shown any more. */
  readonly gone: Scalars['TextColumn']['output'];
  readonly holds: ReadonlyArray<PlanHold>;
  /** False: only those that begin first are shown, as many as were asked for. */
  readonly isComplete: Scalars['Boolean']['output'];
  readonly items: ReadonlyArray<PlanItem>;
  /** By name; the site's, and others that its orders run on. */
  readonly resources: ReadonlyArray<PlanResource>;
  /** The version that bars are told against; null: they are all there are, as none was named or it is not remembered any more. */
  readonly since: Maybe<Scalars['ID']['output']>;
  readonly site: Scalars['ID']['output'];
  /** When a resource was down, in order of time. */
  readonly stops: ReadonlyArray<PlanStop>;
  readonly timeZone: Scalars['String']['output'];
  readonly to: Scalars['DateTime']['output'];
  /** How many operations there are in this time, shown or not. */
  readonly total: Scalars['Int']['output'];
  /** What to name as since in the next question. */
  readonly version: Scalars['ID']['output'];
};

/** What a plan takes for granted. */
export type PlanAssumption =
  | 'AVAILABILITY'
  | 'DEMAND'
  | 'LEAD_TIME'
  | 'RATE'
  | 'UNKNOWN'
  | 'YIELD';

/**
 * Operations as columns: entry n of every list is of the same one; by resource, then by start. Times are milliseconds after the
 * plan's `from`. An order without operations is one entry, whose id is the order's.
 */
export type PlanBars = {
  readonly baselineFinish: Scalars['NumberColumn']['output'];
  /** Place in resources; -1: none. */
  readonly baselineResource: Scalars['NumberColumn']['output'];
  /** Null: the baseline has no such operation. */
  readonly baselineStart: Scalars['NumberColumn']['output'];
  /** BoundBy; null: it has begun, or nobody knows. */
  readonly boundBy: Scalars['TextColumn']['output'];
  readonly finishedAt: Scalars['NumberColumn']['output'];
  readonly good: Scalars['NumberColumn']['output'];
  /** Place in holds; -1: none. */
  readonly hold: Scalars['NumberColumn']['output'];
  readonly id: Scalars['TextColumn']['output'];
  /** Place in items. */
  readonly item: Scalars['NumberColumn']['output'];
  /** OrderLineState: of the order lines that are not on track and whose path to the cause goes over it, the worst; null: there are none. */
  readonly lineState: Scalars['TextColumn']['output'];
  readonly lines: Scalars['NumberColumn']['output'];
  readonly order: Scalars['TextColumn']['output'];
  readonly plannedFinish: Scalars['NumberColumn']['output'];
  readonly plannedStart: Scalars['NumberColumn']['output'];
  readonly projectedFinish: Scalars['NumberColumn']['output'];
  /** As it began, once it has; null: never, as far as anybody knows. */
  readonly projectedStart: Scalars['NumberColumn']['output'];
  readonly quantity: Scalars['NumberColumn']['output'];
  /** Place in resources; -1: none. */
  readonly resource: Scalars['NumberColumn']['output'];
  readonly scrap: Scalars['NumberColumn']['output'];
  /** As reported; null: not yet. */
  readonly startedAt: Scalars['NumberColumn']['output'];
  /** OperationState */
  readonly state: Scalars['TextColumn']['output'];
  /** Of those lines, as decimal text; null: there are none. */
  readonly valueAtRisk: Scalars['TextColumn']['output'];
};

/** A plan that was published, and what it said then: all facts of its time and before, also those that came late. */
export type PlanBaseline = {
  /** False: it was published for a part of the time that was asked for. */
  readonly coversAll: Scalars['Boolean']['output'];
  readonly horizonEnd: Scalars['DateTime']['output'];
  readonly horizonStart: Scalars['DateTime']['output'];
  readonly plan: Scalars['ID']['output'];
  readonly publishedAt: Scalars['DateTime']['output'];
};

export type PlanBreakKind =
  | 'CANCELLED'
  | 'LATE'
  | 'REPLANNED'
  | 'SHORT';

export type PlanChainKind =
  | 'LOT'
  | 'MADE'
  | 'OPERATION'
  | 'PURCHASE'
  /** Nothing is there that would fill it. */
  | 'SHORT'
  | 'TRANSFER';

export type PlanChainStep = {
  /** What it waits for itself: the step after it. Null: nothing that is known. */
  readonly boundBy: Maybe<BoundBy>;
  /** When it ends or is there; null: never, as far as anybody knows. */
  readonly finish: Maybe<Scalars['DateTime']['output']>;
  /** An operation's, a purchase line's, a transfer's, a lot's or a stocking point's. */
  readonly id: Scalars['ID']['output'];
  readonly item: Maybe<Scalars['ID']['output']>;
  readonly itemName: Maybe<Scalars['String']['output']>;
  readonly kind: PlanChainKind;
  /** The order of an operation. */
  readonly order: Maybe<Scalars['ID']['output']>;
  readonly resource: Maybe<Scalars['ID']['output']>;
  /** When it begins; of a supply null. */
  readonly start: Maybe<Scalars['DateTime']['output']>;
};

export type PlanDropped = {
  readonly baselineFinish: Scalars['NumberColumn']['output'];
  readonly baselineStart: Scalars['NumberColumn']['output'];
  readonly id: Scalars['TextColumn']['output'];
  readonly item: Scalars['NumberColumn']['output'];
  readonly order: Scalars['TextColumn']['output'];
  readonly resource: Scalars['NumberColumn']['output'];
};

export type PlanHazard = {
  readonly assumption: PlanAssumption;
  readonly n: Scalars['Int']['output'];
  /** Breaks in 100 orders watched for a day. */
  readonly perHundredOrderDays: Maybe<Scalars['Float']['output']>;
  /** Of all that broke. */
  readonly share: Scalars['Float']['output'];
};

export type PlanHold = {
  readonly expectedReleaseAt: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly reason: Scalars['String']['output'];
  readonly target: Scalars['String']['output'];
};

export type PlanItem = {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly uom: Scalars['String']['output'];
};

/**
 * Minutes lost, hour by hour. Down and setup are what the resource has said; scrap is scrap at the plan's rate; slow is the time
 * between two reports of a running operation that its good and scrap at the plan's rate do not take.
 */
export type PlanLosses = {
  readonly hours: ReadonlyArray<Scalars['DateTime']['output']>;
  readonly resources: ReadonlyArray<PlanResourceLosses>;
};

/**
 * Work in hours: the working time that the plan gives each operation, so that different items can be added up. Planned work is spread
 * evenly over its planned time; what is done counts when it was reported, as the share of the quantity that is good; what is still to
 * be done is spread over its projected time. All of it counts from the beginning of the window.
 */
export type PlanProgress = {
  /** Null: still to come. */
  readonly actual: ReadonlyArray<Maybe<Scalars['Float']['output']>>;
  readonly actualNow: Scalars['Float']['output'];
  /** The ends of the steps that follow each other from `from`; each list below has one entry for each. */
  readonly at: ReadonlyArray<Scalars['DateTime']['output']>;
  readonly baseline: Maybe<PlanBaseline>;
  /** Null: gone by. */
  readonly forecast: ReadonlyArray<Maybe<Scalars['Float']['output']>>;
  readonly high: ReadonlyArray<Maybe<Scalars['Float']['output']>>;
  /** The same with every remaining operation at its late, and at its early, end of nine in ten: 15 % of its and its line's hours before it, and what a repair is off by. */
  readonly low: ReadonlyArray<Maybe<Scalars['Float']['output']>>;
  readonly now: Scalars['DateTime']['output'];
  /** How many operations it is of. */
  readonly operations: Scalars['Int']['output'];
  readonly planned: ReadonlyArray<Scalars['Float']['output']>;
  readonly plannedNow: Scalars['Float']['output'];
};

export type PlanResource = {
  readonly capacity: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly reason: Maybe<Scalars['String']['output']>;
  readonly since: Maybe<Scalars['DateTime']['output']>;
  readonly state: Maybe<ResourceState>;
  readonly upAt: Maybe<Scalars['DateTime']['output']>;
  readonly upAtAssumed: Scalars['Boolean']['output'];
};

export type PlanResourceLosses = {
  /** Null: nobody said anything of this hour, or it is still to come. */
  readonly down: ReadonlyArray<Maybe<Scalars['Float']['output']>>;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly scrap: ReadonlyArray<Maybe<Scalars['Float']['output']>>;
  readonly setup: ReadonlyArray<Maybe<Scalars['Float']['output']>>;
  readonly slow: ReadonlyArray<Maybe<Scalars['Float']['output']>>;
};

export type PlanStop = {
  readonly from: Scalars['DateTime']['output'];
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Place in resources. */
  readonly resource: Scalars['Int']['output'];
  /** Null: it is down still. */
  readonly to: Maybe<Scalars['DateTime']['output']>;
};

export type PlanSurvival = {
  readonly asOf: Scalars['DateTime']['output'];
  readonly behind: SurvivalOrderPage;
  readonly broken: Scalars['Int']['output'];
  readonly curve: ReadonlyArray<SurvivalPoint>;
  /** On which day of the week orders broke: 1 is Monday. */
  readonly days: ReadonlyArray<BreakDay>;
  /** In words, with its version. */
  readonly definition: Scalars['String']['output'];
  /** Null: longer than it was watched, which is horizonHours. */
  readonly halfLifeHours: Maybe<Scalars['Float']['output']>;
  /** The most first; none that broke nothing. */
  readonly hazards: ReadonlyArray<PlanHazard>;
  readonly horizonHours: Scalars['Float']['output'];
  readonly lines: ReadonlyArray<LineSurvival>;
  readonly n: Scalars['Int']['output'];
  /** Of what is counted: another version counts otherwise. */
  readonly version: Scalars['Int']['output'];
  /** The oldest first. */
  readonly weeks: ReadonlyArray<WeekSurvival>;
};

/** What is to be done about a kind of exception, by whom and until when. */
export type Playbook = {
  readonly kind: CauseKind;
  readonly name: Scalars['String']['output'];
  /** Null: as shipped. */
  readonly putAt: Maybe<Scalars['DateTime']['output']>;
  readonly putBy: Scalars['String']['output'];
  readonly reason: Scalars['String']['output'];
  /** Null: every site. */
  readonly site: Maybe<Scalars['ID']['output']>;
  readonly steps: ReadonlyArray<PlaybookStep>;
  /** Of that site and kind; each change is one more. */
  readonly version: Scalars['Int']['output'];
};

export type PlaybookInput = {
  readonly kind: CauseKind;
  readonly name: Scalars['String']['input'];
  readonly site?: InputMaybe<Scalars['ID']['input']>;
  /** None: nothing is to be ticked there. */
  readonly steps: ReadonlyArray<PlaybookStepInput>;
};

export type PlaybookStep = {
  /** After the exception opens, by the clock of its policy. */
  readonly minutes: Scalars['Int']['output'];
  readonly ownerRole: Role;
  readonly text: Scalars['String']['output'];
};

export type PlaybookStepInput = {
  readonly minutes: Scalars['Int']['input'];
  readonly ownerRole: Role;
  readonly text: Scalars['String']['input'];
};

export type PolicyDraft = {
  /** Why it cannot be put in force as it is, in plain words; null: nothing is wrong with it. */
  readonly problem: Maybe<Scalars['String']['output']>;
  readonly steps: ReadonlyArray<WouldCallStep>;
};

export type ProductionOrder = {
  readonly facts: ReadonlyArray<FactRecord>;
  readonly id: Scalars['ID']['output'];
  /** What lies in all its operations: begun, and not come out of the last one. */
  readonly inProcess: Scalars['Float']['output'];
  readonly item: Scalars['ID']['output'];
  readonly itemName: Scalars['String']['output'];
  /** None for an order without operations. */
  readonly operations: ReadonlyArray<Operation>;
  readonly plannedFinish: Scalars['DateTime']['output'];
  readonly plannedStart: Scalars['DateTime']['output'];
  readonly projectedFinish: Maybe<Scalars['DateTime']['output']>;
  readonly projectedStart: Maybe<Scalars['DateTime']['output']>;
  readonly quantity: Scalars['Float']['output'];
  readonly site: Scalars['ID']['output'];
  readonly staleSources: ReadonlyArray<StaleSource>;
  readonly status: ProductionOrderStatus;
  readonly stillToMake: Scalars['Float']['output'];
  readonly uom: Scalars['String']['output'];
};


export type ProductionOrderFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ProductionOrderConnection = {
  readonly edges: ReadonlyArray<ProductionOrderEdge>;
  readonly nodes: ReadonlyArray<ProductionOrder>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type ProductionOrderEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: ProductionOrder;
};

export type ProductionOrderFilter = {
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly items?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly resources?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly sites?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly statuses?: InputMaybe<ReadonlyArray<ProductionOrderStatus>>;
};

export type ProductionOrderStatus =
  | 'CANCELLED'
  | 'CLOSED'
  | 'PLANNED'
  | 'RELEASED';

export type PromiseCounts = {
  readonly atRisk: Scalars['Int']['output'];
  readonly done: Scalars['Int']['output'];
  readonly late: Scalars['Int']['output'];
  readonly onTrack: Scalars['Int']['output'];
  readonly short: Scalars['Int']['output'];
  readonly total: Scalars['Int']['output'];
};

export type PublishedPlan = {
  readonly horizonEnd: Scalars['DateTime']['output'];
  readonly horizonStart: Scalars['DateTime']['output'];
  readonly plan: Scalars['ID']['output'];
  readonly publishedAt: Scalars['DateTime']['output'];
  /** The ISO week in which its time begins. */
  readonly week: Scalars['String']['output'];
};

export type PurchaseOrderLine = {
  readonly facts: ReadonlyArray<FactRecord>;
  readonly id: Scalars['ID']['output'];
  readonly item: Scalars['ID']['output'];
  readonly itemName: Scalars['String']['output'];
  readonly promisedAt: Scalars['DateTime']['output'];
  readonly quantity: Scalars['Float']['output'];
  readonly receivedQuantity: Scalars['Float']['output'];
  readonly site: Scalars['ID']['output'];
  readonly staleSources: ReadonlyArray<StaleSource>;
  readonly status: Scalars['String']['output'];
  readonly supplier: Scalars['ID']['output'];
  readonly supplierName: Scalars['String']['output'];
};


export type PurchaseOrderLineFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type PushDevice = {
  readonly createdAt: Scalars['DateTime']['output'];
  readonly id: Scalars['ID']['output'];
  readonly lastSentAt: Maybe<Scalars['DateTime']['output']>;
  readonly name: Scalars['String']['output'];
  /** Why the last message did not get there. */
  readonly trouble: Maybe<Scalars['String']['output']>;
};

export type PushDevices = {
  /** Of the viewer, the oldest first. */
  readonly devices: ReadonlyArray<PushDevice>;
  /** The application server key, in base64url. */
  readonly publicKey: Scalars['String']['output'];
};

export type QuarantineAssigned = {
  /** Open facts that are theirs by this. */
  readonly facts: Scalars['Int']['output'];
  readonly owner: Scalars['String']['output'];
};

/** Facts that one connector sent, that broke one rule at one field of one type: to be put right once for all of them. */
export type QuarantineCause = {
  readonly connector: Scalars['String']['output'];
  /** 4 h after the oldest came where lines are blocked, else 24 h. */
  readonly dueAt: Scalars['DateTime']['output'];
  /** 8 h, else 48 h: then it is a finding for plant managers and administrators. */
  readonly escalatesAt: Scalars['DateTime']['output'];
  readonly factType: Maybe<Scalars['String']['output']>;
  /** Of so many facts it cannot be told what they block. */
  readonly factsUntold: Scalars['Int']['output'];
  /** JSON pointer; * is any place of a list. */
  readonly field: Maybe<Scalars['String']['output']>;
  /** The same after a restart, and when it comes again. */
  readonly id: Scalars['ID']['output'];
  /** Somebody took it or was given it; else the owner is the connector's steward. */
  readonly isAssigned: Scalars['Boolean']['output'];
  /** As of a fact, each line once. */
  readonly linesBlocked: Maybe<Scalars['Int']['output']>;
  readonly open: Scalars['Int']['output'];
  /** Null: all stewards. */
  readonly owner: Maybe<Scalars['String']['output']>;
  /** What the latest of them says. */
  readonly reason: Scalars['String']['output'];
  readonly rule: Scalars['String']['output'];
  /** Since when the oldest lies there. */
  readonly since: Scalars['DateTime']['output'];
  readonly stage: QuarantineStage;
  readonly valueBlocked: Maybe<Money>;
};

export type QuarantineCauseConnection = {
  readonly edges: ReadonlyArray<QuarantineCauseEdge>;
  readonly nodes: ReadonlyArray<QuarantineCause>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type QuarantineCauseEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: QuarantineCause;
};

/** One step of RFC 6902; what it says is JSON text, null where there was nothing, or is nothing then. */
export type QuarantineChange = {
  readonly from: Maybe<Scalars['String']['output']>;
  /** add, remove or replace */
  readonly op: Scalars['String']['output'];
  /** JSON pointer; empty: the whole. */
  readonly path: Scalars['String']['output'];
  readonly value: Maybe<Scalars['String']['output']>;
};

export type QuarantineConnection = {
  readonly edges: ReadonlyArray<QuarantineEdge>;
  readonly nodes: ReadonlyArray<QuarantinedFact>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type QuarantineEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: QuarantinedFact;
};

export type QuarantineFilter = {
  readonly cause?: InputMaybe<Scalars['ID']['input']>;
  readonly state?: InputMaybe<QuarantineState>;
};

/** What became, or would become, of the facts of a cause. */
export type QuarantineSettled = {
  /** Sent in: they are facts. */
  readonly accepted: Scalars['Int']['output'];
  readonly cause: Scalars['ID']['output'];
  readonly discarded: Scalars['Int']['output'];
  /** A fact in force says the same already. */
  readonly duplicates: Scalars['Int']['output'];
  /** Why, by rule and field. */
  readonly reasons: ReadonlyArray<QuarantineStillWrong>;
  /** They stay open. */
  readonly stillWrong: Scalars['Int']['output'];
};

export type QuarantineStage =
  | 'DUE'
  | 'ESCALATED'
  | 'OPEN';

export type QuarantineState =
  | 'DISCARDED'
  | 'OPEN'
  | 'RESUBMITTED';

export type QuarantineStillWrong = {
  /** One of them. */
  readonly example: Scalars['ID']['output'];
  readonly facts: Scalars['Int']['output'];
  readonly reason: Scalars['String']['output'];
};

export type QuarantinedFact = {
  /** The id of what it has in common with others. */
  readonly cause: Scalars['ID']['output'];
  /** From the text as received to the corrected one (RFC 6902). */
  readonly changes: ReadonlyArray<QuarantineChange>;
  readonly connector: Scalars['String']['output'];
  /** The text that was sent in its place. */
  readonly corrected: Maybe<Scalars['String']['output']>;
  readonly dueAt: Scalars['DateTime']['output'];
  /** The text as received. */
  readonly fact: Scalars['String']['output'];
  /** Null: it could not be read. */
  readonly factType: Maybe<Scalars['String']['output']>;
  /** JSON pointer of what is wrong, in the whole event; null: the reason names no field. */
  readonly field: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  /** Open sales order lines that lean on what it would have told of. Null: that cannot be told. */
  readonly linesBlocked: Maybe<Scalars['Int']['output']>;
  /** Who has it: the fact's, else the cause's, else the connector's steward; null: all stewards. */
  readonly owner: Maybe<Scalars['String']['output']>;
  readonly reason: Scalars['String']['output'];
  readonly receivedAt: Scalars['DateTime']['output'];
  readonly rule: Scalars['String']['output'];
  readonly settledAt: Maybe<Scalars['DateTime']['output']>;
  readonly settledBy: Maybe<Scalars['String']['output']>;
  readonly settledReason: Maybe<Scalars['String']['output']>;
  /** What its age counts from, by the tower's clock. */
  readonly since: Scalars['DateTime']['output'];
  /** Once it is settled, as it was then. */
  readonly stage: QuarantineStage;
  readonly state: QuarantineState;
  /** What it would have told of, such as order:WO-7; empty: that cannot be read. */
  readonly told: ReadonlyArray<Scalars['String']['output']>;
  /** The value of those lines that is not delivered: open quantity at the line's price, in the company's currency. */
  readonly valueBlocked: Maybe<Money>;
};

export type Query = {
  /**
   * Those whose passwords are kept here; with a provider, those who are signed in. Nobody where nobody signs in. For administrators who
   * see every site.
   */
  readonly accounts: ReadonlyArray<Account>;
  /**
   * How people fare with what they are told, and the tower with telling it (EEMUA 191, ISA-18.2), from one instant to before another; 92
   * days at most. By shift where a site is named. Null: no such site that the viewer sees.
   */
  readonly alarmPerformance: Maybe<AlarmPerformance>;
  /** The moment that this answer is of: every field of one answer is of the same. */
  readonly asOf: AsOf;
  /** What was done, by whom, newest first. For auditors and administrators who see every site. */
  readonly audit: AuditConnection;
  /** One audited record with what it says beside its columns. Null: there is none of that number. */
  readonly auditRecord: Maybe<AuditDetail>;
  /** How the chain of audited records stood when it was walked last, or how far that has come. */
  readonly auditVerification: AuditVerification;
  /** The rules that are always on: they come with the program, and nobody changes them. */
  readonly builtInRules: ReadonlyArray<BuiltInRule>;
  readonly customers: ReadonlyArray<Customer>;
  /** What was sent to whom over which channel, and what became of it; newest first. For administrators, plant managers and auditors. */
  readonly deliveries: DeliveryPage;
  /**
   * What the weekly digest of a site says now, or that of all that the viewer sees. Leaders of its roster who have an e-mail address get it on
   * Mondays at 06:00 of the plant's clock. Null: no such site that the viewer sees.
   */
  readonly digestPreview: Maybe<WeeklyDigest>;
  /** Whether anything that is due to be told has not been told. */
  readonly escalationHealth: EscalationHealth;
  /** Whom to call for what, as it is in force now; the widest first. */
  readonly escalationPolicies: ReadonlyArray<EscalationPolicy>;
  /**
   * How good the estimates are that people gave in that time, of exceptions that touch the viewer's sites, or the given one: one's own for
   * everybody; those of all for leaders, plant managers and administrators. Null: an unknown site. At most 92 days at once.
   */
  readonly estimateAccuracy: Maybe<EstimateAccuracy>;
  readonly exception: Maybe<Exception>;
  readonly exceptions: ExceptionConnection;
  /** The tokens of programs that send facts, the oldest first; those that were revoked are among them. */
  readonly feedTokens: ReadonlyArray<FeedToken>;
  readonly feeds: ReadonlyArray<Feed>;
  readonly findings: FindingConnection;
  /** How good the forecast of single lines was, of promises from one instant to before another. */
  readonly foresight: Foresight;
  /**
   * What the shift that ends now leaves to the next, at a site or at one of its resources: to be signed, or to be accepted. Null:
   * the viewer does not see the site, or the resource is not there.
   */
  readonly handover: Maybe<HandoverNow>;
  /** Those that were signed, the latest first; without a resource, of the whole site and of all its resources. */
  readonly handovers: HandoverConnection;
  readonly hold: Maybe<Hold>;
  /**
   * How long a site's suppliers take from the order to the physical receipt, of what came from one instant to before another and of what
   * is overdue now, item by item, and where the master data says otherwise; 366 days at most. What drifts is first. Null as with
   * scheduleAdherence.
   */
  readonly leadTimes: Maybe<LeadTimes>;
  /**
   * Where a figure comes from: the facts that it stands on, along all that it leans on, with what they were received as, the rules
   * and the source systems. Null if there is no such thing that the viewer may see.
   */
  readonly lineage: Maybe<Lineage>;
  /** Lines that were called late, came in time, and had somebody act on their cause meanwhile; of promises as with foresight. */
  readonly linesSaved: LinesSaved;
  /** Whether the viewer may declare them. */
  readonly mayDefineOtif: Scalars['Boolean']['output'];
  /** Whether the viewer may change the policies and the roster of that site; without one, those of the whole company. */
  readonly maySettleCalls: Scalars['Boolean']['output'];
  /** Who is named in a text by @ and their id, and would be told if it were a comment on that exception. */
  readonly mentioned: Mentioned;
  /** What the viewer was told, newest first. */
  readonly notifications: NotificationPage;
  /** What a site's lines get out of their time (ISO 22400-2); 92 days at most. Null as with scheduleAdherence. */
  readonly oee: Maybe<Oee>;
  readonly orderLine: Maybe<OrderLine>;
  readonly orderLines: OrderLineConnection;
  readonly otif: OtifSeries;
  /** The same lines under several definitions, side by side; all of them where none is named. */
  readonly otifComparison: ReadonlyArray<OtifCompared>;
  /** Laney's p′ chart by week or month; what has not ended yet is beside it, and moves no limit. */
  readonly otifControlChart: OtifControlChart;
  /**
   * What a definition would change of a time, before anybody declares it: the figure under what is in force and under this, and
   * the first of the lines that change sides. Leaders and administrators may.
   */
  readonly otifDefinitionPreview: OtifDefinitionPreview;
  /** What on time in full can mean here: the shipped ones, and every version that was declared. */
  readonly otifDefinitions: ReadonlyArray<OtifDefinition>;
  /** Lines that have failed, each with its one cause; the most money first. */
  readonly otifFailures: OtifFailureConnection;
  /** What today, this week and next week will come to. */
  readonly otifForecast: ReadonlyArray<OtifForecast>;
  /** Why: what has failed by one thing, the most money first, then the most often. */
  readonly otifPareto: OtifPareto;
  /** Figures of closed windows that late facts have changed, the latest first. */
  readonly otifRevisions: ReadonlyArray<OtifRevision>;
  /** From 100 % to the result. */
  readonly otifWaterfall: OtifWaterfall;
  /** The figures of the header, for one site or for all that the viewer may see. */
  readonly overview: Overview;
  /** Accepted facts that wait for an entity that they name. */
  readonly parked: ParkedConnection;
  /** What an open order line is to be filled from, down to what is bought or lies there. Null: no such open line that the viewer sees. */
  readonly pegging: Maybe<Pegging>;
  /**
   * What a site's resources have done and will do from one instant to before another, 31 days at most, beside the published plan.
   * Null: there is no such site that the viewer may see. most: of operations, up to 20,000. since: version of an earlier answer to the
   * same question; then bars are those alone that are different.
   */
  readonly plan: Maybe<Plan>;
  /**
   * What an operation (ORDER/SEQ) waits for, step by step to the first that waits for nothing, 200 operations at most: whether the last
   * one waits itself is told by its boundBy. Null: it is unknown.
   */
  readonly planChain: Maybe<ReadonlyArray<PlanChainStep>>;
  /** Hour by hour, what each resource of a site lost; 7 days at most. Null as with plan. */
  readonly planLosses: Maybe<PlanLosses>;
  /**
   * How much work was planned, is done and will be, over time: of a site, or of one resource or one production order of it; 31 days
   * at most. Null as with plan.
   */
  readonly planProgress: Maybe<PlanProgress>;
  /** How long the published plans of a site's last weeks live, and what breaks them; 26 weeks at most. Null as with scheduleAdherence. */
  readonly planSurvival: Maybe<PlanSurvival>;
  /** Of each kind the playbook that what opens at that site begins under; kinds without one are left out. */
  readonly playbooks: ReadonlyArray<Playbook>;
  /** A policy that is not in force: whom it would call now if it were, at that site. */
  readonly policyDraft: PolicyDraft;
  readonly productionOrder: Maybe<ProductionOrder>;
  readonly productionOrders: ProductionOrderConnection;
  readonly purchaseOrderLine: Maybe<PurchaseOrderLine>;
  /** Where the viewer is told besides the app, and the key that a browser signs up with. */
  readonly pushDevices: PushDevices;
  readonly quarantine: QuarantineConnection;
  /** Null: nothing of it is open. */
  readonly quarantineCause: Maybe<QuarantineCause>;
  /** What resubmitQuarantinedCause would come to now; nothing is done. Null: nothing of it is open. */
  readonly quarantineCausePreview: Maybe<QuarantineSettled>;
  /** What is open in quarantine, by its causes; the first to be due is the first. */
  readonly quarantineCauses: QuarantineCauseConnection;
  readonly quarantinedFact: Maybe<QuarantinedFact>;
  readonly resource: Maybe<Resource>;
  readonly resources: ReadonlyArray<Resource>;
  /** Who is there, and when. Without a site: of the whole company. Null: none is in force. */
  readonly roster: Maybe<Roster>;
  /** What each rule has kept out since then (24 h, by the tower's clock), and what it finds now; rules without either are left out. */
  readonly ruleHits: ReadonlyArray<RuleHits>;
  /** The rules that the site has declared: those in force, or those of a version. Null: there is no such version. */
  readonly ruleSet: Maybe<RuleSet>;
  /**
   * What these rules would have done to the facts received in that time (the last 24 h, by the tower's clock; at most 31 days), and
   * what they would find of what is so now, measured against what really happened and is in force. Nothing is changed. For stewards,
   * integrators and administrators.
   */
  readonly ruleSetPreview: RuleSetPreview;
  /** Every version, the newest first, with what it made different. */
  readonly ruleSetVersions: ReadonlyArray<RuleSetVersion>;
  /**
   * How well a site keeps to its published plans, from one instant to before another; 92 days at most. Of one line of it, if one is
   * named. `behind` are the operations that were due, a page of them. Null: no such site that the viewer sees.
   */
  readonly scheduleAdherence: Maybe<ScheduleAdherence>;
  readonly sites: ReadonlyArray<Site>;
  /** Which figures of a thing lean on sources that are late or silent now; none while all are fresh. */
  readonly staleFigures: ReadonlyArray<StaleFigure>;
  /** Every (item, site) that a fact in force names, else null. */
  readonly stockingPoint: Maybe<StockingPoint>;
  /**
   * Where a lot, or one thing, came from and went to: backward to every input lot, supplier and machine, forward to every customer.
   * Without lot and serial: the item's stock that has no lot number. Null if no fact at the viewer's sites names it.
   */
  readonly trace: Maybe<Trace>;
  readonly transferOrder: Maybe<TransferOrder>;
  /** Of all policies that hold at a site, the steps that would reach nobody: none is found, or none over the step's channels. */
  readonly unreachableSteps: ReadonlyArray<UnreachableStep>;
  /** Who asks, with which roles, at which sites. */
  readonly viewer: Viewer;
  /**
   * What would be different now if these were facts. Nothing is kept, and nobody else sees it. It is measured against everything
   * that was answered for before, and says itself which moment that is.
   */
  readonly whatIf: WhatIf;
  /** Who would be called now if something of that kind stood there, at that resource or anywhere at the site. */
  readonly wouldCall: WouldCall;
};


export type QueryAlarmPerformanceArgs = {
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryAuditArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAuditRecordArgs = {
  number: Scalars['Int']['input'];
};


export type QueryDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  exception?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDigestPreviewArgs = {
  site?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryEstimateAccuracyArgs = {
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryExceptionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExceptionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ExceptionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ExceptionOrder>;
};


export type QueryFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryForesightArgs = {
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryHandoverArgs = {
  resource?: InputMaybe<Scalars['ID']['input']>;
  site: Scalars['ID']['input'];
};


export type QueryHandoversArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  resource?: InputMaybe<Scalars['ID']['input']>;
  site: Scalars['ID']['input'];
};


export type QueryHoldArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLeadTimesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  site: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryLineageArgs = {
  figure?: InputMaybe<LineageFigure>;
  id: Scalars['ID']['input'];
  of: LineageOf;
};


export type QueryLinesSavedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryMaySettleCallsArgs = {
  site?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryMentionedArgs = {
  exception: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unread?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryOeeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  by?: InputMaybe<OeeGrouping>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  site: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryOrderLineArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrderLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderLineFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOtifArgs = {
  by?: InputMaybe<OtifGrouping>;
  definition: Scalars['ID']['input'];
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryOtifComparisonArgs = {
  definitions?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryOtifControlChartArgs = {
  by?: InputMaybe<OtifGrouping>;
  definition: Scalars['ID']['input'];
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryOtifDefinitionPreviewArgs = {
  definition: OtifDefinitionInput;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryOtifFailuresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  definition: Scalars['ID']['input'];
  filter?: InputMaybe<OtifFailureFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryOtifForecastArgs = {
  definition: Scalars['ID']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryOtifParetoArgs = {
  by: OtifFailureGrouping;
  definition: Scalars['ID']['input'];
  filter?: InputMaybe<OtifFailureFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryOtifRevisionsArgs = {
  definition: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  site?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryOtifWaterfallArgs = {
  definition: Scalars['ID']['input'];
  from: Scalars['DateTime']['input'];
  site?: InputMaybe<Scalars['ID']['input']>;
  to: Scalars['DateTime']['input'];
};


export type QueryOverviewArgs = {
  site?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryParkedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPeggingArgs = {
  line: Scalars['ID']['input'];
};


export type QueryPlanArgs = {
  from: Scalars['DateTime']['input'];
  most?: InputMaybe<Scalars['Int']['input']>;
  since?: InputMaybe<Scalars['ID']['input']>;
  site: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryPlanChainArgs = {
  operation: Scalars['ID']['input'];
};


export type QueryPlanLossesArgs = {
  from: Scalars['DateTime']['input'];
  site: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryPlanProgressArgs = {
  from: Scalars['DateTime']['input'];
  order?: InputMaybe<Scalars['ID']['input']>;
  resource?: InputMaybe<Scalars['ID']['input']>;
  site: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryPlanSurvivalArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  resource?: InputMaybe<Scalars['ID']['input']>;
  site: Scalars['ID']['input'];
  weeks?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPlaybooksArgs = {
  site: Scalars['ID']['input'];
};


export type QueryPolicyDraftArgs = {
  policy: EscalationPolicyInput;
  resource?: InputMaybe<Scalars['ID']['input']>;
  site: Scalars['ID']['input'];
};


export type QueryProductionOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductionOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProductionOrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPurchaseOrderLineArgs = {
  id: Scalars['ID']['input'];
};


export type QueryQuarantineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuarantineFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryQuarantineCauseArgs = {
  id: Scalars['ID']['input'];
};


export type QueryQuarantineCausePreviewArgs = {
  cause: Scalars['ID']['input'];
  patch: Scalars['String']['input'];
};


export type QueryQuarantineCausesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryQuarantinedFactArgs = {
  id: Scalars['ID']['input'];
};


export type QueryResourceArgs = {
  id: Scalars['ID']['input'];
};


export type QueryResourcesArgs = {
  site?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRosterArgs = {
  site?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRuleHitsArgs = {
  since?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryRuleSetArgs = {
  version?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRuleSetPreviewArgs = {
  rules: ReadonlyArray<RuleInput>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryRuleSetVersionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryScheduleAdherenceArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  by?: InputMaybe<AdherenceGrouping>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  resource?: InputMaybe<Scalars['ID']['input']>;
  site: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
  toleranceMinutes?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryStaleFiguresArgs = {
  id: Scalars['ID']['input'];
  of: LineageOf;
};


export type QueryStockingPointArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTraceArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  direction?: InputMaybe<TraceDirection>;
  item: Scalars['ID']['input'];
  lot?: InputMaybe<Scalars['ID']['input']>;
  most?: InputMaybe<Scalars['Int']['input']>;
  serial?: InputMaybe<Scalars['String']['input']>;
};


export type QueryTransferOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUnreachableStepsArgs = {
  site: Scalars['ID']['input'];
};


export type QueryWhatIfArgs = {
  assumptions: ReadonlyArray<Assumption>;
};


export type QueryWouldCallArgs = {
  kind: CauseKind;
  resource?: InputMaybe<Scalars['ID']['input']>;
  severity: Severity;
  site: Scalars['ID']['input'];
};

export type QueuedOperation = {
  readonly item: Scalars['ID']['output'];
  readonly itemName: Scalars['String']['output'];
  readonly operation: Operation;
  readonly order: Scalars['ID']['output'];
  /** Of the order. */
  readonly quantity: Scalars['Float']['output'];
  readonly uom: Scalars['String']['output'];
};

export type RawMessage = {
  readonly bytes: Scalars['Int']['output'];
  readonly connector: Scalars['String']['output'];
  /** Where it stood: a topic, a file and a row, a document. */
  readonly place: Scalars['String']['output'];
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Of the text, in UTF-8. */
  readonly sha256: Scalars['String']['output'];
  /** As received; null: it is too large to be kept, and its hash alone is. */
  readonly text: Maybe<Scalars['String']['output']>;
};

/** The first and the last as topic@time; count are all of them. */
export type RawReadings = {
  readonly count: Scalars['Int']['output'];
  readonly first: Scalars['String']['output'];
  readonly last: Scalars['String']['output'];
};

export type ReportedState =
  | 'DOWN'
  | 'RUNNING';

export type Resource = {
  readonly facts: ReadonlyArray<FactRecord>;
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  /** What runs there and what waits for it: by projected start, then planned start. */
  readonly queue: ReadonlyArray<QueuedOperation>;
  /** How many these are. */
  readonly queueLength: Scalars['Int']['output'];
  readonly reason: Maybe<Scalars['String']['output']>;
  readonly since: Maybe<Scalars['DateTime']['output']>;
  readonly site: Maybe<Scalars['ID']['output']>;
  readonly staleSources: ReadonlyArray<StaleSource>;
  readonly state: Maybe<ResourceState>;
  /** Why it stops, as master data names it and as it was told before; by name. */
  readonly stopReasons: ReadonlyArray<StopReason>;
  /** When it is free again, if it is down. */
  readonly upAt: Maybe<Scalars['DateTime']['output']>;
  readonly upAtAssumed: Scalars['Boolean']['output'];
  /** Which person said so; null: its own system did, or nobody. */
  readonly upBy: Maybe<Scalars['String']['output']>;
};


export type ResourceFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type ResourceQueueArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ResourceState =
  | 'DOWN'
  | 'IDLE'
  | 'OFF'
  | 'RUNNING'
  | 'SETUP';

export type ResponseStage = {
  readonly medianMinutes: Maybe<Scalars['Float']['output']>;
  /** Cards that came to it. */
  readonly n: Scalars['Int']['output'];
  readonly p90Minutes: Maybe<Scalars['Float']['output']>;
  readonly stage: ResponseStageKind;
};

export type ResponseStageKind =
  | 'ACKNOWLEDGED'
  /** Its cause went and stayed away, or a person ended it. */
  | 'CLEARED'
  /** Given to somebody, put off, ended, or acknowledged with until when it stands. */
  | 'DECIDED'
  /** Somebody read of it in the app, or did something with it. */
  | 'SEEN';

export type Role =
  | 'ADMINISTRATOR'
  | 'AUDITOR'
  | 'INTEGRATOR'
  | 'LEADER'
  | 'PLANNER'
  | 'PLANT_MANAGER'
  | 'STEWARD'
  | 'SUPERVISOR';

export type RoleRate = {
  readonly rate: AlarmRate;
  readonly role: Role;
  /** By the hours of the shifts; none without a site, or where no roster says when shifts are. */
  readonly shifts: ReadonlyArray<ShiftRate>;
  /** Of whose roster; null: the company's. */
  readonly site: Maybe<Scalars['ID']['output']>;
};

export type Roster = {
  readonly duties: ReadonlyArray<RosterDuty>;
  readonly holidays: ReadonlyArray<Scalars['String']['output']>;
  readonly people: ReadonlyArray<RosterPerson>;
  readonly putAt: Scalars['DateTime']['output'];
  readonly putBy: Scalars['String']['output'];
  readonly reason: Scalars['String']['output'];
  /** Null: of the whole company. */
  readonly site: Maybe<Scalars['ID']['output']>;
  readonly standIns: ReadonlyArray<RosterStandIn>;
  readonly timeZone: Scalars['String']['output'];
  readonly version: Scalars['Int']['output'];
};

export type RosterDatedShift = {
  readonly date: Scalars['String']['output'];
  readonly end: Maybe<Scalars['String']['output']>;
  /** Null: off on that date. */
  readonly start: Maybe<Scalars['String']['output']>;
};

export type RosterDatedShiftInput = {
  readonly date: Scalars['String']['input'];
  readonly end?: InputMaybe<Scalars['String']['input']>;
  readonly start?: InputMaybe<Scalars['String']['input']>;
};

export type RosterDuty = {
  readonly dated: ReadonlyArray<RosterDatedShift>;
  readonly person: Scalars['ID']['output'];
  /** None: at every resource of the site. */
  readonly resources: ReadonlyArray<Scalars['ID']['output']>;
  readonly role: Role;
  /** That they are in meanwhile: a step of a policy may call it. */
  readonly team: Maybe<Scalars['String']['output']>;
  /** None: at any time. */
  readonly weekly: ReadonlyArray<RosterShift>;
};

export type RosterDutyInput = {
  readonly dated?: ReadonlyArray<RosterDatedShiftInput>;
  readonly person: Scalars['ID']['input'];
  readonly resources?: ReadonlyArray<Scalars['ID']['input']>;
  readonly role: Role;
  readonly team?: InputMaybe<Scalars['String']['input']>;
  readonly weekly?: ReadonlyArray<RosterShiftInput>;
};

export type RosterInput = {
  readonly duties: ReadonlyArray<RosterDutyInput>;
  readonly holidays?: ReadonlyArray<Scalars['String']['input']>;
  readonly people: ReadonlyArray<RosterPersonInput>;
  readonly site?: InputMaybe<Scalars['ID']['input']>;
  readonly standIns?: ReadonlyArray<RosterStandInInput>;
  /** Without one, the site's. */
  readonly timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type RosterPerson = {
  /** For those alone who may change the roster. */
  readonly email: Maybe<Scalars['String']['output']>;
  /** As they sign in. */
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly quietFrom: Maybe<Scalars['String']['output']>;
  readonly quietTo: Maybe<Scalars['String']['output']>;
  /** The name of a target that is set up on the server. */
  readonly webhook: Maybe<Scalars['String']['output']>;
};

export type RosterPersonInput = {
  readonly email?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly name: Scalars['String']['input'];
  readonly quietFrom?: InputMaybe<Scalars['String']['input']>;
  readonly quietTo?: InputMaybe<Scalars['String']['input']>;
  readonly webhook?: InputMaybe<Scalars['String']['input']>;
};

export type RosterShift = {
  /** 1 for Monday to 7 for Sunday. */
  readonly day: Scalars['Int']['output'];
  readonly end: Scalars['String']['output'];
  readonly start: Scalars['String']['output'];
};

export type RosterShiftInput = {
  readonly day: Scalars['Int']['input'];
  readonly end: Scalars['String']['input'];
  readonly start: Scalars['String']['input'];
};

/** All duties, from the first to the last date. */
export type RosterStandIn = {
  readonly by: Scalars['ID']['output'];
  readonly from: Scalars['String']['output'];
  readonly of: Scalars['ID']['output'];
  readonly to: Scalars['String']['output'];
};

export type RosterStandInInput = {
  readonly by: Scalars['ID']['input'];
  readonly from: Scalars['String']['input'];
  readonly of: Scalars['ID']['input'];
  readonly to: Scalars['String']['input'];
};

export type Rule = {
  readonly condition: RuleCondition;
  readonly id: Scalars['ID']['output'];
  readonly kind: RuleKind;
  readonly on: Scalars['Boolean']['output'];
  /** How grave what it finds is; null: not graded, or it keeps out. */
  readonly severity: Maybe<Severity>;
  /** What it guards against. */
  readonly text: Scalars['String']['output'];
  /** The version of the set that gave it its present form. */
  readonly version: Scalars['Int']['output'];
  readonly where: RuleScope;
};

/** Of one rule, how it was and how it is then. Null: it was, or is, not there. */
export type RuleChange = {
  readonly after: Maybe<Rule>;
  readonly before: Maybe<Rule>;
  readonly rule: Scalars['ID']['output'];
};

/** What makes a rule speak, with what belongs to that kind; all else is null. */
export type RuleCondition = {
  readonly by: Maybe<Scalars['Float']['output']>;
  readonly days: Maybe<Scalars['Float']['output']>;
  /** A path from data, such as data.quantity; a list on the way stands for each of its elements. */
  readonly field: Maybe<Scalars['String']['output']>;
  readonly is: RuleConditionKind;
  readonly max: Maybe<Scalars['Float']['output']>;
  readonly min: Maybe<Scalars['Float']['output']>;
  readonly minutes: Maybe<Scalars['Float']['output']>;
  readonly percent: Maybe<Scalars['Float']['output']>;
  readonly times: Maybe<Scalars['Float']['output']>;
  readonly values: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

export type RuleConditionInput = {
  readonly by?: InputMaybe<Scalars['Float']['input']>;
  /** Of LOT_EXPIRED: so many days before the expiry, too. */
  readonly days?: InputMaybe<Scalars['Float']['input']>;
  readonly field?: InputMaybe<Scalars['String']['input']>;
  readonly is: RuleConditionKind;
  readonly max?: InputMaybe<Scalars['Float']['input']>;
  readonly min?: InputMaybe<Scalars['Float']['input']>;
  readonly minutes?: InputMaybe<Scalars['Float']['input']>;
  readonly percent?: InputMaybe<Scalars['Float']['input']>;
  readonly times?: InputMaybe<Scalars['Float']['input']>;
  readonly values?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type RuleConditionKind =
  | 'COUNTER_JUMP'
  | 'FIELD_MISSING'
  | 'LOT_EXPIRED'
  | 'LOT_UNKNOWN'
  | 'NUMBER_OUTSIDE'
  | 'OVER_ORDER'
  | 'TEXT_NOT_AMONG'
  | 'TIME_TOO_NEW'
  | 'TIME_TOO_OLD'
  /** Findings alone, from here on. */
  | 'UNIT_DIFFERS';

export type RuleEffect =
  | 'FINDING_GONE'
  | 'FINDING_MADE'
  | 'KEPT_OUT'
  | 'LET_IN';

export type RuleExample = {
  readonly effect: RuleEffect;
  readonly id: Scalars['ID']['output'];
  /** What it is about, as lineage asks for it; null: nothing that has a lineage. */
  readonly of: Maybe<LineageOf>;
  /** A fact, by its place in the log; or what a finding is about. */
  readonly seq: Maybe<Scalars['Int']['output']>;
  readonly source: Maybe<Scalars['String']['output']>;
  /** The id of that. */
  readonly subject: Maybe<Scalars['ID']['output']>;
  readonly text: Scalars['String']['output'];
  readonly type: Scalars['String']['output'];
};

export type RuleHits = {
  readonly findings: Scalars['Int']['output'];
  readonly isDeclared: Scalars['Boolean']['output'];
  readonly quarantined: Scalars['Int']['output'];
  /** A declared rule's id, of every version; or the name of one that is always on. */
  readonly rule: Scalars['String']['output'];
};

/** As Rule; what a condition does not need is left out. */
export type RuleInput = {
  readonly condition: RuleConditionInput;
  readonly id: Scalars['ID']['input'];
  readonly kind: RuleKind;
  readonly on?: Scalars['Boolean']['input'];
  /** Of finding rules alone. */
  readonly severity?: InputMaybe<Severity>;
  readonly text: Scalars['String']['input'];
  readonly where: RuleScopeInput;
};

/** Keeps a message out that it sees alone; says what is wrong with what is in force, and refuses nothing. */
export type RuleKind =
  | 'FINDING'
  | 'QUARANTINE';

export type RulePreview = {
  /** The first of each effect, at most 100 of each over all rules, and 5 of every rule besides: the figures above say of how many. */
  readonly examples: ReadonlyArray<RuleExample>;
  readonly findingsGone: Scalars['Int']['output'];
  readonly findingsMade: Scalars['Int']['output'];
  readonly keptOut: Scalars['Int']['output'];
  readonly letIn: Scalars['Int']['output'];
  readonly rule: Scalars['ID']['output'];
};

/** What it looks at; an empty list stands for all. */
export type RuleScope = {
  readonly connectors: ReadonlyArray<Scalars['String']['output']>;
  readonly items: ReadonlyArray<Scalars['ID']['output']>;
  readonly sites: ReadonlyArray<Scalars['ID']['output']>;
  readonly sources: ReadonlyArray<Scalars['String']['output']>;
  readonly types: ReadonlyArray<Scalars['String']['output']>;
  /** Of findings alone: those in which the items are counted. */
  readonly units: ReadonlyArray<Scalars['String']['output']>;
};

export type RuleScopeInput = {
  readonly connectors?: ReadonlyArray<Scalars['String']['input']>;
  readonly items?: ReadonlyArray<Scalars['ID']['input']>;
  readonly sites?: ReadonlyArray<Scalars['ID']['input']>;
  readonly sources?: ReadonlyArray<Scalars['String']['input']>;
  readonly types: ReadonlyArray<Scalars['String']['input']>;
  readonly units?: ReadonlyArray<Scalars['String']['input']>;
};

/** Rules that a site has declared beside those that are always on. They hold for what is received after them. */
export type RuleSet = {
  readonly at: Maybe<Scalars['DateTime']['output']>;
  readonly by: Maybe<Scalars['String']['output']>;
  readonly reason: Maybe<Scalars['String']['output']>;
  readonly rules: ReadonlyArray<Rule>;
  /** 0: nobody has declared any. */
  readonly version: Scalars['Int']['output'];
};

export type RuleSetPreview = {
  /** Facts received in that time that were accepted, and that were quarantined. */
  readonly accepted: Scalars['Int']['output'];
  readonly findingsGone: Scalars['Int']['output'];
  readonly findingsMade: Scalars['Int']['output'];
  /** Of those accepted, how many would be kept out; of those quarantined, how many would be accepted. */
  readonly keptOut: Scalars['Int']['output'];
  readonly letIn: Scalars['Int']['output'];
  readonly quarantined: Scalars['Int']['output'];
  /** The rules with something to tell. */
  readonly rules: ReadonlyArray<RulePreview>;
  readonly since: Scalars['DateTime']['output'];
  readonly until: Scalars['DateTime']['output'];
};

export type RuleSetVersion = {
  readonly at: Scalars['DateTime']['output'];
  readonly by: Scalars['String']['output'];
  readonly changes: ReadonlyArray<RuleChange>;
  /** How many rules it has. */
  readonly count: Scalars['Int']['output'];
  readonly reason: Scalars['String']['output'];
  readonly version: Scalars['Int']['output'];
};

export type SavedLine = {
  readonly action: SavingAct;
  readonly at: Scalars['DateTime']['output'];
  readonly by: Scalars['String']['output'];
  readonly calledAt: Scalars['DateTime']['output'];
  readonly closesAt: Scalars['DateTime']['output'];
  /** The evidence: who did what to the exception of its cause, and when. */
  readonly exception: Scalars['ID']['output'];
  readonly kind: OtifFailureKind;
  readonly line: Scalars['ID']['output'];
  readonly site: Scalars['ID']['output'];
};

export type SavingAct =
  | 'ACKNOWLEDGED'
  | 'ASSIGNED'
  | 'RESOLVED';

export type ScheduleAdherence = {
  readonly asOf: Scalars['DateTime']['output'];
  readonly behind: AdherenceOperationPage;
  /** In words, with its version. */
  readonly definition: Scalars['String']['output'];
  /** What it is held against. */
  readonly plans: ReadonlyArray<PublishedPlan>;
  readonly rows: ReadonlyArray<AdherenceRow>;
  readonly toleranceMinutes: Scalars['Int']['output'];
  /** Of the whole site, or of the line that was asked for. */
  readonly total: AdherenceRow;
  /** Of what is counted: another version counts otherwise. */
  readonly version: Scalars['Int']['output'];
};

export type Severity =
  | 'CRITICAL'
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM';

export type SeverityCounts = {
  readonly critical: Scalars['Int']['output'];
  readonly high: Scalars['Int']['output'];
  readonly low: Scalars['Int']['output'];
  readonly medium: Scalars['Int']['output'];
};

export type ShiftRate = {
  readonly name: Scalars['String']['output'];
  readonly rate: AlarmRate;
};

export type ShortageVerdict =
  | 'FALSE_ALARM'
  | 'PHANTOM_COVER'
  | 'REAL'
  | 'TIMING';

export type Site = {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly timeZone: Scalars['String']['output'];
};

export type StaleFigure = {
  readonly figure: LineageFigure;
  readonly sources: ReadonlyArray<StaleSource>;
};

/** A source that is late or silent, and figures lean on it. */
export type StaleSource = {
  readonly ageSeconds: Maybe<Scalars['Float']['output']>;
  readonly source: Scalars['ID']['output'];
  readonly status: FeedStatus;
  readonly system: FeedSystem;
  readonly trouble: Maybe<Scalars['String']['output']>;
};

export type StandingCard = {
  readonly card: CardOfPerformance;
  readonly since: Scalars['DateTime']['output'];
};

export type StandingCards = {
  readonly n: Scalars['Int']['output'];
  readonly nodes: ReadonlyArray<StandingCard>;
};

export type StepKind =
  | 'CAUSE'
  | 'LINE'
  | 'OPERATION'
  | 'SHORT'
  | 'SUPPLY';

export type StockingPoint = {
  readonly demands: ReadonlyArray<Demand>;
  readonly erpOnHand: Maybe<Scalars['Float']['output']>;
  readonly facts: ReadonlyArray<FactRecord>;
  readonly id: Scalars['ID']['output'];
  readonly item: Scalars['ID']['output'];
  readonly itemName: Scalars['String']['output'];
  /** All lots and bins with status available. */
  readonly onHand: Scalars['Float']['output'];
  readonly site: Scalars['ID']['output'];
  readonly staleSources: ReadonlyArray<StaleSource>;
  readonly supplies: ReadonlyArray<Supply>;
  readonly uom: Scalars['String']['output'];
  readonly verdict: Maybe<ShortageVerdict>;
};


export type StockingPointFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type StopReason = {
  readonly reason: Scalars['String']['output'];
  /** As master data has it. */
  readonly typicalMinutes: Maybe<Scalars['Float']['output']>;
};

export type SubjectType =
  | 'HOLD'
  | 'PRODUCTION_ORDER'
  | 'PURCHASE_ORDER_LINE'
  | 'RESOURCE'
  | 'SALES_ORDER_LINE'
  | 'STOCKING_POINT'
  | 'TRANSFER_ORDER';

export type Supply = {
  readonly assumed: Scalars['Boolean']['output'];
  readonly availableAt: Maybe<Scalars['DateTime']['output']>;
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly kind: SupplyKind;
  readonly quantity: Scalars['Float']['output'];
};

export type SupplyKind =
  | 'LOT'
  | 'MADE'
  | 'MAKE'
  | 'PURCHASE'
  | 'TRANSFER';

export type SurvivalOrder = {
  readonly assumption: Maybe<PlanAssumption>;
  /** Null: it is within its plan. */
  readonly brokeAt: Maybe<Scalars['DateTime']['output']>;
  readonly kind: Maybe<PlanBreakKind>;
  readonly order: Scalars['ID']['output'];
  readonly plan: Scalars['ID']['output'];
  readonly plannedFinish: Scalars['DateTime']['output'];
  readonly quantity: Scalars['Float']['output'];
  /** Of the order line that it is made for, as it was recorded then. */
  readonly recordedCause: Maybe<CauseKind>;
  readonly week: Scalars['String']['output'];
};

export type SurvivalOrderPage = {
  readonly nodes: ReadonlyArray<SurvivalOrder>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type SurvivalPoint = {
  readonly atRisk: Scalars['Int']['output'];
  readonly censored: Scalars['Int']['output'];
  readonly failed: Scalars['Int']['output'];
  /** After publication. */
  readonly hours: Scalars['Float']['output'];
  readonly lower: Maybe<Scalars['Float']['output']>;
  readonly share: Scalars['Float']['output'];
  readonly upper: Maybe<Scalars['Float']['output']>;
};

export type Trace = {
  readonly cuts: ReadonlyArray<TraceCut>;
  readonly edges: ReadonlyArray<TraceEdge>;
  /** False: there is more than is shown; cuts and sites say what was left out. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** The nearest first. */
  readonly nodes: ReadonlyArray<TraceNode>;
  /** Null: every site was looked at. Else what happened at others is left out. */
  readonly sites: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** The node that it begins with. */
  readonly start: Scalars['ID']['output'];
};

export type TraceCut = {
  readonly node: Scalars['ID']['output'];
  readonly reason: TraceCutReason;
};

export type TraceCutReason =
  /** As deep as was asked for. */
  | 'DEPTH'
  /** Stock without a lot number: nobody can tell what went where. */
  | 'NO_LOT'
  /** As many nodes as were asked for. */
  | 'SIZE';

export type TraceDirection =
  | 'BACKWARD'
  | 'BOTH'
  | 'FORWARD';

/** Goods flow from one to the other. */
export type TraceEdge = {
  readonly factCount: Scalars['Int']['output'];
  /** What it stands on, in order of time. */
  readonly facts: ReadonlyArray<FactRecord>;
  readonly from: Scalars['ID']['output'];
  /** In the unit of the item; null where nothing is counted. */
  readonly quantity: Maybe<Scalars['Float']['output']>;
  readonly to: Scalars['ID']['output'];
  readonly uom: Maybe<Scalars['String']['output']>;
};


/** Goods flow from one to the other. */
export type TraceEdgeFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type TraceNode = {
  /** When it was shipped; when an order or an operation was begun, or planned to. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Steps from the start; less than 0 is backward. */
  readonly distance: Scalars['Int']['output'];
  /** Within this trace. */
  readonly id: Scalars['ID']['output'];
  /** A quality hold or a rejection stands on it now. */
  readonly isHeld: Scalars['Boolean']['output'];
  readonly item: Maybe<Scalars['ID']['output']>;
  readonly kind: TraceNodeKind;
  readonly lot: Maybe<Scalars['ID']['output']>;
  /** In words: an item's, a supplier's, a customer's or a machine's name. */
  readonly name: Scalars['String']['output'];
  readonly resource: Maybe<Scalars['ID']['output']>;
  readonly salesOrderLine: Maybe<Scalars['ID']['output']>;
  readonly site: Maybe<Scalars['ID']['output']>;
  /** The facts' own id: of a lot its number, of an operation ORDER/SEQ, of a receipt the site. */
  readonly subject: Scalars['ID']['output'];
  readonly uom: Maybe<Scalars['String']['output']>;
};

export type TraceNodeKind =
  | 'CUSTOMER'
  | 'LOT'
  | 'OPERATION'
  | 'PRODUCTION_ORDER'
  | 'PURCHASE_ORDER_LINE'
  /** Received without an order: nobody has said where it came from. */
  | 'RECEIPT'
  | 'SERIAL'
  | 'SHIPMENT'
  | 'SUPPLIER';

export type TransferOrder = {
  readonly facts: ReadonlyArray<FactRecord>;
  readonly fromSite: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
  readonly item: Scalars['ID']['output'];
  readonly itemName: Scalars['String']['output'];
  readonly plannedReceipt: Scalars['DateTime']['output'];
  readonly plannedShip: Scalars['DateTime']['output'];
  readonly quantity: Scalars['Float']['output'];
  readonly staleSources: ReadonlyArray<StaleSource>;
  readonly status: Scalars['String']['output'];
  readonly toSite: Scalars['ID']['output'];
};


export type TransferOrderFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type UnreachableStep = {
  /** Of its steps, from 0. */
  readonly place: Scalars['Int']['output'];
  readonly policy: EscalationPolicy;
  readonly reason: Scalars['String']['output'];
};

export type Viewer = {
  readonly name: Scalars['String']['output'];
  readonly roles: ReadonlyArray<Role>;
  /** The administrator who looks with this person's eyes: nothing is done meanwhile. */
  readonly seenBy: Maybe<Scalars['String']['output']>;
  /** Null: every site. */
  readonly sites: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
};

export type Watcher = {
  /** As the roster has it, else as they sign in. */
  readonly name: Scalars['String']['output'];
  /** As they sign in. */
  readonly person: Scalars['ID']['output'];
  readonly since: Scalars['DateTime']['output'];
};

export type WeekSurvival = {
  /** When half of it was broken. */
  readonly brokeAt: Maybe<Scalars['DateTime']['output']>;
  readonly broken: Scalars['Int']['output'];
  readonly curve: ReadonlyArray<SurvivalPoint>;
  readonly halfLifeHours: Maybe<Scalars['Float']['output']>;
  readonly hazards: ReadonlyArray<PlanHazard>;
  readonly horizonHours: Scalars['Float']['output'];
  readonly n: Scalars['Int']['output'];
  readonly plan: PublishedPlan;
  /** The line on which the most orders broke; null: none did. */
  readonly worst: Maybe<LineSurvival>;
};

export type WeeklyDigest = {
  readonly asOf: Scalars['DateTime']['output'];
  readonly csv: Scalars['String']['output'];
  readonly html: Scalars['String']['output'];
  /** False: it is one line that says that nothing is a signal. */
  readonly isSignal: Scalars['Boolean']['output'];
  /** Null: there is no roster, and nobody gets it. */
  readonly nextAt: Maybe<Scalars['DateTime']['output']>;
  readonly readers: ReadonlyArray<DigestReader>;
  readonly text: Scalars['String']['output'];
  readonly title: Scalars['String']['output'];
  /** The one that has ended. */
  readonly week: Scalars['String']['output'];
};

export type WhatIf = {
  /** The moment that it is measured against. */
  readonly asOf: WhatIfMoment;
  /** Causes that would come, go, or weigh something else; by kind and subject. */
  readonly causes: ReadonlyArray<WhatIfCause>;
  /** Order lines that are on track, and would not be. */
  readonly linesBroken: Scalars['Int']['output'];
  /** Order lines that are not on track, and would be. */
  readonly linesSaved: Scalars['Int']['output'];
  /** Those that would stand otherwise; by id. */
  readonly orderLines: WhatIfOrderLineConnection;
  readonly productionOrders: WhatIfProductionOrderConnection;
  readonly valueAtRiskAfter: Money;
  readonly valueAtRiskBefore: Money;
};


export type WhatIfOrderLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type WhatIfProductionOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type WhatIfCause = {
  readonly after: Maybe<WhatIfCauseState>;
  readonly before: Maybe<WhatIfCauseState>;
  readonly kind: CauseKind;
  readonly subject: Scalars['ID']['output'];
};

export type WhatIfCauseState = {
  readonly actBy: Maybe<Scalars['DateTime']['output']>;
  readonly firstImpactAt: Maybe<Scalars['DateTime']['output']>;
  /** The order lines that it hits, by id. */
  readonly lines: ReadonlyArray<Scalars['ID']['output']>;
  readonly severity: Severity;
  readonly valueAtRisk: Money;
};

export type WhatIfLineState = {
  readonly allocations: ReadonlyArray<Allocation>;
  readonly cause: Maybe<Cause>;
  readonly openQuantity: Scalars['Float']['output'];
  readonly pLate: Scalars['Float']['output'];
  readonly path: ReadonlyArray<PathStep>;
  readonly projectedDelivery: Maybe<Scalars['DateTime']['output']>;
  readonly promisedAt: Scalars['DateTime']['output'];
  readonly shortQuantity: Scalars['Float']['output'];
  readonly slackMinutes: Maybe<Scalars['Float']['output']>;
  readonly state: OrderLineState;
  readonly valueAtRisk: Money;
};

export type WhatIfMoment = {
  readonly now: Scalars['DateTime']['output'];
  readonly seq: Scalars['Int']['output'];
};

export type WhatIfOrderLine = {
  readonly after: Maybe<WhatIfLineState>;
  /** Null: it is not there. */
  readonly before: Maybe<WhatIfLineState>;
  readonly id: Scalars['ID']['output'];
};

export type WhatIfOrderLineConnection = {
  readonly edges: ReadonlyArray<WhatIfOrderLineEdge>;
  readonly nodes: ReadonlyArray<WhatIfOrderLine>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type WhatIfOrderLineEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: WhatIfOrderLine;
};

export type WhatIfOrderState = {
  readonly projectedFinish: Maybe<Scalars['DateTime']['output']>;
  readonly projectedStart: Maybe<Scalars['DateTime']['output']>;
  readonly stillToMake: Scalars['Float']['output'];
};

export type WhatIfProductionOrder = {
  readonly after: Maybe<WhatIfOrderState>;
  readonly before: Maybe<WhatIfOrderState>;
  readonly id: Scalars['ID']['output'];
};

export type WhatIfProductionOrderConnection = {
  readonly edges: ReadonlyArray<WhatIfProductionOrderEdge>;
  readonly nodes: ReadonlyArray<WhatIfProductionOrder>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type WhatIfProductionOrderEdge = {
  readonly cursor: Scalars['String']['output'];
  readonly node: WhatIfProductionOrder;
};

export type WorstCause = {
  /** The latest of its cards. */
  readonly card: CardOfPerformance;
  readonly cards: Scalars['Int']['output'];
};

export type WorstCauses = {
  /** In all. */
  readonly causes: Scalars['Int']['output'];
  readonly nodes: ReadonlyArray<WorstCause>;
  /** Of all cards, that of these ten; null: there was no card. */
  readonly share: Maybe<Scalars['Float']['output']>;
};

export type WouldCall = {
  /** Null: nothing is in force for that. */
  readonly policy: Maybe<EscalationPolicy>;
  readonly steps: ReadonlyArray<WouldCallStep>;
};

export type WouldCallStep = {
  readonly afterMinutes: Scalars['Int']['output'];
  /** Off shift: when whoever starts the next one is there. */
  readonly from: Maybe<Scalars['DateTime']['output']>;
  /** False: no roster names anybody, or nobody is reached over the channels of the step. */
  readonly isReachable: Scalars['Boolean']['output'];
  readonly people: ReadonlyArray<EscalationPerson>;
  /** In plain words. */
  readonly reason: Scalars['String']['output'];
  readonly role: Scalars['String']['output'];
};

export type WrongSystem = {
  readonly flagged: Scalars['Int']['output'];
  /** Null: nobody said. */
  readonly system: Maybe<Scalars['String']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<Account>;
  AccountSession: ResolverTypeWrapper<AccountSession>;
  AcknowledgedInTime: ResolverTypeWrapper<AcknowledgedInTime>;
  ActionKind: ActionKind;
  AdherenceGrouping: AdherenceGrouping;
  AdherenceOperation: ResolverTypeWrapper<AdherenceOperation>;
  AdherenceOperationPage: ResolverTypeWrapper<AdherenceOperationPage>;
  AdherenceRow: ResolverTypeWrapper<AdherenceRow>;
  AlarmLimit: ResolverTypeWrapper<AlarmLimit>;
  AlarmPerformance: ResolverTypeWrapper<AlarmPerformance>;
  AlarmRate: ResolverTypeWrapper<AlarmRate>;
  Allocation: ResolverTypeWrapper<Allocation>;
  AsOf: ResolverTypeWrapper<AsOf>;
  Assumption: Assumption;
  AuditActor: ResolverTypeWrapper<AuditActor>;
  AuditChange: ResolverTypeWrapper<AuditChange>;
  AuditCheckpoint: ResolverTypeWrapper<AuditCheckpoint>;
  AuditConnection: ResolverTypeWrapper<AuditConnection>;
  AuditDetail: ResolverTypeWrapper<AuditDetail>;
  AuditEdge: ResolverTypeWrapper<AuditEdge>;
  AuditEntry: ResolverTypeWrapper<AuditEntry>;
  AuditFilter: AuditFilter;
  AuditRecord: ResolverTypeWrapper<AuditRecord>;
  AuditVerification: ResolverTypeWrapper<AuditVerification>;
  AuditVerificationState: AuditVerificationState;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BoundBy: BoundBy;
  BreakDay: ResolverTypeWrapper<BreakDay>;
  BuiltInRule: ResolverTypeWrapper<BuiltInRule>;
  CardOfPerformance: ResolverTypeWrapper<CardOfPerformance>;
  Cause: ResolverTypeWrapper<Cause>;
  CauseKind: CauseKind;
  Channel: Channel;
  ChatteringCause: ResolverTypeWrapper<ChatteringCause>;
  ChatteringCauses: ResolverTypeWrapper<ChatteringCauses>;
  ClockMode: ClockMode;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Delivery: ResolverTypeWrapper<Delivery>;
  DeliveryPage: ResolverTypeWrapper<DeliveryPage>;
  DeliveryState: DeliveryState;
  Demand: ResolverTypeWrapper<Demand>;
  DemandKind: DemandKind;
  DigestReader: ResolverTypeWrapper<DigestReader>;
  Escalation: ResolverTypeWrapper<Escalation>;
  EscalationClock: EscalationClock;
  EscalationHealth: ResolverTypeWrapper<EscalationHealth>;
  EscalationPerson: ResolverTypeWrapper<EscalationPerson>;
  EscalationPolicy: ResolverTypeWrapper<EscalationPolicy>;
  EscalationPolicyInput: EscalationPolicyInput;
  EscalationPolicyStep: ResolverTypeWrapper<EscalationPolicyStep>;
  EscalationPolicyStepInput: EscalationPolicyStepInput;
  EscalationStep: ResolverTypeWrapper<EscalationStep>;
  EscalationStepState: EscalationStepState;
  EstimateAccuracy: ResolverTypeWrapper<EstimateAccuracy>;
  EstimateScore: ResolverTypeWrapper<EstimateScore>;
  Evidence: ResolverTypeWrapper<Evidence>;
  Exception: ResolverTypeWrapper<ExceptionRow>;
  ExceptionConnection: ResolverTypeWrapper<Omit<ExceptionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ExceptionEdge']>, nodes: ReadonlyArray<ResolversTypes['Exception']> }>;
  ExceptionEdge: ResolverTypeWrapper<Omit<ExceptionEdge, 'node'> & { node: ResolversTypes['Exception'] }>;
  ExceptionFilter: ExceptionFilter;
  ExceptionOrder: ExceptionOrder;
  ExceptionPlaybook: ResolverTypeWrapper<ExceptionPlaybook>;
  ExceptionPlaybookStep: ResolverTypeWrapper<ExceptionPlaybookStep>;
  ExceptionState: ExceptionState;
  FactRecord: ResolverTypeWrapper<FactRecord>;
  FalseFlags: ResolverTypeWrapper<FalseFlags>;
  Feed: ResolverTypeWrapper<Feed>;
  FeedStatus: FeedStatus;
  FeedSystem: FeedSystem;
  FeedToDo: FeedToDo;
  FeedToken: ResolverTypeWrapper<FeedToken>;
  FeedTokenCreated: ResolverTypeWrapper<FeedTokenCreated>;
  FeedTrouble: FeedTrouble;
  Finding: ResolverTypeWrapper<Finding>;
  FindingConnection: ResolverTypeWrapper<FindingConnection>;
  FindingEdge: ResolverTypeWrapper<FindingEdge>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Foresight: ResolverTypeWrapper<Foresight>;
  ForesightBin: ResolverTypeWrapper<ForesightBin>;
  ForesightHorizon: ResolverTypeWrapper<ForesightHorizon>;
  Handover: ResolverTypeWrapper<Handover>;
  HandoverAcceptance: ResolverTypeWrapper<HandoverAcceptance>;
  HandoverConnection: ResolverTypeWrapper<HandoverConnection>;
  HandoverDeed: ResolverTypeWrapper<HandoverDeed>;
  HandoverDue: ResolverTypeWrapper<HandoverDue>;
  HandoverEdge: ResolverTypeWrapper<HandoverEdge>;
  HandoverItem: ResolverTypeWrapper<HandoverItem>;
  HandoverMade: ResolverTypeWrapper<HandoverMade>;
  HandoverNow: ResolverTypeWrapper<HandoverNow>;
  HandoverSheet: ResolverTypeWrapper<HandoverSheet>;
  HandoverShift: ResolverTypeWrapper<HandoverShift>;
  HandoverState: HandoverState;
  HandoverStop: ResolverTypeWrapper<HandoverStop>;
  Hold: ResolverTypeWrapper<HoldRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Impact: ResolverTypeWrapper<LiveImpact>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  KeptShare: ResolverTypeWrapper<KeptShare>;
  KindFlags: ResolverTypeWrapper<KindFlags>;
  LeadTime: ResolverTypeWrapper<LeadTime>;
  LeadTimeDrift: LeadTimeDrift;
  LeadTimeVerdict: LeadTimeVerdict;
  LeadTimes: ResolverTypeWrapper<LeadTimes>;
  LimitedFigure: LimitedFigure;
  LineSurvival: ResolverTypeWrapper<LineSurvival>;
  Lineage: ResolverTypeWrapper<LineageRow>;
  LineageAct: ResolverTypeWrapper<LineageAct>;
  LineageActConnection: ResolverTypeWrapper<LineageActConnection>;
  LineageActEdge: ResolverTypeWrapper<LineageActEdge>;
  LineageFact: ResolverTypeWrapper<LineageFact>;
  LineageFactConnection: ResolverTypeWrapper<LineageFactConnection>;
  LineageFactEdge: ResolverTypeWrapper<LineageFactEdge>;
  LineageFigure: LineageFigure;
  LineageLeftOut: LineageLeftOut;
  LineageMakeUp: LineageMakeUp;
  LineageMoment: ResolverTypeWrapper<LineageMoment>;
  LineageOf: LineageOf;
  LineageOrigin: LineageOrigin;
  LineagePart: ResolverTypeWrapper<LineagePart>;
  LineagePartConnection: ResolverTypeWrapper<LineagePartConnection>;
  LineagePartEdge: ResolverTypeWrapper<LineagePartEdge>;
  LineageRival: ResolverTypeWrapper<LineageRival>;
  LineageRivalWhy: LineageRivalWhy;
  LineageRivals: ResolverTypeWrapper<LineageRivals>;
  LineageRule: ResolverTypeWrapper<LineageRule>;
  LineageSource: ResolverTypeWrapper<LineageSource>;
  LineageUnit: LineageUnit;
  LinesSaved: ResolverTypeWrapper<LinesSaved>;
  ManyDone: ResolverTypeWrapper<ManyDone>;
  ManyRefused: ResolverTypeWrapper<ManyRefused>;
  Mentioned: ResolverTypeWrapper<Mentioned>;
  MentionedPerson: ResolverTypeWrapper<MentionedPerson>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Notification: ResolverTypeWrapper<Notification>;
  NotificationPage: ResolverTypeWrapper<NotificationPage>;
  NumberColumn: ResolverTypeWrapper<Scalars['NumberColumn']['output']>;
  Oee: ResolverTypeWrapper<Oee>;
  OeeGrouping: OeeGrouping;
  OeeReport: ResolverTypeWrapper<OeeReport>;
  OeeReportPage: ResolverTypeWrapper<OeeReportPage>;
  OeeRow: ResolverTypeWrapper<OeeRow>;
  Operation: ResolverTypeWrapper<Operation>;
  OperationState: OperationState;
  OrderLine: ResolverTypeWrapper<OrderLineRow>;
  OrderLineConnection: ResolverTypeWrapper<Omit<OrderLineConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['OrderLineEdge']>, nodes: ReadonlyArray<ResolversTypes['OrderLine']> }>;
  OrderLineEdge: ResolverTypeWrapper<Omit<OrderLineEdge, 'node'> & { node: ResolversTypes['OrderLine'] }>;
  OrderLineFilter: OrderLineFilter;
  OrderLineState: OrderLineState;
  OtifBasis: OtifBasis;
  OtifBecause: ResolverTypeWrapper<OtifBecause>;
  OtifChartPoint: ResolverTypeWrapper<OtifChartPoint>;
  OtifCompared: ResolverTypeWrapper<OtifCompared>;
  OtifControlChart: ResolverTypeWrapper<OtifControlChart>;
  OtifCounted: ResolverTypeWrapper<OtifCounted>;
  OtifCredit: OtifCredit;
  OtifDefinition: ResolverTypeWrapper<OtifDefinition>;
  OtifDefinitionInput: OtifDefinitionInput;
  OtifDefinitionPreview: ResolverTypeWrapper<OtifDefinitionPreview>;
  OtifEvent: OtifEvent;
  OtifFailure: ResolverTypeWrapper<OtifFailure>;
  OtifFailureCause: ResolverTypeWrapper<OtifFailureCause>;
  OtifFailureConnection: ResolverTypeWrapper<OtifFailureConnection>;
  OtifFailureEdge: ResolverTypeWrapper<OtifFailureEdge>;
  OtifFailureFilter: OtifFailureFilter;
  OtifFailureGrouping: OtifFailureGrouping;
  OtifFailureKind: OtifFailureKind;
  OtifForecast: ResolverTypeWrapper<OtifForecast>;
  OtifGrouping: OtifGrouping;
  OtifLevel: OtifLevel;
  OtifOutcome: OtifOutcome;
  OtifPareto: ResolverTypeWrapper<OtifPareto>;
  OtifParetoBar: ResolverTypeWrapper<OtifParetoBar>;
  OtifPartials: OtifPartials;
  OtifPeriod: OtifPeriod;
  OtifPoint: ResolverTypeWrapper<OtifPoint>;
  OtifPreviewLine: ResolverTypeWrapper<OtifPreviewLine>;
  OtifPreviewed: ResolverTypeWrapper<OtifPreviewed>;
  OtifRevision: ResolverTypeWrapper<OtifRevision>;
  OtifSeries: ResolverTypeWrapper<OtifSeries>;
  OtifSignal: ResolverTypeWrapper<OtifSignal>;
  OtifSignalRule: OtifSignalRule;
  OtifTolerance: ResolverTypeWrapper<OtifTolerance>;
  OtifToleranceInput: OtifToleranceInput;
  OtifWaterfall: ResolverTypeWrapper<OtifWaterfall>;
  OtifWaterfallStep: ResolverTypeWrapper<OtifWaterfallStep>;
  OverBudget: OverBudget;
  Overview: ResolverTypeWrapper<OverviewRow>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  ParkedConnection: ResolverTypeWrapper<ParkedConnection>;
  ParkedEdge: ResolverTypeWrapper<ParkedEdge>;
  ParkedFact: ResolverTypeWrapper<ParkedFact>;
  PathStep: ResolverTypeWrapper<PathStep>;
  Pegging: ResolverTypeWrapper<Pegging>;
  PeggingEdge: ResolverTypeWrapper<PeggingEdge>;
  PeggingKind: PeggingKind;
  PeggingNode: ResolverTypeWrapper<PeggingNode>;
  Plan: ResolverTypeWrapper<Plan>;
  PlanAssumption: PlanAssumption;
  PlanBars: ResolverTypeWrapper<PlanBars>;
  PlanBaseline: ResolverTypeWrapper<PlanBaseline>;
  PlanBreakKind: PlanBreakKind;
  PlanChainKind: PlanChainKind;
  PlanChainStep: ResolverTypeWrapper<PlanChainStep>;
  PlanDropped: ResolverTypeWrapper<PlanDropped>;
  PlanHazard: ResolverTypeWrapper<PlanHazard>;
  PlanHold: ResolverTypeWrapper<PlanHold>;
  PlanItem: ResolverTypeWrapper<PlanItem>;
  PlanLosses: ResolverTypeWrapper<PlanLosses>;
  PlanProgress: ResolverTypeWrapper<PlanProgress>;
  PlanResource: ResolverTypeWrapper<PlanResource>;
  PlanResourceLosses: ResolverTypeWrapper<PlanResourceLosses>;
  PlanStop: ResolverTypeWrapper<PlanStop>;
  PlanSurvival: ResolverTypeWrapper<PlanSurvival>;
  Playbook: ResolverTypeWrapper<Playbook>;
  PlaybookInput: PlaybookInput;
  PlaybookStep: ResolverTypeWrapper<PlaybookStep>;
  PlaybookStepInput: PlaybookStepInput;
  PolicyDraft: ResolverTypeWrapper<PolicyDraft>;
  ProductionOrder: ResolverTypeWrapper<ProductionOrderRow>;
  ProductionOrderConnection: ResolverTypeWrapper<Omit<ProductionOrderConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ProductionOrderEdge']>, nodes: ReadonlyArray<ResolversTypes['ProductionOrder']> }>;
  ProductionOrderEdge: ResolverTypeWrapper<Omit<ProductionOrderEdge, 'node'> & { node: ResolversTypes['ProductionOrder'] }>;
  ProductionOrderFilter: ProductionOrderFilter;
  ProductionOrderStatus: ProductionOrderStatus;
  PromiseCounts: ResolverTypeWrapper<PromiseCounts>;
  PublishedPlan: ResolverTypeWrapper<PublishedPlan>;
  PurchaseOrderLine: ResolverTypeWrapper<PurchaseOrderLineRow>;
  PushDevice: ResolverTypeWrapper<PushDevice>;
  PushDevices: ResolverTypeWrapper<PushDevices>;
  QuarantineAssigned: ResolverTypeWrapper<QuarantineAssigned>;
  QuarantineCause: ResolverTypeWrapper<QuarantineCause>;
  QuarantineCauseConnection: ResolverTypeWrapper<QuarantineCauseConnection>;
  QuarantineCauseEdge: ResolverTypeWrapper<QuarantineCauseEdge>;
  QuarantineChange: ResolverTypeWrapper<QuarantineChange>;
  QuarantineConnection: ResolverTypeWrapper<Omit<QuarantineConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['QuarantineEdge']>, nodes: ReadonlyArray<ResolversTypes['QuarantinedFact']> }>;
  QuarantineEdge: ResolverTypeWrapper<Omit<QuarantineEdge, 'node'> & { node: ResolversTypes['QuarantinedFact'] }>;
  QuarantineFilter: QuarantineFilter;
  QuarantineSettled: ResolverTypeWrapper<QuarantineSettled>;
  QuarantineStage: QuarantineStage;
  QuarantineState: QuarantineState;
  QuarantineStillWrong: ResolverTypeWrapper<QuarantineStillWrong>;
  QuarantinedFact: ResolverTypeWrapper<QuarantinedFactRow>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QueuedOperation: ResolverTypeWrapper<QueuedOperation>;
  RawMessage: ResolverTypeWrapper<RawMessage>;
  RawReadings: ResolverTypeWrapper<RawReadings>;
  ReportedState: ReportedState;
  Resource: ResolverTypeWrapper<ResourceRow>;
  ResourceState: ResourceState;
  ResponseStage: ResolverTypeWrapper<ResponseStage>;
  ResponseStageKind: ResponseStageKind;
  Role: Role;
  RoleRate: ResolverTypeWrapper<RoleRate>;
  Roster: ResolverTypeWrapper<Roster>;
  RosterDatedShift: ResolverTypeWrapper<RosterDatedShift>;
  RosterDatedShiftInput: RosterDatedShiftInput;
  RosterDuty: ResolverTypeWrapper<RosterDuty>;
  RosterDutyInput: RosterDutyInput;
  RosterInput: RosterInput;
  RosterPerson: ResolverTypeWrapper<RosterPerson>;
  RosterPersonInput: RosterPersonInput;
  RosterShift: ResolverTypeWrapper<RosterShift>;
  RosterShiftInput: RosterShiftInput;
  RosterStandIn: ResolverTypeWrapper<RosterStandIn>;
  RosterStandInInput: RosterStandInInput;
  Rule: ResolverTypeWrapper<Rule>;
  RuleChange: ResolverTypeWrapper<RuleChange>;
  RuleCondition: ResolverTypeWrapper<RuleCondition>;
  RuleConditionInput: RuleConditionInput;
  RuleConditionKind: RuleConditionKind;
  RuleEffect: RuleEffect;
  RuleExample: ResolverTypeWrapper<RuleExample>;
  RuleHits: ResolverTypeWrapper<RuleHits>;
  RuleInput: RuleInput;
  RuleKind: RuleKind;
  RulePreview: ResolverTypeWrapper<RulePreview>;
  RuleScope: ResolverTypeWrapper<RuleScope>;
  RuleScopeInput: RuleScopeInput;
  RuleSet: ResolverTypeWrapper<RuleSet>;
  RuleSetPreview: ResolverTypeWrapper<RuleSetPreview>;
  RuleSetVersion: ResolverTypeWrapper<RuleSetVersion>;
  SavedLine: ResolverTypeWrapper<SavedLine>;
  SavingAct: SavingAct;
  ScheduleAdherence: ResolverTypeWrapper<ScheduleAdherence>;
  Severity: Severity;
  SeverityCounts: ResolverTypeWrapper<SeverityCounts>;
  ShiftRate: ResolverTypeWrapper<ShiftRate>;
  ShortageVerdict: ShortageVerdict;
  Site: ResolverTypeWrapper<Site>;
  StaleFigure: ResolverTypeWrapper<StaleFigure>;
  StaleSource: ResolverTypeWrapper<StaleSource>;
  StandingCard: ResolverTypeWrapper<StandingCard>;
  StandingCards: ResolverTypeWrapper<StandingCards>;
  StepKind: StepKind;
  StockingPoint: ResolverTypeWrapper<StockingPointRow>;
  StopReason: ResolverTypeWrapper<StopReason>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SubjectType: SubjectType;
  Supply: ResolverTypeWrapper<Supply>;
  SupplyKind: SupplyKind;
  SurvivalOrder: ResolverTypeWrapper<SurvivalOrder>;
  SurvivalOrderPage: ResolverTypeWrapper<SurvivalOrderPage>;
  SurvivalPoint: ResolverTypeWrapper<SurvivalPoint>;
  TextColumn: ResolverTypeWrapper<Scalars['TextColumn']['output']>;
  Trace: ResolverTypeWrapper<Omit<Trace, 'edges'> & { edges: ReadonlyArray<ResolversTypes['TraceEdge']> }>;
  TraceCut: ResolverTypeWrapper<TraceCut>;
  TraceCutReason: TraceCutReason;
  TraceDirection: TraceDirection;
  TraceEdge: ResolverTypeWrapper<TraceEdgeRow>;
  TraceNode: ResolverTypeWrapper<TraceNode>;
  TraceNodeKind: TraceNodeKind;
  TransferOrder: ResolverTypeWrapper<TransferOrderRow>;
  UnreachableStep: ResolverTypeWrapper<UnreachableStep>;
  Viewer: ResolverTypeWrapper<Viewer>;
  Watcher: ResolverTypeWrapper<Watcher>;
  WeekSurvival: ResolverTypeWrapper<WeekSurvival>;
  WeeklyDigest: ResolverTypeWrapper<WeeklyDigest>;
  WhatIf: ResolverTypeWrapper<WhatIfRow>;
  WhatIfCause: ResolverTypeWrapper<WhatIfCause>;
  WhatIfCauseState: ResolverTypeWrapper<WhatIfCauseState>;
  WhatIfLineState: ResolverTypeWrapper<WhatIfLineState>;
  WhatIfMoment: ResolverTypeWrapper<WhatIfMoment>;
  WhatIfOrderLine: ResolverTypeWrapper<WhatIfOrderLine>;
  WhatIfOrderLineConnection: ResolverTypeWrapper<WhatIfOrderLineConnection>;
  WhatIfOrderLineEdge: ResolverTypeWrapper<WhatIfOrderLineEdge>;
  WhatIfOrderState: ResolverTypeWrapper<WhatIfOrderState>;
  WhatIfProductionOrder: ResolverTypeWrapper<WhatIfProductionOrder>;
  WhatIfProductionOrderConnection: ResolverTypeWrapper<WhatIfProductionOrderConnection>;
  WhatIfProductionOrderEdge: ResolverTypeWrapper<WhatIfProductionOrderEdge>;
  WorstCause: ResolverTypeWrapper<WorstCause>;
  WorstCauses: ResolverTypeWrapper<WorstCauses>;
  WouldCall: ResolverTypeWrapper<WouldCall>;
  WouldCallStep: ResolverTypeWrapper<WouldCallStep>;
  WrongSystem: ResolverTypeWrapper<WrongSystem>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: Account;
  AccountSession: AccountSession;
  AcknowledgedInTime: AcknowledgedInTime;
  AdherenceOperation: AdherenceOperation;
  AdherenceOperationPage: AdherenceOperationPage;
  AdherenceRow: AdherenceRow;
  AlarmLimit: AlarmLimit;
  AlarmPerformance: AlarmPerformance;
  AlarmRate: AlarmRate;
  Allocation: Allocation;
  AsOf: AsOf;
  Assumption: Assumption;
  AuditActor: AuditActor;
  AuditChange: AuditChange;
  AuditCheckpoint: AuditCheckpoint;
  AuditConnection: AuditConnection;
  AuditDetail: AuditDetail;
  AuditEdge: AuditEdge;
  AuditEntry: AuditEntry;
  AuditFilter: AuditFilter;
  AuditRecord: AuditRecord;
  AuditVerification: AuditVerification;
  Boolean: Scalars['Boolean']['output'];
  BreakDay: BreakDay;
  BuiltInRule: BuiltInRule;
  CardOfPerformance: CardOfPerformance;
  Cause: Cause;
  ChatteringCause: ChatteringCause;
  ChatteringCauses: ChatteringCauses;
  Customer: Customer;
  DateTime: Scalars['DateTime']['output'];
  Delivery: Delivery;
  DeliveryPage: DeliveryPage;
  Demand: Demand;
  DigestReader: DigestReader;
  Escalation: Escalation;
  EscalationHealth: EscalationHealth;
  EscalationPerson: EscalationPerson;
  EscalationPolicy: EscalationPolicy;
  EscalationPolicyInput: EscalationPolicyInput;
  EscalationPolicyStep: EscalationPolicyStep;
  EscalationPolicyStepInput: EscalationPolicyStepInput;
  EscalationStep: EscalationStep;
  EstimateAccuracy: EstimateAccuracy;
  EstimateScore: EstimateScore;
  Evidence: Evidence;
  Exception: ExceptionRow;
  ExceptionConnection: Omit<ExceptionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ExceptionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Exception']> };
  ExceptionEdge: Omit<ExceptionEdge, 'node'> & { node: ResolversParentTypes['Exception'] };
  ExceptionFilter: ExceptionFilter;
  ExceptionPlaybook: ExceptionPlaybook;
  ExceptionPlaybookStep: ExceptionPlaybookStep;
  FactRecord: FactRecord;
  FalseFlags: FalseFlags;
  Feed: Feed;
  FeedToken: FeedToken;
  FeedTokenCreated: FeedTokenCreated;
  Finding: Finding;
  FindingConnection: FindingConnection;
  FindingEdge: FindingEdge;
  Float: Scalars['Float']['output'];
  Foresight: Foresight;
  ForesightBin: ForesightBin;
  ForesightHorizon: ForesightHorizon;
  Handover: Handover;
  HandoverAcceptance: HandoverAcceptance;
  HandoverConnection: HandoverConnection;
  HandoverDeed: HandoverDeed;
  HandoverDue: HandoverDue;
  HandoverEdge: HandoverEdge;
  HandoverItem: HandoverItem;
  HandoverMade: HandoverMade;
  HandoverNow: HandoverNow;
  HandoverSheet: HandoverSheet;
  HandoverShift: HandoverShift;
  HandoverStop: HandoverStop;
  Hold: HoldRow;
  ID: Scalars['ID']['output'];
  Impact: LiveImpact;
  Int: Scalars['Int']['output'];
  KeptShare: KeptShare;
  KindFlags: KindFlags;
  LeadTime: LeadTime;
  LeadTimes: LeadTimes;
  LineSurvival: LineSurvival;
  Lineage: LineageRow;
  LineageAct: LineageAct;
  LineageActConnection: LineageActConnection;
  LineageActEdge: LineageActEdge;
  LineageFact: LineageFact;
  LineageFactConnection: LineageFactConnection;
  LineageFactEdge: LineageFactEdge;
  LineageMoment: LineageMoment;
  LineagePart: LineagePart;
  LineagePartConnection: LineagePartConnection;
  LineagePartEdge: LineagePartEdge;
  LineageRival: LineageRival;
  LineageRivals: LineageRivals;
  LineageRule: LineageRule;
  LineageSource: LineageSource;
  LinesSaved: LinesSaved;
  ManyDone: ManyDone;
  ManyRefused: ManyRefused;
  Mentioned: Mentioned;
  MentionedPerson: MentionedPerson;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  Notification: Notification;
  NotificationPage: NotificationPage;
  NumberColumn: Scalars['NumberColumn']['output'];
  Oee: Oee;
  OeeReport: OeeReport;
  OeeReportPage: OeeReportPage;
  OeeRow: OeeRow;
  Operation: Operation;
  OrderLine: OrderLineRow;
  OrderLineConnection: Omit<OrderLineConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['OrderLineEdge']>, nodes: ReadonlyArray<ResolversParentTypes['OrderLine']> };
  OrderLineEdge: Omit<OrderLineEdge, 'node'> & { node: ResolversParentTypes['OrderLine'] };
  OrderLineFilter: OrderLineFilter;
  OtifBecause: OtifBecause;
  OtifChartPoint: OtifChartPoint;
  OtifCompared: OtifCompared;
  OtifControlChart: OtifControlChart;
  OtifCounted: OtifCounted;
  OtifDefinition: OtifDefinition;
  OtifDefinitionInput: OtifDefinitionInput;
  OtifDefinitionPreview: OtifDefinitionPreview;
  OtifFailure: OtifFailure;
  OtifFailureCause: OtifFailureCause;
  OtifFailureConnection: OtifFailureConnection;
  OtifFailureEdge: OtifFailureEdge;
  OtifFailureFilter: OtifFailureFilter;
  OtifForecast: OtifForecast;
  OtifPareto: OtifPareto;
  OtifParetoBar: OtifParetoBar;
  OtifPoint: OtifPoint;
  OtifPreviewLine: OtifPreviewLine;
  OtifPreviewed: OtifPreviewed;
  OtifRevision: OtifRevision;
  OtifSeries: OtifSeries;
  OtifSignal: OtifSignal;
  OtifTolerance: OtifTolerance;
  OtifToleranceInput: OtifToleranceInput;
  OtifWaterfall: OtifWaterfall;
  OtifWaterfallStep: OtifWaterfallStep;
  Overview: OverviewRow;
  PageInfo: PageInfo;
  ParkedConnection: ParkedConnection;
  ParkedEdge: ParkedEdge;
  ParkedFact: ParkedFact;
  PathStep: PathStep;
  Pegging: Pegging;
  PeggingEdge: PeggingEdge;
  PeggingNode: PeggingNode;
  Plan: Plan;
  PlanBars: PlanBars;
  PlanBaseline: PlanBaseline;
  PlanChainStep: PlanChainStep;
  PlanDropped: PlanDropped;
  PlanHazard: PlanHazard;
  PlanHold: PlanHold;
  PlanItem: PlanItem;
  PlanLosses: PlanLosses;
  PlanProgress: PlanProgress;
  PlanResource: PlanResource;
  PlanResourceLosses: PlanResourceLosses;
  PlanStop: PlanStop;
  PlanSurvival: PlanSurvival;
  Playbook: Playbook;
  PlaybookInput: PlaybookInput;
  PlaybookStep: PlaybookStep;
  PlaybookStepInput: PlaybookStepInput;
  PolicyDraft: PolicyDraft;
  ProductionOrder: ProductionOrderRow;
  ProductionOrderConnection: Omit<ProductionOrderConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ProductionOrderEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ProductionOrder']> };
  ProductionOrderEdge: Omit<ProductionOrderEdge, 'node'> & { node: ResolversParentTypes['ProductionOrder'] };
  ProductionOrderFilter: ProductionOrderFilter;
  PromiseCounts: PromiseCounts;
  PublishedPlan: PublishedPlan;
  PurchaseOrderLine: PurchaseOrderLineRow;
  PushDevice: PushDevice;
  PushDevices: PushDevices;
  QuarantineAssigned: QuarantineAssigned;
  QuarantineCause: QuarantineCause;
  QuarantineCauseConnection: QuarantineCauseConnection;
  QuarantineCauseEdge: QuarantineCauseEdge;
  QuarantineChange: QuarantineChange;
  QuarantineConnection: Omit<QuarantineConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['QuarantineEdge']>, nodes: ReadonlyArray<ResolversParentTypes['QuarantinedFact']> };
  QuarantineEdge: Omit<QuarantineEdge, 'node'> & { node: ResolversParentTypes['QuarantinedFact'] };
  QuarantineFilter: QuarantineFilter;
  QuarantineSettled: QuarantineSettled;
  QuarantineStillWrong: QuarantineStillWrong;
  QuarantinedFact: QuarantinedFactRow;
  Query: Record<PropertyKey, never>;
  QueuedOperation: QueuedOperation;
  RawMessage: RawMessage;
  RawReadings: RawReadings;
  Resource: ResourceRow;
  ResponseStage: ResponseStage;
  RoleRate: RoleRate;
  Roster: Roster;
  RosterDatedShift: RosterDatedShift;
  RosterDatedShiftInput: RosterDatedShiftInput;
  RosterDuty: RosterDuty;
  RosterDutyInput: RosterDutyInput;
  RosterInput: RosterInput;
  RosterPerson: RosterPerson;
  RosterPersonInput: RosterPersonInput;
  RosterShift: RosterShift;
  RosterShiftInput: RosterShiftInput;
  RosterStandIn: RosterStandIn;
  RosterStandInInput: RosterStandInInput;
  Rule: Rule;
  RuleChange: RuleChange;
  RuleCondition: RuleCondition;
  RuleConditionInput: RuleConditionInput;
  RuleExample: RuleExample;
  RuleHits: RuleHits;
  RuleInput: RuleInput;
  RulePreview: RulePreview;
  RuleScope: RuleScope;
  RuleScopeInput: RuleScopeInput;
  RuleSet: RuleSet;
  RuleSetPreview: RuleSetPreview;
  RuleSetVersion: RuleSetVersion;
  SavedLine: SavedLine;
  ScheduleAdherence: ScheduleAdherence;
  SeverityCounts: SeverityCounts;
  ShiftRate: ShiftRate;
  Site: Site;
  StaleFigure: StaleFigure;
  StaleSource: StaleSource;
  StandingCard: StandingCard;
  StandingCards: StandingCards;
  StockingPoint: StockingPointRow;
  StopReason: StopReason;
  String: Scalars['String']['output'];
  Supply: Supply;
  SurvivalOrder: SurvivalOrder;
  SurvivalOrderPage: SurvivalOrderPage;
  SurvivalPoint: SurvivalPoint;
  TextColumn: Scalars['TextColumn']['output'];
  Trace: Omit<Trace, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['TraceEdge']> };
  TraceCut: TraceCut;
  TraceEdge: TraceEdgeRow;
  TraceNode: TraceNode;
  TransferOrder: TransferOrderRow;
  UnreachableStep: UnreachableStep;
  Viewer: Viewer;
  Watcher: Watcher;
  WeekSurvival: WeekSurvival;
  WeeklyDigest: WeeklyDigest;
  WhatIf: WhatIfRow;
  WhatIfCause: WhatIfCause;
  WhatIfCauseState: WhatIfCauseState;
  WhatIfLineState: WhatIfLineState;
  WhatIfMoment: WhatIfMoment;
  WhatIfOrderLine: WhatIfOrderLine;
  WhatIfOrderLineConnection: WhatIfOrderLineConnection;
  WhatIfOrderLineEdge: WhatIfOrderLineEdge;
  WhatIfOrderState: WhatIfOrderState;
  WhatIfProductionOrder: WhatIfProductionOrder;
  WhatIfProductionOrderConnection: WhatIfProductionOrderConnection;
  WhatIfProductionOrderEdge: WhatIfProductionOrderEdge;
  WorstCause: WorstCause;
  WorstCauses: WorstCauses;
  WouldCall: WouldCall;
  WouldCallStep: WouldCallStep;
  WrongSystem: WrongSystem;
};

export type AccountResolvers<ContextType = any, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  isActive?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  sessions?: Resolver<ReadonlyArray<ResolversTypes['AccountSession']>, ParentType, ContextType>;
  sites?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
};

export type AccountSessionResolvers<ContextType = any, ParentType extends ResolversParentTypes['AccountSession'] = ResolversParentTypes['AccountSession']> = {
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AcknowledgedInTimeResolvers<ContextType = any, ParentType extends ResolversParentTypes['AcknowledgedInTime'] = ResolversParentTypes['AcknowledgedInTime']> = {
  inTime?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AdherenceOperationResolvers<ContextType = any, ParentType extends ResolversParentTypes['AdherenceOperation'] = ResolversParentTypes['AdherenceOperation']> = {
  finishKept?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  plannedFinish?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  plannedStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  startKept?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AdherenceOperationPageResolvers<ContextType = any, ParentType extends ResolversParentTypes['AdherenceOperationPage'] = ResolversParentTypes['AdherenceOperationPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AdherenceOperation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AdherenceRowResolvers<ContextType = any, ParentType extends ResolversParentTypes['AdherenceRow'] = ResolversParentTypes['AdherenceRow']> = {
  finishes?: Resolver<ResolversTypes['KeptShare'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  made?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mix?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  planned?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['KeptShare'], ParentType, ContextType>;
  starts?: Resolver<ResolversTypes['KeptShare'], ParentType, ContextType>;
  volume?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AlarmLimitResolvers<ContextType = any, ParentType extends ResolversParentTypes['AlarmLimit'] = ResolversParentTypes['AlarmLimit']> = {
  figure?: Resolver<ResolversTypes['LimitedFigure'], ParentType, ContextType>;
  isBelow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isOver?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AlarmPerformanceResolvers<ContextType = any, ParentType extends ResolversParentTypes['AlarmPerformance'] = ResolversParentTypes['AlarmPerformance']> = {
  acknowledged?: Resolver<ResolversTypes['AcknowledgedInTime'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cards?: Resolver<ResolversTypes['AlarmRate'], ParentType, ContextType>;
  chattering?: Resolver<ResolversTypes['ChatteringCauses'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  falseFlags?: Resolver<ResolversTypes['FalseFlags'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['KindFlags']>, ParentType, ContextType>;
  limits?: Resolver<ReadonlyArray<ResolversTypes['AlarmLimit']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['RoleRate']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  stages?: Resolver<ReadonlyArray<ResolversTypes['ResponseStage']>, ParentType, ContextType>;
  standing?: Resolver<ResolversTypes['StandingCards'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  worst?: Resolver<ResolversTypes['WorstCauses'], ParentType, ContextType>;
};

export type AlarmRateResolvers<ContextType = any, ParentType extends ResolversParentTypes['AlarmRate'] = ResolversParentTypes['AlarmRate']> = {
  cards?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  floodMinutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  floodShare?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  minutes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  most?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  perTenMinutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type AllocationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Allocation'] = ResolversParentTypes['Allocation']> = {
  availableAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SupplyKind'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AsOfResolvers<ContextType = any, ParentType extends ResolversParentTypes['AsOf'] = ResolversParentTypes['AsOf']> = {
  clock?: Resolver<ResolversTypes['ClockMode'], ParentType, ContextType>;
  factAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isPast?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  now?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stateHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditActorResolvers<ContextType = any, ParentType extends ResolversParentTypes['AuditActor'] = ResolversParentTypes['AuditActor']> = {
  from?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  sites?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
};

export type AuditChangeResolvers<ContextType = any, ParentType extends ResolversParentTypes['AuditChange'] = ResolversParentTypes['AuditChange']> = {
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  what?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditCheckpointResolvers<ContextType = any, ParentType extends ResolversParentTypes['AuditCheckpoint'] = ResolversParentTypes['AuditCheckpoint']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['AuditConnection'] = ResolversParentTypes['AuditConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditRecord']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditDetailResolvers<ContextType = any, ParentType extends ResolversParentTypes['AuditDetail'] = ResolversParentTypes['AuditDetail']> = {
  actor?: Resolver<Maybe<ResolversTypes['AuditActor']>, ParentType, ContextType>;
  changes?: Resolver<ReadonlyArray<ResolversTypes['AuditChange']>, ParentType, ContextType>;
  lookedBackTo?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  record?: Resolver<ResolversTypes['AuditRecord'], ParentType, ContextType>;
};

export type AuditEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['AuditEdge'] = ResolversParentTypes['AuditEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditRecord'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = any, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['ExceptionState']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['ExceptionState']>, ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  meanwhile?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  photos?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditRecordResolvers<ContextType = any, ParentType extends ResolversParentTypes['AuditRecord'] = ResolversParentTypes['AuditRecord']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['CauseKind']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  of?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  previousHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditVerificationResolvers<ContextType = any, ParentType extends ResolversParentTypes['AuditVerification'] = ResolversParentTypes['AuditVerification']> = {
  checked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  checkpoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  firstBroken?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  hash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  newestCheckpoint?: Resolver<Maybe<ResolversTypes['AuditCheckpoint']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AuditVerificationState'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BreakDayResolvers<ContextType = any, ParentType extends ResolversParentTypes['BreakDay'] = ResolversParentTypes['BreakDay']> = {
  day?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BuiltInRuleResolvers<ContextType = any, ParentType extends ResolversParentTypes['BuiltInRule'] = ResolversParentTypes['BuiltInRule']> = {
  kind?: Resolver<ResolversTypes['RuleKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CardOfPerformanceResolvers<ContextType = any, ParentType extends ResolversParentTypes['CardOfPerformance'] = ResolversParentTypes['CardOfPerformance']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CauseKind'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CauseResolvers<ContextType = any, ParentType extends ResolversParentTypes['Cause'] = ResolversParentTypes['Cause']> = {
  kind?: Resolver<ResolversTypes['CauseKind'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectType?: Resolver<ResolversTypes['SubjectType'], ParentType, ContextType>;
};

export type ChatteringCauseResolvers<ContextType = any, ParentType extends ResolversParentTypes['ChatteringCause'] = ResolversParentTypes['ChatteringCause']> = {
  card?: Resolver<ResolversTypes['CardOfPerformance'], ParentType, ContextType>;
  comings?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChatteringCausesResolvers<ContextType = any, ParentType extends ResolversParentTypes['ChatteringCauses'] = ResolversParentTypes['ChatteringCauses']> = {
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ChatteringCause']>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = any, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeliveryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  exception?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mayResend?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  resentBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  trouble?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeliveryPageResolvers<ContextType = any, ParentType extends ResolversParentTypes['DeliveryPage'] = ResolversParentTypes['DeliveryPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Delivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DemandResolvers<ContextType = any, ParentType extends ResolversParentTypes['Demand'] = ResolversParentTypes['Demand']> = {
  allocations?: Resolver<ReadonlyArray<ResolversTypes['Allocation']>, ParentType, ContextType>;
  availableAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DemandKind'], ParentType, ContextType>;
  needAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  shortQuantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type DigestReaderResolvers<ContextType = any, ParentType extends ResolversParentTypes['DigestReader'] = ResolversParentTypes['DigestReader']> = {
  isOn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isReached?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type EscalationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Escalation'] = ResolversParentTypes['Escalation']> = {
  next?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  policyVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['EscalationStep']>, ParentType, ContextType>;
};

export type EscalationHealthResolvers<ContextType = any, ParentType extends ResolversParentTypes['EscalationHealth'] = ResolversParentTypes['EscalationHealth']> = {
  failedMessages?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isHealthy?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  oldestDueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  overdueMessages?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  overdueSteps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EscalationPersonResolvers<ContextType = any, ParentType extends ResolversParentTypes['EscalationPerson'] = ResolversParentTypes['EscalationPerson']> = {
  channels?: Resolver<ReadonlyArray<ResolversTypes['Channel']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EscalationPolicyResolvers<ContextType = any, ParentType extends ResolversParentTypes['EscalationPolicy'] = ResolversParentTypes['EscalationPolicy']> = {
  clock?: Resolver<ResolversTypes['EscalationClock'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['CauseKind']>, ParentType, ContextType>;
  lapseMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  putAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  putBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  settleSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['EscalationPolicyStep']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EscalationPolicyStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['EscalationPolicyStep'] = ResolversParentTypes['EscalationPolicyStep']> = {
  afterMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['Channel']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EscalationStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['EscalationStep'] = ResolversParentTypes['EscalationStep']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  people?: Resolver<ReadonlyArray<ResolversTypes['EscalationPerson']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EscalationStepState'], ParentType, ContextType>;
};

export type EstimateAccuracyResolvers<ContextType = any, ParentType extends ResolversParentTypes['EstimateAccuracy'] = ResolversParentTypes['EstimateAccuracy']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isOwn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  people?: Resolver<ReadonlyArray<ResolversTypes['EstimateScore']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['EstimateScore']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EstimateScoreResolvers<ContextType = any, ParentType extends ResolversParentTypes['EstimateScore'] = ResolversParentTypes['EstimateScore']> = {
  kept?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keptShare?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  medianMinutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  p80Minutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  who?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EvidenceResolvers<ContextType = any, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  json?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExceptionResolvers<ContextType = any, ParentType extends ResolversParentTypes['Exception'] = ResolversParentTypes['Exception']> = {
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  actBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  escalation?: Resolver<ResolversTypes['Escalation'], ParentType, ContextType>;
  estimate?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  estimatedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  firstImpactAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  impacted?: Resolver<ReadonlyArray<ResolversTypes['Impact']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CauseKind'], ParentType, ContextType>;
  merged?: Resolver<ReadonlyArray<ResolversTypes['Exception']>, ParentType, ContextType>;
  mergedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mergedInto?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  mutedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  nextActions?: Resolver<ReadonlyArray<ResolversTypes['ActionKind']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  playbook?: Resolver<Maybe<ResolversTypes['ExceptionPlaybook']>, ParentType, ContextType>;
  present?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recurrences?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  shelvedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sites?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  staleSources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ExceptionState'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectType?: Resolver<ResolversTypes['SubjectType'], ParentType, ContextType>;
  timeline?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  valueAtRisk?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  watchers?: Resolver<ReadonlyArray<ResolversTypes['Watcher']>, ParentType, ContextType>;
};

export type ExceptionConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['ExceptionConnection'] = ResolversParentTypes['ExceptionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ExceptionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Exception']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ExceptionEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['ExceptionEdge'] = ResolversParentTypes['ExceptionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Exception'], ParentType, ContextType>;
};

export type ExceptionPlaybookResolvers<ContextType = any, ParentType extends ResolversParentTypes['ExceptionPlaybook'] = ResolversParentTypes['ExceptionPlaybook']> = {
  mayTick?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['ExceptionPlaybookStep']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ExceptionPlaybookStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['ExceptionPlaybookStep'] = ResolversParentTypes['ExceptionPlaybookStep']> = {
  doneAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  doneBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ownerRole?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FactRecordResolvers<ContextType = any, ParentType extends ResolversParentTypes['FactRecord'] = ResolversParentTypes['FactRecord']> = {
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FalseFlagsResolvers<ContextType = any, ParentType extends ResolversParentTypes['FalseFlags'] = ResolversParentTypes['FalseFlags']> = {
  cards?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  flagged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  systems?: Resolver<ReadonlyArray<ResolversTypes['WrongSystem']>, ParentType, ContextType>;
};

export type FeedResolvers<ContextType = any, ParentType extends ResolversParentTypes['Feed'] = ResolversParentTypes['Feed']> = {
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ageSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  errorAfterSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  errors?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lagSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  lastFactAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastHeardAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastReceivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ratePerMinute?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  skewSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FeedStatus'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['FeedSystem'], ParentType, ContextType>;
  toDo?: Resolver<ResolversTypes['FeedToDo'], ParentType, ContextType>;
  trouble?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  troubleKind?: Resolver<Maybe<ResolversTypes['FeedTrouble']>, ParentType, ContextType>;
  warnAfterSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type FeedTokenResolvers<ContextType = any, ParentType extends ResolversParentTypes['FeedToken'] = ResolversParentTypes['FeedToken']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revokedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sites?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  types?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type FeedTokenCreatedResolvers<ContextType = any, ParentType extends ResolversParentTypes['FeedTokenCreated'] = ResolversParentTypes['FeedTokenCreated']> = {
  feedToken?: Resolver<ResolversTypes['FeedToken'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FindingResolvers<ContextType = any, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FindingConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['FindingConnection'] = ResolversParentTypes['FindingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FindingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FindingEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['FindingEdge'] = ResolversParentTypes['FindingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Finding'], ParentType, ContextType>;
};

export type ForesightResolvers<ContextType = any, ParentType extends ResolversParentTypes['Foresight'] = ResolversParentTypes['Foresight']> = {
  horizons?: Resolver<ReadonlyArray<ResolversTypes['ForesightHorizon']>, ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  warned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  warningHours?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ForesightBinResolvers<ContextType = any, ParentType extends ResolversParentTypes['ForesightBin'] = ResolversParentTypes['ForesightBin']> = {
  from?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  said?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  was?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ForesightHorizonResolvers<ContextType = any, ParentType extends ResolversParentTypes['ForesightHorizon'] = ResolversParentTypes['ForesightHorizon']> = {
  brier?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  calibration?: Resolver<ReadonlyArray<ResolversTypes['ForesightBin']>, ParentType, ContextType>;
  called?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hours?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  naiveBrier?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  naiveRecall?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  precision?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  recall?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type HandoverResolvers<ContextType = any, ParentType extends ResolversParentTypes['Handover'] = ResolversParentTypes['Handover']> = {
  accepted?: Resolver<Maybe<ResolversTypes['HandoverAcceptance']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cameAfter?: Resolver<ReadonlyArray<ResolversTypes['HandoverItem']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lateAfter?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  mayAccept?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sheet?: Resolver<Maybe<ResolversTypes['HandoverSheet']>, ParentType, ContextType>;
  shiftFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['HandoverState'], ParentType, ContextType>;
};

export type HandoverAcceptanceResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverAcceptance'] = ResolversParentTypes['HandoverAcceptance']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HandoverConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverConnection'] = ResolversParentTypes['HandoverConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HandoverEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Handover']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type HandoverDeedResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverDeed'] = ResolversParentTypes['HandoverDeed']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exception?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HandoverDueResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverDue'] = ResolversParentTypes['HandoverDue']> = {
  customer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  projectedDelivery?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  promisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OrderLineState'], ParentType, ContextType>;
};

export type HandoverEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverEdge'] = ResolversParentTypes['HandoverEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Handover'], ParentType, ContextType>;
};

export type HandoverItemResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverItem'] = ResolversParentTypes['HandoverItem']> = {
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  actBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  estimate?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exception?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isOverdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  present?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ExceptionState'], ParentType, ContextType>;
  stateNow?: Resolver<Maybe<ResolversTypes['ExceptionState']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  valueAtRisk?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type HandoverMadeResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverMade'] = ResolversParentTypes['HandoverMade']> = {
  good?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  planned?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  scrap?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type HandoverNowResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverNow'] = ResolversParentTypes['HandoverNow']> = {
  mayHandOver?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sheet?: Resolver<ResolversTypes['HandoverSheet'], ParentType, ContextType>;
  signed?: Resolver<Maybe<ResolversTypes['Handover']>, ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  waiting?: Resolver<Maybe<ResolversTypes['Handover']>, ParentType, ContextType>;
};

export type HandoverSheetResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverSheet'] = ResolversParentTypes['HandoverSheet']> = {
  done?: Resolver<ReadonlyArray<ResolversTypes['HandoverDeed']>, ParentType, ContextType>;
  due?: Resolver<ReadonlyArray<ResolversTypes['HandoverDue']>, ParentType, ContextType>;
  isRostered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  made?: Resolver<ReadonlyArray<ResolversTypes['HandoverMade']>, ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['HandoverShift']>, ParentType, ContextType>;
  open?: Resolver<ReadonlyArray<ResolversTypes['HandoverItem']>, ParentType, ContextType>;
  shift?: Resolver<ResolversTypes['HandoverShift'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stops?: Resolver<ReadonlyArray<ResolversTypes['HandoverStop']>, ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type HandoverShiftResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverShift'] = ResolversParentTypes['HandoverShift']> = {
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  people?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type HandoverStopResolvers<ContextType = any, ParentType extends ResolversParentTypes['HandoverStop'] = ResolversParentTypes['HandoverStop']> = {
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type HoldResolvers<ContextType = any, ParentType extends ResolversParentTypes['Hold'] = ResolversParentTypes['Hold']> = {
  expectedReleaseAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  facts?: Resolver<ReadonlyArray<ResolversTypes['FactRecord']>, ParentType, ContextType, RequireFields<HoldFactsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  staleSources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImpactResolvers<ContextType = any, ParentType extends ResolversParentTypes['Impact'] = ResolversParentTypes['Impact']> = {
  actBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lateByMinutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  line?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lost?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  orderLine?: Resolver<Maybe<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  shortQuantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OrderLineState'], ParentType, ContextType>;
};

export type KeptShareResolvers<ContextType = any, ParentType extends ResolversParentTypes['KeptShare'] = ResolversParentTypes['KeptShare']> = {
  kept?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type KindFlagsResolvers<ContextType = any, ParentType extends ResolversParentTypes['KindFlags'] = ResolversParentTypes['KindFlags']> = {
  cards?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  flagged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CauseKind'], ParentType, ContextType>;
  most?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  overBudget?: Resolver<ReadonlyArray<ResolversTypes['OverBudget']>, ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type LeadTimeResolvers<ContextType = any, ParentType extends ResolversParentTypes['LeadTime'] = ResolversParentTypes['LeadTime']> = {
  drift?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  drifts?: Resolver<ReadonlyArray<ResolversTypes['LeadTimeDrift']>, ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  masterDays?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  medianDays?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  p80Days?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  receipts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  supplier?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  supplierName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['LeadTimeVerdict'], ParentType, ContextType>;
};

export type LeadTimesResolvers<ContextType = any, ParentType extends ResolversParentTypes['LeadTimes'] = ResolversParentTypes['LeadTimes']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  drifting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LeadTime']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LineSurvivalResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineSurvival'] = ResolversParentTypes['LineSurvival']> = {
  broken?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  halfLifeHours?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  hazards?: Resolver<ReadonlyArray<ResolversTypes['PlanHazard']>, ParentType, ContextType>;
  horizonHours?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LineageResolvers<ContextType = any, ParentType extends ResolversParentTypes['Lineage'] = ResolversParentTypes['Lineage']> = {
  acts?: Resolver<ResolversTypes['LineageActConnection'], ParentType, ContextType, RequireFields<LineageActsArgs, 'first'>>;
  before?: Resolver<ResolversTypes['LineageRivals'], ParentType, ContextType, RequireFields<LineageBeforeArgs, 'first'>>;
  behind?: Resolver<ResolversTypes['LineageFactConnection'], ParentType, ContextType, RequireFields<LineageBehindArgs, 'first'>>;
  evidence?: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
  figure?: Resolver<ResolversTypes['LineageFigure'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  leftOut?: Resolver<ReadonlyArray<ResolversTypes['LineageLeftOut']>, ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['LineageMoment'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['LineageOf'], ParentType, ContextType>;
  parts?: Resolver<Maybe<ResolversTypes['LineagePartConnection']>, ParentType, ContextType, RequireFields<LineagePartsArgs, 'first'>>;
  rules?: Resolver<ReadonlyArray<ResolversTypes['LineageRule']>, ParentType, ContextType>;
  rulesVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['LineageSource']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LineageActResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageAct'] = ResolversParentTypes['LineageAct']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exception?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LineageActConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageActConnection'] = ResolversParentTypes['LineageActConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageActEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageAct']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LineageActEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageActEdge'] = ResolversParentTypes['LineageActEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineageAct'], ParentType, ContextType>;
};

export type LineageFactResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageFact'] = ResolversParentTypes['LineageFact']> = {
  connector?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fact?: Resolver<ResolversTypes['FactRecord'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['RawMessage']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['LineageOrigin'], ParentType, ContextType>;
  readings?: Resolver<Maybe<ResolversTypes['RawReadings']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ruleSetVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LineageFactConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageFactConnection'] = ResolversParentTypes['LineageFactConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineageFactEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageFact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LineageFactEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageFactEdge'] = ResolversParentTypes['LineageFactEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineageFact'], ParentType, ContextType>;
};

export type LineageMomentResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageMoment'] = ResolversParentTypes['LineageMoment']> = {
  clock?: Resolver<ResolversTypes['ClockMode'], ParentType, ContextType>;
  now?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LineagePartResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineagePart'] = ResolversParentTypes['LineagePart']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  figure?: Resolver<ResolversTypes['LineageFigure'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['LineageOf'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  weight?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type LineagePartConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineagePartConnection'] = ResolversParentTypes['LineagePartConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LineagePartEdge']>, ParentType, ContextType>;
  makeUp?: Resolver<ResolversTypes['LineageMakeUp'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineagePart']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['LineageUnit'], ParentType, ContextType>;
};

export type LineagePartEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineagePartEdge'] = ResolversParentTypes['LineagePartEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineagePart'], ParentType, ContextType>;
};

export type LineageRivalResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageRival'] = ResolversParentTypes['LineageRival']> = {
  at?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  facts?: Resolver<ReadonlyArray<ResolversTypes['FactRecord']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  needAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  operation?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  priority?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  waits?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  waitsKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['LineageRivalWhy'], ParentType, ContextType>;
};

export type LineageRivalsResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageRivals'] = ResolversParentTypes['LineageRivals']> = {
  isWhole?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LineageRival']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LineageRuleResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageRule'] = ResolversParentTypes['LineageRule']> = {
  file?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LineageSourceResolvers<ContextType = any, ParentType extends ResolversParentTypes['LineageSource'] = ResolversParentTypes['LineageSource']> = {
  ageSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  facts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastReceivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FeedStatus'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['FeedSystem'], ParentType, ContextType>;
  trouble?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LinesSavedResolvers<ContextType = any, ParentType extends ResolversParentTypes['LinesSaved'] = ResolversParentTypes['LinesSaved']> = {
  called?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  came?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SavedLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  saved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ManyDoneResolvers<ContextType = any, ParentType extends ResolversParentTypes['ManyDone'] = ResolversParentTypes['ManyDone']> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<ReadonlyArray<ResolversTypes['ManyRefused']>, ParentType, ContextType>;
};

export type ManyRefusedResolvers<ContextType = any, ParentType extends ResolversParentTypes['ManyRefused'] = ResolversParentTypes['ManyRefused']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MentionedResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mentioned'] = ResolversParentTypes['Mentioned']> = {
  people?: Resolver<ReadonlyArray<ResolversTypes['MentionedPerson']>, ParentType, ContextType>;
  unknown?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MentionedPersonResolvers<ContextType = any, ParentType extends ResolversParentTypes['MentionedPerson'] = ResolversParentTypes['MentionedPerson']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = any, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptHandover?: Resolver<ResolversTypes['Handover'], ParentType, ContextType, RequireFields<MutationAcceptHandoverArgs, 'commandId' | 'id'>>;
  acknowledgeException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationAcknowledgeExceptionArgs, 'commandId' | 'id'>>;
  actOnExceptions?: Resolver<ResolversTypes['ManyDone'], ParentType, ContextType, RequireFields<MutationActOnExceptionsArgs, 'action' | 'commandId' | 'ids'>>;
  assignException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationAssignExceptionArgs, 'commandId' | 'id' | 'to'>>;
  assignQuarantined?: Resolver<ResolversTypes['QuarantineAssigned'], ParentType, ContextType, RequireFields<MutationAssignQuarantinedArgs, 'commandId' | 'to'>>;
  changeAccount?: Resolver<ResolversTypes['Account'], ParentType, ContextType, RequireFields<MutationChangeAccountArgs, 'isActive' | 'name' | 'reason' | 'roles'>>;
  comment?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationCommentArgs, 'commandId' | 'id' | 'text'>>;
  createFeedToken?: Resolver<ResolversTypes['FeedTokenCreated'], ParentType, ContextType, RequireFields<MutationCreateFeedTokenArgs, 'name' | 'sources'>>;
  declareOtifDefinition?: Resolver<ResolversTypes['OtifDefinition'], ParentType, ContextType, RequireFields<MutationDeclareOtifDefinitionArgs, 'commandId' | 'definition'>>;
  discardQuarantined?: Resolver<ResolversTypes['QuarantinedFact'], ParentType, ContextType, RequireFields<MutationDiscardQuarantinedArgs, 'commandId' | 'id' | 'reason'>>;
  discardQuarantinedCause?: Resolver<ResolversTypes['QuarantineSettled'], ParentType, ContextType, RequireFields<MutationDiscardQuarantinedCauseArgs, 'cause' | 'commandId' | 'reason'>>;
  endSessions?: Resolver<ResolversTypes['Account'], ParentType, ContextType, RequireFields<MutationEndSessionsArgs, 'name' | 'reason'>>;
  flagFalse?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationFlagFalseArgs, 'commandId' | 'id' | 'reason'>>;
  handOver?: Resolver<ResolversTypes['Handover'], ParentType, ContextType, RequireFields<MutationHandOverArgs, 'commandId' | 'note' | 'shift' | 'site'>>;
  markNotificationsRead?: Resolver<ResolversTypes['Int'], ParentType, ContextType, Partial<MutationMarkNotificationsReadArgs>>;
  mergeException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationMergeExceptionArgs, 'commandId' | 'id' | 'into' | 'reason'>>;
  putEscalationPolicy?: Resolver<ResolversTypes['EscalationPolicy'], ParentType, ContextType, RequireFields<MutationPutEscalationPolicyArgs, 'commandId' | 'policy' | 'reason'>>;
  putPlaybook?: Resolver<ResolversTypes['Playbook'], ParentType, ContextType, RequireFields<MutationPutPlaybookArgs, 'commandId' | 'playbook' | 'reason'>>;
  putRoster?: Resolver<ResolversTypes['Roster'], ParentType, ContextType, RequireFields<MutationPutRosterArgs, 'commandId' | 'reason' | 'roster'>>;
  putRuleSetInForce?: Resolver<ResolversTypes['RuleSet'], ParentType, ContextType, RequireFields<MutationPutRuleSetInForceArgs, 'basedOn' | 'commandId' | 'reason' | 'rules'>>;
  reportResourceState?: Resolver<ResolversTypes['Resource'], ParentType, ContextType, RequireFields<MutationReportResourceStateArgs, 'commandId' | 'resource' | 'state'>>;
  resendDelivery?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType, RequireFields<MutationResendDeliveryArgs, 'id'>>;
  resolveException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationResolveExceptionArgs, 'commandId' | 'id' | 'reason'>>;
  resubmitQuarantined?: Resolver<ResolversTypes['QuarantinedFact'], ParentType, ContextType, RequireFields<MutationResubmitQuarantinedArgs, 'commandId' | 'fact' | 'id'>>;
  resubmitQuarantinedCause?: Resolver<ResolversTypes['QuarantineSettled'], ParentType, ContextType, RequireFields<MutationResubmitQuarantinedCauseArgs, 'cause' | 'commandId' | 'patch'>>;
  revokeFeedToken?: Resolver<ResolversTypes['FeedToken'], ParentType, ContextType, RequireFields<MutationRevokeFeedTokenArgs, 'id'>>;
  setWeeklyDigest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationSetWeeklyDigestArgs, 'commandId' | 'on'>>;
  shelveException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationShelveExceptionArgs, 'commandId' | 'id' | 'reason' | 'until'>>;
  splitException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationSplitExceptionArgs, 'commandId' | 'id' | 'reason'>>;
  subscribePush?: Resolver<ResolversTypes['PushDevice'], ParentType, ContextType, RequireFields<MutationSubscribePushArgs, 'auth' | 'endpoint' | 'name' | 'p256dh'>>;
  testPush?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationTestPushArgs, 'commandId'>>;
  tickPlaybookStep?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationTickPlaybookStepArgs, 'commandId' | 'id' | 'step'>>;
  unsubscribePush?: Resolver<ResolversTypes['PushDevice'], ParentType, ContextType, RequireFields<MutationUnsubscribePushArgs, 'id'>>;
  untickPlaybookStep?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationUntickPlaybookStepArgs, 'commandId' | 'id' | 'step'>>;
  unwatchException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationUnwatchExceptionArgs, 'commandId' | 'id'>>;
  verifyAudit?: Resolver<ResolversTypes['AuditVerification'], ParentType, ContextType>;
  watchException?: Resolver<ResolversTypes['Exception'], ParentType, ContextType, RequireFields<MutationWatchExceptionArgs, 'commandId' | 'id'>>;
};

export type NotificationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exception?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationPageResolvers<ContextType = any, ParentType extends ResolversParentTypes['NotificationPage'] = ResolversParentTypes['NotificationPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Notification']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unread?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface NumberColumnScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['NumberColumn'], any> {
  name: 'NumberColumn';
}

export type OeeResolvers<ContextType = any, ParentType extends ResolversParentTypes['Oee'] = ResolversParentTypes['Oee']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  behind?: Resolver<ResolversTypes['OeeReportPage'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['OeeRow']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['OeeRow'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OeeReportResolvers<ContextType = any, ParentType extends ResolversParentTypes['OeeReport'] = ResolversParentTypes['OeeReport']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  good?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ratePerHour?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  scrap?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type OeeReportPageResolvers<ContextType = any, ParentType extends ResolversParentTypes['OeeReportPage'] = ResolversParentTypes['OeeReportPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['OeeReport']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OeeRowResolvers<ContextType = any, ParentType extends ResolversParentTypes['OeeRow'] = ResolversParentTypes['OeeRow']> = {
  apt?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  availability?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  effectiveness?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  finding?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  good?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  oee?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  pbt?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  produced?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  withoutRate?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OperationResolvers<ContextType = any, ParentType extends ResolversParentTypes['Operation'] = ResolversParentTypes['Operation']> = {
  boundBy?: Resolver<Maybe<ResolversTypes['BoundBy']>, ParentType, ContextType>;
  good?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  inProcess?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  plannedFinish?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  plannedStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  projectedFinish?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  projectedStart?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  remainingHours?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  resourceName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scrap?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OperationState'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = any, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  allocations?: Resolver<ReadonlyArray<ResolversTypes['Allocation']>, ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['Cause']>, ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  customerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exception?: Resolver<Maybe<ResolversTypes['Exception']>, ParentType, ContextType>;
  facts?: Resolver<ReadonlyArray<ResolversTypes['FactRecord']>, ParentType, ContextType, RequireFields<OrderLineFactsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openQuantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  openValue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  pLate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['PathStep']>, ParentType, ContextType>;
  projectedDelivery?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  promisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  shortQuantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slackMinutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  staleSources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OrderLineState'], ParentType, ContextType>;
  uom?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  valueAtRisk?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderLineConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['OrderLineConnection'] = ResolversParentTypes['OrderLineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderLineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderLineEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['OrderLineEdge'] = ResolversParentTypes['OrderLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrderLine'], ParentType, ContextType>;
};

export type OtifBecauseResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifBecause'] = ResolversParentTypes['OtifBecause']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OtifChartPointResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifChartPoint'] = ResolversParentTypes['OtifChartPoint']> = {
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isRunning?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lower?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  upper?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type OtifComparedResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifCompared'] = ResolversParentTypes['OtifCompared']> = {
  definition?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fine?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['OtifLevel'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifControlChartResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifControlChart'] = ResolversParentTypes['OtifControlChart']> = {
  centre?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  finding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['OtifChartPoint']>, ParentType, ContextType>;
  sigmaZ?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  signals?: Resolver<ReadonlyArray<ResolversTypes['OtifSignal']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifCountedResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifCounted'] = ResolversParentTypes['OtifCounted']> = {
  cause?: Resolver<Maybe<ResolversTypes['OtifFailureKind']>, ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  inWindow?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  ordered?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type OtifDefinitionResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifDefinition'] = ResolversParentTypes['OtifDefinition']> = {
  basis?: Resolver<ResolversTypes['OtifBasis'], ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['OtifCredit'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  customerTolerances?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  declaredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  declaredBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  early?: Resolver<Maybe<ResolversTypes['OtifTolerance']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['OtifEvent'], ParentType, ContextType>;
  excludedCustomers?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  excludedItems?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  excludedSites?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  fine?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  late?: Resolver<ResolversTypes['OtifTolerance'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['OtifLevel'], ParentType, ContextType>;
  over?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  partials?: Resolver<ResolversTypes['OtifPartials'], ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  under?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifDefinitionPreviewResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifDefinitionPreview'] = ResolversParentTypes['OtifDefinitionPreview']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['OtifPreviewLine']>, ParentType, ContextType>;
  present?: Resolver<Maybe<ResolversTypes['OtifPreviewed']>, ParentType, ContextType>;
  proposed?: Resolver<ResolversTypes['OtifPreviewed'], ParentType, ContextType>;
};

export type OtifFailureResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifFailure'] = ResolversParentTypes['OtifFailure']> = {
  cause?: Resolver<ResolversTypes['OtifFailureCause'], ParentType, ContextType>;
  closedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  counted?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  customerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fine?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  firstPromisedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  inWindow?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ordered?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  promisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifFailureCauseResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifFailureCause'] = ResolversParentTypes['OtifFailureCause']> = {
  kind?: Resolver<ResolversTypes['OtifFailureKind'], ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  subjectType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  supplier?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type OtifFailureConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifFailureConnection'] = ResolversParentTypes['OtifFailureConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OtifFailureEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['OtifFailure']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifFailureEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifFailureEdge'] = ResolversParentTypes['OtifFailureEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OtifFailure'], ParentType, ContextType>;
};

export type OtifForecastResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifForecast'] = ResolversParentTypes['OtifForecast']> = {
  atRisk?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  closed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lower?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['OtifPeriod'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  upper?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifParetoResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifPareto'] = ResolversParentTypes['OtifPareto']> = {
  bars?: Resolver<ReadonlyArray<ResolversTypes['OtifParetoBar']>, ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  other?: Resolver<Maybe<ResolversTypes['OtifParetoBar']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifParetoBarResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifParetoBar'] = ResolversParentTypes['OtifParetoBar']> = {
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OtifPointResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifPoint'] = ResolversParentTypes['OtifPoint']> = {
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  met?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type OtifPreviewLineResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifPreviewLine'] = ResolversParentTypes['OtifPreviewLine']> = {
  after?: Resolver<ResolversTypes['OtifOutcome'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['OtifOutcome'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type OtifPreviewedResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifPreviewed'] = ResolversParentTypes['OtifPreviewed']> = {
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fine?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['OtifLevel'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifRevisionResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifRevision'] = ResolversParentTypes['OtifRevision']> = {
  after?: Resolver<Maybe<ResolversTypes['OtifCounted']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  because?: Resolver<ResolversTypes['OtifBecause'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['OtifCounted']>, ParentType, ContextType>;
  line?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type OtifSeriesResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifSeries'] = ResolversParentTypes['OtifSeries']> = {
  definition?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['OtifPoint']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifSignalResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifSignal'] = ResolversParentTypes['OtifSignal']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isUp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['OtifSignalRule'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OtifToleranceResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifTolerance'] = ResolversParentTypes['OtifTolerance']> = {
  days?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  minutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OtifWaterfallResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifWaterfall'] = ResolversParentTypes['OtifWaterfall']> = {
  definition?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['OtifWaterfallStep']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OtifWaterfallStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['OtifWaterfallStep'] = ResolversParentTypes['OtifWaterfallStep']> = {
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OtifFailureKind'], ParentType, ContextType>;
  lost?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OverviewResolvers<ContextType = any, ParentType extends ResolversParentTypes['Overview'] = ResolversParentTypes['Overview']> = {
  findings?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  openExceptions?: Resolver<ResolversTypes['SeverityCounts'], ParentType, ContextType>;
  openOrderLines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  openQuarantine?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  parkedFacts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  promisesToday?: Resolver<ResolversTypes['PromiseCounts'], ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  staleSources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
  totalAtRisk?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = any, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ParkedConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['ParkedConnection'] = ResolversParentTypes['ParkedConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ParkedEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ParkedFact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ParkedEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['ParkedEdge'] = ResolversParentTypes['ParkedEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ParkedFact'], ParentType, ContextType>;
};

export type ParkedFactResolvers<ContextType = any, ParentType extends ResolversParentTypes['ParkedFact'] = ResolversParentTypes['ParkedFact']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  waitsFor?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PathStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['PathStep'] = ResolversParentTypes['PathStep']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  what?: Resolver<ResolversTypes['StepKind'], ParentType, ContextType>;
};

export type PeggingResolvers<ContextType = any, ParentType extends ResolversParentTypes['Pegging'] = ResolversParentTypes['Pegging']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PeggingEdge']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PeggingNode']>, ParentType, ContextType>;
};

export type PeggingEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['PeggingEdge'] = ResolversParentTypes['PeggingEdge']> = {
  availableAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isOnPath?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  needAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  slackMinutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PeggingNodeResolvers<ContextType = any, ParentType extends ResolversParentTypes['PeggingNode'] = ResolversParentTypes['PeggingNode']> = {
  availableAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFirstDomino?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PeggingKind'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  uom?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlanResolvers<ContextType = any, ParentType extends ResolversParentTypes['Plan'] = ResolversParentTypes['Plan']> = {
  bars?: Resolver<ResolversTypes['PlanBars'], ParentType, ContextType>;
  baseline?: Resolver<Maybe<ResolversTypes['PlanBaseline']>, ParentType, ContextType>;
  dropped?: Resolver<ResolversTypes['PlanDropped'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  gone?: Resolver<ResolversTypes['TextColumn'], ParentType, ContextType>;
  holds?: Resolver<ReadonlyArray<ResolversTypes['PlanHold']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['PlanItem']>, ParentType, ContextType>;
  resources?: Resolver<ReadonlyArray<ResolversTypes['PlanResource']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  stops?: Resolver<ReadonlyArray<ResolversTypes['PlanStop']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PlanBarsResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanBars'] = ResolversParentTypes['PlanBars']> = {
  baselineFinish?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  baselineResource?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  baselineStart?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  boundBy?: Resolver<ResolversTypes['TextColumn'], ParentType, ContextType>;
  finishedAt?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  good?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  hold?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['TextColumn'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  lineState?: Resolver<ResolversTypes['TextColumn'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['TextColumn'], ParentType, ContextType>;
  plannedFinish?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  plannedStart?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  projectedFinish?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  projectedStart?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  scrap?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TextColumn'], ParentType, ContextType>;
  valueAtRisk?: Resolver<ResolversTypes['TextColumn'], ParentType, ContextType>;
};

export type PlanBaselineResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanBaseline'] = ResolversParentTypes['PlanBaseline']> = {
  coversAll?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  horizonEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  horizonStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PlanChainStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanChainStep'] = ResolversParentTypes['PlanChainStep']> = {
  boundBy?: Resolver<Maybe<ResolversTypes['BoundBy']>, ParentType, ContextType>;
  finish?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  item?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  itemName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PlanChainKind'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PlanDroppedResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanDropped'] = ResolversParentTypes['PlanDropped']> = {
  baselineFinish?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  baselineStart?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['TextColumn'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['TextColumn'], ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['NumberColumn'], ParentType, ContextType>;
};

export type PlanHazardResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanHazard'] = ResolversParentTypes['PlanHazard']> = {
  assumption?: Resolver<ResolversTypes['PlanAssumption'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  perHundredOrderDays?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PlanHoldResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanHold'] = ResolversParentTypes['PlanHold']> = {
  expectedReleaseAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlanItemResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanItem'] = ResolversParentTypes['PlanItem']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uom?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlanLossesResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanLosses'] = ResolversParentTypes['PlanLosses']> = {
  hours?: Resolver<ReadonlyArray<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resources?: Resolver<ReadonlyArray<ResolversTypes['PlanResourceLosses']>, ParentType, ContextType>;
};

export type PlanProgressResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanProgress'] = ResolversParentTypes['PlanProgress']> = {
  actual?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
  actualNow?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  at?: Resolver<ReadonlyArray<ResolversTypes['DateTime']>, ParentType, ContextType>;
  baseline?: Resolver<Maybe<ResolversTypes['PlanBaseline']>, ParentType, ContextType>;
  forecast?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
  high?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
  low?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
  now?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  operations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  planned?: Resolver<ReadonlyArray<ResolversTypes['Float']>, ParentType, ContextType>;
  plannedNow?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PlanResourceResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanResource'] = ResolversParentTypes['PlanResource']> = {
  capacity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['ResourceState']>, ParentType, ContextType>;
  upAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  upAtAssumed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PlanResourceLossesResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanResourceLosses'] = ResolversParentTypes['PlanResourceLosses']> = {
  down?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scrap?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
  setup?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
  slow?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Float']>>, ParentType, ContextType>;
};

export type PlanStopResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanStop'] = ResolversParentTypes['PlanStop']> = {
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resource?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PlanSurvivalResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlanSurvival'] = ResolversParentTypes['PlanSurvival']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  behind?: Resolver<ResolversTypes['SurvivalOrderPage'], ParentType, ContextType>;
  broken?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  curve?: Resolver<ReadonlyArray<ResolversTypes['SurvivalPoint']>, ParentType, ContextType>;
  days?: Resolver<ReadonlyArray<ResolversTypes['BreakDay']>, ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  halfLifeHours?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  hazards?: Resolver<ReadonlyArray<ResolversTypes['PlanHazard']>, ParentType, ContextType>;
  horizonHours?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['LineSurvival']>, ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  weeks?: Resolver<ReadonlyArray<ResolversTypes['WeekSurvival']>, ParentType, ContextType>;
};

export type PlaybookResolvers<ContextType = any, ParentType extends ResolversParentTypes['Playbook'] = ResolversParentTypes['Playbook']> = {
  kind?: Resolver<ResolversTypes['CauseKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  putAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  putBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['PlaybookStep']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlaybookStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['PlaybookStep'] = ResolversParentTypes['PlaybookStep']> = {
  minutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ownerRole?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PolicyDraftResolvers<ContextType = any, ParentType extends ResolversParentTypes['PolicyDraft'] = ResolversParentTypes['PolicyDraft']> = {
  problem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['WouldCallStep']>, ParentType, ContextType>;
};

export type ProductionOrderResolvers<ContextType = any, ParentType extends ResolversParentTypes['ProductionOrder'] = ResolversParentTypes['ProductionOrder']> = {
  facts?: Resolver<ReadonlyArray<ResolversTypes['FactRecord']>, ParentType, ContextType, RequireFields<ProductionOrderFactsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inProcess?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operations?: Resolver<ReadonlyArray<ResolversTypes['Operation']>, ParentType, ContextType>;
  plannedFinish?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  plannedStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  projectedFinish?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  projectedStart?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  staleSources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductionOrderStatus'], ParentType, ContextType>;
  stillToMake?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  uom?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductionOrderConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['ProductionOrderConnection'] = ResolversParentTypes['ProductionOrderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductionOrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ProductionOrder']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductionOrderEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['ProductionOrderEdge'] = ResolversParentTypes['ProductionOrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProductionOrder'], ParentType, ContextType>;
};

export type PromiseCountsResolvers<ContextType = any, ParentType extends ResolversParentTypes['PromiseCounts'] = ResolversParentTypes['PromiseCounts']> = {
  atRisk?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onTrack?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  short?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PublishedPlanResolvers<ContextType = any, ParentType extends ResolversParentTypes['PublishedPlan'] = ResolversParentTypes['PublishedPlan']> = {
  horizonEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  horizonStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  week?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PurchaseOrderLineResolvers<ContextType = any, ParentType extends ResolversParentTypes['PurchaseOrderLine'] = ResolversParentTypes['PurchaseOrderLine']> = {
  facts?: Resolver<ReadonlyArray<ResolversTypes['FactRecord']>, ParentType, ContextType, RequireFields<PurchaseOrderLineFactsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  promisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  receivedQuantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  staleSources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  supplier?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  supplierName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PushDeviceResolvers<ContextType = any, ParentType extends ResolversParentTypes['PushDevice'] = ResolversParentTypes['PushDevice']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  trouble?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PushDevicesResolvers<ContextType = any, ParentType extends ResolversParentTypes['PushDevices'] = ResolversParentTypes['PushDevices']> = {
  devices?: Resolver<ReadonlyArray<ResolversTypes['PushDevice']>, ParentType, ContextType>;
  publicKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuarantineAssignedResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantineAssigned'] = ResolversParentTypes['QuarantineAssigned']> = {
  facts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuarantineCauseResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantineCause'] = ResolversParentTypes['QuarantineCause']> = {
  connector?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  escalatesAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  factType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  factsUntold?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isAssigned?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  linesBlocked?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['QuarantineStage'], ParentType, ContextType>;
  valueBlocked?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type QuarantineCauseConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantineCauseConnection'] = ResolversParentTypes['QuarantineCauseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['QuarantineCauseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['QuarantineCause']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantineCauseEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantineCauseEdge'] = ResolversParentTypes['QuarantineCauseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['QuarantineCause'], ParentType, ContextType>;
};

export type QuarantineChangeResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantineChange'] = ResolversParentTypes['QuarantineChange']> = {
  from?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  op?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QuarantineConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantineConnection'] = ResolversParentTypes['QuarantineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['QuarantineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['QuarantinedFact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantineEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantineEdge'] = ResolversParentTypes['QuarantineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['QuarantinedFact'], ParentType, ContextType>;
};

export type QuarantineSettledResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantineSettled'] = ResolversParentTypes['QuarantineSettled']> = {
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  discarded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicates?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['QuarantineStillWrong']>, ParentType, ContextType>;
  stillWrong?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantineStillWrongResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantineStillWrong'] = ResolversParentTypes['QuarantineStillWrong']> = {
  example?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  facts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuarantinedFactResolvers<ContextType = any, ParentType extends ResolversParentTypes['QuarantinedFact'] = ResolversParentTypes['QuarantinedFact']> = {
  cause?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  changes?: Resolver<ReadonlyArray<ResolversTypes['QuarantineChange']>, ParentType, ContextType>;
  connector?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  corrected?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fact?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  factType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  linesBlocked?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  settledBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  settledReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['QuarantineStage'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['QuarantineState'], ParentType, ContextType>;
  told?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  valueBlocked?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = any, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  accounts?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  alarmPerformance?: Resolver<Maybe<ResolversTypes['AlarmPerformance']>, ParentType, ContextType, RequireFields<QueryAlarmPerformanceArgs, 'from' | 'to'>>;
  asOf?: Resolver<ResolversTypes['AsOf'], ParentType, ContextType>;
  audit?: Resolver<ResolversTypes['AuditConnection'], ParentType, ContextType, RequireFields<QueryAuditArgs, 'first'>>;
  auditRecord?: Resolver<Maybe<ResolversTypes['AuditDetail']>, ParentType, ContextType, RequireFields<QueryAuditRecordArgs, 'number'>>;
  auditVerification?: Resolver<ResolversTypes['AuditVerification'], ParentType, ContextType>;
  builtInRules?: Resolver<ReadonlyArray<ResolversTypes['BuiltInRule']>, ParentType, ContextType>;
  customers?: Resolver<ReadonlyArray<ResolversTypes['Customer']>, ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['DeliveryPage'], ParentType, ContextType, RequireFields<QueryDeliveriesArgs, 'first'>>;
  digestPreview?: Resolver<Maybe<ResolversTypes['WeeklyDigest']>, ParentType, ContextType, Partial<QueryDigestPreviewArgs>>;
  escalationHealth?: Resolver<ResolversTypes['EscalationHealth'], ParentType, ContextType>;
  escalationPolicies?: Resolver<ReadonlyArray<ResolversTypes['EscalationPolicy']>, ParentType, ContextType>;
  estimateAccuracy?: Resolver<Maybe<ResolversTypes['EstimateAccuracy']>, ParentType, ContextType, RequireFields<QueryEstimateAccuracyArgs, 'from' | 'to'>>;
  exception?: Resolver<Maybe<ResolversTypes['Exception']>, ParentType, ContextType, RequireFields<QueryExceptionArgs, 'id'>>;
  exceptions?: Resolver<ResolversTypes['ExceptionConnection'], ParentType, ContextType, RequireFields<QueryExceptionsArgs, 'first'>>;
  feedTokens?: Resolver<ReadonlyArray<ResolversTypes['FeedToken']>, ParentType, ContextType>;
  feeds?: Resolver<ReadonlyArray<ResolversTypes['Feed']>, ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, RequireFields<QueryFindingsArgs, 'first'>>;
  foresight?: Resolver<ResolversTypes['Foresight'], ParentType, ContextType, RequireFields<QueryForesightArgs, 'from' | 'to'>>;
  handover?: Resolver<Maybe<ResolversTypes['HandoverNow']>, ParentType, ContextType, RequireFields<QueryHandoverArgs, 'site'>>;
  handovers?: Resolver<ResolversTypes['HandoverConnection'], ParentType, ContextType, RequireFields<QueryHandoversArgs, 'first' | 'site'>>;
  hold?: Resolver<Maybe<ResolversTypes['Hold']>, ParentType, ContextType, RequireFields<QueryHoldArgs, 'id'>>;
  leadTimes?: Resolver<Maybe<ResolversTypes['LeadTimes']>, ParentType, ContextType, RequireFields<QueryLeadTimesArgs, 'first' | 'from' | 'site' | 'to'>>;
  lineage?: Resolver<Maybe<ResolversTypes['Lineage']>, ParentType, ContextType, RequireFields<QueryLineageArgs, 'figure' | 'id' | 'of'>>;
  linesSaved?: Resolver<ResolversTypes['LinesSaved'], ParentType, ContextType, RequireFields<QueryLinesSavedArgs, 'first' | 'from' | 'to'>>;
  mayDefineOtif?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  maySettleCalls?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, Partial<QueryMaySettleCallsArgs>>;
  mentioned?: Resolver<ResolversTypes['Mentioned'], ParentType, ContextType, RequireFields<QueryMentionedArgs, 'exception' | 'text'>>;
  notifications?: Resolver<ResolversTypes['NotificationPage'], ParentType, ContextType, RequireFields<QueryNotificationsArgs, 'first' | 'unread'>>;
  oee?: Resolver<Maybe<ResolversTypes['Oee']>, ParentType, ContextType, RequireFields<QueryOeeArgs, 'by' | 'first' | 'from' | 'site' | 'to'>>;
  orderLine?: Resolver<Maybe<ResolversTypes['OrderLine']>, ParentType, ContextType, RequireFields<QueryOrderLineArgs, 'id'>>;
  orderLines?: Resolver<ResolversTypes['OrderLineConnection'], ParentType, ContextType, RequireFields<QueryOrderLinesArgs, 'first'>>;
  otif?: Resolver<ResolversTypes['OtifSeries'], ParentType, ContextType, RequireFields<QueryOtifArgs, 'definition' | 'from' | 'to'>>;
  otifComparison?: Resolver<ReadonlyArray<ResolversTypes['OtifCompared']>, ParentType, ContextType, RequireFields<QueryOtifComparisonArgs, 'from' | 'to'>>;
  otifControlChart?: Resolver<ResolversTypes['OtifControlChart'], ParentType, ContextType, RequireFields<QueryOtifControlChartArgs, 'by' | 'definition' | 'from' | 'to'>>;
  otifDefinitionPreview?: Resolver<ResolversTypes['OtifDefinitionPreview'], ParentType, ContextType, RequireFields<QueryOtifDefinitionPreviewArgs, 'definition' | 'first' | 'from' | 'to'>>;
  otifDefinitions?: Resolver<ReadonlyArray<ResolversTypes['OtifDefinition']>, ParentType, ContextType>;
  otifFailures?: Resolver<ResolversTypes['OtifFailureConnection'], ParentType, ContextType, RequireFields<QueryOtifFailuresArgs, 'definition' | 'first' | 'from' | 'to'>>;
  otifForecast?: Resolver<ReadonlyArray<ResolversTypes['OtifForecast']>, ParentType, ContextType, RequireFields<QueryOtifForecastArgs, 'definition'>>;
  otifPareto?: Resolver<ResolversTypes['OtifPareto'], ParentType, ContextType, RequireFields<QueryOtifParetoArgs, 'by' | 'definition' | 'first' | 'from' | 'to'>>;
  otifRevisions?: Resolver<ReadonlyArray<ResolversTypes['OtifRevision']>, ParentType, ContextType, RequireFields<QueryOtifRevisionsArgs, 'definition' | 'first'>>;
  otifWaterfall?: Resolver<ResolversTypes['OtifWaterfall'], ParentType, ContextType, RequireFields<QueryOtifWaterfallArgs, 'definition' | 'from' | 'to'>>;
  overview?: Resolver<ResolversTypes['Overview'], ParentType, ContextType, Partial<QueryOverviewArgs>>;
  parked?: Resolver<ResolversTypes['ParkedConnection'], ParentType, ContextType, RequireFields<QueryParkedArgs, 'first'>>;
  pegging?: Resolver<Maybe<ResolversTypes['Pegging']>, ParentType, ContextType, RequireFields<QueryPeggingArgs, 'line'>>;
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType, RequireFields<QueryPlanArgs, 'from' | 'most' | 'site' | 'to'>>;
  planChain?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PlanChainStep']>>, ParentType, ContextType, RequireFields<QueryPlanChainArgs, 'operation'>>;
  planLosses?: Resolver<Maybe<ResolversTypes['PlanLosses']>, ParentType, ContextType, RequireFields<QueryPlanLossesArgs, 'from' | 'site' | 'to'>>;
  planProgress?: Resolver<Maybe<ResolversTypes['PlanProgress']>, ParentType, ContextType, RequireFields<QueryPlanProgressArgs, 'from' | 'site' | 'to'>>;
  planSurvival?: Resolver<Maybe<ResolversTypes['PlanSurvival']>, ParentType, ContextType, RequireFields<QueryPlanSurvivalArgs, 'first' | 'site' | 'weeks'>>;
  playbooks?: Resolver<ReadonlyArray<ResolversTypes['Playbook']>, ParentType, ContextType, RequireFields<QueryPlaybooksArgs, 'site'>>;
  policyDraft?: Resolver<ResolversTypes['PolicyDraft'], ParentType, ContextType, RequireFields<QueryPolicyDraftArgs, 'policy' | 'site'>>;
  productionOrder?: Resolver<Maybe<ResolversTypes['ProductionOrder']>, ParentType, ContextType, RequireFields<QueryProductionOrderArgs, 'id'>>;
  productionOrders?: Resolver<ResolversTypes['ProductionOrderConnection'], ParentType, ContextType, RequireFields<QueryProductionOrdersArgs, 'first'>>;
  purchaseOrderLine?: Resolver<Maybe<ResolversTypes['PurchaseOrderLine']>, ParentType, ContextType, RequireFields<QueryPurchaseOrderLineArgs, 'id'>>;
  pushDevices?: Resolver<ResolversTypes['PushDevices'], ParentType, ContextType>;
  quarantine?: Resolver<ResolversTypes['QuarantineConnection'], ParentType, ContextType, RequireFields<QueryQuarantineArgs, 'first'>>;
  quarantineCause?: Resolver<Maybe<ResolversTypes['QuarantineCause']>, ParentType, ContextType, RequireFields<QueryQuarantineCauseArgs, 'id'>>;
  quarantineCausePreview?: Resolver<Maybe<ResolversTypes['QuarantineSettled']>, ParentType, ContextType, RequireFields<QueryQuarantineCausePreviewArgs, 'cause' | 'patch'>>;
  quarantineCauses?: Resolver<ResolversTypes['QuarantineCauseConnection'], ParentType, ContextType, RequireFields<QueryQuarantineCausesArgs, 'first'>>;
  quarantinedFact?: Resolver<Maybe<ResolversTypes['QuarantinedFact']>, ParentType, ContextType, RequireFields<QueryQuarantinedFactArgs, 'id'>>;
  resource?: Resolver<Maybe<ResolversTypes['Resource']>, ParentType, ContextType, RequireFields<QueryResourceArgs, 'id'>>;
  resources?: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType, Partial<QueryResourcesArgs>>;
  roster?: Resolver<Maybe<ResolversTypes['Roster']>, ParentType, ContextType, Partial<QueryRosterArgs>>;
  ruleHits?: Resolver<ReadonlyArray<ResolversTypes['RuleHits']>, ParentType, ContextType, Partial<QueryRuleHitsArgs>>;
  ruleSet?: Resolver<Maybe<ResolversTypes['RuleSet']>, ParentType, ContextType, Partial<QueryRuleSetArgs>>;
  ruleSetPreview?: Resolver<ResolversTypes['RuleSetPreview'], ParentType, ContextType, RequireFields<QueryRuleSetPreviewArgs, 'rules'>>;
  ruleSetVersions?: Resolver<ReadonlyArray<ResolversTypes['RuleSetVersion']>, ParentType, ContextType, RequireFields<QueryRuleSetVersionsArgs, 'first'>>;
  scheduleAdherence?: Resolver<Maybe<ResolversTypes['ScheduleAdherence']>, ParentType, ContextType, RequireFields<QueryScheduleAdherenceArgs, 'by' | 'first' | 'from' | 'site' | 'to' | 'toleranceMinutes'>>;
  sites?: Resolver<ReadonlyArray<ResolversTypes['Site']>, ParentType, ContextType>;
  staleFigures?: Resolver<ReadonlyArray<ResolversTypes['StaleFigure']>, ParentType, ContextType, RequireFields<QueryStaleFiguresArgs, 'id' | 'of'>>;
  stockingPoint?: Resolver<Maybe<ResolversTypes['StockingPoint']>, ParentType, ContextType, RequireFields<QueryStockingPointArgs, 'id'>>;
  trace?: Resolver<Maybe<ResolversTypes['Trace']>, ParentType, ContextType, RequireFields<QueryTraceArgs, 'depth' | 'direction' | 'item' | 'most'>>;
  transferOrder?: Resolver<Maybe<ResolversTypes['TransferOrder']>, ParentType, ContextType, RequireFields<QueryTransferOrderArgs, 'id'>>;
  unreachableSteps?: Resolver<ReadonlyArray<ResolversTypes['UnreachableStep']>, ParentType, ContextType, RequireFields<QueryUnreachableStepsArgs, 'site'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  whatIf?: Resolver<ResolversTypes['WhatIf'], ParentType, ContextType, RequireFields<QueryWhatIfArgs, 'assumptions'>>;
  wouldCall?: Resolver<ResolversTypes['WouldCall'], ParentType, ContextType, RequireFields<QueryWouldCallArgs, 'kind' | 'severity' | 'site'>>;
};

export type QueuedOperationResolvers<ContextType = any, ParentType extends ResolversParentTypes['QueuedOperation'] = ResolversParentTypes['QueuedOperation']> = {
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['Operation'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  uom?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RawMessageResolvers<ContextType = any, ParentType extends ResolversParentTypes['RawMessage'] = ResolversParentTypes['RawMessage']> = {
  bytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  connector?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  place?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RawReadingsResolvers<ContextType = any, ParentType extends ResolversParentTypes['RawReadings'] = ResolversParentTypes['RawReadings']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  first?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  last?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ResourceResolvers<ContextType = any, ParentType extends ResolversParentTypes['Resource'] = ResolversParentTypes['Resource']> = {
  facts?: Resolver<ReadonlyArray<ResolversTypes['FactRecord']>, ParentType, ContextType, RequireFields<ResourceFactsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  queue?: Resolver<ReadonlyArray<ResolversTypes['QueuedOperation']>, ParentType, ContextType, RequireFields<ResourceQueueArgs, 'first'>>;
  queueLength?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  staleSources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['ResourceState']>, ParentType, ContextType>;
  stopReasons?: Resolver<ReadonlyArray<ResolversTypes['StopReason']>, ParentType, ContextType>;
  upAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  upAtAssumed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  upBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ResponseStageResolvers<ContextType = any, ParentType extends ResolversParentTypes['ResponseStage'] = ResolversParentTypes['ResponseStage']> = {
  medianMinutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  p90Minutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['ResponseStageKind'], ParentType, ContextType>;
};

export type RoleRateResolvers<ContextType = any, ParentType extends ResolversParentTypes['RoleRate'] = ResolversParentTypes['RoleRate']> = {
  rate?: Resolver<ResolversTypes['AlarmRate'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  shifts?: Resolver<ReadonlyArray<ResolversTypes['ShiftRate']>, ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RosterResolvers<ContextType = any, ParentType extends ResolversParentTypes['Roster'] = ResolversParentTypes['Roster']> = {
  duties?: Resolver<ReadonlyArray<ResolversTypes['RosterDuty']>, ParentType, ContextType>;
  holidays?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  people?: Resolver<ReadonlyArray<ResolversTypes['RosterPerson']>, ParentType, ContextType>;
  putAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  putBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  standIns?: Resolver<ReadonlyArray<ResolversTypes['RosterStandIn']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RosterDatedShiftResolvers<ContextType = any, ParentType extends ResolversParentTypes['RosterDatedShift'] = ResolversParentTypes['RosterDatedShift']> = {
  date?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RosterDutyResolvers<ContextType = any, ParentType extends ResolversParentTypes['RosterDuty'] = ResolversParentTypes['RosterDuty']> = {
  dated?: Resolver<ReadonlyArray<ResolversTypes['RosterDatedShift']>, ParentType, ContextType>;
  person?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  resources?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  weekly?: Resolver<ReadonlyArray<ResolversTypes['RosterShift']>, ParentType, ContextType>;
};

export type RosterPersonResolvers<ContextType = any, ParentType extends ResolversParentTypes['RosterPerson'] = ResolversParentTypes['RosterPerson']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quietFrom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quietTo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RosterShiftResolvers<ContextType = any, ParentType extends ResolversParentTypes['RosterShift'] = ResolversParentTypes['RosterShift']> = {
  day?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RosterStandInResolvers<ContextType = any, ParentType extends ResolversParentTypes['RosterStandIn'] = ResolversParentTypes['RosterStandIn']> = {
  by?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  of?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RuleResolvers<ContextType = any, ParentType extends ResolversParentTypes['Rule'] = ResolversParentTypes['Rule']> = {
  condition?: Resolver<ResolversTypes['RuleCondition'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RuleKind'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  severity?: Resolver<Maybe<ResolversTypes['Severity']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  where?: Resolver<ResolversTypes['RuleScope'], ParentType, ContextType>;
};

export type RuleChangeResolvers<ContextType = any, ParentType extends ResolversParentTypes['RuleChange'] = ResolversParentTypes['RuleChange']> = {
  after?: Resolver<Maybe<ResolversTypes['Rule']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['Rule']>, ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RuleConditionResolvers<ContextType = any, ParentType extends ResolversParentTypes['RuleCondition'] = ResolversParentTypes['RuleCondition']> = {
  by?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  days?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  is?: Resolver<ResolversTypes['RuleConditionKind'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  minutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  times?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  values?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type RuleExampleResolvers<ContextType = any, ParentType extends ResolversParentTypes['RuleExample'] = ResolversParentTypes['RuleExample']> = {
  effect?: Resolver<ResolversTypes['RuleEffect'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  of?: Resolver<Maybe<ResolversTypes['LineageOf']>, ParentType, ContextType>;
  seq?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RuleHitsResolvers<ContextType = any, ParentType extends ResolversParentTypes['RuleHits'] = ResolversParentTypes['RuleHits']> = {
  findings?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isDeclared?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RulePreviewResolvers<ContextType = any, ParentType extends ResolversParentTypes['RulePreview'] = ResolversParentTypes['RulePreview']> = {
  examples?: Resolver<ReadonlyArray<ResolversTypes['RuleExample']>, ParentType, ContextType>;
  findingsGone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  findingsMade?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keptOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  letIn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RuleScopeResolvers<ContextType = any, ParentType extends ResolversParentTypes['RuleScope'] = ResolversParentTypes['RuleScope']> = {
  connectors?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  sites?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  types?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  units?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RuleSetResolvers<ContextType = any, ParentType extends ResolversParentTypes['RuleSet'] = ResolversParentTypes['RuleSet']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rules?: Resolver<ReadonlyArray<ResolversTypes['Rule']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RuleSetPreviewResolvers<ContextType = any, ParentType extends ResolversParentTypes['RuleSetPreview'] = ResolversParentTypes['RuleSetPreview']> = {
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  findingsGone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  findingsMade?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keptOut?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  letIn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rules?: Resolver<ReadonlyArray<ResolversTypes['RulePreview']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RuleSetVersionResolvers<ContextType = any, ParentType extends ResolversParentTypes['RuleSetVersion'] = ResolversParentTypes['RuleSetVersion']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  changes?: Resolver<ReadonlyArray<ResolversTypes['RuleChange']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SavedLineResolvers<ContextType = any, ParentType extends ResolversParentTypes['SavedLine'] = ResolversParentTypes['SavedLine']> = {
  action?: Resolver<ResolversTypes['SavingAct'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  calledAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closesAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  exception?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OtifFailureKind'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ScheduleAdherenceResolvers<ContextType = any, ParentType extends ResolversParentTypes['ScheduleAdherence'] = ResolversParentTypes['ScheduleAdherence']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  behind?: Resolver<ResolversTypes['AdherenceOperationPage'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  plans?: Resolver<ReadonlyArray<ResolversTypes['PublishedPlan']>, ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ResolversTypes['AdherenceRow']>, ParentType, ContextType>;
  toleranceMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['AdherenceRow'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SeverityCountsResolvers<ContextType = any, ParentType extends ResolversParentTypes['SeverityCounts'] = ResolversParentTypes['SeverityCounts']> = {
  critical?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  high?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  low?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  medium?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ShiftRateResolvers<ContextType = any, ParentType extends ResolversParentTypes['ShiftRate'] = ResolversParentTypes['ShiftRate']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['AlarmRate'], ParentType, ContextType>;
};

export type SiteResolvers<ContextType = any, ParentType extends ResolversParentTypes['Site'] = ResolversParentTypes['Site']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StaleFigureResolvers<ContextType = any, ParentType extends ResolversParentTypes['StaleFigure'] = ResolversParentTypes['StaleFigure']> = {
  figure?: Resolver<ResolversTypes['LineageFigure'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
};

export type StaleSourceResolvers<ContextType = any, ParentType extends ResolversParentTypes['StaleSource'] = ResolversParentTypes['StaleSource']> = {
  ageSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FeedStatus'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['FeedSystem'], ParentType, ContextType>;
  trouble?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StandingCardResolvers<ContextType = any, ParentType extends ResolversParentTypes['StandingCard'] = ResolversParentTypes['StandingCard']> = {
  card?: Resolver<ResolversTypes['CardOfPerformance'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StandingCardsResolvers<ContextType = any, ParentType extends ResolversParentTypes['StandingCards'] = ResolversParentTypes['StandingCards']> = {
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StandingCard']>, ParentType, ContextType>;
};

export type StockingPointResolvers<ContextType = any, ParentType extends ResolversParentTypes['StockingPoint'] = ResolversParentTypes['StockingPoint']> = {
  demands?: Resolver<ReadonlyArray<ResolversTypes['Demand']>, ParentType, ContextType>;
  erpOnHand?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  facts?: Resolver<ReadonlyArray<ResolversTypes['FactRecord']>, ParentType, ContextType, RequireFields<StockingPointFactsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  site?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  staleSources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
  supplies?: Resolver<ReadonlyArray<ResolversTypes['Supply']>, ParentType, ContextType>;
  uom?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['ShortageVerdict']>, ParentType, ContextType>;
};

export type StopReasonResolvers<ContextType = any, ParentType extends ResolversParentTypes['StopReason'] = ResolversParentTypes['StopReason']> = {
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  typicalMinutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SupplyResolvers<ContextType = any, ParentType extends ResolversParentTypes['Supply'] = ResolversParentTypes['Supply']> = {
  assumed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  availableAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SupplyKind'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type SurvivalOrderResolvers<ContextType = any, ParentType extends ResolversParentTypes['SurvivalOrder'] = ResolversParentTypes['SurvivalOrder']> = {
  assumption?: Resolver<Maybe<ResolversTypes['PlanAssumption']>, ParentType, ContextType>;
  brokeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['PlanBreakKind']>, ParentType, ContextType>;
  order?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  plannedFinish?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  recordedCause?: Resolver<Maybe<ResolversTypes['CauseKind']>, ParentType, ContextType>;
  week?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SurvivalOrderPageResolvers<ContextType = any, ParentType extends ResolversParentTypes['SurvivalOrderPage'] = ResolversParentTypes['SurvivalOrderPage']> = {
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SurvivalOrder']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SurvivalPointResolvers<ContextType = any, ParentType extends ResolversParentTypes['SurvivalPoint'] = ResolversParentTypes['SurvivalPoint']> = {
  atRisk?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  censored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hours?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  lower?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  upper?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export interface TextColumnScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TextColumn'], any> {
  name: 'TextColumn';
}

export type TraceResolvers<ContextType = any, ParentType extends ResolversParentTypes['Trace'] = ResolversParentTypes['Trace']> = {
  cuts?: Resolver<ReadonlyArray<ResolversTypes['TraceCut']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['TraceEdge']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TraceNode']>, ParentType, ContextType>;
  sites?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  start?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TraceCutResolvers<ContextType = any, ParentType extends ResolversParentTypes['TraceCut'] = ResolversParentTypes['TraceCut']> = {
  node?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['TraceCutReason'], ParentType, ContextType>;
};

export type TraceEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['TraceEdge'] = ResolversParentTypes['TraceEdge']> = {
  factCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  facts?: Resolver<ReadonlyArray<ResolversTypes['FactRecord']>, ParentType, ContextType, RequireFields<TraceEdgeFactsArgs, 'first'>>;
  from?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  uom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TraceNodeResolvers<ContextType = any, ParentType extends ResolversParentTypes['TraceNode'] = ResolversParentTypes['TraceNode']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  distance?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isHeld?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  item?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TraceNodeKind'], ParentType, ContextType>;
  lot?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  salesOrderLine?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  uom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TransferOrderResolvers<ContextType = any, ParentType extends ResolversParentTypes['TransferOrder'] = ResolversParentTypes['TransferOrder']> = {
  facts?: Resolver<ReadonlyArray<ResolversTypes['FactRecord']>, ParentType, ContextType, RequireFields<TransferOrderFactsArgs, 'first'>>;
  fromSite?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  itemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  plannedReceipt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  plannedShip?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  staleSources?: Resolver<ReadonlyArray<ResolversTypes['StaleSource']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  toSite?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UnreachableStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['UnreachableStep'] = ResolversParentTypes['UnreachableStep']> = {
  place?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  policy?: Resolver<ResolversTypes['EscalationPolicy'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = any, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  seenBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sites?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
};

export type WatcherResolvers<ContextType = any, ParentType extends ResolversParentTypes['Watcher'] = ResolversParentTypes['Watcher']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  person?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type WeekSurvivalResolvers<ContextType = any, ParentType extends ResolversParentTypes['WeekSurvival'] = ResolversParentTypes['WeekSurvival']> = {
  brokeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  broken?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  curve?: Resolver<ReadonlyArray<ResolversTypes['SurvivalPoint']>, ParentType, ContextType>;
  halfLifeHours?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  hazards?: Resolver<ReadonlyArray<ResolversTypes['PlanHazard']>, ParentType, ContextType>;
  horizonHours?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  n?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['PublishedPlan'], ParentType, ContextType>;
  worst?: Resolver<Maybe<ResolversTypes['LineSurvival']>, ParentType, ContextType>;
};

export type WeeklyDigestResolvers<ContextType = any, ParentType extends ResolversParentTypes['WeeklyDigest'] = ResolversParentTypes['WeeklyDigest']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  csv?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  html?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isSignal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nextAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  readers?: Resolver<ReadonlyArray<ResolversTypes['DigestReader']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  week?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WhatIfResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIf'] = ResolversParentTypes['WhatIf']> = {
  asOf?: Resolver<ResolversTypes['WhatIfMoment'], ParentType, ContextType>;
  causes?: Resolver<ReadonlyArray<ResolversTypes['WhatIfCause']>, ParentType, ContextType>;
  linesBroken?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  linesSaved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  orderLines?: Resolver<ResolversTypes['WhatIfOrderLineConnection'], ParentType, ContextType, RequireFields<WhatIfOrderLinesArgs, 'first'>>;
  productionOrders?: Resolver<ResolversTypes['WhatIfProductionOrderConnection'], ParentType, ContextType, RequireFields<WhatIfProductionOrdersArgs, 'first'>>;
  valueAtRiskAfter?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  valueAtRiskBefore?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type WhatIfCauseResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfCause'] = ResolversParentTypes['WhatIfCause']> = {
  after?: Resolver<Maybe<ResolversTypes['WhatIfCauseState']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['WhatIfCauseState']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CauseKind'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WhatIfCauseStateResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfCauseState'] = ResolversParentTypes['WhatIfCauseState']> = {
  actBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  firstImpactAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  valueAtRisk?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type WhatIfLineStateResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfLineState'] = ResolversParentTypes['WhatIfLineState']> = {
  allocations?: Resolver<ReadonlyArray<ResolversTypes['Allocation']>, ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['Cause']>, ParentType, ContextType>;
  openQuantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pLate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['PathStep']>, ParentType, ContextType>;
  projectedDelivery?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  promisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  shortQuantity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  slackMinutes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OrderLineState'], ParentType, ContextType>;
  valueAtRisk?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type WhatIfMomentResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfMoment'] = ResolversParentTypes['WhatIfMoment']> = {
  now?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WhatIfOrderLineResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfOrderLine'] = ResolversParentTypes['WhatIfOrderLine']> = {
  after?: Resolver<Maybe<ResolversTypes['WhatIfLineState']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['WhatIfLineState']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WhatIfOrderLineConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfOrderLineConnection'] = ResolversParentTypes['WhatIfOrderLineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WhatIfOrderLineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['WhatIfOrderLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WhatIfOrderLineEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfOrderLineEdge'] = ResolversParentTypes['WhatIfOrderLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WhatIfOrderLine'], ParentType, ContextType>;
};

export type WhatIfOrderStateResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfOrderState'] = ResolversParentTypes['WhatIfOrderState']> = {
  projectedFinish?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  projectedStart?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  stillToMake?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type WhatIfProductionOrderResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfProductionOrder'] = ResolversParentTypes['WhatIfProductionOrder']> = {
  after?: Resolver<Maybe<ResolversTypes['WhatIfOrderState']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['WhatIfOrderState']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WhatIfProductionOrderConnectionResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfProductionOrderConnection'] = ResolversParentTypes['WhatIfProductionOrderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WhatIfProductionOrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['WhatIfProductionOrder']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WhatIfProductionOrderEdgeResolvers<ContextType = any, ParentType extends ResolversParentTypes['WhatIfProductionOrderEdge'] = ResolversParentTypes['WhatIfProductionOrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WhatIfProductionOrder'], ParentType, ContextType>;
};

export type WorstCauseResolvers<ContextType = any, ParentType extends ResolversParentTypes['WorstCause'] = ResolversParentTypes['WorstCause']> = {
  card?: Resolver<ResolversTypes['CardOfPerformance'], ParentType, ContextType>;
  cards?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WorstCausesResolvers<ContextType = any, ParentType extends ResolversParentTypes['WorstCauses'] = ResolversParentTypes['WorstCauses']> = {
  causes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['WorstCause']>, ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type WouldCallResolvers<ContextType = any, ParentType extends ResolversParentTypes['WouldCall'] = ResolversParentTypes['WouldCall']> = {
  policy?: Resolver<Maybe<ResolversTypes['EscalationPolicy']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['WouldCallStep']>, ParentType, ContextType>;
};

export type WouldCallStepResolvers<ContextType = any, ParentType extends ResolversParentTypes['WouldCallStep'] = ResolversParentTypes['WouldCallStep']> = {
  afterMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isReachable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  people?: Resolver<ReadonlyArray<ResolversTypes['EscalationPerson']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WrongSystemResolvers<ContextType = any, ParentType extends ResolversParentTypes['WrongSystem'] = ResolversParentTypes['WrongSystem']> = {
  flagged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = any> = {
  Account?: AccountResolvers<ContextType>;
  AccountSession?: AccountSessionResolvers<ContextType>;
  AcknowledgedInTime?: AcknowledgedInTimeResolvers<ContextType>;
  AdherenceOperation?: AdherenceOperationResolvers<ContextType>;
  AdherenceOperationPage?: AdherenceOperationPageResolvers<ContextType>;
  AdherenceRow?: AdherenceRowResolvers<ContextType>;
  AlarmLimit?: AlarmLimitResolvers<ContextType>;
  AlarmPerformance?: AlarmPerformanceResolvers<ContextType>;
  AlarmRate?: AlarmRateResolvers<ContextType>;
  Allocation?: AllocationResolvers<ContextType>;
  AsOf?: AsOfResolvers<ContextType>;
  AuditActor?: AuditActorResolvers<ContextType>;
  AuditChange?: AuditChangeResolvers<ContextType>;
  AuditCheckpoint?: AuditCheckpointResolvers<ContextType>;
  AuditConnection?: AuditConnectionResolvers<ContextType>;
  AuditDetail?: AuditDetailResolvers<ContextType>;
  AuditEdge?: AuditEdgeResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditRecord?: AuditRecordResolvers<ContextType>;
  AuditVerification?: AuditVerificationResolvers<ContextType>;
  BreakDay?: BreakDayResolvers<ContextType>;
  BuiltInRule?: BuiltInRuleResolvers<ContextType>;
  CardOfPerformance?: CardOfPerformanceResolvers<ContextType>;
  Cause?: CauseResolvers<ContextType>;
  ChatteringCause?: ChatteringCauseResolvers<ContextType>;
  ChatteringCauses?: ChatteringCausesResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryPage?: DeliveryPageResolvers<ContextType>;
  Demand?: DemandResolvers<ContextType>;
  DigestReader?: DigestReaderResolvers<ContextType>;
  Escalation?: EscalationResolvers<ContextType>;
  EscalationHealth?: EscalationHealthResolvers<ContextType>;
  EscalationPerson?: EscalationPersonResolvers<ContextType>;
  EscalationPolicy?: EscalationPolicyResolvers<ContextType>;
  EscalationPolicyStep?: EscalationPolicyStepResolvers<ContextType>;
  EscalationStep?: EscalationStepResolvers<ContextType>;
  EstimateAccuracy?: EstimateAccuracyResolvers<ContextType>;
  EstimateScore?: EstimateScoreResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  Exception?: ExceptionResolvers<ContextType>;
  ExceptionConnection?: ExceptionConnectionResolvers<ContextType>;
  ExceptionEdge?: ExceptionEdgeResolvers<ContextType>;
  ExceptionPlaybook?: ExceptionPlaybookResolvers<ContextType>;
  ExceptionPlaybookStep?: ExceptionPlaybookStepResolvers<ContextType>;
  FactRecord?: FactRecordResolvers<ContextType>;
  FalseFlags?: FalseFlagsResolvers<ContextType>;
  Feed?: FeedResolvers<ContextType>;
  FeedToken?: FeedTokenResolvers<ContextType>;
  FeedTokenCreated?: FeedTokenCreatedResolvers<ContextType>;
  Finding?: FindingResolvers<ContextType>;
  FindingConnection?: FindingConnectionResolvers<ContextType>;
  FindingEdge?: FindingEdgeResolvers<ContextType>;
  Foresight?: ForesightResolvers<ContextType>;
  ForesightBin?: ForesightBinResolvers<ContextType>;
  ForesightHorizon?: ForesightHorizonResolvers<ContextType>;
  Handover?: HandoverResolvers<ContextType>;
  HandoverAcceptance?: HandoverAcceptanceResolvers<ContextType>;
  HandoverConnection?: HandoverConnectionResolvers<ContextType>;
  HandoverDeed?: HandoverDeedResolvers<ContextType>;
  HandoverDue?: HandoverDueResolvers<ContextType>;
  HandoverEdge?: HandoverEdgeResolvers<ContextType>;
  HandoverItem?: HandoverItemResolvers<ContextType>;
  HandoverMade?: HandoverMadeResolvers<ContextType>;
  HandoverNow?: HandoverNowResolvers<ContextType>;
  HandoverSheet?: HandoverSheetResolvers<ContextType>;
  HandoverShift?: HandoverShiftResolvers<ContextType>;
  HandoverStop?: HandoverStopResolvers<ContextType>;
  Hold?: HoldResolvers<ContextType>;
  Impact?: ImpactResolvers<ContextType>;
  KeptShare?: KeptShareResolvers<ContextType>;
  KindFlags?: KindFlagsResolvers<ContextType>;
  LeadTime?: LeadTimeResolvers<ContextType>;
  LeadTimes?: LeadTimesResolvers<ContextType>;
  LineSurvival?: LineSurvivalResolvers<ContextType>;
  Lineage?: LineageResolvers<ContextType>;
  LineageAct?: LineageActResolvers<ContextType>;
  LineageActConnection?: LineageActConnectionResolvers<ContextType>;
  LineageActEdge?: LineageActEdgeResolvers<ContextType>;
  LineageFact?: LineageFactResolvers<ContextType>;
  LineageFactConnection?: LineageFactConnectionResolvers<ContextType>;
  LineageFactEdge?: LineageFactEdgeResolvers<ContextType>;
  LineageMoment?: LineageMomentResolvers<ContextType>;
  LineagePart?: LineagePartResolvers<ContextType>;
  LineagePartConnection?: LineagePartConnectionResolvers<ContextType>;
  LineagePartEdge?: LineagePartEdgeResolvers<ContextType>;
  LineageRival?: LineageRivalResolvers<ContextType>;
  LineageRivals?: LineageRivalsResolvers<ContextType>;
  LineageRule?: LineageRuleResolvers<ContextType>;
  LineageSource?: LineageSourceResolvers<ContextType>;
  LinesSaved?: LinesSavedResolvers<ContextType>;
  ManyDone?: ManyDoneResolvers<ContextType>;
  ManyRefused?: ManyRefusedResolvers<ContextType>;
  Mentioned?: MentionedResolvers<ContextType>;
  MentionedPerson?: MentionedPersonResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationPage?: NotificationPageResolvers<ContextType>;
  NumberColumn?: GraphQLScalarType;
  Oee?: OeeResolvers<ContextType>;
  OeeReport?: OeeReportResolvers<ContextType>;
  OeeReportPage?: OeeReportPageResolvers<ContextType>;
  OeeRow?: OeeRowResolvers<ContextType>;
  Operation?: OperationResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderLineConnection?: OrderLineConnectionResolvers<ContextType>;
  OrderLineEdge?: OrderLineEdgeResolvers<ContextType>;
  OtifBecause?: OtifBecauseResolvers<ContextType>;
  OtifChartPoint?: OtifChartPointResolvers<ContextType>;
  OtifCompared?: OtifComparedResolvers<ContextType>;
  OtifControlChart?: OtifControlChartResolvers<ContextType>;
  OtifCounted?: OtifCountedResolvers<ContextType>;
  OtifDefinition?: OtifDefinitionResolvers<ContextType>;
  OtifDefinitionPreview?: OtifDefinitionPreviewResolvers<ContextType>;
  OtifFailure?: OtifFailureResolvers<ContextType>;
  OtifFailureCause?: OtifFailureCauseResolvers<ContextType>;
  OtifFailureConnection?: OtifFailureConnectionResolvers<ContextType>;
  OtifFailureEdge?: OtifFailureEdgeResolvers<ContextType>;
  OtifForecast?: OtifForecastResolvers<ContextType>;
  OtifPareto?: OtifParetoResolvers<ContextType>;
  OtifParetoBar?: OtifParetoBarResolvers<ContextType>;
  OtifPoint?: OtifPointResolvers<ContextType>;
  OtifPreviewLine?: OtifPreviewLineResolvers<ContextType>;
  OtifPreviewed?: OtifPreviewedResolvers<ContextType>;
  OtifRevision?: OtifRevisionResolvers<ContextType>;
  OtifSeries?: OtifSeriesResolvers<ContextType>;
  OtifSignal?: OtifSignalResolvers<ContextType>;
  OtifTolerance?: OtifToleranceResolvers<ContextType>;
  OtifWaterfall?: OtifWaterfallResolvers<ContextType>;
  OtifWaterfallStep?: OtifWaterfallStepResolvers<ContextType>;
  Overview?: OverviewResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ParkedConnection?: ParkedConnectionResolvers<ContextType>;
  ParkedEdge?: ParkedEdgeResolvers<ContextType>;
  ParkedFact?: ParkedFactResolvers<ContextType>;
  PathStep?: PathStepResolvers<ContextType>;
  Pegging?: PeggingResolvers<ContextType>;
  PeggingEdge?: PeggingEdgeResolvers<ContextType>;
  PeggingNode?: PeggingNodeResolvers<ContextType>;
  Plan?: PlanResolvers<ContextType>;
  PlanBars?: PlanBarsResolvers<ContextType>;
  PlanBaseline?: PlanBaselineResolvers<ContextType>;
  PlanChainStep?: PlanChainStepResolvers<ContextType>;
  PlanDropped?: PlanDroppedResolvers<ContextType>;
  PlanHazard?: PlanHazardResolvers<ContextType>;
  PlanHold?: PlanHoldResolvers<ContextType>;
  PlanItem?: PlanItemResolvers<ContextType>;
  PlanLosses?: PlanLossesResolvers<ContextType>;
  PlanProgress?: PlanProgressResolvers<ContextType>;
  PlanResource?: PlanResourceResolvers<ContextType>;
  PlanResourceLosses?: PlanResourceLossesResolvers<ContextType>;
  PlanStop?: PlanStopResolvers<ContextType>;
  PlanSurvival?: PlanSurvivalResolvers<ContextType>;
  Playbook?: PlaybookResolvers<ContextType>;
  PlaybookStep?: PlaybookStepResolvers<ContextType>;
  PolicyDraft?: PolicyDraftResolvers<ContextType>;
  ProductionOrder?: ProductionOrderResolvers<ContextType>;
  ProductionOrderConnection?: ProductionOrderConnectionResolvers<ContextType>;
  ProductionOrderEdge?: ProductionOrderEdgeResolvers<ContextType>;
  PromiseCounts?: PromiseCountsResolvers<ContextType>;
  PublishedPlan?: PublishedPlanResolvers<ContextType>;
  PurchaseOrderLine?: PurchaseOrderLineResolvers<ContextType>;
  PushDevice?: PushDeviceResolvers<ContextType>;
  PushDevices?: PushDevicesResolvers<ContextType>;
  QuarantineAssigned?: QuarantineAssignedResolvers<ContextType>;
  QuarantineCause?: QuarantineCauseResolvers<ContextType>;
  QuarantineCauseConnection?: QuarantineCauseConnectionResolvers<ContextType>;
  QuarantineCauseEdge?: QuarantineCauseEdgeResolvers<ContextType>;
  QuarantineChange?: QuarantineChangeResolvers<ContextType>;
  QuarantineConnection?: QuarantineConnectionResolvers<ContextType>;
  QuarantineEdge?: QuarantineEdgeResolvers<ContextType>;
  QuarantineSettled?: QuarantineSettledResolvers<ContextType>;
  QuarantineStillWrong?: QuarantineStillWrongResolvers<ContextType>;
  QuarantinedFact?: QuarantinedFactResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QueuedOperation?: QueuedOperationResolvers<ContextType>;
  RawMessage?: RawMessageResolvers<ContextType>;
  RawReadings?: RawReadingsResolvers<ContextType>;
  Resource?: ResourceResolvers<ContextType>;
  ResponseStage?: ResponseStageResolvers<ContextType>;
  RoleRate?: RoleRateResolvers<ContextType>;
  Roster?: RosterResolvers<ContextType>;
  RosterDatedShift?: RosterDatedShiftResolvers<ContextType>;
  RosterDuty?: RosterDutyResolvers<ContextType>;
  RosterPerson?: RosterPersonResolvers<ContextType>;
  RosterShift?: RosterShiftResolvers<ContextType>;
  RosterStandIn?: RosterStandInResolvers<ContextType>;
  Rule?: RuleResolvers<ContextType>;
  RuleChange?: RuleChangeResolvers<ContextType>;
  RuleCondition?: RuleConditionResolvers<ContextType>;
  RuleExample?: RuleExampleResolvers<ContextType>;
  RuleHits?: RuleHitsResolvers<ContextType>;
  RulePreview?: RulePreviewResolvers<ContextType>;
  RuleScope?: RuleScopeResolvers<ContextType>;
  RuleSet?: RuleSetResolvers<ContextType>;
  RuleSetPreview?: RuleSetPreviewResolvers<ContextType>;
  RuleSetVersion?: RuleSetVersionResolvers<ContextType>;
  SavedLine?: SavedLineResolvers<ContextType>;
  ScheduleAdherence?: ScheduleAdherenceResolvers<ContextType>;
  SeverityCounts?: SeverityCountsResolvers<ContextType>;
  ShiftRate?: ShiftRateResolvers<ContextType>;
  Site?: SiteResolvers<ContextType>;
  StaleFigure?: StaleFigureResolvers<ContextType>;
  StaleSource?: StaleSourceResolvers<ContextType>;
  StandingCard?: StandingCardResolvers<ContextType>;
  StandingCards?: StandingCardsResolvers<ContextType>;
  StockingPoint?: StockingPointResolvers<ContextType>;
  StopReason?: StopReasonResolvers<ContextType>;
  Supply?: SupplyResolvers<ContextType>;
  SurvivalOrder?: SurvivalOrderResolvers<ContextType>;
  SurvivalOrderPage?: SurvivalOrderPageResolvers<ContextType>;
  SurvivalPoint?: SurvivalPointResolvers<ContextType>;
  TextColumn?: GraphQLScalarType;
  Trace?: TraceResolvers<ContextType>;
  TraceCut?: TraceCutResolvers<ContextType>;
  TraceEdge?: TraceEdgeResolvers<ContextType>;
  TraceNode?: TraceNodeResolvers<ContextType>;
  TransferOrder?: TransferOrderResolvers<ContextType>;
  UnreachableStep?: UnreachableStepResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Watcher?: WatcherResolvers<ContextType>;
  WeekSurvival?: WeekSurvivalResolvers<ContextType>;
  WeeklyDigest?: WeeklyDigestResolvers<ContextType>;
  WhatIf?: WhatIfResolvers<ContextType>;
  WhatIfCause?: WhatIfCauseResolvers<ContextType>;
  WhatIfCauseState?: WhatIfCauseStateResolvers<ContextType>;
  WhatIfLineState?: WhatIfLineStateResolvers<ContextType>;
  WhatIfMoment?: WhatIfMomentResolvers<ContextType>;
  WhatIfOrderLine?: WhatIfOrderLineResolvers<ContextType>;
  WhatIfOrderLineConnection?: WhatIfOrderLineConnectionResolvers<ContextType>;
  WhatIfOrderLineEdge?: WhatIfOrderLineEdgeResolvers<ContextType>;
  WhatIfOrderState?: WhatIfOrderStateResolvers<ContextType>;
  WhatIfProductionOrder?: WhatIfProductionOrderResolvers<ContextType>;
  WhatIfProductionOrderConnection?: WhatIfProductionOrderConnectionResolvers<ContextType>;
  WhatIfProductionOrderEdge?: WhatIfProductionOrderEdgeResolvers<ContextType>;
  WorstCause?: WorstCauseResolvers<ContextType>;
  WorstCauses?: WorstCausesResolvers<ContextType>;
  WouldCall?: WouldCallResolvers<ContextType>;
  WouldCallStep?: WouldCallStepResolvers<ContextType>;
  WrongSystem?: WrongSystemResolvers<ContextType>;
};

