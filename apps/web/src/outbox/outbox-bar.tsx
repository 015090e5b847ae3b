import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { formatNear, zoneAbbreviation } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import { useNow, useServices, useSnapshot, useZone } from "../shell/context.tsx";
import { isUnsent, type Waiting } from "./outbox.ts";

export function useWaiting(): readonly Waiting[] {
  const { outbox } = useServices();
  return useSyncExternalStore(outbox.subscribe, outbox.snapshot);
}

/** Sends what waits as soon as the page is live; says what is not sent yet, what was not taken and why, and what others had decided by then. */
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
  const unsent = waiting.filter(isUnsent);
  const told = waiting.filter((entry) => !isUnsent(entry));
  if (waiting.length === 0) return null;
  const time = (at: string): string => `${formatNear(at, now, zone)} ${zoneAbbreviation(at, zone)}`;
  return (
    <div className="outbox" role="status">
      {unsent.length > 0 && <p>{t("outbox.unsent", { n: unsent.length })}</p>}
      {told.map((entry) => (
        <p key={entry.commandId}>
          {resultText(entry, time)}
          <button type="button" className="button button-small" onClick={() => void outbox.discard(entry.commandId)}>
            {t("outbox.discard")}
          </button>
        </p>
      ))}
    </div>
  );
}

function resultText({ title, at, refusal, meanwhile = [] }: Waiting, time: (at: string) => string): string {
  if (refusal !== null) return t("outbox.refused", { title, time: time(at), message: refusal });
  const decided = meanwhile.map((one) =>
    t("timeline.decided", { by: one.by, what: word("timeline", one.action), time: time(one.at) }),
  );
  return t("outbox.meanwhile", { title, time: time(at), decided: decided.join("; ") });
}
