import type { Health } from "@lockstep/connectors/contract";
import { type Instant, SECOND } from "@lockstep/domain/instant";
import type { FeedBook } from "../view/feed-book.ts";
import type { Trouble } from "../view/feeds.ts";
import type { Writer } from "../writer/contract.ts";

interface Books {
  readonly feeds: FeedBook;
  readonly writer: Pick<Writer, "refresh">;
}

/** What a connector says of its sources and of itself, as it is told on: soon, where it is news. */
export interface ToldOf {
  /** It is there, or was asked, and all that it said is in the log. */
  heard(source: string, at: Instant): void;
  trouble(source: string, why: Trouble | null): void;
  lost(why: Trouble | null): void;
  failed(): void;
  health(changes: readonly Health[]): void;
}

export function toldOf(connector: string, { feeds, writer }: Books): ToldOf {
  const shown = (isNews: boolean): void => {
    if (isNews) writer.refresh();
  };
  return {
    heard: (source, at) => feeds.heard(source, { at, time: null }),
    trouble: (source, why) => shown(feeds.trouble(source, why)),
    lost: (why) => shown(feeds.lost(connector, why)),
    failed: () => feeds.failed(connector),
    health(changes) {
      let isNews = false;
      for (const { source, trouble, heard } of changes) {
        const why = trouble === null ? null : ({ kind: "MACHINE_GONE", text: trouble } as const);
        isNews = feeds.trouble(source, why) || isNews;
        if (heard !== undefined) feeds.heard(source, heard);
      }
      // That somebody is still there shows with whatever is shown next.
      shown(isNews);
    },
  };
}

/** Silence is no event: it is looked for, so that it shows when it is due and not with the next fact. */
export function watchSilence({ feeds, writer }: Books): () => void {
  const timer = setInterval(() => {
    if (feeds.isDue(Date.now())) writer.refresh();
  }, SECOND);
  timer.unref();
  return () => clearInterval(timer);
}
