import { isoOf } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { LineageAct } from "@lockstep/protocol/generated/schema";
import type { ExceptionRecord } from "@lockstep/workflow/model";
import type { Moment } from "../query/moment.ts";
import { titleOf } from "../wire/title.ts";

/** What was done about exceptions that the viewer sees, by people and by the tower; the latest first. */
export function actsOf({ view, viewer }: Moment, records: readonly ExceptionRecord[]): readonly LineageAct[] {
  const seen = records.filter((record) => viewer.scope.seesAny(record.seen.sites));
  const acts = seen.flatMap((record) => {
    const title = titleOf(record, view.world);
    return record.timeline.map((entry, place) => ({ record, title, entry, place }));
  });
  acts.sort((a, b) => b.entry.at - a.entry.at || byCodeUnit(a.record.id, b.record.id) || b.place - a.place);
  return acts.map(({ record, title, entry: { seq, at, by, action, note } }) => ({
    ...{ exception: record.id, title, seq, at: isoOf(at), by, action, note },
  }));
}
