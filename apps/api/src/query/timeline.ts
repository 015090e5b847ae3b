import { isoOf } from "@lockstep/domain/instant";
import type { AuditEntry } from "@lockstep/protocol/generated/schema";
import { meanwhile } from "@lockstep/workflow/meanwhile";
import { upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";

/** What has happened to an exception, in order. */
export function timeline({ view }: Moment, exception: string): readonly AuditEntry[] {
  const entries = view.workflow.records.get(exception)?.timeline ?? [];
  return entries.map((entry) => ({
    seq: entry.seq,
    at: isoOf(entry.at),
    by: entry.by,
    action: entry.action,
    before: entry.before === null ? null : upper(entry.before),
    after: upper(entry.after),
    note: entry.note,
    photos: entry.photos ?? [],
    meanwhile: meanwhile(entries, entry).map(({ seq }) => seq),
  }));
}
