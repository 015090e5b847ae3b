import type { ReactNode } from "react";
import { type Amount, moneyAtAGlance, moneyExact } from "../format/numbers.ts";
import { formatNear, formatRelative, formatTime, zoneAbbreviation } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import type { LineageSubject } from "../lineage/subject.ts";
import { useNow } from "../shell/context.tsx";

interface MoneyProps {
  readonly value: Amount;
  readonly className?: string;
  /** Where it comes from; null: what stands around it says so. */
  readonly from: LineageSubject | null;
}

/** Three digits at a glance; the exact amount on hover, and when copied. */
export function Money({ value, className, from }: MoneyProps): ReactNode {
  const exact = moneyExact(value);
  if (value.amount === null) {
    return (
      <span className={className} title={t("money.hidden")}>
        –<span className="visually-hidden"> {t("money.hidden")}</span>
      </span>
    );
  }
  const amount = (
    <data
      value={value.amount}
      title={exact}
      className={className}
      onCopy={(event) => {
        event.clipboardData.setData("text/plain", exact);
        event.preventDefault();
      }}
    >
      {moneyAtAGlance(value)}
    </data>
  );
  return from === null ? amount : <FigureFrom from={from}>{amount}</FigureFrom>;
}

interface MomentProps {
  readonly at: string | null;
  readonly zone: string;
  /** Adds the zone's abbreviation; columns say it in their header instead. */
  readonly withZone?: boolean;
}

/** An instant in the plant's zone, the viewer's own on hover. "–" for never or unknown. */
export function Moment({ at, zone, withZone = false }: MomentProps): ReactNode {
  const now = useNow();
  if (at === null) return <span>–</span>;
  return (
    <time dateTime={at} title={momentTitle(at, zone)}>
      {formatNear(at, now, zone)}
      {withZone && ` ${zoneAbbreviation(at, zone)}`}
    </time>
  );
}

/** "in 3 h 10 min", the absolute time on hover. */
export function Relative({ at, zone }: { readonly at: string; readonly zone: string }): ReactNode {
  const now = useNow();
  return (
    <time dateTime={at} title={momentTitle(at, zone)}>
      {formatRelative(at, now)}
    </time>
  );
}

/** Dear to ask for: a page shows many instants, and shows them anew each second. */
const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function momentTitle(at: string, zone: string): string {
  const there = formatTime(at, zone, "full");
  return OWN_ZONE === zone ? there : `${there} · ${t("time.yours", { time: formatTime(at, OWN_ZONE, "full") })}`;
}

export interface Figure {
  readonly label: string;
  readonly value: ReactNode;
}

/** Labelled values side by side. */
export function Figures({ of }: { readonly of: readonly Figure[] }): ReactNode {
  return (
    <dl className="figures">
      {of.map((figure) => (
        <div key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}
