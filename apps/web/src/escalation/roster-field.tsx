import { createContext, type ReactNode, useContext, useId } from "react";
import { t } from "../i18n/i18n.ts";

/** What the server has found wrong, and where. */
export interface Wrong {
  readonly field: string;
  readonly message: string;
}

export const WrongContext = createContext<Wrong | null>(null);

/** What is wrong with this value, or with a part of it. */
export function useWrong(path: string): string | null {
  const wrong = useContext(WrongContext);
  return wrong !== null && (wrong.field === path || wrong.field.startsWith(`${path}.`)) ? wrong.message : null;
}

interface FieldProps {
  readonly label: string;
  /** Where it stands in the roster, as the server names it. */
  readonly path: string;
  readonly value: string;
  readonly type?: "text" | "email" | "time" | "date" | "datetime-local" | "number";
  /** It takes the room that the others leave. */
  readonly isWide?: boolean;
  readonly onChange: (value: string) => void;
}

/** One value of the roster, with what the server says is wrong with it beside it. */
export function RosterField({ label, path, value, type = "text", isWide = false, onChange }: FieldProps): ReactNode {
  const wrong = useWrong(path);
  const id = useId();
  return (
    <label className={isWide ? "ro-field ro-field-wide" : "ro-field"}>
      <span>{label}</span>
      <input
        className="field"
        type={type}
        value={value}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : id}
        onChange={(event) => onChange(event.target.value)}
      />
      {wrong !== null && (
        <small id={id} className="ro-wrong" role="alert">
          {wrong}
        </small>
      )}
    </label>
  );
}

interface PickProps {
  readonly label: string;
  readonly path: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}

export function RosterPick({ label, path, value, options, onChange }: PickProps): ReactNode {
  const wrong = useWrong(path);
  const isKnown = value === "" || options.some((one) => one.value === value);
  return (
    <label className="ro-field">
      <span>{label}</span>
      <select
        className="choice"
        value={value}
        aria-invalid={wrong !== null}
        onChange={(event) => onChange(event.target.value)}
      >
        {value === "" && <option value="">–</option>}
        {!isKnown && <option value={value}>{value}</option>}
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
      {wrong !== null && (
        <small className="ro-wrong" role="alert">
          {wrong}
        </small>
      )}
    </label>
  );
}

interface RemoveProps {
  readonly what: string;
  readonly onRemove: () => void;
}

export const Remove = ({ what, onRemove }: RemoveProps): ReactNode => (
  <button type="button" className="button" aria-label={t("escalation.remove", { what })} onClick={onRemove}>
    ×
  </button>
);
