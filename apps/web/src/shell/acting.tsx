import type { LiveException } from "@lockstep/protocol/live";
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from "react";

export type Action = "ACKNOWLEDGE" | "ASSIGN" | "SHELVE" | "RESOLVE" | "FLAG_FALSE" | "COMMENT";
export const ACTIONS: readonly Action[] = ["ACKNOWLEDGE", "ASSIGN", "SHELVE", "RESOLVE", "FLAG_FALSE", "COMMENT"];

interface Ask {
  readonly action: Action;
  readonly row: LiveException;
}

interface Acting {
  /** Opens the form of that action. */
  readonly start: (ask: Ask) => void;
  /** Exceptions that something has been sent for and not been answered yet. */
  readonly sending: ReadonlySet<string>;
  readonly setSending: (id: string, on: boolean) => void;
}

const ActingContext = createContext<Acting | null>(null);
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

export function useActing(): Acting {
  const acting = useContext(ActingContext);
  if (!acting) throw new Error("no acting around this component");
  return acting;
}
