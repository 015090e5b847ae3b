import type { ReactNode } from "react";
import { READ_CLEARED } from "../api/board-documents.ts";
import { formatNear, zoneAbbreviation } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useChangeView, useNow, useZone } from "../shell/context.tsx";
import { settlesAt } from "./cleared.ts";

interface ClearedRowProps {
  readonly ids: readonly string[];
  readonly open: boolean;
}

/** One quiet row for all whose cause is gone: how many, and when they settle by themselves. It unfolds to their cards. */
export function ClearedRow({ ids, open }: ClearedRowProps): ReactNode {
  const change = useChangeView();
  return (
    <button
      type="button"
      className="cleared-row"
      aria-expanded={open}
      onClick={() => change({ cleared: open ? undefined : "shown" })}
    >
      <span className="cleared-mark" aria-hidden="true">
        {open ? "▾" : "▸"}
      </span>
      <span>{t("list.cleared", { n: ids.length })}</span>
      <span className="cleared-when">
        <SettleTimes ids={ids} />
      </span>
    </button>
  );
}

function SettleTimes({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const { data } = useLiveQuery(READ_CLEARED, {});
  const zone = useZone();
  const now = useNow();
  const wanted = new Set(ids);
  const times = (data?.exceptions.nodes ?? [])
    .flatMap((row) => (wanted.has(row.id) ? [settlesAt(row.timeline)] : []))
    .filter((at) => at !== null)
    .sort();
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) return t("list.clearedUntil");
  const [from, to] = [formatNear(first, now, zone), formatNear(last, now, zone)];
  const abbreviation = zoneAbbreviation(last, zone);
  return from === to
    ? t("list.settleAt", { time: to, zone: abbreviation })
    : t("list.settleBetween", { from, to, zone: abbreviation });
}
