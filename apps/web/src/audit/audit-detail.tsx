import { useQuery } from "@apollo/client/react";
import type { AuditActor, AuditChange, AuditDetail as Detail } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { READ_AUDIT_RECORD } from "../api/audit-documents.ts";
import { refusalOf } from "../api/client.ts";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { Figures } from "../ui/figures.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import styles from "./audit.module.css";
import { aboutOf, becameOf } from "./words.ts";

/** One record: who did what, why, what it made different, and its place in the chain. */
export function AuditDetail({ number }: { readonly number: number }): ReactNode {
  const { data, error } = useQuery(READ_AUDIT_RECORD, { variables: { number } });
  if (error) return <Notice tone="failed" title={refusalOf(error).message} />;
  if (!data) return <Placeholder rows={4} label={t("detail.loading")} />;
  if (data.auditRecord === null) return <Notice title={t("audit.noSuch", { number })} />;
  return <Shown of={data.auditRecord} />;
}

function Shown({ of: { record, actor, changes, lookedBackTo } }: { readonly of: Detail }): ReactNode {
  const zone = useZone();
  const { number, seq, at, by, action, subject, note, previousHash, hash } = record;
  return (
    <article className={styles["detail"]}>
      <h2>{t("audit.recordTitle", { number, action })}</h2>
      {note !== null && <p className={styles["note"]}>{note}</p>}
      <Figures
        of={[
          { label: t("audit.at"), value: <time dateTime={at}>{formatTime(at, zone, "full")}</time> },
          { label: t("audit.by"), value: by },
          ...(actor === null ? [] : figuresOf(actor)),
          { label: t("audit.subject"), value: aboutOf(record) },
          { label: t("audit.subjectId"), value: subject },
          { label: t("audit.became"), value: becameOf(record) },
          { label: t("audit.seq"), value: seq },
        ]}
      />
      <h3>{t("audit.changes")}</h3>
      {changes.length === 0 ? <p className="steward-hint">{t("audit.noChanges")}</p> : <Changes of={changes} />}
      {typeof lookedBackTo === "number" && (
        <p className="steward-hint">{t("audit.lookedBackTo", { number: lookedBackTo })}</p>
      )}
      <h3>{t("audit.place")}</h3>
      <p className="steward-hint">{t("audit.placeHint")}</p>
      <dl className={styles["hashes"]}>
        <dt>{t("audit.previousHash")}</dt>
        <dd>{previousHash}</dd>
        <dt>{t("audit.hash")}</dt>
        <dd>{hash}</dd>
      </dl>
    </article>
  );
}

/** As whom they did it, and from where. */
const figuresOf = ({ roles, sites, from }: AuditActor) => [
  { label: t("audit.roles"), value: roles.map((role) => t(`role.${role}`)).join(", ") },
  { label: t("audit.sites"), value: sites === null ? t("audit.everySite") : sites.join(", ") },
  ...(from === null ? [] : [{ label: t("audit.from"), value: from }]),
];

const Changes = ({ of }: { readonly of: readonly AuditChange[] }): ReactNode => (
  <div className={styles["scroll"]}>
    <table className={styles["changes"]}>
      <thead>
        <tr>
          <th scope="col">{t("audit.what")}</th>
          <th scope="col">{t("audit.before")}</th>
          <th scope="col">{t("audit.after")}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ what, before, after }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{before === null ? "–" : <del>{before}</del>}</td>
            <td>{after === null ? "–" : <ins>{after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
