/**
 * The life of an exception.
 *
 *                     a cause stands
 *                           │ opened
 *                           ▼
 *      woke            ┌─────────┐  reopened: seen again soon, or worse than when it was resolved
 *    ┌────────────────►│  open   │◄──────────────────────────────────┐
 *    │                 └─┬─────┬─┘                                   │
 *    │       acknowledge │     │ assign                              │
 *    │                   ▼     │                                     │
 *    │      ┌──────────────┐   │                                     │
 *    │      │ acknowledged │   │                                     │
 *    │      └──────┬───────┘   │                                     │
 *    │      assign │           │                                     │
 *    │             ▼           ▼                                     │
 *    │      ┌────────────────────┐      resolve, or recovered   ┌────┴─────┐
 *    │      │    in-progress     ├─────────────────────────────►│ resolved │
 *    │      └────────────────────┘                              └──────────┘
 *    │  ┌─────────┐   shelve, resolve and flag-false go from all   ┌────────────┐
 *    └──┤ shelved │   four of open, acknowledged, in-progress and ►│ false-flag │
 *       └─────────┘   shelved; so does recovered                   └────────────┘
 *
 * `merged` are cards that were joined into another (`joining.ts`): from the four live states, and back to open.
 */
export type ExceptionState = "open" | "acknowledged" | "in-progress" | "shelved" | "merged" | "false-flag" | "resolved";

/** What leads from state to state by the table; `merge` and `split` take another one (`joining.ts`). */
export type Step = "acknowledge" | "assign" | "shelve" | "resolve" | "flag-false" | "comment";
export type ActionKind = Step | "merge" | "split";

/** Where an action leads from each state; what is not here is an illegal move. */
const TRANSITIONS: {
  readonly [A in Step]: { readonly [S in ExceptionState]?: ExceptionState };
} = {
  acknowledge: {
    open: "acknowledged",
    acknowledged: "acknowledged",
    "in-progress": "in-progress",
    shelved: "acknowledged",
  },
  assign: { open: "in-progress", acknowledged: "in-progress", "in-progress": "in-progress", shelved: "shelved" },
  shelve: { open: "shelved", acknowledged: "shelved", "in-progress": "shelved", shelved: "shelved" },
  resolve: { open: "resolved", acknowledged: "resolved", "in-progress": "resolved", shelved: "resolved" },
  "flag-false": {
    open: "false-flag",
    acknowledged: "false-flag",
    "in-progress": "false-flag",
    shelved: "false-flag",
  },
  comment: {
    open: "open",
    acknowledged: "acknowledged",
    "in-progress": "in-progress",
    shelved: "shelved",
    merged: "merged",
    "false-flag": "false-flag",
    resolved: "resolved",
  },
};

/** In the order in which people are offered them. */
const ACTIONS = Object.keys(TRANSITIONS) as Step[];

/** Where the action leads, or null: it may not be taken in that state. */
export const stateAfter = (state: ExceptionState, action: Step): ExceptionState | null =>
  TRANSITIONS[action][state] ?? null;

export const actionsIn = (state: ExceptionState): readonly Step[] =>
  ACTIONS.filter((action) => stateAfter(state, action) !== null);

/** Somebody still has to do something, or has put it off. */
export const isLive = (state: ExceptionState): boolean =>
  state === "open" || state === "acknowledged" || state === "in-progress" || state === "shelved";

/** What of `merge` and `split` it can take: what others are part of is no part of another. */
export function joiningActions({ state, parts, present }: Joinable): readonly ActionKind[] {
  if (state === "merged") return present ? ["split"] : [];
  return isLive(state) && parts.length === 0 ? ["merge"] : [];
}

interface Joinable {
  readonly state: ExceptionState;
  readonly parts: readonly string[];
  readonly present: boolean;
}
