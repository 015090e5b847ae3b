import type { ReactNode } from "react";
import { word } from "../i18n/i18n.ts";

/** Severity is told three times: by colour, by shape and by word. */
export function SeverityChip({
  severity,
  over = false,
}: {
  readonly severity: string;
  /** The cause is gone: no colour, as nothing is abnormal any more. */
  readonly over?: boolean;
}): ReactNode {
  return (
    <span className={`chip chip-${over ? "plain" : severity.toLowerCase()}`}>
      <Shape severity={severity} />
      {word("severity", severity)}
    </span>
  );
}

/** What else stands about an exception or a line, in neutral colours. */
export function StateChip({
  children,
  tone = "plain",
}: {
  readonly children: ReactNode;
  readonly tone?: "plain" | "strong";
}): ReactNode {
  return <span className={`chip chip-${tone}`}>{children}</span>;
}

/** Late and short lines are filled, lines at risk outlined, all others plain. */
export function LineState({ state }: { readonly state: string }): ReactNode {
  const tone = state === "LATE" || state === "SHORT" ? "strong" : "plain";
  return <StateChip tone={tone}>{word("lineState", state)}</StateChip>;
}

export function ShelvedChip(): ReactNode {
  return (
    <span className="chip chip-shelved">
      <svg viewBox="0 0 10 10" className="shape" aria-hidden="true">
        <path d="M2 1h2v8H2zM6 1h2v8H6z" />
      </svg>
      {word("severity", "shelved")}
    </span>
  );
}

export function Shape({ severity }: { readonly severity: string }): ReactNode {
  return (
    <svg viewBox="0 0 10 10" className="shape" aria-hidden="true">
      {severity === "CRITICAL" && <rect x="1" y="1" width="8" height="8" />}
      {severity === "HIGH" && <path d="M5 .6 9.6 9H.4z" />}
      {severity === "MEDIUM" && <path d="M5 0l5 5-5 5-5-5z" />}
      {severity === "LOW" && <circle cx="5" cy="5" r="4.4" />}
    </svg>
  );
}
