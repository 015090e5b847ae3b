import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import type { Overview } from "../api/answers.ts";
import { t, word } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { Bell } from "../told/bell.tsx";
import { Shape } from "../ui/chips.tsx";
import { Choice } from "../ui/choice.tsx";
import { fetched } from "../ui/fetched.tsx";
import { Money } from "../ui/figures.tsx";
import { HEADER, StaleMark } from "../ui/stale-mark.tsx";
import { useChangeView, usePlant, useSnapshot, useView } from "./context.tsx";
import { DelayFigure, FeedFigures } from "./feeds.tsx";
import { IN_HEADER, PAGES, type PageAddress } from "./pages.ts";
import { Clock, PhaseBadge } from "./phase.tsx";
import { useOverview } from "./use-overview.ts";

const UserMenu = fetched(async () => (await import("./user-menu.tsx")).UserMenu);

export function Header(): ReactNode {
  const { overview, old } = useOverview();
  const plant = usePlant();
  const view = useView();
  const change = useChangeView();
  const open = useOpenBySeverity();
  const counts: Partial<Record<PageAddress, number>> =
    overview === null
      ? {}
      : { "/quarantine": overview.openQuarantine, "/findings": overview.findings + overview.parkedFacts };
  return (
    <header className="header">
      <div className="header-top">
        <Link to="/" search={{ site: view.site }} className="brand">
          <svg viewBox="0 0 32 32" aria-hidden="true" className="brand-mark">
            <path d="M8 6v20M16 11v15M24 16v10M8 26h16" />
          </svg>
          <span className="brand-name">{t("app.name")}</span>
        </Link>
        <Choice
          label={t("header.plant")}
          any={t("header.allPlants")}
          value={view.site}
          options={(plant?.sites ?? []).map((site) => ({ value: site.id, text: site.name }))}
          onChange={(site) => change({ site, line: undefined })}
        />
        <nav aria-label={t("nav.pages")} className="nav">
          <Link to="/" search={{ site: view.site }} activeOptions={{ includeSearch: false, exact: true }}>
            {t("nav.board")}
          </Link>
          {PAGES.filter(([to]) => IN_HEADER.has(to)).map(([to, name]) => (
            <Link key={to} to={to} search={{ site: view.site }} activeOptions={{ includeSearch: false }}>
              {t(name)} <Count n={counts[to]} />
            </Link>
          ))}
        </nav>
        <span className="header-space" />
        <Clock />
        <PhaseBadge />
        <button
          type="button"
          className="button button-quiet command-button"
          onClick={() => window.dispatchEvent(new CustomEvent("lockstep:commands"))}
        >
          {t("header.commands")} <kbd>Ctrl K</kbd>
        </button>
        <Bell />
        <Person />
      </div>
      <dl className="strip live-panel" data-old={old}>
        <div className="strip-money">
          <dt>{t("header.totalAtRisk")}</dt>
          <dd>
            <From figure="VALUE_AT_RISK">
              {overview?.openOrderLines ? <Money value={overview.totalAtRisk} from={null} /> : "–"}
            </From>
            {overview?.totalAtRisk.amount === null && <small className="strip-why">{t("money.hiddenShort")}</small>}
          </dd>
        </div>
        <div>
          <dt>{t("header.openBySeverity")}</dt>
          <dd className="severities">
            <From figure="EXCEPTIONS">
              {(["critical", "high", "medium", "low"] as const).map((severity) => (
                <span key={severity} title={word("severity", severity.toUpperCase())}>
                  <span className={`chip chip-count ${open?.get(severity) ? `chip-${severity}` : "chip-plain"}`}>
                    <Shape severity={severity.toUpperCase()} />
                    <span className="visually-hidden">{word("severity", severity.toUpperCase())}</span>
                  </span>
                  {open === null ? "–" : (open.get(severity) ?? 0)}
                </span>
              ))}
            </From>
          </dd>
        </div>
        <Promises promises={overview?.promisesToday} />
        <div className="strip-feeds">
          <dt>{t("header.feeds")}</dt>
          <FeedFigures />
        </div>
        <div className="strip-delay">
          <dt>{t("header.delay")}</dt>
          <DelayFigure />
        </div>
      </dl>
    </header>
  );
}

/** As the list counts them: those whose cause stands, at the chosen plant. */
function useOpenBySeverity(): ReadonlyMap<string, number> | null {
  const { state } = useSnapshot();
  const { site } = useView();
  const exceptions = state?.exceptions;
  return useMemo(() => {
    if (!exceptions) return null;
    const counts = new Map<string, number>();
    for (const row of exceptions.values()) {
      if (!row.present || (site !== undefined && !row.sites.includes(site))) continue;
      const severity = row.severity.toLowerCase();
      counts.set(severity, (counts.get(severity) ?? 0) + 1);
    }
    return counts;
  }, [exceptions, site]);
}

/** The menu behind one's name is loaded when it is first asked for. */
function Person(): ReactNode {
  const plant = usePlant();
  const [asked, setAsked] = useState(false);
  const name = plant?.viewer.name ?? "…";
  const button = (
    <button type="button" className="person" aria-label={`${t("header.menu")}: ${name}`} onClick={() => setAsked(true)}>
      {name}
    </button>
  );
  if (!asked) return button;
  return <UserMenu meanwhile={button} onGiveUp={() => setAsked(false)} />;
}

function Promises({ promises }: { readonly promises: Overview["promisesToday"] | undefined }): ReactNode {
  return (
    <div title={promises ? t("header.promisesDetail", { ...promises }) : undefined}>
      <dt>{t("header.promisesToday")}</dt>
      <dd>
        <From figure="PROMISES_TODAY">
          {!promises
            ? "–"
            : promises.total === 0
              ? t("header.noPromises")
              : t("header.promisesOnTrack", { onTrack: promises.onTrack + promises.done, total: promises.total })}
        </From>
      </dd>
    </div>
  );
}

/** One of the header's figures opens where it comes from. */
function From({ figure, children }: { readonly figure: string; readonly children: ReactNode }): ReactNode {
  const { site } = useView();
  return (
    <>
      <FigureFrom from={{ of: "OVERVIEW", id: site ?? "*", figure }}>{children}</FigureFrom>
      <StaleMark id={HEADER} />
    </>
  );
}

function Count({ n }: { readonly n: number | undefined }): ReactNode {
  return n === undefined || n === 0 ? null : <span className="count">{n}</span>;
}
