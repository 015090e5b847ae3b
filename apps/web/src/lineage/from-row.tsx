import type { MouseEvent, ReactNode } from "react";
import "../i18n/lineage-texts.ts";
import { t } from "../i18n/i18n.ts";
import { useChangeView } from "../shell/context.tsx";

interface FromRowProps {
  /** Whose row it is. */
  readonly of: string;
  readonly id: string;
  readonly figure: string;
  readonly children: ReactNode;
}

/** A figure of a row that opens where it comes from, and not the row. What is stale is marked in the thing's own panel. */
export function FromRow({ of, id, figure, children }: FromRowProps): ReactNode {
  const change = useChangeView();
  const open = (event: MouseEvent): void => {
    event.stopPropagation();
    change({ from: `${of}|${id}|${figure}` });
  };
  return (
    <button type="button" className="from" title={t("header.from")} onClick={open}>
      {children}
      <span className="visually-hidden">: {t("header.from")}</span>
    </button>
  );
}
