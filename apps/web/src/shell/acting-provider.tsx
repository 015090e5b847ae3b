import type { LiveException } from "@lockstep/protocol/live";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { fetched } from "../ui/fetched.tsx";
import { ActingContext, type Ask } from "./acting.ts";
import { useSnapshot } from "./context.tsx";

const load = () => import("../detail/action-dialog.tsx");
const ActionDialog = fetched(async () => (await load()).ActionDialog);
const loadMany = () => import("../collaborate/many.tsx");
const Many = fetched(async () => (await loadMany()).Many);

/** Not among the questions of a page that has just become live. */
const FETCH_AHEAD_MS = 4_000;

export function ActingProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [ask, setAsk] = useState<Ask | null>(null);
  const [many, setMany] = useState<readonly LiveException[] | null>(null);
  const [sending, setAllSending] = useState<ReadonlySet<string>>(new Set());
  // Fetched ahead: a tap must open them at once, also when the network is gone by then.
  const { phase } = useSnapshot();
  const live = phase.kind === "live";
  useEffect(() => {
    if (!live) return;
    const timer = setTimeout(() => {
      for (const ahead of [load, loadMany]) void ahead().catch(() => undefined);
    }, FETCH_AHEAD_MS);
    return () => clearTimeout(timer);
  }, [live]);
  const setSending = useCallback((id: string, on: boolean): void => {
    setAllSending((before) => {
      const after = new Set(before);
      if (on) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);
  const isManyOpen = many !== null;
  const acting = useMemo(
    () => ({ start: setAsk, startMany: setMany, isManyOpen, sending, setSending }),
    [isManyOpen, sending, setSending],
  );
  return (
    <ActingContext value={acting}>
      {children}
      {ask !== null && (
        <ActionDialog
          key={`${ask.row.id}|${ask.action}`}
          action={ask.action}
          row={ask.row}
          onClose={() => setAsk(null)}
          onGiveUp={() => setAsk(null)}
        />
      )}
      {many !== null && <Many rows={many} onClose={() => setMany(null)} onGiveUp={() => setMany(null)} />}
    </ActingContext>
  );
}
