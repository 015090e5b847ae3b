import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import type { PlanSearch } from "./plan-search.ts";
import { LEVELS, type Level, lengthOf, moved, type Span, spanAround, zoomed } from "./span.ts";

interface TimeBarProps {
  readonly span: Span;
  readonly now: string;
  readonly search: PlanSearch;
  readonly change: (to: PlanSearch) => void;
}

const searchOf = ({ from, to }: Span): PlanSearch => ({
  since: new Date(from).toISOString(),
  until: new Date(to).toISOString(),
});

/** Which time is seen, and how much of it; every step has a key in the picture, too. */
export function TimeBar({ span, now, search, change }: TimeBarProps): ReactNode {
  const middle = (span.from + span.to) / 2;
  const isSeen = Date.parse(now) > span.from && Date.parse(now) < span.to;
  const step = (label: string, sign: string, to: Span): ReactNode => (
    <button type="button" className="button" aria-label={label} title={label} onClick={() => change(searchOf(to))}>
      {sign}
    </button>
  );
  const toLevel = (level: Level): void => {
    const length = LEVELS[level];
    const around = isSeen
      ? spanAround(Date.parse(now), length)
      : { from: middle - length / 2, to: middle + length / 2 };
    change(searchOf(around));
  };
  return (
    <div className="plan-times">
      {step(t("plan.earlierTime"), "←", moved(span, -lengthOf(span) * 0.8))}
      <button
        type="button"
        className="button"
        aria-pressed={search.since === undefined}
        onClick={() => change({ since: undefined, until: undefined })}
      >
        {t("plan.now")}
      </button>
      {step(t("plan.laterTime"), "→", moved(span, lengthOf(span) * 0.8))}
      <fieldset className="plan-levels" aria-label={t("plan.levels")}>
        {(Object.keys(LEVELS) as Level[]).map((level) => (
          <button
            key={level}
            type="button"
            className="button"
            aria-pressed={Math.abs(lengthOf(span) - LEVELS[level]) < 60_000}
            onClick={() => toLevel(level)}
          >
            {t(`plan.level.${level}`)}
          </button>
        ))}
      </fieldset>
      {step(t("plan.zoomIn"), "+", zoomed(span, 1 / 1.5, middle))}
      {step(t("plan.zoomOut"), "−", zoomed(span, 1.5, middle))}
    </div>
  );
}
