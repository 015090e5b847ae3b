import type { ReactNode } from "react";
import { RosterField, RosterPick, type Wrong, WrongContext } from "../escalation/roster-field.tsx";
import { type MessageId, t } from "../i18n/i18n.ts";
import type { Draft } from "./definition-draft.ts";

interface FormProps {
  readonly draft: Draft;
  /** Null: the id is not there yet, and is typed. */
  readonly version: number | null;
  readonly wrong: Wrong | null;
  readonly customers: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (draft: Draft) => void;
}

const LEVELS = ["LINE", "ORDER", "UNIT", "VALUE"] as const;
const BASES = ["REQUESTED", "FIRST_PROMISE", "LATEST_PROMISE"] as const;
const EVENTS = ["DELIVER", "SHIP"] as const;
const CREDITS = ["BINARY", "PROPORTIONAL"] as const;
const PARTIALS = ["ALL", "FIRST_DELIVERY"] as const;
const EARLY = ["any", "minutes", "days"] as const;
const LATE = ["minutes", "days"] as const;

/** Every value of a definition; what is wrong with one stands beside it. */
export function DefinitionForm({ draft, version, wrong, customers, onChange }: FormProps): ReactNode {
  type Typed = { [K in keyof Draft]: Draft[K] extends string ? K : never }[keyof Draft];
  const set = <K extends keyof Draft>(name: K, value: Draft[K]): void => onChange({ ...draft, [name]: value });
  const field = (name: Typed, type: "text" | "datetime-local" = "text"): ReactNode => (
    <RosterField
      label={t(`definitions.${name}` as MessageId)}
      path={name}
      type={type}
      value={draft[name]}
      onChange={(value) => set(name, value as Draft[typeof name])}
    />
  );
  const pick = <K extends Typed>(name: K, values: readonly Draft[K][], prefix: "is" | "unit" = "is"): ReactNode => (
    <RosterPick
      label={t(`definitions.${name}` as MessageId)}
      path={name}
      value={draft[name]}
      options={values.map((value) => ({ value, text: t(`definitions.${prefix}.${value}` as MessageId) }))}
      onChange={(value) => {
        const found = values.find((one) => one === value);
        if (found !== undefined) set(name, found);
      }}
    />
  );
  return (
    <WrongContext value={wrong}>
      <div className="definitions-fields">
        {version === null && field("id")}
        <RosterPick
          label={t("definitions.customer")}
          path="customer"
          value={draft.customer === "" ? COMPANY : draft.customer}
          options={[
            { value: COMPANY, text: t("definitions.anyCustomer") },
            ...customers.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          onChange={(value) => set("customer", value === COMPANY ? "" : value)}
        />
      </div>
      <div className="definitions-wide">{field("description")}</div>
      <div className="definitions-fields">
        {pick("level", LEVELS)}
        {pick("basis", BASES)}
        {pick("event", EVENTS)}
      </div>
      <div className="definitions-fields">
        {pick("earlyUnit", EARLY, "unit")}
        {draft.earlyUnit !== "any" && field("early")}
        {pick("lateUnit", LATE, "unit")}
        {field("late")}
        {field("timeZone")}
      </div>
      <div className="definitions-fields">
        {field("under")}
        {field("over")}
        {pick("credit", CREDITS)}
        {pick("partials", PARTIALS)}
        {field("fine")}
      </div>
      <div className="definitions-fields">
        {field("excludedCustomers")}
        {field("excludedItems")}
        {field("excludedSites")}
      </div>
      <div className="definitions-fields">
        {field("from", "datetime-local")}
        {field("to", "datetime-local")}
        <label className="definitions-check">
          <input
            type="checkbox"
            checked={draft.customerTolerances}
            onChange={(event) => set("customerTolerances", event.target.checked)}
          />
          {t("definitions.customerTolerances")}
        </label>
      </div>
    </WrongContext>
  );
}

/** No customer has this for an id. */
const COMPANY = " ";
