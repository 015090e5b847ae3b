import type { ReactNode } from "react";
import { formatNear } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";

interface RulerProps {
  readonly now: string;
  readonly promisedAt: string;
  readonly projectedDelivery: string | null;
  readonly zone: string;
  readonly summary: string;
}

/** Now, the promise and the projection on one ruler; only what is late is shaded. */
export function PromiseRuler({ now, promisedAt, projectedDelivery, zone, summary }: RulerProps): ReactNode {
  if (projectedDelivery === null) return null;
  const marks = [now, promisedAt, projectedDelivery].map((at) => Date.parse(at));
  const from = Math.min(...marks);
  const to = Math.max(...marks, from + 60_000);
  const at = (iso: string): number => 4 + (92 * (Date.parse(iso) - from)) / (to - from);
  const late = Date.parse(projectedDelivery) > Date.parse(promisedAt);
  return (
    <div className="ruler" role="img" aria-label={summary}>
      <svg width="100%" height="34" aria-hidden="true">
        <line x1="4%" x2="96%" y1="17" y2="17" className="ruler-axis" />
        {late && (
          <rect
            x={`${at(promisedAt)}%`}
            width={`${at(projectedDelivery) - at(promisedAt)}%`}
            y="12"
            height="10"
            className="ruler-late"
          />
        )}
        <line x1={`${at(now)}%`} x2={`${at(now)}%`} y1="6" y2="28" className="ruler-now" />
        <line x1={`${at(promisedAt)}%`} x2={`${at(promisedAt)}%`} y1="4" y2="30" className="ruler-promise" />
        <circle cx={`${at(projectedDelivery)}%`} cy="17" r="6" className="ruler-projection" />
      </svg>
      <div className="legend" aria-hidden="true">
        <span className="key-now">
          {t("order.now")} {formatNear(now, now, zone)}
        </span>
        <span className="key-promise">
          {t("line.promised")} {formatNear(promisedAt, now, zone)}
        </span>
        <span className="key-projection">
          {t("line.projected")} {formatNear(projectedDelivery, now, zone)}
        </span>
      </div>
    </div>
  );
}
