import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { Money } from "../ui/figures.tsx";
import type { LeaderAnswer } from "./leader-answer.ts";
import { shareOf } from "./words.ts";

/** What it would be if it were measured otherwise. */
export function ComparisonCard({ compared }: { readonly compared: LeaderAnswer["otifComparison"] }): ReactNode {
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
            {compared.map(({ definition, version, value, n, level, failed, missing, fine }) => (
              <tr key={definition}>
                <td>{t("leader.version", { definition, version })}</td>
                <td>{shareOf(value, n, level)}</td>
                <td className="cell-end">{n === 0 ? "–" : failed}</td>
                <td className="cell-end">{n === 0 ? "–" : <Money value={missing} />}</td>
                <td className="cell-end">{n === 0 ? "–" : <Money value={fine} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
