import type { ReactNode } from "react";
import { formatTime } from "../format/time.ts";

interface ProblemProps {
  readonly text: string | null;
  /** The zone in which people there tell the time; without one, instants stand as the server wrote them. */
  readonly zone?: string;
}

/** Why something was not done. */
export function Problem({ text, zone }: ProblemProps): ReactNode {
  return (
    text !== null && (
      <p className="form-problem" role="alert">
        {zone === undefined ? text : inZone(text, zone)}
      </p>
    )
  );
}

/** Dates that no calendar has stand as they are. */
export function inZone(text: string, zone: string): string {
  return text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z\b/g, (iso) =>
    Number.isNaN(Date.parse(iso)) ? iso : formatTime(iso, zone, "full"),
  );
}
