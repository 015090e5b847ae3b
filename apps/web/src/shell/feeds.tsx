import type { LiveFeed } from "@lockstep/protocol/live";
import { type ReactNode, useEffect, useState } from "react";
import { formatRelative, formatSpan } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import type { DelayFigures } from "../live/delay.ts";
import { useNow, useServices, useSnapshot } from "./context.tsx";

/** Each system's freshness: the worst status of its feeds, and how long the freshest of those has been silent. */
export function FeedFigures(): ReactNode {
  const { state, clockOffsetMs } = useSnapshot();
  const now = useNow();
  const feeds = [...(state?.feeds.values() ?? [])].filter(isShown);
  if (feeds.length === 0) return <dd>{state ? t("header.noFeeds") : "–"}</dd>;
  const systems = new Map<string, LiveFeed[]>();
  for (const feed of feeds) systems.set(feed.system, [...(systems.get(feed.system) ?? []), feed]);
  return (
    <dd className="feeds">
      {[...systems]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([system, members]) => (
          <span key={system} title={members.map((feed) => feedTitle(feed, now)).join("\n")} className="feed">
            <span className={`feed-mark feed-${worst(members).toLowerCase()}`} aria-hidden="true" />
            {system}{" "}
            {system !== TARGET && (
              <span className="feed-age">
                {clockOffsetMs === null ? toldAge(spoken(members)) : age(spoken(members), now)}
              </span>
            )}
            {worst(members) !== "FRESH" && <span className="feed-word">{word("feedStatus", worst(members))}</span>}
          </span>
        ))}
    </dd>
  );
}

/** What is only told has no age, and nothing leans on it: it shows where it does not take what it is told. */
export const TARGET = "TARGET";
const isShown = ({ system, status }: LiveFeed): boolean => system !== TARGET || status !== "FRESH";

/** Measured from a fact's receipt to its paint on this very screen. */
export function DelayFigure(): ReactNode {
  const { live } = useServices();
  const [figures, setFigures] = useState<DelayFigures | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setFigures(live.delay(Date.now())), 1000);
    return () => clearInterval(timer);
  }, [live]);
  if (!figures) return <dd title={t("header.delayNone")}>–</dd>;
  return (
    <dd title={t("header.delayTitle", { n: figures.n })}>
      {t("header.delayValue", { p50: short(figures.p50Ms), p95: short(figures.p95Ms) })}
    </dd>
  );
}

function short(ms: number): string {
  return ms < 1000 ? t("header.ms", { n: Math.round(ms) }) : t("header.s", { n: (ms / 1000).toPrecision(3) });
}

function age(feeds: readonly LiveFeed[], now: string): string {
  const last = feeds.flatMap((feed) => (feed.lastHeardAt === null ? [] : [Date.parse(feed.lastHeardAt)]));
  return last.length === 0 ? t("header.never") : formatSpan(Math.max(0, Date.parse(now) - Math.max(...last)));
}

/** Where the clock is moved by hand, receipts are of another clock than now: the server's own figure stands. */
function toldAge(feeds: readonly LiveFeed[]): string {
  const ages = feeds.flatMap((feed) => (feed.ageSeconds === null ? [] : [feed.ageSeconds]));
  return ages.length === 0 ? t("header.never") : formatSpan(Math.min(...ages) * 1000);
}

/** Whose age is told: those whose status is told. */
const spoken = (feeds: readonly LiveFeed[]): readonly LiveFeed[] =>
  feeds.filter((feed) => feed.status === worst(feeds));

function worst(feeds: readonly LiveFeed[]): string {
  return ["ERROR", "WARN"].find((status) => feeds.some((feed) => feed.status === status)) ?? "FRESH";
}

function feedTitle(feed: LiveFeed, now: string): string {
  return t("header.feedTitle", {
    system: feed.system,
    id: feed.id,
    status: word("feedStatus", feed.status),
    when: feed.lastReceivedAt === null ? t("header.never") : formatRelative(feed.lastReceivedAt, now),
    accepted: feed.accepted,
    quarantined: feed.quarantined,
  });
}
