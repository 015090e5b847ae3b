import { earliest, type Instant, isoOf } from "@lockstep/domain/instant";
import type { ExceptionRow, ImpactRow } from "@lockstep/protocol/rows";
import type { ExceptionRecord } from "@lockstep/workflow/model";
import type { Viewer } from "../identity/viewer.ts";
import { actionsOf } from "./actions.ts";
import type { AsMoney, Money } from "./money.ts";

/** One line that an exception hits, with what must be summed again for those who see only some of the lines. */
export interface ImpactSource {
  readonly row: ImpactRow;
  readonly site: string;
  readonly promisedAt: Instant;
  readonly actBy: Instant | null;
  readonly valueAtRiskMinor: number;
}

/** Another exception that one is muted by, is part of, or that is part of it. */
export interface Parent {
  readonly id: string;
  readonly sites: readonly string[];
}

type PerViewer =
  | "impacted"
  | "valueAtRisk"
  | "firstImpactAt"
  | "actBy"
  | "sites"
  | "nextActions"
  | "mutedBy"
  | "mergedInto"
  | "mergedCount";

/** An exception as it stands in one view, before it is known who looks at it. */
export interface ExceptionSource {
  readonly record: ExceptionRecord;
  readonly row: Omit<ExceptionRow, PerViewer>;
  readonly actBy: Instant | null;
  readonly firstImpactAt: Instant | null;
  /** Who sees none of them does not see it. */
  readonly sites: readonly string[];
  /** Where its cause is; none: nobody knows, or it is nowhere. */
  readonly subjectSites: readonly string[];
  /** Those that what is part of it touches as well. */
  readonly touches: readonly string[];
  /** Its own, and those of what is part of it. */
  readonly impacts: readonly ImpactSource[];
  readonly mutedBy: Parent | null;
  readonly mergedInto: Parent | null;
  /** What is part of it. */
  readonly parts: readonly Parent[];
  readonly asMoney: AsMoney;
}

/** What one person sees of an exception: the lines of their sites, and the money of these; null if nothing. */
export function exceptionRowFor(source: ExceptionSource, viewer: Viewer): ExceptionRow | null {
  const { scope } = viewer;
  if (!scope.seesAny(source.sites)) return null;
  const impacts = source.impacts.filter(({ site }) => scope.sees(site));
  const seesAll = impacts.length === source.impacts.length;
  const firstImpactAt = seesAll ? source.firstImpactAt : earliest(impacts.map(({ promisedAt }) => promisedAt));
  const actBy = seesAll ? source.actBy : earliest(impacts.map((one) => (one.row.lost ? null : one.actBy)));
  return {
    ...source.row,
    mutedBy: idFor(source.mutedBy, scope),
    mergedInto: idFor(source.mergedInto, scope),
    actBy: actBy === null ? null : isoOf(actBy),
    firstImpactAt: firstImpactAt === null ? null : isoOf(firstImpactAt),
    valueAtRisk: sumOf(impacts, source.asMoney),
    impacted: impacts.map(({ row }) => row),
    mergedCount: source.parts.filter((part) => scope.seesAny(part.sites)).length,
    sites: source.touches.filter((site) => scope.sees(site)),
    nextActions: actionsOf(source.record, source, viewer),
  };
}

const idFor = (parent: Parent | null, scope: Viewer["scope"]): string | null =>
  parent && scope.seesAny(parent.sites) ? parent.id : null;

/**
 * Whether it stands on the board: neither resolved, nor flagged as false, nor merged into another; into one that the viewer does not
 * see it is merged for others alone, and its lines stand under it.
 */
export const isOnBoard = ({ state, mergedInto }: Pick<ExceptionRow, "state" | "mergedInto">): boolean =>
  state !== "RESOLVED" && state !== "FALSE_FLAG" && (state !== "MERGED" || mergedInto === null);

/** The same of one to whom it has not been made a row. */
export const isOnBoardFor = ({ row, sites, mergedInto }: ExceptionSource, { scope }: Viewer): boolean =>
  scope.seesAny(sites) && isOnBoard({ state: row.state, mergedInto: idFor(mergedInto, scope) });

const sumOf = (impacts: readonly ImpactSource[], asMoney: AsMoney): Money =>
  asMoney(impacts.reduce((sum, { valueAtRiskMinor }) => sum + valueAtRiskMinor, 0));
