import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { formatNear, zoneAbbreviation } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useNow, useServices, useSnapshot, useZone } from "../shell/context.tsx";
import type { Waiting } from "./outbox.ts";

export function useWaiting(): readonly Waiting[] {
  const { outbox } = useServices();
  return useSyncExternalStore(outbox.subscribe, outbox.snapshot);
}

/** Sends what waits as soon as the page is live, says that something is not sent yet, and what was not taken and why. */
export function OutboxBar(): ReactNode {
  const { outbox } = useServices();
  const { phase } = useSnapshot();
  const waiting = useWaiting();
  const now = useNow();
  const zone = useZone();
  const live = phase.kind === "live";
  useEffect(() => {
    if (live) void outbox.flush();
  }, [live, outbox]);
  const unsent = waiting.filter(({ refusal }) => refusal === null);
  const refused = waiting.filter(({ refusal }) => refusal !== null);
  if (waiting.length === 0) return null;
  return (
    <div className="outbox" role="status">
      {unsent.length > 0 && <p>{t("outbox.unsent", { n: unsent.length })}</p>}
      {refused.map((entry) => (
        <p key={entry.commandId}>
          {t("outbox.refused", {
            title: entry.title,
            time: `${formatNear(entry.at, now, zone)} ${zoneAbbreviation(entry.at, zone)}`,
            message: entry.refusal ?? "",
          })}
          <button type="button" className="button button-small" onClick={() => void outbox.discard(entry.commandId)}>
            {t("outbox.discard")}
          </button>
        </p>
      ))}
    </div>
  );
}
