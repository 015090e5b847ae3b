import type { OutgoingCount } from "@lockstep/protocol/outgoing";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "../i18n/outgoing-texts.ts";
import { t } from "../i18n/i18n.ts";
import { useView } from "../shell/context.tsx";
import { useOutgoing } from "./use-outgoing.ts";

/** What each system is still to be told, by the connectors that tell; none where none ever told, or for who sees some sites. */
export function useBacklogs(): readonly OutgoingCount[] {
  const { answer } = useOutgoing({ only: "open", site: undefined, first: 1 });
  return answer?.counts ?? [];
}

/** Of one feed, in its row; nothing where nothing is ever told by it. */
export function BacklogOf({ of }: { readonly of: OutgoingCount | undefined }): ReactNode {
  const { site } = useView();
  if (of === undefined) return "–";
  const { backlog, held, refused, notTaken } = of;
  const title = t("outgoing.backlogOf", { backlog, held, refused, notTaken });
  return (
    <Link to="/outbox" search={{ site }} title={title} aria-label={title}>
      {backlog}
    </Link>
  );
}

/** Of connectors that are not declared any more there is no row: what they left open is said beside them. */
export function BacklogsLeft({ of }: { readonly of: readonly OutgoingCount[] }): ReactNode {
  const { site } = useView();
  const left = of.filter(({ feed, backlog }) => feed === null && backlog > 0);
  if (left.length === 0) return null;
  return (
    <p className="steward-hint">
      <Link to="/outbox" search={{ site }}>
        {t("outgoing.backlogLeft")}
      </Link>
      {": "}
      {left.map(({ connector, ...counts }) => `${connector}: ${t("outgoing.backlogOf", { ...counts })}`).join("; ")}
    </p>
  );
}
