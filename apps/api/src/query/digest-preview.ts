import { isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import type { QueryDigestPreviewArgs, WeeklyDigest } from "@lockstep/protocol/generated/schema";
import { weeklyAt, weeklyReaders } from "@lockstep/workflow/digest/due-weeklies";
import { siteKey } from "@lockstep/workflow/escalation/model";
import type { Reach } from "../escalation/situation.ts";
import { situationOf } from "../escalation/situation.ts";
import { weeklyDigest } from "../otif/weekly-digest.ts";
import { siteTimeZone } from "../wire/names.ts";
import type { Moment } from "./moment.ts";

/** Null: there is no such site that the viewer may see. */
export function digestPreview(
  moment: Moment,
  { ledger, reach }: { readonly ledger: Ledger; readonly reach: Reach },
  { site: asked }: QueryDigestPreviewArgs,
): WeeklyDigest | null {
  const { view, viewer } = moment;
  const site = asked ?? null;
  if (site !== null && !(view.world.sites.has(site) && viewer.scope.sees(site))) return null;
  const { escalation } = view.workflow;
  const roster = escalation.rosters.get(siteKey(site))?.at(-1);
  const timeZone = roster?.timeZone ?? (site === null ? "UTC" : siteTimeZone(view.world, site));
  const found = weeklyDigest(moment, ledger, { site, timeZone });
  if (found === null) return null;
  const { reaches } = situationOf(view, reach);
  const readers = roster === undefined ? [] : weeklyReaders(escalation, roster, view.clock);
  return {
    ...found,
    asOf: isoOf(view.clock),
    nextAt: roster === undefined ? null : isoOf(Math.max(weeklyAt(escalation, roster), view.clock)),
    readers: readers.map(({ person, isOn }) => ({
      ...{ person: person.id, name: person.name, isOn },
      isReached: reaches(person).includes("email"),
    })),
  };
}
