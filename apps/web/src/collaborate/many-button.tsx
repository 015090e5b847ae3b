import type { LiveException } from "@lockstep/protocol/live";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { useActing } from "../shell/acting.ts";

/** Offers to do the same to all that the filter shows, to those who may act on any of them; one such thing at a time. */
export function ManyButton({ rows }: { readonly rows: readonly LiveException[] }): ReactNode {
  const { startMany, isManyOpen } = useActing();
  const mayAct = rows.length > 1 && rows.some(({ nextActions }) => nextActions.length > 0);
  if (!mayAct) return null;
  return (
    <button
      type="button"
      className="button button-quiet button-small"
      disabled={isManyOpen}
      onClick={() => startMany(rows)}
    >
      {t("many.open", { n: rows.length })}
    </button>
  );
}
