import type { Handover } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { StateChip } from "../ui/chips.tsx";

/** Who signed what, and whether somebody has accepted it. */
export function Signatures({ handover, zone }: { readonly handover: Handover; readonly zone: string }): ReactNode {
  const { by, at, note, accepted, state, lateAfter } = handover;
  const time = (iso: string): string => formatTime(iso, zone, "day-minute");
  return (
    <section className="ho-signatures" aria-label={t("handover.signature")}>
      <div>
        <p className="ho-note">{note}</p>
        <p>{t("handover.signed", { by, time: time(at) })}</p>
      </div>
      <div>
        {accepted?.note && <p className="ho-note">{accepted.note}</p>}
        {accepted === null ? (
          <StateChip tone={state === "WAITING" ? "plain" : "strong"}>
            {t(`handover.is.${state}`, { time: time(lateAfter) })}
          </StateChip>
        ) : (
          <p>{t("handover.accepted", { by: accepted.by, time: time(accepted.at) })}</p>
        )}
      </div>
    </section>
  );
}
