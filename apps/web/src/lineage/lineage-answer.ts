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
  /** Of the first page. */
  readonly before?: Rivals;
  readonly behind: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly LineageFact[];
  };
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
