import { instantOfWallTime } from "../format/wall-time.ts";

/** What the address of the audit says: the filter, and which record is open. */
export interface AuditSearch {
  /** Wall time of the plant: `2026-03-02T10:40`. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly by?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly record?: string | undefined;
}

export const FIELDS = ["since", "until", "by", "action", "subject", "text"] as const;

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** Takes what an address says, leaves out what it may not say. */
export function auditSearchOf(search: Record<string, unknown>): AuditSearch {
  const text = (name: string): string | undefined => {
    const value = search[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const time = (name: string): string | undefined => {
    const value = text(name);
    return value !== undefined && WALL_TIME.test(value) && instantOfWallTime(value, "UTC") !== null ? value : undefined;
  };
  const record = text("record");
  return {
    ...{ since: time("since"), until: time("until"), by: text("by"), action: text("action") },
    ...{ subject: text("subject"), text: text("text") },
    record: record !== undefined && /^[1-9]\d{0,8}$/.test(record) ? record : undefined,
  };
}
