import type { Notification } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import "../i18n/told-texts.ts";
import "../styles/told.css";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { ToldRow } from "./told-row.tsx";

interface ToldListProps {
  /** Null: not read yet. */
  readonly rows: readonly Notification[] | null;
  /** It could not be read, which is said elsewhere. */
  readonly isRefused: boolean;
  readonly onOpen: (told: Notification) => void;
}

/** What this person was told, as the server orders it. */
export function ToldList({ rows, isRefused, onOpen }: ToldListProps): ReactNode {
  if (rows === null) return isRefused ? null : <Placeholder rows={3} label={t("detail.loading")} />;
  if (rows.length === 0) {
    return (
      <Notice title={t("told.none")}>
        <p>{t("told.noneHint")}</p>
      </Notice>
    );
  }
  return (
    <ul className="told-list">
      {rows.map((one) => (
        <ToldRow key={one.id} told={one} onOpen={() => onOpen(one)} />
      ))}
    </ul>
  );
}
