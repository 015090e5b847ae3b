import { isoOf } from "@lockstep/domain/instant";
import type { AuditEntry } from "@lockstep/protocol/generated/schema";
import { upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";

/** What has happened to an exception, in order. */
export function timeline({ view }: Moment, exception: string): readonly AuditEntry[] {
  const entries = view.workflow.records.get(exception)?.timeline ?? [];
  return entries.map(({ seq, at, by, action, before, after, note }) => ({
    seq,
    at: isoOf(at),
    by,
    action,
    before: before === null ? null : upper(before),
    after: upper(after),
    note,
  }));
}
