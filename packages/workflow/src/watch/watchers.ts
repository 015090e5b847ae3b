import type { WorkflowEvent } from "../model.ts";
import type { Watcher } from "./model.ts";

/** What an event does to those who watch its exception. */
export function watchersAfter(watchers: readonly Watcher[], event: WorkflowEvent): readonly Watcher[] {
  const { at, by, after: state } = event;
  switch (event.type) {
    case "watched":
      return [
        ...watchers,
        { person: by, sites: event.actor.sites, since: at, told: { at, state, weight: event.weight } },
      ];
    case "unwatched":
      return watchers.filter(({ person }) => person !== by);
    case "watchers-told":
      return watchers.map((one) =>
        event.of?.includes(one.person) === false ? one : { ...one, told: { at, state, weight: event.weight } },
      );
    default:
      // What they have done themselves they know.
      return event.before === state || !watchers.some(({ person }) => person === by)
        ? watchers
        : watchers.map((one) => (one.person === by ? { ...one, told: { ...one.told, state } } : one));
  }
}
