import type { CSSProperties, MouseEvent, ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { useChangeView } from "../shell/context.tsx";
import { type LineageSubject, subjectText } from "./subject.ts";

interface FigureFromProps {
  readonly from: LineageSubject;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}

/** A figure that opens where it comes from, and not what it stands in. What is stale is marked in the thing's own panel. */
export function FigureFrom({ from, className = "from", style, children }: FigureFromProps): ReactNode {
  const open = useOpenFrom();
  if (children === UNKNOWN) return UNKNOWN;
  const onClick = (event: MouseEvent): void => {
    event.stopPropagation();
    open(from);
  };
  return (
    <button
      type="button"
      className={className}
      style={style}
      title={t("header.from")}
      data-from={subjectText(from)}
      onClick={onClick}
    >
      {children}
      <span className="visually-hidden">: {t("header.from")}</span>
    </button>
  );
}

/** What is not known comes from nowhere. */
const UNKNOWN = "–";

/** The same of a whole picture, among what else can be done with it. */
export function ChartFrom({ from }: { readonly from: LineageSubject }): ReactNode {
  const open = useOpenFrom();
  return (
    <button
      type="button"
      className="button button-quiet button-small"
      title={t("header.from")}
      data-from={subjectText(from)}
      onClick={() => open(from)}
    >
      {t("chart.facts")}
      <span className="visually-hidden">: {t("header.from")}</span>
    </button>
  );
}

export function useOpenFrom(): (from: LineageSubject) => void {
  const change = useChangeView();
  return (from) => change({ from: subjectText(from) });
}
