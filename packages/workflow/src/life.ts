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

export type ActionKind = "acknowledge" | "assign" | "shelve" | "resolve" | "flag-false" | "comment";

/** Where an action leads from each state; what is not here is an illegal move. */
const TRANSITIONS: {
  readonly [A in ActionKind]: { readonly [S in ExceptionState]?: ExceptionState };
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
const ACTIONS = Object.keys(TRANSITIONS) as ActionKind[];

/** Where the action leads, or null: it may not be taken in that state. */
export const stateAfter = (state: ExceptionState, action: ActionKind): ExceptionState | null =>
  TRANSITIONS[action][state] ?? null;

export const actionsIn = (state: ExceptionState): readonly ActionKind[] =>
  ACTIONS.filter((action) => stateAfter(state, action) !== null);

/** Somebody still has to do something, or has put it off. */
export const isLive = (state: ExceptionState): boolean =>
  state === "open" || state === "acknowledged" || state === "in-progress" || state === "shelved";
