import type { ReactNode } from "react";
import "../i18n/collaborate-texts.ts";
import { t, word } from "../i18n/i18n.ts";
import type { Theirs as Written } from "../live/contract.ts";
import { Moment } from "../ui/figures.tsx";
import { Notice } from "../ui/notice.tsx";

interface TheirsProps {
  readonly theirs: Written;
  readonly zone: string;
  readonly busy: boolean;
  /** Sends what this person wrote all the same. */
  readonly onSend: () => void;
  readonly onLeave: () => void;
}

/** What others have written while this person wrote; theirs stands in the form below, and nothing of either is lost. */
export const Theirs = ({ theirs, zone, busy, onSend, onLeave }: TheirsProps): ReactNode => (
  <Notice title={t("theirs.title")} tone="failed">
    <ul>
      {theirs.entries.map(({ seq, at, by, action, note }) => (
        <li key={seq}>
          <strong>{by}</strong> {word("timeline", action)} <Moment at={at} zone={zone} withZone />
          {note !== null && (
            <>
              {" "}
              <q>{note}</q>
            </>
          )}
        </li>
      ))}
    </ul>
    <p>{t("theirs.hint")}</p>
    <div className="form-buttons">
      <button type="button" className="button" onClick={onLeave}>
        {t("theirs.leave")}
      </button>
      <button type="button" className="button" disabled={busy} onClick={onSend}>
        {t("theirs.send")}
      </button>
    </div>
  </Notice>
);
