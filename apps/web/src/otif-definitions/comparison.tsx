import type { OtifDefinitionPreview, OtifPreviewed } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { Table } from "../escalation/table.tsx";
import { t } from "../i18n/i18n.ts";
import { shareOf } from "../leader/words.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { lineFrom, type OtifAsked, otifFrom } from "../lineage/keys.ts";
import type { LineageSubject } from "../lineage/subject.ts";
import { Money } from "../ui/figures.tsx";

interface ComparisonProps {
  readonly preview: OtifDefinitionPreview;
  /** Of so many weeks. */
  readonly weeks: number;
  readonly asked: OtifAsked;
}

/** What is in force beside what is typed, and which lines change sides. */
export function Comparison({
  preview: { present, proposed, changed, lines },
  weeks,
  asked,
}: ComparisonProps): ReactNode {
  return (
    <section className="definitions-comparison">
      <h3>{t("definitions.comparison", { weeks })}</h3>
      <Table heads={[t("definitions.version"), ...HEADS.map((head) => t(`definitions.${head}`))]}>
        {present == null ? (
          <tr>
            <td colSpan={HEADS.length + 1}>{t("definitions.none")}</td>
          </tr>
        ) : (
          <Row of={present} name={t("definitions.inForce")} from={(figure) => otifFrom(asked, figure)} />
        )}
        <Row of={proposed} name={t("definitions.proposed")} from={null} />
      </Table>
      <p>
        {t("definitions.changed", { n: changed })}
        {lines.length > 0 && ` · ${t("definitions.shown", { shown: lines.length, n: changed })}`}
      </p>
      {lines.length > 0 && (
        <Table heads={[t("definitions.line"), t("definitions.before"), t("definitions.after")]}>
          {lines.map(({ line, before, after }) => (
            <tr key={line}>
              <td>
                <FigureFrom from={lineFrom(line)}>{line}</FigureFrom>
              </td>
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

interface RowProps {
  readonly of: OtifPreviewed;
  readonly name: string;
  /** Null: it is not in force, and the lines that it changes say where they come from. */
  readonly from: ((figure: string) => LineageSubject) | null;
}

/** Without a line there is no figure. */
function Row({ of: { version, level, value, n, failed, missing, fine }, name, from }: RowProps): ReactNode {
  const comes = (figure: string, said: ReactNode): ReactNode =>
    from === null ? said : <FigureFrom from={from(figure)}>{said}</FigureFrom>;
  const amount = (figure: string, money: OtifPreviewed["missing"]): ReactNode => {
    if (n === 0) return "–";
    const value = { amount: money.amount, currency: money.currency ?? null };
    return <Money value={value} from={from === null ? null : from(figure)} />;
  };
  return (
    <tr>
      <td>
        {version}, {name}
      </td>
      <td>{comes("ALL", shareOf(value ?? null, n, level))}</td>
      <td>{n === 0 ? "–" : comes("FAILED", failed)}</td>
      <td>{amount("MISSING", missing)}</td>
      <td>{amount("FINE", fine)}</td>
    </tr>
  );
}
