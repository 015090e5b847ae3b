import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { ActingContext, type Ask } from "./acting.ts";

const ActionDialog = lazy(async () => ({ default: (await import("../detail/action-dialog.tsx")).ActionDialog }));

export function ActingProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [ask, setAsk] = useState<Ask | null>(null);
  const [sending, setAllSending] = useState<ReadonlySet<string>>(new Set());
  const setSending = useCallback((id: string, on: boolean): void => {
    setAllSending((before) => {
      const after = new Set(before);
      if (on) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);
  const acting = useMemo(() => ({ start: setAsk, sending, setSending }), [sending, setSending]);
  return (
    <ActingContext value={acting}>
      {children}
      {ask !== null && (
        <Suspense fallback={null}>
          <ActionDialog
            key={`${ask.row.id}|${ask.action}`}
            action={ask.action}
            row={ask.row}
            onClose={() => setAsk(null)}
          />
        </Suspense>
      )}
    </ActingContext>
  );
}
