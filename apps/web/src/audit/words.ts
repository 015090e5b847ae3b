import type { AuditRecord } from "@lockstep/protocol/generated/schema";
import { word } from "../i18n/i18n.ts";

/** What a record is about, as people call it; else its id. */
export function aboutOf({ kind, of, subject }: Pick<AuditRecord, "kind" | "of" | "subject">): string {
  return kind === null || of === null ? subject : `${word("kind", kind)}: ${of}`;
}

/** The state before and after: one word where it stayed the same. */
export function becameOf({ before, after }: Pick<AuditRecord, "before" | "after">): string {
  const [from, to] = [before, after].map(stateOf);
  return from === null || from === undefined || from === to ? (to ?? "–") : `${from} → ${to ?? "–"}`;
}

const stateOf = (state: string | null): string | null =>
  state === null ? null : word("state", state.toUpperCase().replaceAll("-", "_"));
