import { type ReactNode, useState } from "react";
import { READ_NOTIFICATIONS } from "../api/notification-documents.ts";
import { t } from "../i18n/i18n.ts";
import { More } from "../steward/more.tsx";
import { usePages } from "../steward/use-pages.ts";
import { ToldList } from "../told/told-list.tsx";
import { useMarkRead } from "../told/use-mark-read.ts";
import { Problem } from "../ui/problem.tsx";

/** What the person who looks was told in the app. */
export function Notifications(): ReactNode {
  const [unread, setUnread] = useState(0);
  const pages = usePages(READ_NOTIFICATIONS, ({ notifications }) => {
    setUnread(notifications.unread);
    return notifications;
  });
  const { rows, refusal, again } = pages;
  const { isSending, problem, markRead } = useMarkRead();
  /** What has come since, or stands on a page that was not opened, nobody has seen. */
  const read = async (ids: readonly string[]): Promise<void> => {
    await markRead(ids);
    again();
  };
  const shownUnread = (rows ?? []).filter(({ readAt }) => readAt === null).map(({ id }) => id);
  return (
    <section className="esc-section">
      <h2>
        {t("told.title")} {unread > 0 && <span className="count">{t("escalation.unread", { n: unread })}</span>}
      </h2>
      <Problem text={problem} />
      {shownUnread.length > 0 && (
        <button type="button" className="button" disabled={isSending} onClick={() => void read(shownUnread)}>
          {t("escalation.readShown")}
        </button>
      )}
      <ToldList rows={rows} isRefused={refusal !== null} onOpen={({ id }) => void read([id])} />
      <More {...pages} />
    </section>
  );
}
