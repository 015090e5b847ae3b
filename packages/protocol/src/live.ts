/**
 * The socket's words, for both ends. Elements are whole rows with GraphQL's scalar fields, `cause`, `valueAtRisk` and
 * `impacted`; instants are ISO 8601 UTC with milliseconds, enums as in the GraphQL schema, "never" is null.
 */
export type LiveTopic = "exceptions" | "orderLines" | "feeds" | "presence";

export interface WatchRequest {
  readonly topics?: readonly LiveTopic[];
  /** The `asOf.seq` of the answer that the client has read. */
  readonly since: number;
}

export type WatchAnswer =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

export interface LiveMoney {
  /** Null: who reads it is shown no money. */
  readonly amount: string | null;
  readonly currency: string | null;
}

export interface LiveImpact {
  readonly line: string;
  readonly state: string;
  readonly lateByMinutes: number | null;
  readonly shortQuantity: number;
  readonly actBy: string | null;
  readonly lost: boolean;
}

export interface LiveException {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly subjectType: string;
  readonly title: string;
  readonly state: string;
  readonly present: boolean;
  readonly severity: string;
  readonly openedAt: string;
  readonly actBy: string | null;
  readonly firstImpactAt: string | null;
  readonly valueAtRisk: LiveMoney;
  readonly impacted: readonly LiveImpact[];
  readonly mutedBy: string | null;
  readonly sites: readonly string[];
  readonly resource: string | null;
  readonly owner: string | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly estimate: string | null;
  readonly estimatedBy: string | null;
  readonly shelvedUntil: string | null;
  readonly recurrences: number;
  readonly nextActions: readonly string[];
  readonly revision: number;
  readonly mergedInto: string | null;
  readonly mergedCount: number;
}

export interface LiveOrderLine {
  readonly id: string;
  readonly order: string;
  readonly site: string;
  readonly item: string;
  readonly itemName: string;
  readonly uom: string;
  readonly customer: string;
  readonly customerName: string;
  readonly state: string;
  readonly quantity: number;
  readonly openQuantity: number;
  readonly shortQuantity: number;
  readonly requestedAt: string;
  readonly promisedAt: string;
  readonly projectedDelivery: string | null;
  readonly slackMinutes: number | null;
  readonly pLate: number;
  readonly cause: { readonly kind: string; readonly subject: string; readonly subjectType: string } | null;
  readonly valueAtRisk: LiveMoney;
  readonly openValue: LiveMoney;
}

export interface LiveFeed {
  readonly id: string;
  readonly system: string;
  readonly lastFactAt: string | null;
  readonly lastReceivedAt: string | null;
  readonly lastHeardAt: string | null;
  readonly ageSeconds: number | null;
  readonly status: string;
  readonly trouble: string | null;
  readonly troubleKind: string | null;
  readonly errors: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly warnAfterSeconds: number | null;
  readonly errorAfterSeconds: number | null;
  readonly ratePerMinute: number | null;
  readonly lagSeconds: number | null;
  readonly skewSeconds: number | null;
  readonly toDo: string;
}

export interface LivePresence {
  readonly user: string;
  readonly looksAt: string | null;
  /** The exception that they are writing a comment on; left out: none. */
  readonly typesOn?: string;
}

/** Every change after `fromSeq` up to `toSeq`, once, in order; frames join without a gap. */
export interface DeltaFrame {
  readonly fromSeq: number;
  /** The `asOf.seq` whose state this frame completes. */
  readonly toSeq: number;
  readonly now: string;
  /** When the latest fact behind it was received; null where time alone moved. */
  readonly factAt: string | null;
  readonly exceptions: readonly LiveException[];
  readonly removedExceptions: readonly string[];
  readonly orderLines: readonly LiveOrderLine[];
  readonly removedOrderLines: readonly string[];
  readonly feeds: readonly LiveFeed[];
  readonly presence: readonly LivePresence[];
}

export interface ResyncFrame {
  readonly seq: number;
}

/** The answer to `beat`: the server's latest sequence and its wall clock, so that a page notices silence, lag and skew. */
export interface BeatAnswer {
  readonly seq: number;
  readonly at: string;
}

export interface ServerToClient {
  delta: (frame: DeltaFrame) => void;
  resync: (frame: ResyncFrame) => void;
  /** This person has been told something in the app, or has read it: `notifications` says what. Nobody else gets the word. */
  told: () => void;
}

export interface ClientToServer {
  watch: (request: WatchRequest, acknowledge: (answer: WatchAnswer) => void) => void;
  /** What this person has open, for the others' eyes. */
  look: (exception: string | null) => void;
  /** This person is writing about an exception: sent every few seconds while it is so, and null at its end. It is forgotten after 5 s. */
  typing: (exception: string | null) => void;
  /**
   * How long it took from the receipt of facts until they were on this screen, milliseconds: a sample of the last second; and
   * a sample of those that brought a card that is new or graver.
   */
  painted: (delaysMs: readonly number[], ofNewsMs: readonly number[]) => void;
  /** Sent once a second by every page: no answer for longer means that what it shows is old. */
  beat: (acknowledge: (answer: BeatAnswer) => void) => void;
}
