import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { READ_NOTIFICATIONS } from "../api/told-documents.ts";
import { t } from "../i18n/i18n.ts";
import "../i18n/told-texts.ts";
import { More } from "../steward/more.tsx";
import { usePages } from "../steward/use-pages.ts";
import "../styles/told.css";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { Problem } from "../ui/problem.tsx";
import { ToldRow } from "./told-row.tsx";
import { useMarkRead } from "./use-mark-read.ts";

interface ToldPanelProps {
  /** A new number means that there is something else to be shown. */
  readonly unread: number;
  readonly onLeave: () => void;
}

/** The newest that this person was told; opening what it is about reads it. */
export function ToldPanel({ unread, onLeave }: ToldPanelProps): ReactNode {
  const pages = usePages(READ_NOTIFICATIONS, ({ notifications }) => notifications);
  const { rows, refusal, again } = pages;
  const { isSending, problem, markRead } = useMarkRead();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read again when there are more, or fewer
  useEffect(again, [again, unread]);
  const open = (id: string, isRead: boolean): void => {
    if (!isRead) void markRead([id]);
    onLeave();
  };
  return (
    <>
      <div className="told-head">
        <h2 ref={heading} tabIndex={-1}>
          {t("told.title")}
        </h2>
        {unread > 0 && (
          <button type="button" className="button" disabled={isSending} onClick={() => void markRead(null)}>
            {t("told.readAll")}
          </button>
        )}
      </div>
      <Problem text={problem} />
      {rows === null && refusal === null && <Placeholder rows={3} label={t("detail.loading")} />}
      {rows?.length === 0 && (
        <Notice title={t("told.none")}>
          <p>{t("told.noneHint")}</p>
        </Notice>
      )}
      <ul className="told-list">
        {rows?.map((one) => (
          <ToldRow key={one.id} told={one} onOpen={() => open(one.id, one.readAt !== null)} />
        ))}
      </ul>
      <More {...pages} />
      <Link to="/escalation" className="open" onClick={onLeave}>
        {t("told.whoIsCalled")}
      </Link>
    </>
  );
}
