import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import type { LiveAnswer } from "../live/use-live-query.ts";

/** In the place of a figure that could not be read: why, and once more. Nothing where there is one, or none yet. */
export function ReadFailed({ answer: { data, refusal, again } }: { readonly answer: LiveAnswer<unknown> }): ReactNode {
  if (data !== null || refusal === null) return null;
  return (
    <span role="alert">
      {t("detail.failed")}: {refusal.message}{" "}
      <button type="button" className="button button-quiet button-small" onClick={again}>
        {t("detail.retry")}
      </button>
    </span>
  );
}
