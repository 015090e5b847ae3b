import type { Notification } from "@lockstep/protocol/generated/schema";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useView, useZone } from "../shell/context.tsx";
import { SeverityChip } from "../ui/chips.tsx";
import { Moment } from "../ui/figures.tsx";

interface ToldRowProps {
  readonly told: Notification;
  /** What it is about has been opened. */
  readonly onOpen: () => void;
}

/** One thing that this person was told, with the way to what it is about. */
export function ToldRow({ told, onOpen }: ToldRowProps): ReactNode {
  const { site } = useView();
  const zone = useZone();
  return (
    <li data-unread={told.readAt === null}>
      <Moment at={told.at} zone={zone} withZone />
      {told.severity !== null && <SeverityChip severity={told.severity} over={told.readAt !== null} />}
      {told.exception === null ? (
        <strong>{told.title}</strong>
      ) : (
        <Link to="/" search={{ site, at: told.exception }} className="open" onClick={onOpen}>
          {told.title}
        </Link>
      )}
      <p>{told.text}</p>
    </li>
  );
}
