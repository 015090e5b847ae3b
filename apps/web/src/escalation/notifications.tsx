import { useApolloClient } from "@apollo/client/react";
import type { Notification, NotificationPage } from "@lockstep/protocol/generated/schema";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { MARK_READ, READ_NOTIFICATIONS } from "../api/escalation-documents.ts";
import { t } from "../i18n/i18n.ts";
import { useView, useZone } from "../shell/context.tsx";
import { More } from "../steward/more.tsx";
import { useCommand } from "../steward/use-command.ts";
import { usePages } from "../steward/use-pages.ts";
import { SeverityChip } from "../ui/chips.tsx";
import { Moment } from "../ui/figures.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { Problem } from "../ui/problem.tsx";

/** What the person who looks was told in the app. */
export function Notifications(): ReactNode {
  const [unread, setUnread] = useState(0);
  const pages = usePages(READ_NOTIFICATIONS, ({ notifications }): NotificationPage => {
    setUnread(notifications.unread);
    return notifications;
  });
  const { rows, refusal, again } = pages;
  const client = useApolloClient();
  const { isSending, problem, send } = useCommand();
  /** What has come since, or stands on a page that was not opened, nobody has seen. */
  const read = async (): Promise<void> => {
    const ids = (rows ?? []).filter(({ readAt }) => readAt === null).map(({ id }) => id);
    await send(ids, () => client.mutate({ mutation: MARK_READ, variables: { ids } }));
    again();
  };
  return (
    <section className="esc-section">
      <h2>
        {t("escalation.mine")} {unread > 0 && <span className="count">{t("escalation.unread", { n: unread })}</span>}
      </h2>
      <Problem text={problem} />
      {rows === null && refusal === null && <Placeholder rows={3} label={t("detail.loading")} />}
      {rows?.length === 0 && (
        <Notice title={t("escalation.mineNone")}>
          <p>{t("escalation.mineNoneHint")}</p>
        </Notice>
      )}
      {rows?.some(({ readAt }) => readAt === null) === true && (
        <button type="button" className="button" disabled={isSending} onClick={() => void read()}>
          {t("escalation.readShown")}
        </button>
      )}
      <ul className="esc-told">
        {rows?.map((one) => (
          <Told key={one.id} told={one} />
        ))}
      </ul>
      <More {...pages} />
    </section>
  );
}

function Told({ told }: { readonly told: Notification }): ReactNode {
  const { site } = useView();
  const zone = useZone();
  return (
    <li data-unread={told.readAt === null}>
      <Moment at={told.at} zone={zone} withZone />
      {told.severity !== null && <SeverityChip severity={told.severity} over={told.readAt !== null} />}
      {told.exception === null ? (
        <strong>{told.title}</strong>
      ) : (
        <Link to="/" search={{ site, at: told.exception }} className="open">
          {told.title}
        </Link>
      )}
      <p>{told.text}</p>
    </li>
  );
}
