import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { type OtifAsked, otifFrom } from "../lineage/keys.ts";
import { Money } from "../ui/figures.tsx";
import type { LeaderAnswer } from "./leader-answer.ts";
import { shareOf } from "./words.ts";

interface ComparisonCardProps {
  readonly compared: LeaderAnswer["otifComparison"];
  readonly asked: OtifAsked;
}

/** What it would be if it were measured otherwise. */
export function ComparisonCard({ compared, asked }: ComparisonCardProps): ReactNode {
  return (
    <section className="chart leader-compare">
      <h2>{t("leader.compare.title")}</h2>
      <div className="chart-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("leader.definition")}</th>
              <th scope="col">{t("leader.share")}</th>
              <th scope="col" className="cell-end">
                {t("leader.failed")}
              </th>
              <th scope="col" className="cell-end">
                {t("leader.missing")}
              </th>
              <th scope="col" className="cell-end">
                {t("leader.fine")}
              </th>
            </tr>
          </thead>
          <tbody>
            {compared.map(({ definition, version, value, n, level, failed, missing, fine }) => {
              const from = (figure: string) => otifFrom({ ...asked, definition }, figure);
              const figures = [
                <FigureFrom key="failed" from={from("FAILED")}>
                  {failed}
                </FigureFrom>,
                <Money key="missing" value={missing} from={from("MISSING")} />,
                <Money key="fine" value={fine} from={from("FINE")} />,
              ];
              return (
                <tr key={definition}>
                  <td>{t("leader.version", { definition, version })}</td>
                  <td>
                    <FigureFrom from={from("ALL")}>{shareOf(value, n, level)}</FigureFrom>
                  </td>
                  {figures.map((figure) => (
                    <td key={figure.key} className="cell-end">
                      {n === 0 ? "–" : figure}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
