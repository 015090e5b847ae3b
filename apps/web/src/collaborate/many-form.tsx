import type { LiveException } from "@lockstep/protocol/live";
import { type ReactNode, useState } from "react";
import type { ManyVariables } from "../api/collaborate-documents.ts";
import { SHELVED_FOR_MS } from "../detail/prepare-command.ts";
import { zoneAbbreviation } from "../format/time.ts";
import { instantOfWallTime, wallTimeOf } from "../format/wall-time.ts";
import { t, word } from "../i18n/i18n.ts";
import { useNow, usePlant, useZone } from "../shell/context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/problem.tsx";
import { MANY_ACTIONS, type ManyAction, type ManyDraft, prepareMany, takers } from "./many-command.ts";

interface FormProps {
  readonly rows: readonly LiveException[];
  readonly onAsk: (what: Omit<ManyVariables, "commandId">) => void;
  readonly onClose: () => void;
}

/** What is to be done to all of them. The button says to how many. */
export function ManyForm({ rows, onAsk, onClose }: FormProps): ReactNode {
  const zone = useZone();
  const now = useNow();
  const plant = usePlant();
  const [action, setAction] = useState<ManyAction>("ACKNOWLEDGE");
  const [draft, setDraft] = useState<ManyDraft>(() => ({
    ...{ note: "", reason: "", wrongSystem: "", to: plant?.viewer.name ?? "", estimate: "" },
    into: rows[0]?.id ?? "",
    until: wallTimeOf(new Date(Date.parse(now) + SHELVED_FOR_MS).toISOString(), zone),
  }));
  const [problem, setProblem] = useState<string | null>(null);
  const change = (patch: Partial<ManyDraft>): void => {
    setDraft((before) => ({ ...before, ...patch }));
    setProblem(null);
  };
  const count = takers(rows, action, draft.into).length;
  // The one that stays is merged into nothing.
  const most = rows.length - (action === "MERGE" ? 1 : 0);
  const submit = (): void => {
    const prepared = prepareMany(rows, action, { draft, instantOf: (text) => instantOfWallTime(text, zone) });
    if (typeof prepared === "string") setProblem(t(prepared));
    else onAsk(prepared);
  };
  return (
    <Dialog title={t("many.title", { n: rows.length })} about={t("many.about")} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Problem text={problem} zone={zone} />
        <label className="form-field">
          <span>{t("many.action")}</span>
          <select
            className="field"
            value={action}
            onChange={({ target: { value } }) => {
              setAction(value as ManyAction);
              setProblem(null);
            }}
            data-autofocus
          >
            {MANY_ACTIONS.map((one) => (
              <option key={one} value={one}>
                {word("action", one)}
              </option>
            ))}
          </select>
        </label>
        {action === "ASSIGN" && <Text label={t("act.to")} value={draft.to} onChange={(to) => change({ to })} />}
        {(action === "ACKNOWLEDGE" || action === "COMMENT") && (
          <Text
            label={t(action === "COMMENT" ? "act.comment" : "act.note")}
            value={draft.note}
            onChange={(note) => change({ note })}
          />
        )}
        {action === "MERGE" && (
          <label className="form-field">
            <span>{t("many.into")}</span>
            <select
              className="field"
              name="into"
              value={draft.into}
              onChange={({ target: { value } }) => change({ into: value })}
            >
              {rows.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
            <small>{t("many.intoHint")}</small>
          </label>
        )}
        {action === "SHELVE" && (
          <label className="form-field">
            <span>{t("act.until")}</span>
            <input
              type="datetime-local"
              className="field"
              value={draft.until}
              onChange={({ target: { value } }) => change({ until: value })}
            />
            <small>{t("act.untilHint", { zone: zoneAbbreviation(now, zone) })}</small>
          </label>
        )}
        {(action === "SHELVE" || action === "MERGE") && (
          <Text label={t("act.reason")} value={draft.reason} onChange={(reason) => change({ reason })} />
        )}
        {count < most && <p className="steward-hint">{t("many.cannot", { n: most - count })}</p>}
        <div className="form-buttons">
          <button type="button" className="button" onClick={onClose}>
            {t("act.cancel")}
          </button>
          <button type="submit" className="button button-main" disabled={count === 0}>
            {t("many.submit", { what: word("action", action), n: count })}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

const Text = ({ label, value, onChange }: TextProps): ReactNode => (
  <label className="form-field">
    <span>{label}</span>
    <input className="field" value={value} onChange={(event) => onChange(event.target.value)} />
  </label>
);
