/** What `/imports` answers and takes, as JSON; who answers and who asks are checked against the same shapes. */

/** A field of a type of fact that a table can fill. */
export interface Field {
  /** Inner fields and those of a list with their path: `target/item`, `components/quantityPer`. */
  readonly path: string;
  readonly kind: string;
  /** Of a list's field: within each of its elements. */
  readonly isRequired: boolean;
  /** The list whose elements have it. */
  readonly list: string | null;
  readonly choices: readonly string[];
  /** What it is where a table says nothing. */
  readonly otherwise: string | null;
}

/** Where a field's value is from, and what is done to it. */
export interface FieldRule {
  readonly column?: string;
  /** Of `@id`: the columns that tell the lines of one document apart. */
  readonly andColumns?: readonly string[];
  readonly constant?: string;
  readonly words?: Readonly<Record<string, string>>;
  readonly factor?: number;
  readonly timePer?: "second" | "minute" | "hour";
  readonly unitColumn?: string;
  readonly units?: Readonly<Record<string, number>>;
  readonly timeColumn?: string;
  readonly perColumn?: string;
  readonly currency?: string;
  readonly currencyColumn?: string;
}

/** What a table means. */
export interface Mapping {
  readonly type: string;
  /** By the field's path. */
  readonly fields: Readonly<Record<string, FieldRule>>;
  readonly decimal: "." | ",";
  readonly dates: "ymd" | "dmy" | "mdy";
  /** IANA; or `site`: the zone of the site that the row is of. */
  readonly zone: string;
  /** What its source told before and it no longer names is taken out. */
  readonly isComplete?: boolean;
  /** Of a workbook with several: the one that is read. */
  readonly sheet?: string;
  /** Columns that its head has several of: the first one is meant. */
  readonly alike?: readonly string[];
}

/** What there is for a projection. */
export interface Readiness {
  /** In the order in which files are brought in best. */
  readonly ready: readonly Needed[];
  /** What nothing is projected without: types of facts, and `supply` where none of those is there. */
  readonly missing: readonly string[];
}

export interface Needed {
  readonly type: string;
  /** `must`: nothing is projected without; `supply`: at least one of these; `better`: it is nearer to the truth with it. */
  readonly need: "must" | "supply" | "better";
  /** How many of these there are, at the plants that one sees. */
  readonly known: number;
}

export interface KeptMapping {
  readonly source: string;
  readonly mapping: Mapping;
  /** ISO 8601. */
  readonly changedAt: string;
  readonly changedBy: string;
}

/** `GET /imports`. */
export interface Overview extends Readiness {
  readonly types: readonly { readonly type: string; readonly shape: string; readonly fields: readonly Field[] }[];
  readonly mappings: readonly KeptMapping[];
  readonly seq: number;
}

export interface Column {
  readonly name: string;
  /** Each once; the first of them where there are more. */
  readonly values: readonly string[];
  readonly hasMore: boolean;
}

/** `POST /imports/{id}/guess`. */
export interface Guess {
  readonly mapping: Mapping;
  readonly isDateOrderAmbiguous: boolean;
  readonly isDecimalMarkAmbiguous: boolean;
}

/** `POST /imports`, and `POST /imports/{id}/sheet`. */
export interface Upload extends Guess {
  readonly id: string;
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly Column[];
  readonly preview: readonly { readonly row: number; readonly cells: readonly string[] }[];
  /** The likeliest first. */
  readonly types: readonly string[];
  /** Of a workbook: those that can be seen, and the one that this is. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
}

/** `POST /imports/{id}/preview`. */
export interface Preview {
  /** Why the mapping cannot be used as it is. */
  readonly problem: string | null;
  readonly fields: readonly {
    readonly path: string;
    /** Of the first rows, in order; both null where the row says nothing. */
    readonly values: readonly { readonly text: string | null; readonly trouble: string | null }[];
  }[];
}

/** What becomes of rows, in the order in which it matters. */
export const SHOWN = ["bad", "new", "changed", "gone", "older", "unchanged"] as const;
export type Shown = (typeof SHOWN)[number];
/** What becomes of facts. */
export type Found = Exclude<Shown, "bad">;

/** `bad`: troubles, of which a row may have several; the others: facts. */
export interface Counts extends Readonly<Record<Shown, number>> {
  readonly rows: number;
  readonly badRows: number;
}

/** What one fact of the table would do. */
export interface PlannedRow {
  readonly rows: readonly number[];
  readonly key: string;
  readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
  /** What it names and nobody has told of yet. */
  readonly waitsFor: readonly string[];
}

/** A trouble of a row that makes no fact. */
export interface BadRow {
  readonly row: number;
  /** Null: of the whole row. */
  readonly column: string | null;
  readonly value: string | null;
  readonly rule: string;
  /** In plain words, with what to do. */
  readonly reason: string;
}

/** `POST /imports/{id}/dry-run`. */
export interface DryRun {
  readonly counts: Counts;
  readonly waiting: {
    readonly facts: number;
    readonly nameCount: number;
    /** Those that the most wait for. */
    readonly names: readonly { readonly name: string; readonly facts: number }[];
  };
  /** The first of each kind. */
  readonly pages: Readonly<Record<Found, readonly PlannedRow[]>> & { readonly bad: readonly BadRow[] };
}

/** `GET /imports/{id}/rows`. */
export interface RowPage {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly (PlannedRow | BadRow)[];
}

/** `POST /imports/{id}/commit`. */
export interface Committed extends Readiness {
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly parked: number;
  readonly seq: number;
  readonly counts: Counts;
}

/** What a dry run and a commit are asked with. */
export interface Order {
  readonly source: string;
  readonly mapping: Mapping;
  /** When the file was true, ISO 8601; null: now. */
  readonly asOf: string | null;
}
