import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";

interface MoreButtonProps {
  /** Null: there is no more. */
  readonly goOn: (() => void) | null;
  readonly isFailed: boolean;
}

/** The pages that follow; that one could not be read is said where it is missing. */
export function MoreButton({ goOn, isFailed }: MoreButtonProps): ReactNode {
  return (
    <>
      {isFailed && <p role="alert">{t("lineage.failed")}</p>}
      {goOn !== null && (
        <button type="button" className="button" onClick={goOn}>
          {t("lineage.more")}
        </button>
      )}
    </>
  );
}
