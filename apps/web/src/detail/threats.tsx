import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { useSnapshot, useView } from "../shell/context.tsx";
import { SeverityChip } from "../ui/chips.tsx";
import { Money } from "../ui/figures.tsx";

interface ThreatsProps {
  readonly subjectType: string;
  readonly subject: string;
}

/** The exceptions whose cause sits at this thing: what it threatens, and the way there. */
export function Threats({ subjectType, subject }: ThreatsProps): ReactNode {
  const view = useView();
  const { state } = useSnapshot();
  const rows = [...(state?.exceptions.values() ?? [])].filter(
    (row) => row.present && row.subjectType === subjectType && row.subject === subject && row.id !== view.at,
  );
  if (rows.length === 0) return null;
  return (
    <section className="section">
      <h3>{t("detail.threatens")}</h3>
      <ul className="threats">
        {rows.map((row) => (
          <li key={row.id}>
            <SeverityChip severity={row.severity} />
            <Link to="/" search={{ ...view, at: row.id, open: undefined }} className="open">
              {row.title}
            </Link>
            <span className="threats-figures">
              <Money value={row.valueAtRisk} from={{ of: "EXCEPTION", id: row.id, figure: "VALUE_AT_RISK" }} /> ·{" "}
              {t("detail.hits", { n: row.impacted.length })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
