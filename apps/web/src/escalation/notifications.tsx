import { useApolloClient } from "@apollo/client/react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { MARK_READ, READ_NOTIFICATIONS } from "../api/escalation-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { t } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useView, useZone } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";
import { SeverityChip } from "../ui/chips.tsx";
import { Moment } from "../ui/figures.tsx";
import { Notice } from "../ui/notice.tsx";
import { Problem } from "../ui/problem.tsx";

const NOTHING: Record<string, never> = {};

/** What the person who looks was told in the app. */
export function Notifications(): ReactNode {
  const answer = useLiveQuery(READ_NOTIFICATIONS, NOTHING);
  const client = useApolloClient();
  const { isSending, problem, send } = useCommand();
  const { site } = useView();
  const zone = useZone();
  const read = async (): Promise<void> => {
    await send("read", () => client.mutate({ mutation: MARK_READ, variables: NOTHING }));
    answer.again();
  };
  return (
    <section className="esc-section">
      <h2>
        {t("escalation.mine")}{" "}
        {answer.data !== null && answer.data.notifications.unread > 0 && (
          <span className="count">{t("escalation.unread", { n: answer.data.notifications.unread })}</span>
        )}
      </h2>
      <Problem text={problem} />
      <Panel answer={answer} pick={(data) => data.notifications}>
        {({ nodes, unread }) =>
          nodes.length === 0 ? (
            <Notice title={t("escalation.mineNone")}>
              <p>{t("escalation.mineNoneHint")}</p>
            </Notice>
          ) : (
            <>
              {unread > 0 && (
                <button type="button" className="button" disabled={isSending} onClick={() => void read()}>
                  {t("escalation.readAll")}
                </button>
              )}
              <ul className="esc-told">
                {nodes.map((one) => (
                  <li key={one.id} data-unread={one.readAt === null}>
                    <Moment at={one.at} zone={zone} withZone />
                    {one.severity !== null && <SeverityChip severity={one.severity} over={one.readAt !== null} />}
                    {one.exception === null ? (
                      <strong>{one.title}</strong>
                    ) : (
                      <Link to="/" search={{ site, at: one.exception }} className="open">
                        {one.title}
                      </Link>
                    )}
                    <p>{one.text}</p>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Panel>
    </section>
  );
}
