import type { AsOf, Fact } from "../api/answers.ts";

/** What the documents about lineage are answered with, field for field as schema.graphql has them. */
export interface ThingVariables {
  [name: string]: unknown;
  readonly of: string;
  readonly id: string;
}

export interface LineageVariables extends ThingVariables {
  readonly figure: string;
}

export interface LineagePageVariables extends LineageVariables {
  readonly after: string | null;
  /** The pages that follow ask for more facts alone. */
  readonly isFirst: boolean;
}

export interface LineageMoreVariables extends LineageVariables {
  readonly after: string;
}

interface PageOf<Node> {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

export interface LineagePart {
  readonly of: string;
  readonly id: string;
  readonly figure: string;
  readonly name: string;
  readonly value: string | null;
  readonly weight: number | null;
  readonly at: string | null;
}

export interface LineageParts extends PageOf<LineagePart> {
  readonly makeUp: "SUM" | "SHARE" | "COUNT" | "MEDIAN" | "HALF_LIFE" | "BASIS";
  readonly unit: "NUMBER" | "MONEY" | "SHARE" | "MINUTES" | "HOURS" | "DAYS";
  readonly total: string | null;
}

export interface PartsAnswer {
  readonly lineage: { readonly parts: LineageParts | null } | null;
}

export interface LineageAct {
  readonly exception: string;
  readonly title: string;
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly note: string | null;
}

export type LineageActs = PageOf<LineageAct>;

export interface ActsAnswer {
  readonly lineage: { readonly acts: LineageActs } | null;
}

export interface StaleSource {
  readonly source: string;
  readonly status: string;
  readonly ageSeconds: number | null;
  readonly trouble: string | null;
}

export interface LineageFact {
  readonly role: string;
  readonly kind: string;
  readonly subject: string;
  readonly connector: string;
  readonly origin: string;
  readonly fact: Fact;
  readonly message: {
    readonly sha256: string;
    readonly place: string;
    readonly bytes: number;
    readonly text: string | null;
  } | null;
  readonly readings: { readonly first: string; readonly last: string; readonly count: number } | null;
  readonly ruleSetVersion: number;
}

export interface Rival {
  readonly waits: string;
  readonly kind: string;
  readonly id: string;
  readonly operation: string | null;
  readonly why: string;
  readonly at: string;
  readonly quantity: number | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly needAt: string | null;
  readonly priority: number | null;
  readonly facts: readonly Fact[];
}

export interface Rivals {
  readonly totalCount: number;
  readonly isWhole: boolean;
  readonly nodes: readonly Rival[];
}

export interface LineageSource extends StaleSource {
  readonly system: string;
  readonly facts: number;
}

export interface Lineage {
  readonly value: string | null;
  readonly moment: AsOf;
  readonly isComplete: boolean;
  readonly leftOut: readonly string[];
  readonly sources: readonly LineageSource[];
  readonly rules: readonly { readonly number: string; readonly text: string; readonly file: string }[];
  readonly rulesVersion: string;
  /** Of the first page, as are its parts and what was done; null: it is not made of parts. */
  readonly before?: Rivals;
  readonly parts?: LineageParts | null;
  readonly acts?: LineageActs;
  readonly behind: PageOf<LineageFact>;
}

export interface LineageAnswer {
  readonly lineage: Lineage | null;
}

export interface EvidenceAnswer {
  readonly lineage: {
    readonly evidence: { readonly json: string; readonly sha256: string; readonly text: string };
  } | null;
}

export interface StaleFiguresAnswer {
  readonly asOf: AsOf;
  readonly staleFigures: readonly { readonly figure: string; readonly sources: readonly StaleSource[] }[];
}

export interface StaleRowsVariables {
  [name: string]: unknown;
  readonly ids: readonly string[];
  readonly site: string | null;
}

export interface StaleRowsAnswer {
  readonly exceptions: {
    readonly nodes: readonly { readonly id: string; readonly staleSources: readonly StaleSource[] }[];
  };
  readonly overview: { readonly staleSources: readonly StaleSource[] };
}
