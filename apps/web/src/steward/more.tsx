import type { ReactNode } from "react";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Pages } from "./use-pages.ts";

interface MoreProps extends Pages<unknown> {
  /** In whose time it is told, where it is of one plant. */
  readonly site?: string;
}

/** How many of all are shown, of which moment, and the way to the next ones; before it, why they could not be read. */
export function More({ site, ...pages }: MoreProps): ReactNode {
  const { rows, total, asOf, hasMore, more } = pages;
  const zone = useZone(site);
  return (
    <>
      <NotRead {...pages} />
      {asOf !== null && (
        <p className="steward-foot">
          {rows !== null && rows.length > 0 && (
            <span className="count">{t("steward.shownOf", { n: rows.length, total })}</span>
          )}
          {hasMore && (
            <button type="button" className="button" onClick={more}>
              {t("steward.more")}
            </button>
          )}
          <span className="as-of">{t("detail.asOf", { time: formatTime(asOf.now, zone, "clock") })}</span>
        </p>
      )}
    </>
  );
}

/** Why the last reading failed, and the way to read again; what was read before stays. */
export function NotRead({ refusal, again }: Pick<Pages<unknown>, "refusal" | "again">): ReactNode {
  if (refusal === null) return null;
  return (
    <Notice title={refusal.code === "FORBIDDEN" ? t("page.forbidden") : t("detail.failed")} tone="failed">
      <p>{refusal.message}</p>
      <button type="button" className="button" onClick={again}>
        {t("detail.retry")}
      </button>
    </Notice>
  );
}
