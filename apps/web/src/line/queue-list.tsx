import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { MyLine, QueuedOperation } from "../api/answers.ts";
import { quantity } from "../format/numbers.ts";
import { formatNear, formatSpan, zoneAbbreviation } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import { useNow } from "../shell/context.tsx";
import { StateChip } from "../ui/chips.tsx";

/** Shorter than that is no news. */
const LATE_MS = 60_000;

interface QueueListProps {
  readonly line: MyLine;
  readonly zone: string;
}

/** What runs and what comes next. */
export function QueueList({ line, zone }: QueueListProps): ReactNode {
  if (line.queue.length === 0) return <p className="line-empty">{t("line.nothingWaits")}</p>;
  const more = line.queueLength - line.queue.length;
  return (
    <>
      <ol className="line-queue">
        {line.queue.map((one) => (
          <Queued key={`${one.order}/${one.operation.seq}`} queued={one} zone={zone} />
        ))}
      </ol>
      {more > 0 && <p className="line-empty">{t("line.moreWaits", { n: more })}</p>}
    </>
  );
}

function Queued({ queued, zone }: { readonly queued: QueuedOperation; readonly zone: string }): ReactNode {
  const now = useNow();
  const { order, itemName, uom, operation } = queued;
  const isBegun = operation.state !== "PENDING";
  const at = isBegun ? operation.projectedFinish : operation.projectedStart;
  const time = at === null ? null : `${formatNear(at, now, zone)} ${zoneAbbreviation(at, zone)}`;
  const { projectedFinish, plannedFinish } = operation;
  const late = projectedFinish === null ? 0 : Date.parse(projectedFinish) - Date.parse(plannedFinish);
  return (
    <li>
      <StateChip tone={isBegun ? "strong" : "plain"}>{word("operation", operation.state)}</StateChip>
      <Link to="/" search={{ open: [`order:${order}`] }} className="line-order">
        {order}/{operation.seq} · {itemName}
      </Link>
      <span className="line-made">
        {t("line.ofQuantity", { good: quantity(operation.good), quantity: quantity(queued.quantity), uom })}
        {operation.scrap > 0 && ` · ${t("line.scrap", { scrap: quantity(operation.scrap) })}`}
      </span>
      <span className="line-when">
        {time === null ? t("line.never") : t(isBegun ? "line.ends" : "line.begins", { time })}
        {late > LATE_MS && <strong> · {t("line.late", { span: formatSpan(late) })}</strong>}
      </span>
    </li>
  );
}
