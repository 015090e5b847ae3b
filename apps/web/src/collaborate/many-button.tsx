import type { LiveException } from "@lockstep/protocol/live";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { t } from "../i18n/i18n.ts";

const Many = lazy(async () => ({ default: (await import("./many.tsx")).Many }));

/** Offers to do the same to all that the filter shows, to those who may act on any of them. */
export function ManyButton({ rows }: { readonly rows: readonly LiveException[] }): ReactNode {
  const [chosen, setChosen] = useState<readonly LiveException[] | null>(null);
  const mayAct = rows.length > 1 && rows.some(({ nextActions }) => nextActions.length > 0);
  return (
    <>
      {mayAct && (
        <button type="button" className="button button-quiet button-small" onClick={() => setChosen(rows)}>
          {t("many.open", { n: rows.length })}
        </button>
      )}
      {chosen !== null && (
        <Suspense fallback={null}>
          <Many rows={chosen} onClose={() => setChosen(null)} />
        </Suspense>
      )}
    </>
  );
}
