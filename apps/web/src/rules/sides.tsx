import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";

const count = new Intl.NumberFormat("en-GB");

interface SideProps {
  readonly label: string;
  readonly was: number;
  readonly by: number;
}

/** A figure as it was and as it would be. */
export function Side({ label, was, by }: SideProps): ReactNode {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{count.format(was)}</td>
      <td>
        {count.format(was + by)} <Difference by={by} />
      </td>
    </tr>
  );
}

export function Difference({ by }: { readonly by: number }): ReactNode {
  const text = by === 0 ? t("rules.same") : by > 0 ? t("rules.more", { n: by }) : t("rules.fewer", { n: -by });
  return <span className="card-small">{text}</span>;
}
