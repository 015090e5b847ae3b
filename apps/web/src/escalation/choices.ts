import type { CauseKind, Channel, EscalationClock, Role } from "@lockstep/protocol/generated/schema";

export const KINDS = [
  "MACHINE_DOWN",
  "SLOW_RUNNING",
  "SCRAP",
  "NOT_STARTED",
  "OVERLOAD",
  "SUPPLIER_LATE",
  "NO_SUPPLY",
  "PLAN_GAP",
  "QUALITY_HOLD",
  "STOCK_MISMATCH",
  "NOT_SHIPPED",
  "NOT_RECEIVED",
  "TRANSFER_LATE",
  "CLOSED_SHORT",
  "UNCERTAIN",
] as const satisfies readonly CauseKind[];

export const CHANNELS = ["IN_APP", "EMAIL", "WEBHOOK"] as const satisfies readonly Channel[];

export const CLOCKS = ["WORKING", "ALWAYS"] as const satisfies readonly EscalationClock[];

/** Those that somebody is called in. */
export const CALLED_ROLES = [
  "SUPERVISOR",
  "PLANNER",
  "PLANT_MANAGER",
  "LEADER",
  "STEWARD",
] as const satisfies readonly Role[];
