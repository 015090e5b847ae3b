import type { Column, Field, FieldRule } from "@lockstep/protocol/imports";
import { type ReactNode, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { fieldName } from "./texts.ts";

interface DetailsProps {
  readonly field: Field;
  readonly rule: FieldRule;
  readonly columns: readonly Column[];
  /** Some row is not understood: what might help is unfolded. */
  readonly isTroubled: boolean;
  readonly onChange: (rule: FieldRule) => void;
}

/** What is done to a value besides reading it: words, units, times per piece, currencies. */
export function FieldDetails(props: DetailsProps): ReactNode {
  const { field, rule } = props;
  if (rule.column === undefined) return field.kind === "money" ? <Currency {...props} /> : null;
  switch (field.kind) {
    case "choice":
      return <Words {...props} />;
    case "money":
      return <Currency {...props} />;
    case "instant":
      return (
        <details className="field-more">
          <summary>{t("import.timeColumn")}</summary>
          <ColumnChoice
            {...props}
            label={t("import.timeColumn")}
            value={rule.timeColumn}
            onPick={(timeColumn) => props.onChange(withOr(rule, "timeColumn", timeColumn))}
          />
        </details>
      );
    case "number":
      return field.path.endsWith("ratePerHour") ? <TimePer {...props} /> : <Units {...props} />;
    case "text":
      return field.path === "@id" ? <Lines {...props} /> : null;
    default:
      return null;
  }
}

/** The columns that tell the lines of one document apart, with room for one more. */
function Lines(props: DetailsProps): ReactNode {
  const { rule, onChange } = props;
  const { andColumns = [] } = rule;
  const label = t("import.columnOf", { field: fieldName("line") });
  const pick = (at: number, column: string | undefined): void => {
    const others = andColumns.toSpliced(at, 1, ...(column === undefined ? [] : [column]));
    onChange(withOr(rule, "andColumns", others.length === 0 ? undefined : others));
  };
  return (
    <details className="field-more" open={andColumns.length > 0}>
      <summary>{label}</summary>
      {[...andColumns, undefined].map((column, at) => (
        <ColumnChoice
          {...props}
          key={column ?? "one more"}
          label={label}
          value={column}
          onPick={(next) => pick(at, next)}
        />
      ))}
    </details>
  );
}

/** Words that are choices already mean themselves. */
function Words({ field, rule, columns, onChange }: DetailsProps): ReactNode {
  const values = columns.find(({ name }) => name === rule.column)?.values ?? [];
  const words = values.filter((value) => !field.choices.includes(value.toLowerCase()));
  if (words.length === 0) return null;
  const isOpen = words.some((word) => rule.words?.[word] === undefined);
  return (
    <details className="field-more" open={isOpen}>
      <summary>{t("import.words")}</summary>
      {words.map((word) => (
        <label key={word} className="field-word">
          <span>{t("import.wordMeans", { word })}</span>
          <select
            className="choice"
            value={rule.words?.[word] ?? ""}
            onChange={(event) => onChange({ ...rule, words: { ...rule.words, [word]: event.target.value } })}
          >
            <option value="" disabled>
              {t("import.wordOpen")}
            </option>
            {field.choices.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </select>
        </label>
      ))}
    </details>
  );
}

function Currency(props: DetailsProps): ReactNode {
  const { rule, onChange } = props;
  return (
    <details className="field-more">
      <summary>{rule.currencyColumn ?? rule.currency ?? t("import.currency")}</summary>
      <label className="field-word">
        <span>{t("import.currency")}</span>
        <input
          className="field"
          value={rule.currency ?? ""}
          maxLength={3}
          onChange={(event) => {
            const currency = event.target.value.toUpperCase();
            onChange(withOr(rule, "currency", currency === "" ? undefined : currency));
          }}
        />
      </label>
      <ColumnChoice
        {...props}
        label={t("import.currencyColumn")}
        value={rule.currencyColumn}
        onPick={(column) => onChange(withOr(rule, "currencyColumn", column))}
      />
    </details>
  );
}

const TIMES = ["second", "minute", "hour"] as const;

function TimePer({ rule, onChange }: DetailsProps): ReactNode {
  return (
    <label className="field-word">
      <span>{t("import.timePer")}</span>
      <select
        className="choice"
        value={rule.timePer ?? ""}
        onChange={(event) =>
          onChange(
            withOr(
              rule,
              "timePer",
              TIMES.find((one) => one === event.target.value),
            ),
          )
        }
      >
        <option value="">{t("import.timePer.none")}</option>
        {TIMES.map((unit) => (
          <option key={unit} value={unit}>
            {t(`import.timePer.${unit}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Units(props: DetailsProps): ReactNode {
  const { rule, columns, isTroubled, onChange } = props;
  const units = columns.find(({ name }) => name === rule.unitColumn)?.values ?? [];
  return (
    <details className="field-more" open={(isTroubled && units.length > 0) || Object.keys(rule.units ?? {}).length > 0}>
      <summary>{t("import.more")}</summary>
      <NumberField
        label={t("import.factor")}
        value={rule.factor}
        onChange={(factor) => onChange(withOr(rule, "factor", factor))}
      />
      <ColumnChoice
        {...props}
        label={t("import.unitColumn")}
        value={rule.unitColumn}
        onPick={(column) => onChange(withOr(rule, "unitColumn", column))}
      />
      {units.map((unit) => (
        <NumberField
          key={unit}
          label={t("import.oneUnitIs", { unit })}
          value={rule.units?.[unit]}
          onChange={(factor) => onChange({ ...rule, units: unitsWith(rule.units, unit, factor) })}
        />
      ))}
    </details>
  );
}

function unitsWith(units: FieldRule["units"] = {}, unit: string, factor: number | undefined): Record<string, number> {
  const { [unit]: _, ...others } = units;
  return factor === undefined ? others : { ...others, [unit]: factor };
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** What is being typed need not be a number yet. */
function NumberField({ label, value, onChange }: NumberFieldProps): ReactNode {
  const [text, setText] = useState(value === undefined ? "" : String(value));
  return (
    <label className="field-word">
      <span>{label}</span>
      <input
        type="number"
        className="field"
        min="0"
        step="any"
        placeholder="1"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const number = Number(event.target.value);
          onChange(event.target.value !== "" && number > 0 ? number : undefined);
        }}
      />
    </label>
  );
}

interface ColumnChoiceProps {
  readonly field: Field;
  readonly columns: readonly Column[];
  readonly label: string;
  readonly value: string | undefined;
  readonly onPick: (column: string | undefined) => void;
}

function ColumnChoice({ field, columns, label, value, onPick }: ColumnChoiceProps): ReactNode {
  return (
    <label className="field-word">
      <span>{label}</span>
      <select
        className="choice"
        aria-label={`${label}: ${fieldName(field.path)}`}
        value={value ?? ""}
        onChange={(event) => onPick(event.target.value === "" ? undefined : event.target.value)}
      >
        <option value="">{t("import.noUnitColumn")}</option>
        {columns.map((column) => (
          <option key={column.name} value={column.name}>
            {column.name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** With that part, or without it. */
function withOr<K extends keyof FieldRule>(rule: FieldRule, key: K, value: FieldRule[K] | undefined): FieldRule {
  const { [key]: _, ...others } = rule;
  return value === undefined ? others : { ...others, [key]: value };
}
