import type { LivePresence } from "@lockstep/protocol/live";
import type { Viewer } from "../identity/viewer.ts";
import type { View } from "../view/view.ts";
import { exceptionRowFor } from "../wire/exception-row.ts";

/** Who has which exception open. A person with several pages is where the last of them looks. */
export function createPresence() {
  const bySocket = new Map<string, LivePresence>();
  const of = (user: string): LivePresence => {
    const looks = [...bySocket.values()].filter((one) => one.user === user);
    return looks.at(-1) ?? { user, looksAt: null };
  };
  return {
    look(socket: string, presence: LivePresence): readonly LivePresence[] {
      const before = bySocket.get(socket);
      bySocket.delete(socket);
      bySocket.set(socket, presence);
      return before?.looksAt === presence.looksAt ? [] : [presence];
    },
    leave(socket: string): readonly LivePresence[] {
      const before = bySocket.get(socket);
      bySocket.delete(socket);
      return before === undefined ? [] : [of(before.user)];
    },
    everyone: (): readonly LivePresence[] => [
      ...new Map([...bySocket.values()].map((one) => [one.user, one])).values(),
    ],
    /** What someone looks at is told only to those who may see it. */
    asSeenBy({ user, looksAt }: LivePresence, viewer: Viewer, view: View): LivePresence {
      const source = looksAt === null ? undefined : view.exceptions.get(looksAt);
      return { user, looksAt: source && exceptionRowFor(source, viewer) ? looksAt : null };
    },
  };
}
