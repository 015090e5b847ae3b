import { DAY, isoOf } from "@lockstep/domain/instant";
import type { EstimateAccuracy, EstimateScore, QueryEstimateAccuracyArgs } from "@lockstep/protocol/generated/schema";
import {
  type Accuracy,
  accuracyBy,
  ESTIMATES_VERSION,
  type Judged,
  judgedOf,
} from "@lockstep/workflow/estimates/accuracy";
import type { ExceptionRecord } from "@lockstep/workflow/model";
import { badInput } from "../errors.ts";
import { hasRole, type Viewer } from "../identity/viewer.ts";
import { upper, versionText } from "../wire/words.ts";
import { MOST_DAYS } from "./adherence.ts";
import type { Moment } from "./moment.ts";

const DEFINITION =
  "Each estimate of a machine, a hold or a purchase that was given in this time, held against when its cause went and stayed away. " +
  "What has passed while its cause stands is censored at now (Kaplan and Meier), not left out; what is still ahead is not judged yet. " +
  "Kept: gone by the time that was said.";

/** How good people's estimates are (G1 to G4). */
export function estimateAccuracy(
  { view, viewer }: Moment,
  { from, to, site: asked }: QueryEstimateAccuracyArgs,
): EstimateAccuracy | null {
  if (from >= to) throw badInput("from must be before to.");
  if (to - from > MOST_DAYS * DAY) throw badInput(`Ask for at most ${MOST_DAYS} days at once.`);
  const site = asked ?? null;
  if (site !== null && !(view.world.sites.has(site) && viewer.scope.sees(site))) return null;
  const isOwn = !seesAll(viewer);
  const judged = [...judgedIn({ view, viewer }, { from, to, site })].map(({ judged }) => judged);
  return {
    asOf: isoOf(view.clock),
    definition: DEFINITION + versionText(ESTIMATES_VERSION),
    ...{ version: ESTIMATES_VERSION, isOwn },
    people: accuracyBy(judged, "person").map(scoreRow),
    roles: isOwn ? [] : accuracyBy(judged, "role").map((role) => ({ ...scoreRow(role), who: upper(role.who) })),
  };
}

interface JudgedOn {
  readonly record: ExceptionRecord;
  readonly judged: Judged;
}

/** Of that time those that the viewer may see, each with the exception that it is of. */
export function* judgedIn({ view, viewer }: Moment, { from, to, site }: QueryEstimateAccuracyArgs): Iterable<JudgedOn> {
  const isOwn = !seesAll(viewer);
  for (const record of view.workflow.records.values()) {
    const { sites } = record.seen;
    if (!viewer.scope.seesAny(sites) || (site !== null && site !== undefined && !sites.includes(site))) continue;
    for (const judged of judgedOf([record], view.clock)) {
      const { at, by } = judged;
      if (at >= from && at < to && (!isOwn || by === viewer.name)) yield { record, judged };
    }
  }
}

const seesAll = (viewer: Viewer): boolean => hasRole(viewer, "LEADER", "PLANT_MANAGER", "ADMINISTRATOR");

const scoreRow = (score: Accuracy): EstimateScore => ({ ...score, keptShare: score.kept / score.n });
