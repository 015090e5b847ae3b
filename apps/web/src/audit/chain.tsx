import { useApolloClient } from "@apollo/client/react";
import type { AuditVerification } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { READ_VERIFICATION, VERIFY_AUDIT } from "../api/audit-documents.ts";
import { refusalOf } from "../api/client.ts";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";
import { StateChip } from "../ui/chips.tsx";
import { Problem } from "../ui/problem.tsx";
import styles from "./audit.module.css";

/** So often it is asked how far it has come. */
const LOOK_EVERY_MS = 1_000;

/** Whether all records are what was written, and how that is found out. */
export function Chain(): ReactNode {
  const client = useApolloClient();
  const [found, setFound] = useState<AuditVerification | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const { isSending, problem, send } = useCommand();
  const look = useCallback(async (): Promise<void> => {
    try {
      const { data } = await client.query({ query: READ_VERIFICATION, variables: {} });
      if (data) setFound(data.auditVerification);
      setUnread(null);
    } catch (error) {
      setUnread(refusalOf(error).message);
    }
  }, [client]);
  useEffect(() => void look(), [look]);
  const isRunning = found?.state === "RUNNING";
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isRunning, look]);
  const verify = async (): Promise<void> => {
    await send("verify", () => client.mutate({ mutation: VERIFY_AUDIT, variables: {} }));
    await look();
  };
  return (
    <section className={styles["chain"]} aria-label={t("audit.chain")}>
      <h2>{t("audit.chain")}</h2>
      <Problem text={problem ?? unread} />
      {found !== null && <Verdict of={found} />}
      <button type="button" className="button" disabled={isSending || isRunning} onClick={() => void verify()}>
        {t("audit.verify")}
      </button>
    </section>
  );
}

function Verdict({ of }: { readonly of: AuditVerification }): ReactNode {
  const zone = useZone();
  const { state, startedBy: by, finishedAt, checked, total, message, hash, checkpoints, newestCheckpoint } = of;
  const when = finishedAt === null ? "" : formatTime(finishedAt, zone, "full");
  return (
    <div role="status">
      <p>
        <StateChip tone={state === "BROKEN" || state === "FAILED" ? "strong" : "plain"}>
          {t(`audit.is.${state}`)}
        </StateChip>{" "}
        {t(`audit.says.${state}`, { checked, total, by, when })} {message}
      </p>
      {state === "INTACT" && (
        <>
          <p className="steward-hint">
            {newestCheckpoint === null
              ? t("audit.noCheckpoint")
              : t("audit.checkpoint", {
                  n: checkpoints,
                  count: newestCheckpoint.count,
                  when: formatTime(newestCheckpoint.at, zone, "full"),
                })}
          </p>
          <dl className={styles["hashes"]}>
            <dt>{t("audit.lastHash")}</dt>
            <dd>{hash}</dd>
          </dl>
        </>
      )}
    </div>
  );
}
