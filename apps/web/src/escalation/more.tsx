import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import type { Pages } from "../steward/use-pages.ts";

type MoreProps = Pick<Pages<unknown>, "rows" | "total" | "hasMore" | "more">;

/** How many of all are shown, and the way to the next ones. */
export function More({ rows, total, hasMore, more }: MoreProps): ReactNode {
  if (rows === null || rows.length === 0) return null;
  return (
    <p className="esc-choices">
      <span className="count">{t("escalation.shown", { n: rows.length, total })}</span>
      {hasMore && (
        <button type="button" className="button" onClick={more}>
          {t("escalation.more")}
        </button>
      )}
    </p>
  );
}
