import { DAY } from "@lockstep/domain/instant";

/** What the address of the plan says: which part of it, from when to when, and what is picked in it. */
export interface PlanSearch {
  readonly tab?: "progress" | "losses" | undefined;
  /** The visible time, absolute: ISO 8601. Both or neither; without them it is around now, and goes along with it. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** The operation that is picked. */
  readonly bar?: string | undefined;
  readonly show?: "table" | undefined;
  /** What the curve is of: `resource:LINE-1` or `order:WO-1`; else the plant. */
  readonly of?: string | undefined;
}

const instantIn = (value: unknown): string | undefined =>
  typeof value === "string" && Number.isFinite(Date.parse(value))
    ? new Date(Date.parse(value)).toISOString()
    : undefined;

/** What is read reaches a little further on both sides, and a server answers for 31 days at once. */
const LONGEST = 30 * DAY;

/** Takes what an address says, leaves out what it may not say. */
export function planSearchOf(search: Record<string, unknown>): PlanSearch {
  const text = (name: string): string | undefined => {
    const value = search[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const [since, until] = [instantIn(search["since"]), instantIn(search["until"])];
  const isWindow = since !== undefined && until !== undefined && since < until;
  const tab = search["tab"];
  return {
    tab: tab === "progress" || tab === "losses" ? tab : undefined,
    since: isWindow ? since : undefined,
    until: isWindow ? new Date(Math.min(Date.parse(until), Date.parse(since) + LONGEST)).toISOString() : undefined,
    bar: text("bar"),
    show: search["show"] === "table" ? "table" : undefined,
    of: text("of"),
  };
}
