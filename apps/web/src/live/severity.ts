import type { Severity } from "@lockstep/protocol/generated/schema";

/** The gravest first. */
export const SEVERITIES = ["CRITICAL", "HIGH", "MEDIUM", "LOW"] as const satisfies readonly Severity[];

const ranks: readonly string[] = SEVERITIES;

interface Weighed {
  readonly severity: string;
}

export const gravestFirst = (a: Weighed, b: Weighed): number => ranks.indexOf(a.severity) - ranks.indexOf(b.severity);
