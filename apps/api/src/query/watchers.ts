import { isoOf } from "@lockstep/domain/instant";
import type { Watcher } from "@lockstep/protocol/generated/schema";
import type { ExceptionRow } from "@lockstep/protocol/rows";
import { personOf } from "@lockstep/workflow/escalation/who";
import type { Moment } from "./moment.ts";

/** Those who watch an exception. */
export function watchersOf({ view }: Moment, { id }: Pick<ExceptionRow, "id">): readonly Watcher[] {
  const { records, escalation } = view.workflow;
  return (records.get(id)?.watchers ?? []).map(({ person, since }) => ({
    ...{ person, since: isoOf(since) },
    name: personOf(escalation, person)?.person.name ?? person,
  }));
}
