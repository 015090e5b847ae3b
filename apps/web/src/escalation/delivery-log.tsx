import { useApolloClient } from "@apollo/client/react";
import type { Delivery } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { READ_DELIVERIES, RESEND } from "../api/escalation-documents.ts";
import { t } from "../i18n/i18n.ts";
import { usePlant, useZone } from "../shell/context.tsx";
import { More } from "../steward/more.tsx";
import { useCommand } from "../steward/use-command.ts";
import { usePages } from "../steward/use-pages.ts";
import { StateChip } from "../ui/chips.tsx";
import { Moment } from "../ui/figures.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { Problem } from "../ui/problem.tsx";
import { Table } from "./table.tsx";
import { channelWords } from "./words.ts";

const READERS = ["ADMINISTRATOR", "PLANT_MANAGER", "AUDITOR"] as const;

/** What was sent to whom; what was given up is sent again from here. */
export function DeliveryLog(): ReactNode {
  const plant = usePlant();
  const mayRead = plant?.viewer.roles.some((role) => READERS.some((one) => one === role)) ?? false;
  return (
    <section className="esc-section">
      <h2>{t("escalation.log")}</h2>
      {mayRead ? <Log /> : <p className="steward-hint">{t("escalation.logForbidden")}</p>}
    </section>
  );
}

function Log(): ReactNode {
  const pages = usePages(READ_DELIVERIES, (data) => data.deliveries);
  const { rows, refusal, again } = pages;
  const client = useApolloClient();
  const zone = useZone();
  const { isSending, problem, send } = useCommand();
  const resend = async ({ id }: Delivery): Promise<void> => {
    await send(id, () => client.mutate({ mutation: RESEND, variables: { id } }));
    again();
  };
  return (
    <>
      <Problem text={problem} />
      {rows === null && refusal === null && <Placeholder rows={3} label={t("detail.loading")} />}
      {rows?.length === 0 && <Notice title={t("escalation.logNone")} />}
      {rows !== null && rows.length > 0 && (
        <Table
          heads={[
            t("escalation.when"),
            t("escalation.person"),
            t("escalation.channel"),
            t("escalation.what"),
            t("escalation.state"),
          ]}
          action={t("escalation.resend")}
        >
          {rows.map((one) => (
            <tr key={one.id}>
              <td>
                <Moment at={one.at} zone={zone} withZone />
              </td>
              <td>{one.person}</td>
              <td>{channelWords([one.channel])}</td>
              <td>{one.title}</td>
              <td>
                <StateChip tone={one.state === "FAILED" ? "strong" : "plain"}>
                  {t(`escalation.sent.${one.state}`)}
                </StateChip>{" "}
                {one.attempts > 1 && t("escalation.attempts", { n: one.attempts })} {one.trouble}{" "}
                {one.resentBy !== null && t("escalation.again", { by: one.resentBy })}
              </td>
              <td>
                {one.mayResend && (
                  <button type="button" className="button" disabled={isSending} onClick={() => void resend(one)}>
                    {t("escalation.resend")}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <More {...pages} />
    </>
  );
}
