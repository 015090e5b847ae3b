import type { LivePresence } from "@lockstep/protocol/live";
import type { Viewer } from "../identity/viewer.ts";
import type { View } from "../view/view.ts";
import { exceptionRowFor } from "../wire/exception-row.ts";

/** Who has not typed for so long types no more. */
export const TYPING_FOR_MS = 5_000;

/** Who has which exception open, and who is writing about one. A person with several pages is where the last of them looks. */
export function createPresence() {
  const bySocket = new Map<string, Pick<LivePresence, "user" | "looksAt">>();
  /** What is being written about, by socket. */
  const typing = new Map<string, { readonly user: string; readonly typesOn: string }>();
  const withTyping = (presence: Pick<LivePresence, "user" | "looksAt">): LivePresence => {
    const typed = [...typing.values()].findLast(({ user }) => user === presence.user);
    return typed === undefined ? presence : { ...presence, typesOn: typed.typesOn };
  };
  const of = (user: string): LivePresence => {
    const looks = [...bySocket.values()].filter((one) => one.user === user);
    return withTyping(looks.at(-1) ?? { user, looksAt: null });
  };
  return {
    look(socket: string, presence: Pick<LivePresence, "user" | "looksAt">): readonly LivePresence[] {
      const before = bySocket.get(socket);
      bySocket.delete(socket);
      bySocket.set(socket, presence);
      return before?.looksAt === presence.looksAt ? [] : [withTyping(presence)];
    },
    /** Null: no more. Nothing is told as long as it stays the same. */
    type(socket: string, user: string, exception: string | null): readonly LivePresence[] {
      const before = typing.get(socket)?.typesOn ?? null;
      typing.delete(socket);
      if (exception !== null) typing.set(socket, { user, typesOn: exception });
      return before === exception ? [] : [of(user)];
    },
    leave(socket: string): readonly LivePresence[] {
      const before = bySocket.get(socket);
      const user = before?.user ?? typing.get(socket)?.user;
      bySocket.delete(socket);
      typing.delete(socket);
      return user === undefined ? [] : [of(user)];
    },
    everyone: (): readonly LivePresence[] => [
      ...new Map([...bySocket.values()].map((one) => [one.user, withTyping(one)])).values(),
    ],
    /** What someone looks at, or writes about, is told only to those who may see it. */
    asSeenBy({ user, looksAt, typesOn }: LivePresence, viewer: Viewer, view: View): LivePresence {
      const seen = (id: string | null | undefined): string | null => {
        const source = id === null || id === undefined ? undefined : view.exceptions.get(id);
        return source && exceptionRowFor(source, viewer) ? source.record.id : null;
      };
      const typed = seen(typesOn);
      return { user, looksAt: seen(looksAt), ...(typed === null ? {} : { typesOn: typed }) };
    },
  };
}
