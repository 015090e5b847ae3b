import type { ExceptionRecord, WorkflowState } from "./model.ts";
import { currentSeen } from "./weight.ts";

const MUTED_BY_A_STOP: ReadonlySet<string> = new Set(["slow-running", "scrap", "not-started", "overload"]);

/** Nobody looks at a stop any more that was called false, or ended by hand: it speaks for nothing. */
const SPEAKS_NO_MORE: ReadonlySet<string> = new Set(["false-flag", "resolved"]);

/** The id of the exception that speaks for this one: the stop of the machine that it stands on, while that stands. */
export function mutedBy(state: WorkflowState, record: ExceptionRecord): string | null {
  const { resource } = currentSeen(state, record);
  if (resource === null || !MUTED_BY_A_STOP.has(record.kind)) return null;
  const parent = state.records.get(state.latest.get(`machine-down|resource|${resource}`) ?? "");
  return parent?.present === true && !SPEAKS_NO_MORE.has(parent.state) ? parent.id : null;
}
