import type { Column, Field, FieldRule, Preview } from "@lockstep/protocol/imports";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { StateChip } from "../ui/chips.tsx";
import { FieldDetails } from "./field-details.tsx";
import { fieldName } from "./texts.ts";

interface FieldRowProps {
  readonly field: Field;
  readonly rule: FieldRule | undefined;
  readonly columns: readonly Column[];
  readonly understood: Preview["fields"][number]["values"] | null;
  /** How many rows are shown. */
  readonly rowCount: number;
  /** Null: the file does not tell it. */
  readonly onChange: (rule: FieldRule | null) => void;
}

const NOT_TOLD = "";
const SAME = "=";
const COLUMN = "c:";

/** One field: where its value is from, and how that is understood. */
export function FieldRow({ field, rule, columns, understood, rowCount, onChange }: FieldRowProps): ReactNode {
  const name = fieldName(field.path);
  const isTroubled = understood?.some(({ trouble }) => trouble !== null) ?? false;
  const isOpen = field.isRequired && rule === undefined;
  const choose = (value: string): void => {
    if (value === NOT_TOLD) onChange(null);
    else if (value === SAME) onChange({ constant: field.choices[0] ?? field.otherwise ?? "", ...moneyIn(rule) });
    else onChange({ ...moneyIn(rule), column: value.slice(COLUMN.length) });
  };
  return (
    <tr data-open={isOpen}>
      <th scope="row">
        {name} {isOpen && <StateChip tone="strong">{t("import.needed")}</StateChip>}
      </th>
      <td className="fields-from">
        <select
          className="choice"
          aria-label={t("import.columnOf", { field: name })}
          value={rule === undefined ? NOT_TOLD : rule.column === undefined ? SAME : COLUMN + rule.column}
          onChange={(event) => choose(event.target.value)}
        >
          <option value={NOT_TOLD}>
            {t("import.notTold")}
            {field.otherwise === null ? "" : ` ${t("import.otherwise", { value: field.otherwise })}`}
          </option>
          <option value={SAME}>{t("import.same")}</option>
          {columns.map((column) => (
            <option key={column.name} value={COLUMN + column.name}>
              {column.name}
            </option>
          ))}
        </select>
        {rule?.constant !== undefined && (
          <Constant
            field={field}
            value={rule.constant}
            label={t("import.value", { field: name })}
            onChange={(constant) => onChange({ ...rule, constant })}
          />
        )}
        {rule !== undefined && (
          <FieldDetails field={field} rule={rule} columns={columns} isTroubled={isTroubled} onChange={onChange} />
        )}
      </td>
      {[0, 1, 2].slice(0, rowCount).map((k) => (
        <Understood key={k} value={understood?.[k]} isTold={rule !== undefined} isRequired={field.isRequired} />
      ))}
    </tr>
  );
}

/** What goes with the field, whatever column it is from. */
const moneyIn = (rule: FieldRule | undefined): Pick<FieldRule, "currency"> =>
  rule?.currency === undefined ? {} : { currency: rule.currency };

interface ConstantProps {
  readonly field: Field;
  readonly value: string;
  readonly label: string;
  readonly onChange: (value: string) => void;
}

function Constant({ field, value, label, onChange }: ConstantProps): ReactNode {
  if (field.choices.length === 0) {
    return (
      <input className="field" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} />
    );
  }
  return (
    <select className="choice" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {field.choices.map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </select>
  );
}

interface UnderstoodProps {
  readonly value: Preview["fields"][number]["values"][number] | undefined;
  readonly isTold: boolean;
  readonly isRequired: boolean;
}

function Understood({ value, isTold, isRequired }: UnderstoodProps): ReactNode {
  if (!isTold || value === undefined) return <td className="fields-read" />;
  const trouble = value.trouble ?? (value.text === null && isRequired ? t("import.empty") : null);
  if (trouble !== null) {
    return (
      <td className="fields-read fields-trouble">
        <span aria-hidden="true">▲ </span>
        {trouble}
      </td>
    );
  }
  return <td className="fields-read">{value.text ?? <span className="fields-empty">{t("import.empty")}</span>}</td>;
}
