import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AsOf, Fact } from "../api/answers.ts";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import type { LiveAnswer } from "../live/use-live-query.ts";
import { useNow, useSnapshot, useTrailTo, useZone } from "../shell/context.tsx";
import type { Place } from "../shell/view.ts";
import { Moment } from "../ui/figures.tsx";
import { JsonText } from "../ui/json-text.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";

interface PanelProps<Data extends { readonly asOf: AsOf }, Thing> {
  readonly answer: LiveAnswer<Data>;
  readonly pick: (data: Data) => Thing | null;
  readonly children: (thing: Thing) => ReactNode;
}

/** One thing read from the server: while it loads, when it fails, when there is none, and of which moment it is. */
export function Panel<Data extends { readonly asOf: AsOf }, Thing>({
  answer,
  pick,
  children,
}: PanelProps<Data, Thing>): ReactNode {
  const zone = useZone();
  const now = useNow();
  const { phase, frozen, state } = useSnapshot();
  if (!answer.data) {
    if (!answer.refusal) return <Placeholder rows={8} label={t("detail.loading")} />;
    const forbidden = answer.refusal.code === "FORBIDDEN" || answer.refusal.code === "UNAUTHENTICATED";
    return (
      <Notice title={forbidden ? t("page.forbidden") : t("detail.failed")} tone="failed">
        <p>{forbidden ? t("page.forbiddenHint", { message: answer.refusal.message }) : answer.refusal.message}</p>
        {!forbidden && (
          <button type="button" className="button" onClick={answer.again}>
            {t("detail.retry")}
          </button>
        )}
      </Notice>
    );
  }
  const thing = pick(answer.data);
  // Nothing has happened since it was read, and the page is live: then it is as of now.
  const current = phase.kind === "live" && !frozen && state !== null && answer.data.asOf.seq >= state.seq;
  const at = current ? now : answer.data.asOf.now;
  if (thing === null) {
    return (
      <Notice title={t("detail.gone")}>
        <p>{t("detail.goneHint")}</p>
      </Notice>
    );
  }
  return (
    <>
      <div className="panel" data-old={answer.old}>
        {children(thing)}
      </div>
      <p className="as-of">{t("detail.asOf", { time: formatTime(at, zone, "clock") })}</p>
    </>
  );
}

export function Section({
  title,
  hint,
  children,
}: {
  readonly title: ReactNode;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className="section">
      <h3>
        {title}
        {hint !== undefined && <span className="section-hint">{hint}</span>}
      </h3>
      {children}
    </section>
  );
}

export function PanelHead({
  title,
  what,
  children,
}: {
  readonly title: string;
  readonly what: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className="panel-head">
      <h2>{title}</h2>
      <p>{what}</p>
      {children}
    </div>
  );
}

/** Opens a thing on the trail. */
export function Open({ place, children }: { readonly place: Place | null; readonly children: ReactNode }): ReactNode {
  const trailTo = useTrailTo();
  if (!place) return <span>{children}</span>;
  return (
    <Link to="/" search={trailTo(place)} className="open">
      {children}
    </Link>
  );
}

/** The accepted facts, newest first, each with the whole event to open. */
export function FactsBehind({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  const zone = useZone();
  return (
    <details className="facts">
      <summary>
        {t("detail.facts")} <span className="count">{facts.length}</span>
      </summary>
      {facts.length === 0 && <p>{t("detail.noFacts")}</p>}
      <ul>
        {facts.map((fact) => (
          <li key={fact.seq}>
            <details>
              <summary>
                <span className="fact-type">{fact.type}</span>
                <Moment at={fact.time} zone={zone} withZone />
                <span className="fact-source">
                  {fact.source} · #{fact.seq}
                </span>
              </summary>
              <JsonText label={t("detail.factJson")} text={fact.event} />
            </details>
          </li>
        ))}
      </ul>
    </details>
  );
}
