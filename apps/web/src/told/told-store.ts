import type { ApolloClient } from "@apollo/client";
import { READ_UNREAD, type Unread } from "../api/told-documents.ts";

/** Many words at once, as in a flood, are one reading. */
const READ_EVERY_MS = 1_000;

export type Message = Unread["nodes"][number];

export interface ToldSnapshot {
  /** How many are not read; null until the server has said so. */
  readonly unread: number | null;
  /** The newest that has come while the page was open; null: none has. */
  readonly news: Message | null;
}

/** What this person is told in the app, on whatever page they are. */
export interface ToldStore {
  readonly snapshot: () => ToldSnapshot;
  readonly subscribe: (listen: () => void) => () => void;
}

interface ToldStoreParts {
  readonly client: Pick<ApolloClient, "query">;
  /** Nothing is asked before. */
  readonly drawn: Promise<void>;
  readonly onTold: (listen: () => void) => void;
}

/** It asks when the page is drawn, and then whenever it is told to: nobody asks again and again whether there is anything new. */
export function createToldStore({ client, drawn, onTold }: ToldStoreParts): ToldStore {
  const listeners = new Set<() => void>();
  let shown: ToldSnapshot = { unread: null, news: null };
  /** The newest that is known, read since or not. */
  let newest: Message | null = null;
  let isWanted = false;
  let isReading = false;
  let notBefore = 0;

  async function read(): Promise<void> {
    const { data } = await client.query({ query: READ_UNREAD });
    if (data === undefined) return;
    const { unread, nodes } = data.notifications;
    const [top = null] = nodes;
    const isFirst = shown.unread === null;
    const isNews = top !== null && isAfter(top, newest);
    if (isNews) newest = top;
    shown = { unread, news: isNews && !isFirst ? top : shown.news };
    for (const listen of listeners) listen();
  }

  /** One after the other, so that an older answer never takes the place of a newer one. */
  async function readWhileWanted(): Promise<void> {
    isReading = true;
    while (isWanted) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, notBefore - Date.now())));
      isWanted = false;
      notBefore = Date.now() + READ_EVERY_MS;
      // Without an answer what was known stays: the next word, or the server found again, asks anew.
      await read().catch(() => undefined);
    }
    isReading = false;
  }

  function again(): void {
    isWanted = true;
    if (!isReading) void readWhileWanted();
  }

  onTold(again);
  void drawn.then(again);
  return {
    snapshot: () => shown,
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}

/** Of those of one moment, which the server orders by their ids, the last is the newest. */
const isAfter = (one: Message, known: Message | null): boolean =>
  known === null || one.at > known.at || (one.at === known.at && one.id > known.id);
