import type { ReactNode } from "react";

interface ChoiceProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** The text for "no choice"; without it one must be chosen. */
  readonly any?: string;
  readonly onChange: (value: string | undefined) => void;
}

/** The platform's own list: every keyboard, screen reader and glove knows it. */
export function Choice({ label, value, options, any, onChange }: ChoiceProps): ReactNode {
  const known = value === undefined || options.some((option) => option.value === value);
  return (
    <select
      className={any !== undefined && value !== undefined ? "choice choice-set" : "choice"}
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
    >
      {any !== undefined && <option value="">{any}</option>}
      {!known && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}
