import type { LiveException, LiveFeed } from "@lockstep/protocol/live";
import { type ReactNode, useEffect } from "react";
import { READ_WALL } from "../api/wall-documents.ts";
import { comparer } from "../board/select.ts";
import { formatNear, formatRelative, formatSpan, formatTime, zoneAbbreviation } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import "../i18n/wall-texts.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { exceptionFrom, overviewFrom } from "../lineage/keys.ts";
import { knowsNothing } from "../live/frames.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow, useSiteName, useSnapshot, useView, useZone } from "../shell/context.tsx";
import { TARGET } from "../shell/feeds.tsx";
import { SeverityChip } from "../ui/chips.tsx";
import { Money } from "../ui/figures.tsx";
import { buildIn, keepUp, readOwnPage } from "./keep-up.ts";
import type { WallAnswer, WallResource } from "./wall-answer.ts";
import "./wall.css";

const MOST_EXCEPTIONS = 5;
const MOST_LINES_DOWN = 4;
/** A display that is not let in asks again so often: whoever signs in there, or renews what has expired, is seen. */
const AGAIN_MS = 60_000;

/** For a screen on a wall that nobody touches: large, without scroll bars, and it looks after itself. */
export function WallPage(): ReactNode {
  const view = useView();
  const { phase, frozen, state, knownAt } = useSnapshot();
  const now = useNow();
  const zone = useZone();
  const siteName = useSiteName();
  const { data } = useLiveQuery(READ_WALL, { site: view.site ?? null });
  useAlone();
  useEffect(() => keepUp(buildIn(document.documentElement.outerHTML), { readPage: readOwnPage, reload }), []);
  const isRefused = phase.kind === "refused";
  useEffect(() => {
    if (!isRefused) return;
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRefused]);
  const isLive = phase.kind === "live" && !frozen;
  return (
    <main className="wall" id="main" data-live={isLive}>
      <header className="wall-head">
        <h1>{view.site === undefined ? t("app.name") : siteName(view.site)}</h1>
        <time dateTime={now}>
          {formatTime(now, zone, "clock")} <small>{zoneAbbreviation(now, zone)}</small>
        </time>
      </header>
      {!isLive && state !== null && (
        <p className="wall-stale" role="status">
          {t("wall.stale", { time: formatNear(knownAt ?? state.now, now, zone) })}
        </p>
      )}
      {isLive && state !== null && <Silent feeds={[...state.feeds.values()]} />}
      {phase.kind === "refused" ? (
        <div className="wall-notice" role="alert">
          <p>{t("wall.signedOut", { message: phase.message })}</p>
          <p>{t("wall.signedOutHint")}</p>
        </div>
      ) : state === null ? (
        <p className="wall-notice" role="status">
          {t("wall.loading")}
        </p>
      ) : (
        <div className="wall-body">
          <Exceptions
            rows={standing([...state.exceptions.values()], view.site)}
            isToldNothing={knowsNothing(state)}
            now={now}
          />
          <aside className="wall-side">
            <Today data={data} />
            <Down resources={data?.resources.filter((one) => one.state === "DOWN") ?? null} now={now} zone={zone} />
          </aside>
        </div>
      )}
    </main>
  );
}

const reload = (): void => location.reload();

/** The page's own head, and whatever lies over its edge, is not for walls. */
function useAlone(): void {
  useEffect(() => {
    document.documentElement.classList.add("on-wall");
    return () => document.documentElement.classList.remove("on-wall");
  }, []);
}

/** What stands and nobody has put aside, the most money first. */
export function standing(rows: readonly LiveException[], site: string | undefined): readonly LiveException[] {
  return rows
    .filter((row) => row.present && row.mutedBy === null && row.state !== "SHELVED")
    .filter((row) => site === undefined || row.sites.includes(site))
    .sort(comparer("money"));
}

/** Nobody opens the feeds from here: what is shown may lean on what has not spoken for too long. */
function Silent({ feeds }: { readonly feeds: readonly LiveFeed[] }): ReactNode {
  const silent = feeds.filter(({ system, status }) => status === "ERROR" && system !== TARGET);
  if (silent.length === 0) return null;
  const systems = [...new Set(silent.map(({ system }) => system))].sort();
  return (
    <p className="wall-stale" role="status">
      {t("wall.silent", { systems: systems.join(", ") })}
    </p>
  );
}

interface ExceptionsProps {
  readonly rows: readonly LiveException[];
  readonly isToldNothing: boolean;
  readonly now: string;
}

function Exceptions({ rows, isToldNothing, now }: ExceptionsProps): ReactNode {
  const more = rows.length - MOST_EXCEPTIONS;
  return (
    <section className="wall-exceptions" aria-label={t("wall.open")}>
      {rows.length === 0 && <p className="wall-none">{t(isToldNothing ? "list.nothingKnown" : "wall.none")}</p>}
      <ol>
        {rows.slice(0, MOST_EXCEPTIONS).map((row) => (
          <li key={row.id}>
            <strong className="wall-money">
              <Money value={row.valueAtRisk} from={exceptionFrom(row.id, "VALUE_AT_RISK")} />
            </strong>
            <span className="wall-what">
              <span className="wall-cause">{row.title}</span>
              <span className="wall-small">
                <SeverityChip severity={row.severity} />{" "}
                <FigureFrom from={exceptionFrom(row.id)}>{t("wall.lines", { n: row.impacted.length })}</FigureFrom>
                {(row.owner ?? row.acknowledgedBy) !== null && ` · ${row.owner ?? row.acknowledgedBy}`}
              </span>
            </span>
            <span className="wall-left">
              <FigureFrom from={exceptionFrom(row.id, "ACT_BY")}>{timeLeft(row, now)}</FigureFrom>
            </span>
          </li>
        ))}
      </ol>
      {more > 0 && <p className="wall-small">{t("wall.more", { n: more })}</p>}
    </section>
  );
}

function timeLeft(row: LiveException, now: string): string {
  if (row.actBy !== null) return formatRelative(row.actBy, now);
  const isLost = row.impacted.length > 0 && row.impacted.every(({ lost }) => lost);
  return t(isLost ? "wall.tooLate" : "wall.noActBy");
}

function Today({ data }: { readonly data: WallAnswer | null }): ReactNode {
  const { site } = useView();
  const today = data?.overview.promisesToday;
  return (
    <section aria-label={t("wall.today")}>
      <h2>{t("wall.today")}</h2>
      {today === undefined ? (
        <p className="wall-figure">–</p>
      ) : today.total === 0 ? (
        <p className="wall-figure">{t("wall.todayNone")}</p>
      ) : (
        <>
          <p className="wall-figure">
            <FigureFrom from={overviewFrom(site, "PROMISES_TODAY")}>
              {t("wall.todayOn", { on: today.onTrack + today.done, total: today.total })}
            </FigureFrom>{" "}
            <small>{t("wall.onTrack")}</small>
          </p>
          <p className="wall-small">{t("wall.todayDetail", { ...today })}</p>
        </>
      )}
      <p className="wall-figure">
        {data?.overview.openOrderLines ? (
          <Money value={data.overview.totalAtRisk} from={overviewFrom(site, "VALUE_AT_RISK")} />
        ) : (
          "–"
        )}{" "}
        <small>{t("wall.atRisk")}</small>
      </p>
    </section>
  );
}

interface DownProps {
  /** Null: not known yet. */
  readonly resources: readonly WallResource[] | null;
  readonly now: string;
  readonly zone: string;
}

function Down({ resources, now, zone }: DownProps): ReactNode {
  if (resources === null) {
    return (
      <section aria-label={t("wall.down")}>
        <h2>{t("wall.down")}</h2>
        <p className="wall-figure">–</p>
      </section>
    );
  }
  const more = resources.length - MOST_LINES_DOWN;
  return (
    <section aria-label={t("wall.down")}>
      <h2>
        {t("wall.down")} <span className="count">{resources.length}</span>
      </h2>
      {resources.length === 0 && <p className="wall-figure">{t("wall.downNone")}</p>}
      <ul>
        {resources.slice(0, MOST_LINES_DOWN).map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong>
            <span className="wall-small">
              {one.since !== null && (
                <FigureFrom from={{ of: "RESOURCE", id: one.id, figure: "STATE" }}>
                  {t("wall.downFor", { span: formatSpan(Date.parse(now) - Date.parse(one.since)) })}
                </FigureFrom>
              )}
              {" · "}
              <FigureFrom from={{ of: "RESOURCE", id: one.id, figure: "UP_AT" }}>
                {one.upAt === null || one.upAtAssumed
                  ? t("wall.upUnknown")
                  : t("wall.upAt", { time: formatNear(one.upAt, now, zone) })}
              </FigureFrom>
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="wall-small">{t("wall.more", { n: more })}</p>}
    </section>
  );
}
