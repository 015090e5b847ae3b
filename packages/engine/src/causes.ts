import { HOUR, type Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { Found } from "./cause-rules.ts";
import type { LineModel, LineOutcome } from "./lines.ts";
import type { Plant } from "./plant.ts";
import type { Prices } from "./prices.ts";
import type { CauseView, Impact, Severity } from "./views.ts";

/** A line that is not on track, with what its walk found. */
export interface Hit {
  readonly line: LineModel;
  readonly outcome: LineOutcome;
  readonly found: Found;
  readonly resource: string | null;
  readonly remainingWork: number;
  readonly valueAtRiskMinor: number;
}

export interface CauseSources {
  readonly plant: Plant;
  readonly prices: Pick<Prices, "majorOf">;
  readonly sitesOfSubject: (found: Found) => readonly string[];
}

/** One cause for each (kind, subject), however many lines it hits. */
export function causesOf(sources: CauseSources, hits: readonly Hit[]): Map<string, CauseView> {
  const byKey = new Map<string, Hit[]>();
  for (const hit of hits) {
    const key = causeKey(hit.found);
    const known = byKey.get(key);
    if (known) known.push(hit);
    else byKey.set(key, [hit]);
  }
  return new Map(
    [...byKey].map(([key, list]) => {
      const sorted = list.sort((a, b) => byCodeUnit(a.line.id, b.line.id));
      return [key, causeOf(sources, key, sorted)];
    }),
  );
}

export const causeKey = ({ kind, subjectType, subject }: Found): string => `${kind}|${subjectType}|${subject}`;

/** Whether both have the same key. */
export const isCauseOf = (a: Found, b: Found): boolean =>
  a.kind === b.kind && a.subjectType === b.subjectType && a.subject === b.subject;

export function causeOf({ plant, prices, sitesOfSubject }: CauseSources, key: string, hits: readonly Hit[]): CauseView {
  const { now } = plant;
  const impacted = hits.map((hit) => impactOf(hit, now));
  const ahead = impacted.flatMap(({ actBy, lost }) => (lost || actBy === null ? [] : [actBy]));
  const actBy = ahead.length === 0 ? null : ahead.reduce((a, b) => Math.min(a, b));
  const value = impacted.reduce((total, one) => total + one.valueAtRiskMinor, 0);
  const first = hits[0]?.found ?? { kind: "no-supply", subjectType: "stocking-point", subject: "", clearsAt: null };
  const sites = new Set([...hits.map(({ line }) => line.data.site), ...sitesOfSubject(first)]);
  const { kind, subjectType, subject } = first;
  return {
    key,
    kind,
    subjectType,
    subject,
    severity: severityOf(plant, { actBy, value: prices.majorOf(value), sites }),
    actBy,
    firstImpactAt: hits.reduce((at, { line }) => Math.min(at, line.promisedAt), Number.POSITIVE_INFINITY),
    valueAtRiskMinor: value,
    impacted,
    sites: [...sites].sort(byCodeUnit),
    resource: subjectType === "resource" ? subject : (hits.find(({ resource }) => resource !== null)?.resource ?? null),
  };
}

function impactOf(hit: Hit, now: Instant): Impact {
  const { line, outcome, valueAtRiskMinor } = hit;
  const actBy = actByOf(hit);
  return {
    line: line.id,
    state: outcome.state,
    lateByMinutes: outcome.slack === null ? null : -outcome.slack / 60_000,
    shortQuantity: outcome.short,
    actBy,
    lost: actBy <= now,
    valueAtRiskMinor,
  };
}

/** The last moment at which clearing the cause still saves the promise. */
function actByOf({ line, outcome, found, remainingWork }: Hit): Instant {
  const isCounted = outcome.state !== "short" && found.clearsAt !== null && outcome.slack !== null;
  if (isCounted && found.clearsAt !== null && outcome.slack !== null) return found.clearsAt + outcome.slack;
  const latest = line.promisedAt + line.lateToleranceMs - line.transitMs - line.pickMs;
  return Math.round(latest - remainingWork);
}

const LEVELS: readonly Severity[] = ["low", "medium", "high", "critical"];

interface Weight {
  readonly actBy: Instant | null;
  /** In the company's currency. */
  readonly value: number;
  readonly sites: ReadonlySet<string>;
}

function severityOf(plant: Plant, { actBy, value, sites }: Weight): Severity {
  const limits = [...sites].map((site) => plant.siteOf(site).valueAtRiskLimit);
  const isOver = value > limits.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const level = levelOf(actBy === null ? null : actBy - plant.now);
  return LEVELS[Math.min(LEVELS.length - 1, level + (isOver ? 1 : 0))] ?? "critical";
}

function levelOf(left: number | null): number {
  if (left === null) return 1;
  if (left <= 4 * HOUR) return 3;
  if (left <= 24 * HOUR) return 2;
  return left <= 72 * HOUR ? 1 : 0;
}
