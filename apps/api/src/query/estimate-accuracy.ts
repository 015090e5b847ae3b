import { DAY, isoOf } from "@lockstep/domain/instant";
import type { EstimateAccuracy, EstimateScore, QueryEstimateAccuracyArgs } from "@lockstep/protocol/generated/schema";
import { type Accuracy, accuracyBy, ESTIMATES_VERSION, judgedOf } from "@lockstep/workflow/estimates/accuracy";
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
  const records = [...view.workflow.records.values()].filter(
    ({ seen: { sites } }) => viewer.scope.seesAny(sites) && (site === null || sites.includes(site)),
  );
  const isOwn = !seesAll(viewer);
  const judged = judgedOf(records, view.clock).filter(
    ({ at, by }) => at >= from && at < to && (!isOwn || by === viewer.name),
  );
  return {
    asOf: isoOf(view.clock),
    definition: DEFINITION + versionText(ESTIMATES_VERSION),
    ...{ version: ESTIMATES_VERSION, isOwn },
    people: accuracyBy(judged, "person").map(scoreRow),
    roles: isOwn ? [] : accuracyBy(judged, "role").map((role) => ({ ...scoreRow(role), who: upper(role.who) })),
  };
}

const seesAll = (viewer: Viewer): boolean => hasRole(viewer, "LEADER", "PLANT_MANAGER", "ADMINISTRATOR");

const scoreRow = (score: Accuracy): EstimateScore => ({ ...score, keptShare: score.kept / score.n });
