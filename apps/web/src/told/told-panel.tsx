import type { Notification } from "@lockstep/protocol/generated/schema";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { READ_NOTIFICATIONS } from "../api/notification-documents.ts";
import { t } from "../i18n/i18n.ts";
import { More } from "../steward/more.tsx";
import { usePages } from "../steward/use-pages.ts";
import { Problem } from "../ui/problem.tsx";
import { ToldList } from "./told-list.tsx";
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
  const open = ({ id, readAt }: Notification): void => {
    if (readAt === null) void markRead([id]);
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
      <ToldList rows={rows} isRefused={refusal !== null} onOpen={open} />
      <More {...pages} />
      <Link to="/escalation" className="open" onClick={onLeave}>
        {t("told.whoIsCalled")}
      </Link>
    </>
  );
}
