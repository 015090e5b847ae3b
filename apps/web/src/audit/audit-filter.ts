import { instantOfWallTime } from "../format/wall-time.ts";
import type { AuditSearch } from "./audit-search.ts";

export interface AuditVariables {
  readonly from: string | null;
  readonly to: string | null;
  readonly by: string | null;
  readonly action: string | null;
  readonly subject: string | null;
  readonly text: string | null;
}

/** The filter as the server knows it. The minute that is named last is among it. */
export function filterOf({ since, until, by, action, subject, text }: AuditSearch, zone: string): AuditVariables {
  const last = until === undefined ? null : instantOfWallTime(until, zone);
  return {
    from: since === undefined ? null : instantOfWallTime(since, zone),
    to: last === null ? null : new Date(Date.parse(last) + 60_000).toISOString(),
    by: by ?? null,
    action: action ?? null,
    subject: subject ?? null,
    text: text ?? null,
  };
}
