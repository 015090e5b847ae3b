import type { LiveException } from "@lockstep/protocol/live";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AuditEntry, ExceptionDetail } from "../api/answers.ts";
import { READ_EXCEPTION } from "../api/detail-documents.ts";
import { settlesAt } from "../board/cleared.ts";
import { Writers } from "../collaborate/writers.tsx";
import { formatNear, zoneAbbreviation } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import { FiguresOf, From, from } from "../lineage/from.tsx";
import { useLiveQuery } from "../live/use-live-query.ts";
import { decidedMeanwhile } from "../outbox/decided-meanwhile.ts";
import { ACTIONS, useActing } from "../shell/acting.ts";
import { useNow, usePlant, useSiteName, useSnapshot, useView, useZone } from "../shell/context.tsx";
import { SeverityChip, ShelvedChip, StateChip } from "../ui/chips.tsx";
import { Figures, Moment, Money } from "../ui/figures.tsx";
import { Phrase } from "../ui/phrase.tsx";
import { lostLines, TimeLeft } from "../ui/time-left.tsx";
import { EscalationPipeline } from "./escalation-pipeline.tsx";
import { ImpactedLines } from "./impacted-lines.tsx";
import { Merged, PartOf } from "./merged.tsx";
import { Open, Panel, Section } from "./panel.tsx";
import { ExplanationPath } from "./path.tsx";
import { Photos } from "./photos.tsx";
import { placeOfSubject } from "./places.ts";
import { PlaybookPart } from "./playbook-part.tsx";
import { Watching } from "./watching.tsx";

export function ExceptionPanel({ id }: { readonly id: string }): ReactNode {
  const answer = useLiveQuery(READ_EXCEPTION, { id });
  const { state } = useSnapshot();
  return (
    <Panel answer={answer} pick={(data) => data.exception}>
      {(detail) => (
        <FiguresOf of="EXCEPTION" id={id}>
          <Exception detail={detail} row={state?.exceptions.get(id) ?? detail} />
        </FiguresOf>
      )}
    </Panel>
  );
}

/** `row` is what the deltas say and is the newer one; `detail` adds what only the query tells. */
function Exception({ detail, row }: { readonly detail: ExceptionDetail; readonly row: LiveException }): ReactNode {
  const zone = useZone(row.sites[0] ?? null);
  const now = useNow();
  const first = firstHit(row);
  return (
    <>
      <ExceptionHead row={row} timeline={detail.timeline} zone={zone} />
      <PlaybookPart id={row.id} zone={zone} />
      <Section
        title={from("CAUSE", t("detail.path"))}
        hint={first === null ? undefined : t("detail.pathOf", { line: first, zone: zoneAbbreviation(now, zone) })}
      >
        {first === null ? <p>{t("detail.noPath")}</p> : <ExplanationPath line={first} />}
      </Section>
      {row.impacted.length > 0 && (
        <Section title={t("detail.impacted")} hint={String(row.impacted.length)}>
          <ImpactedLines impacted={row.impacted} zone={zone} />
        </Section>
      )}
      <Merged parts={detail.merged} />
      <EscalationPipeline id={row.id} zone={zone} />
      <Section title={t("detail.timeline")}>
        <Timeline id={row.id} entries={detail.timeline} zone={zone} />
      </Section>
    </>
  );
}

interface HeadProps {
  readonly row: LiveException;
  readonly timeline: readonly AuditEntry[];
  readonly zone: string;
}

function ExceptionHead({ row, timeline, zone }: HeadProps): ReactNode {
  const lost = lostLines(row);
  const sites = row.sites.map(useSiteName());
  return (
    <div className="exception-head">
      <div className="card-top">
        <SeverityChip severity={row.severity} over={!row.present} />
        {row.state === "SHELVED" ? <ShelvedChip /> : <StateChip>{word("state", row.state)}</StateChip>}
        {!row.present && <StateChip>{t("card.cleared")}</StateChip>}
        <span className="card-kind">{word("kind", row.kind)}</span>
        <Lookers id={row.id} />
        <Writers id={row.id} isSaid={false} />
      </div>
      <h2>
        <Phrase of={row.title} />
      </h2>
      {!row.present && <ClearedNote timeline={timeline} zone={zone} />}
      {row.mutedBy !== null && <MutedBy id={row.mutedBy} />}
      {row.mergedInto !== null && <PartOf id={row.mergedInto} />}
      <div className="headline">
        <div>
          <From figure="VALUE_AT_RISK">
            <Money value={row.valueAtRisk} className="headline-money" from={null} />
          </From>
          <span className="card-small">{t("detail.atRisk")}</span>
        </div>
        <div>
          <From figure="ACT_BY">
            <TimeLeft row={row} zone={zone} className="headline-act" />
          </From>
        </div>
        <Actions row={row} />
      </div>
      <Watching id={row.id} />
      {lost > 0 && lost < row.impacted.length && (
        <p className="remark">{t("detail.someLost", { n: lost, total: row.impacted.length })}</p>
      )}
      <Figures
        of={[
          {
            label: t("detail.subject"),
            value: <Open place={placeOfSubject(row.subjectType, row.subject)}>{row.subject}</Open>,
          },
          { label: t("detail.firstHit"), value: <Moment at={row.firstImpactAt} zone={zone} withZone /> },
          { label: t("detail.owner"), value: row.owner ?? row.acknowledgedBy ?? "–" },
          { label: t("detail.plants"), value: sites.length === 0 ? "–" : sites.join(", ") },
          { label: t("detail.opened"), value: <Moment at={row.openedAt} zone={zone} withZone /> },
          ...(row.estimate === null
            ? []
            : [{ label: t("detail.estimate"), value: <Estimate row={row} zone={zone} /> }]),
          ...(row.shelvedUntil === null
            ? []
            : [{ label: t("detail.shelvedUntil"), value: <Moment at={row.shelvedUntil} zone={zone} withZone /> }]),
        ]}
      />
    </div>
  );
}

const Estimate = ({ row, zone }: Pick<HeadProps, "row" | "zone">): ReactNode => (
  <>
    <Moment at={row.estimate} zone={zone} withZone />
    {row.estimatedBy !== null && t("detail.says", { by: row.estimatedBy })}
  </>
);

/** What the server says this person may do now; the first is the main one. */
function Actions({ row }: { readonly row: LiveException }): ReactNode {
  const acting = useActing();
  const sending = acting.sending.has(row.id);
  const allowed = ACTIONS.filter((action) => row.nextActions.includes(action));
  return (
    <div className="actions">
      {allowed.map((action, index) => (
        <button
          key={action}
          type="button"
          className={index === 0 && action === "ACKNOWLEDGE" && row.present ? "button button-main" : "button"}
          disabled={sending}
          onClick={() => acting.start({ action, row })}
        >
          {word("action", action)}
        </button>
      ))}
      <span className="sending" role="status">
        {sending ? t("act.sending") : ""}
      </span>
    </div>
  );
}

/** The cause is gone: since when, and when this settles. */
function ClearedNote({ timeline, zone }: Pick<HeadProps, "timeline" | "zone">): ReactNode {
  const now = useNow();
  const at = settlesAt(timeline);
  if (at === null) return <p className="remark">{t("detail.clearedNote")}</p>;
  const time = `${formatNear(at, now, zone)} ${zoneAbbreviation(at, zone)}`;
  return <p className="remark">{t("detail.clearedSettles", { time })}</p>;
}

function MutedBy({ id }: { readonly id: string }): ReactNode {
  const view = useView();
  const { state } = useSnapshot();
  return (
    <p className="remark">
      {t("detail.mutedBy")}{" "}
      <Link to="/" search={{ ...view, at: id, open: undefined }} className="open">
        {state?.exceptions.get(id)?.title ?? t("detail.mutedByLink")}
      </Link>
    </p>
  );
}

function Lookers({ id }: { readonly id: string }): ReactNode {
  const { state } = useSnapshot();
  const plant = usePlant();
  const others = [...(state?.presence.values() ?? [])].filter(
    (one) => one.looksAt === id && one.user !== plant?.viewer.name,
  );
  if (others.length === 0) return null;
  return (
    <span className="lookers">
      {t("detail.lookers", { names: others.map((one) => one.user).join(", "), n: others.length })}
    </span>
  );
}

/** Their note says all of it. */
const SAID_BY_NOTE: ReadonlySet<string> = new Set(["called", "lapsed", "became-graver", "watchers-told"]);

interface TimelineProps {
  readonly id: string;
  readonly entries: readonly AuditEntry[];
  readonly zone: string;
}

function Timeline({ id, entries, zone }: TimelineProps): ReactNode {
  if (entries.length === 0) return <p>{t("detail.noTimeline")}</p>;
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.seq}|${entry.at}|${entry.action}`}>
          <Moment at={entry.at} zone={zone} withZone />
          <span>
            <strong>{entry.by === "system" ? t("timeline.bySystem") : entry.by}</strong>{" "}
            {SAID_BY_NOTE.has(entry.action) ? null : word("timeline", entry.action)}
            {entry.after !== null &&
              entry.before !== null &&
              entry.after !== entry.before &&
              ` → ${word("state", entry.after)}`}
            {entry.note !== null && <q>{entry.note}</q>}
            <Photos exception={id} photos={entry.photos} by={entry.by} />
            <CameTooLateFor entry={entry} entries={entries} zone={zone} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What had been done when it arrived, with who of the others had decided something later than it. */
function CameTooLateFor({
  entry,
  entries,
  zone,
}: Omit<TimelineProps, "id"> & { readonly entry: AuditEntry }): ReactNode {
  const now = useNow();
  if (entry.meanwhile.length === 0) return null;
  const time = (at: string): string => `${formatNear(at, now, zone)} ${zoneAbbreviation(at, zone)}`;
  const decided = decidedMeanwhile(entries, entry).map(({ by, action, at }) =>
    t("timeline.decided", { by, what: word("timeline", action), time: time(at) }),
  );
  return (
    <em>
      {t("timeline.meanwhile", { n: entry.meanwhile.length })}{" "}
      {decided.length > 0 && t("timeline.meanwhileBy", { decided: decided.join("; ") })}
    </em>
  );
}

/** The line whose way is shown: the first in the server's order. */
const firstHit = (row: LiveException): string | null => row.impacted[0]?.line ?? null;
