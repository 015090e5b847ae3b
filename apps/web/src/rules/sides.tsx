import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { Moment } from "../ui/figures.tsx";

const count = new Intl.NumberFormat("en-GB");

interface SidesProps {
  /** Of what: what came, or was asked for, in this time. */
  readonly of: string;
  readonly since: string;
  readonly until: string;
  readonly children: ReactNode;
}

/** What was and what would be, side by side. */
export function Sides({ of, since, until, children }: SidesProps): ReactNode {
  const zone = useZone();
  return (
    <table className="rules-sides">
      <caption>
        {of} <Moment at={since} zone={zone} withZone /> – <Moment at={until} zone={zone} withZone />
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("rules.what")}</th>
          <th scope="col">{t("rules.was")}</th>
          <th scope="col">{t("rules.would")}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

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
