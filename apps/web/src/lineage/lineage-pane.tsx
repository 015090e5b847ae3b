import { useApolloClient, useQuery } from "@apollo/client/react";
import { Modal } from "@mantine/core";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { refusalOf } from "../api/client.ts";
import { READ_LINEAGE } from "../api/lineage-documents.ts";
import { formatSpan, formatTime } from "../format/time.ts";
import "../i18n/lineage-texts.ts";
import { type MessageId, t, word } from "../i18n/i18n.ts";
import { useChangeView, useZone } from "../shell/context.tsx";
import "../styles/overlays.css";
import { JsonText } from "../ui/json-text.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { Acts } from "./acts.tsx";
import { CopyEvidence } from "./copy-evidence.tsx";
import "./lineage.css";
import { idInWords } from "./id-words.ts";
import type { Lineage, LineageFact } from "./lineage-answer.ts";
import { MoreButton } from "./more-button.tsx";
import { Parts } from "./parts.tsx";
import { Rivals } from "./rivals.tsx";
import { type LineageSubject, lineageSubjectOf } from "./subject.ts";
import { useMore } from "./use-more.ts";
import { inUnit, valueInWords } from "./value-words.ts";

/** Over the page, where a figure comes from; each fact opens to what was received. */
export function LineagePane({ from }: { readonly from: string }): ReactNode {
  const change = useChangeView();
  const close = useCallback(() => change({ from: undefined }), [change]);
  useEscape(close);
  useFocusBack();
  const zone = useZone();
  const subject = lineageSubjectOf(from);
  if (subject === null) return null;
  return (
    <Modal.Root opened onClose={close} closeOnEscape={false} size={760} centered>
      <Modal.Overlay />
      <Modal.Content className="lineage">
        <div className="dialog-head">
          <div>
            <Modal.Title>{t("lineage.title")}</Modal.Title>
            <p className="dialog-about">{nameOf(subject, zone)}</p>
          </div>
          <Modal.CloseButton aria-label={t("detail.close")} />
        </div>
        <Modal.Body>
          <Behind key={from} subject={subject} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** The page's own keys hear of it after the pane is gone: they must see that it was meant for the pane. */
function useEscape(close: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      close();
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [close]);
}

/** To the figure from which it was opened, for who goes by keys. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus();
    },
    [opener],
  );
}

/** Whose one figure that they are called after needs no other name. */
const OF_MANY: ReadonlySet<string> = new Set([
  ...["OTIF", "OTIF_FORECAST", "LINES_SAVED", "FORESIGHT", "ALARM_PERFORMANCE", "ESTIMATES"],
  ...["ADHERENCE", "OEE", "PLAN_SURVIVAL", "LEAD_TIMES", "PLAN_PROGRESS", "PLAN_LOSSES"],
]);

function nameOf({ of, id, figure }: LineageSubject, zone: string): string {
  const isAll = of === "OVERVIEW" && id === "*";
  const thing = isAll ? t("lineage.allPlants") : t(`lineage.of.${of}` as MessageId, { id: idInWords(id, zone) });
  if (figure === "ALL" && OF_MANY.has(of)) return thing;
  return `${thing} · ${t(`lineage.figure.${figure}` as MessageId)}`;
}

function Behind({ subject }: { readonly subject: LineageSubject }): ReactNode {
  const variables = { of: subject.of, id: subject.id, figure: subject.figure, after: null, isFirst: true };
  const { data, error, refetch } = useQuery(READ_LINEAGE, { variables });
  if (error) {
    return (
      <Notice title={t("lineage.failed")} tone="failed">
        <p>{refusalOf(error).message}</p>
        <button type="button" className="button" onClick={() => void refetch().catch(() => undefined)}>
          {t("detail.retry")}
        </button>
      </Notice>
    );
  }
  if (!data) return <Placeholder rows={8} label={t("lineage.loading")} />;
  const found = data.lineage as Lineage | null;
  if (found === null) {
    return (
      <Notice title={t("lineage.none")}>
        <p>{t("lineage.noneHint")}</p>
      </Notice>
    );
  }
  return <Found subject={subject} found={found} />;
}

interface FoundProps {
  readonly subject: LineageSubject;
  readonly found: Lineage;
}

function Found({ subject, found }: FoundProps): ReactNode {
  const zone = useZone();
  const client = useApolloClient();
  const behind = useMore(found.behind, async (after) => {
    const variables = { ...subject, after, isFirst: false };
    return (await client.query({ query: READ_LINEAGE, variables })).data?.lineage?.behind ?? null;
  });
  const facts = behind.nodes;
  const { value, moment, isComplete, leftOut, sources, rules, rulesVersion } = found;
  return (
    <>
      <p className="lineage-as-of">
        {value !== null && <strong>{found.parts ? inUnit(value, found.parts.unit) : valueInWords(value, zone)}</strong>}{" "}
        {t("lineage.asOf", { time: formatTime(moment.now, zone, "full"), seq: moment.seq })}
      </p>
      <CopyEvidence subject={subject} />
      {!isComplete && (
        <Notice title={t("lineage.incomplete")}>
          {leftOut.map((reason) => (
            <p key={reason}>{t(`lineage.left.${reason}` as MessageId)}</p>
          ))}
        </Notice>
      )}
      {found.parts && <Parts subject={subject} of={found.parts} zone={zone} />}
      <section className="section" aria-label={t("lineage.sources")}>
        <h3>{t("lineage.sources")}</h3>
        <ul className="lineage-sources">
          {sources.map(({ source, system, facts: n, status, ageSeconds, trouble }) => (
            <li key={source} className="feed" title={trouble ?? undefined}>
              <span className={`feed-mark feed-${status.toLowerCase()}`} aria-hidden="true" /> <strong>{source}</strong>{" "}
              {system} · {t("lineage.sourceFacts", { n })}
              {status !== "FRESH" && (
                <>
                  {" "}
                  · {word("feedStatus", status)}
                  {ageSeconds !== null && `, ${formatSpan(ageSeconds * 1_000)}`}
                </>
              )}
            </li>
          ))}
        </ul>
      </section>
      {found.before !== undefined && <Rivals of={found.before} zone={zone} />}
      <section className="section" aria-label={t("lineage.facts")}>
        <h3>
          {t("lineage.facts")}
          <span className="section-hint">
            {t("lineage.factsShown", { shown: facts.length, total: found.behind.totalCount })}
          </span>
        </h3>
        {facts.length === 0 && <p>{t("lineage.noFacts")}</p>}
        <ul className="lineage-facts">
          {facts.map((one) => (
            <Fact key={one.fact.seq} of={one} zone={zone} />
          ))}
        </ul>
        <MoreButton goOn={behind.goOn} isFailed={behind.isFailed} />
      </section>
      {found.acts !== undefined && <Acts subject={subject} of={found.acts} zone={zone} />}
      <details className="facts">
        <summary>
          {t("lineage.rules")} <span className="count">{rules.length}</span>
        </summary>
        <p className="lineage-version">{t("lineage.rulesVersion", { version: rulesVersion })}</p>
        <ul className="lineage-rules">
          {rules.map(({ number, text, file }) => (
            <li key={number} title={file}>
              <strong>{number}</strong> {text.replaceAll(/[`*]/g, "")}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** The second click: from the fact to what was received. */
function Fact({ of, zone }: { readonly of: LineageFact; readonly zone: string }): ReactNode {
  const { fact, role, subject, connector, origin, message, readings, ruleSetVersion } = of;
  return (
    <li>
      <details>
        <summary>
          <span className="lineage-role">
            <strong>{subject}</strong> {role}
          </span>
          <span className="lineage-where">
            {fact.type} · {formatTime(fact.time, zone, "full")} · {fact.source} · #{fact.seq}
          </span>
        </summary>
        <p className="lineage-where">
          {t(`lineage.origin.${origin}` as MessageId)}
          {" · "}
          {t("lineage.by", {
            connector: connector === "" ? "–" : connector,
            time: formatTime(fact.receivedAt, zone, "full"),
          })}
          {" · "}
          {t("lineage.judged", { n: ruleSetVersion })}
        </p>
        {message !== null && (
          <div>
            <h4>
              {t(readings === null ? "lineage.message" : "lineage.sample")} · {message.place}
            </h4>
            {message.text === null ? (
              <p>{t("lineage.messageGone", { bytes: message.bytes })}</p>
            ) : (
              <JsonText label={t("lineage.message")} text={message.text} />
            )}
            <p className="lineage-version">sha256 {message.sha256}</p>
          </div>
        )}
        {readings !== null && <p className="lineage-where">{t("lineage.readings", { ...readings })}</p>}
        <h4>{t("lineage.event")}</h4>
        <JsonText label={t("lineage.event")} text={fact.event} />
      </details>
    </li>
  );
}
