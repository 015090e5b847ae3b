import { isoOf } from "@lockstep/domain/instant";
import type { CauseKind, ExceptionPlaybook, Playbook } from "@lockstep/protocol/generated/schema";
import type { ExceptionRow } from "@lockstep/protocol/rows";
import { isLive } from "@lockstep/workflow/life";
import { mayActInRole, maySee } from "@lockstep/workflow/permissions";
import type { PlaybookInForce } from "@lockstep/workflow/playbook/model";
import { playbookFor, playbookOf } from "@lockstep/workflow/playbook/playbooks";
import { stepsNow } from "@lockstep/workflow/playbook/steps";
import { currentSeen } from "@lockstep/workflow/weight";
import { type Reach, situationOf } from "../escalation/situation.ts";
import { actorOf } from "../wire/actions.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";

/** What each kind begins under at a site, by kind. */
export function playbooksAt({ view, viewer }: Moment, site: string): readonly Playbook[] {
  if (!viewer.scope.sees(site)) return [];
  const { playbooks } = view.workflow;
  const kinds = new Set([...playbooks.values()].flatMap((versions) => versions.map(({ kind }) => kind)));
  return [...kinds].sort().flatMap((kind) => {
    const inForce = playbookFor(playbooks, kind, [site]);
    return inForce === null ? [] : [playbookRow(inForce)];
  });
}

export const playbookRow = ({ site, kind, name, steps, version, at, by, reason }: PlaybookInForce): Playbook => ({
  ...{ site, kind: upper(kind) as CauseKind, name, version, reason, putBy: by },
  putAt: at === 0 ? null : isoOf(at),
  steps: steps.map(({ text, ownerRole, minutes }) => ({ text, ownerRole: upper(ownerRole), minutes })),
});

/** What is to be done about an exception, and what of it was. */
export function playbookOfException(
  { view, viewer }: Moment,
  reach: Reach,
  { id }: ExceptionRow,
): ExceptionPlaybook | null {
  const { workflow, isPast } = view;
  const record = workflow.records.get(id);
  if (record === undefined) return null;
  const playbook = playbookOf(workflow.playbooks, record);
  if (playbook === null) return null;
  const actor = actorOf(viewer);
  const isTheirs = mayActInRole(actor) && maySee(actor, currentSeen(workflow, record).sites);
  return {
    ...{ name: playbook.name, version: playbook.version, site: playbook.site },
    mayTick: !isPast && isLive(record.state) && isTheirs,
    steps: stepsNow(workflow, record, situationOf(view, reach)).map(({ text, ownerRole, dueAt, done, isOverdue }) => ({
      ...{ text, ownerRole: upper(ownerRole), dueAt: isoOrNull(dueAt), overdue: isOverdue },
      ...{ doneBy: done?.by ?? null, doneAt: isoOrNull(done?.at), note: done?.note ?? null },
    })),
  };
}
