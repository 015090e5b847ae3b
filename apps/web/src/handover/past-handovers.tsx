import type { ReactNode } from "react";
import { READ_HANDOVERS } from "../api/handover-documents.ts";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { More } from "../steward/more.tsx";
import { usePages } from "../steward/use-pages.ts";
import { Placeholder } from "../ui/notice.tsx";
import { SheetParts } from "./sheet-parts.tsx";
import { Signatures } from "./signatures.tsx";

interface PastProps {
  readonly site: string;
  readonly resource: string | null;
}

/** What was signed before, as it was signed. */
export function PastHandovers({ site, resource }: PastProps): ReactNode {
  const pages = usePages(READ_HANDOVERS, (data) => data.handovers, { site, resource });
  const { rows, refusal } = pages;
  const zone = useZone(site);
  return (
    <section className="ho-past ho-screen">
      <h2>{t("handover.past")}</h2>
      {rows === null && refusal === null && <Placeholder rows={2} label={t("detail.loading")} />}
      {rows?.length === 0 && <p className="ho-empty">{t("handover.pastNone")}</p>}
      {rows?.map((one) => (
        <details key={one.id}>
          <summary>
            {formatTime(one.shiftFrom, zone, "day-minute")} {one.resource ?? ""} ·{" "}
            {t("handover.signed", { by: one.by, time: formatTime(one.at, zone, "minute") })} ·{" "}
            {t(`handover.is.${one.state}`, { time: formatTime(one.lateAfter, zone, "minute") })}
          </summary>
          <Signatures handover={one} zone={zone} />
          {one.sheet === null ? (
            <p className="ho-empty">{t("handover.noSheet")}</p>
          ) : (
            <SheetParts sheet={one.sheet} zone={zone} came={one.cameAfter} />
          )}
        </details>
      ))}
      <More {...pages} site={site} />
    </section>
  );
}
