import type { OtifDefinitionPreview, OtifPreviewed } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { Table } from "../escalation/table.tsx";
import { t } from "../i18n/i18n.ts";
import { shareOf } from "../leader/words.ts";
import { Money } from "../ui/figures.tsx";

interface ComparisonProps {
  readonly preview: OtifDefinitionPreview;
  /** Of so many weeks. */
  readonly weeks: number;
}

/** What is in force beside what is typed, and which lines change sides. */
export function Comparison({ preview: { present, proposed, changed, lines }, weeks }: ComparisonProps): ReactNode {
  return (
    <section className="definitions-comparison">
      <h3>{t("definitions.comparison", { weeks })}</h3>
      <Table heads={[t("definitions.version"), ...HEADS.map((head) => t(`definitions.${head}`))]}>
        {present == null ? (
          <tr>
            <td colSpan={HEADS.length + 1}>{t("definitions.none")}</td>
          </tr>
        ) : (
          <Row of={present} name={t("definitions.inForce")} />
        )}
        <Row of={proposed} name={t("definitions.proposed")} />
      </Table>
      <p>
        {t("definitions.changed", { n: changed })}
        {lines.length > 0 && ` · ${t("definitions.shown", { shown: lines.length, n: changed })}`}
      </p>
      {lines.length > 0 && (
        <Table heads={[t("definitions.line"), t("definitions.before"), t("definitions.after")]}>
          {lines.map(({ line, before, after }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>{t(`definitions.outcome.${before}`)}</td>
              <td>{t(`definitions.outcome.${after}`)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

const HEADS = ["share", "failed", "missing", "fineOf"] as const;

/** Without a line there is no figure. */
function Row({ of: { version, level, value, n, failed, missing, fine }, name }: { of: OtifPreviewed; name: string }) {
  const amount = (money: OtifPreviewed["missing"]): ReactNode =>
    n === 0 ? "–" : <Money value={{ amount: money.amount, currency: money.currency ?? null }} />;
  return (
    <tr>
      <td>
        {version}, {name}
      </td>
      <td>{shareOf(value ?? null, n, level)}</td>
      <td>{n === 0 ? "–" : failed}</td>
      <td>{amount(missing)}</td>
      <td>{amount(fine)}</td>
    </tr>
  );
}
