import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "../i18n/outgoing-texts.ts";
import { t } from "../i18n/i18n.ts";
import { useView } from "../shell/context.tsx";
import { useOutgoing } from "./use-outgoing.ts";

/** How many commands are open for each system, on the page of feeds; nothing where none ever was made. */
export function Backlog(): ReactNode {
  const { answer } = useOutgoing({ only: "open", site: undefined, first: 1 });
  const { site } = useView();
  const counts = answer?.counts ?? [];
  if (counts.length === 0) return null;
  return (
    <p className="steward-hint">
      <Link to="/outbox" search={{ site }}>
        {t("outgoing.backlog")}
      </Link>
      {": "}
      {counts
        .map(({ connector, backlog, held, refused }) => t("outgoing.backlogOf", { connector, backlog, held, refused }))
        .join("; ")}
    </p>
  );
}
