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

/** Takes what an address says, leaves out what it may not say. */
export function auditSearchOf(search: Record<string, unknown>): AuditSearch {
  const text = (name: string): string | undefined => {
    const value = search[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const record = text("record");
  return {
    ...{ since: text("since"), until: text("until"), by: text("by"), action: text("action") },
    ...{ subject: text("subject"), text: text("text") },
    record: record !== undefined && /^[1-9]\d{0,8}$/.test(record) ? record : undefined,
  };
}
