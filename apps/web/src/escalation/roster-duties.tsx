import type { Role } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { t, word } from "../i18n/i18n.ts";
import { usePlant } from "../shell/context.tsx";
import { CALLED_ROLES } from "./choices.ts";
import {
  type Draft,
  type DraftDuty,
  type DraftPerson,
  nextShift,
  replaced,
  type Shift,
  without,
} from "./roster-draft.ts";
import { Remove, RosterField, RosterPick, useWrong } from "./roster-field.tsx";
import { dayWord } from "./words.ts";

interface DutiesProps {
  readonly draft: Draft;
  readonly onChange: (duties: readonly DraftDuty[]) => void;
}

/** Who works when, as what, and where. */
export const RosterDuties = ({ draft, onChange }: DutiesProps): ReactNode => (
  <fieldset className="ro-part">
    <legend>
      {t("escalation.dutiesOf")} <span className="count">{draft.duties.length}</span>
    </legend>
    {draft.duties.map((duty, place) => (
      <Duty
        // biome-ignore lint/suspicious/noArrayIndexKey: a duty is its place
        key={place}
        duty={duty}
        people={draft.people}
        site={draft.site}
        path={`duties.${place}`}
        onChange={(next) => onChange(replaced(draft.duties, place, next))}
        onRemove={() => onChange(without(draft.duties, place))}
      />
    ))}
    <button
      type="button"
      className="button"
      onClick={() =>
        onChange([
          ...draft.duties,
          {
            ...{ person: draft.people.at(-1)?.id ?? "", role: "SUPERVISOR", team: null, resources: [], dated: [] },
            shifts: [nextShift([])],
          },
        ])
      }
    >
      {t("escalation.addDuty")}
    </button>
  </fieldset>
);

interface DutyProps {
  readonly duty: DraftDuty;
  readonly people: readonly DraftPerson[];
  readonly site: string | null;
  readonly path: string;
  readonly onChange: (duty: DraftDuty) => void;
  readonly onRemove: () => void;
}

function Duty({ duty, people, site, path, onChange, onRemove }: DutyProps): ReactNode {
  const { person, role, resources, shifts, dated } = duty;
  const wrong = useWrong(`${path}.weekly`);
  const put = (next: readonly Shift[]): void => onChange({ ...duty, shifts: next });
  const name = people.find(({ id }) => id === person)?.name ?? person;
  return (
    <div className="ro-duty">
      <div className="ro-row">
        <RosterPick
          label={t("escalation.person")}
          path={`${path}.person`}
          value={person}
          options={people.map(({ id, name: text }) => ({ value: id, text: text || id }))}
          onChange={(next) => onChange({ ...duty, person: next })}
        />
        <RosterPick
          label={t("escalation.duties")}
          path={`${path}.role`}
          value={role}
          options={CALLED_ROLES.map((one) => ({ value: one, text: word("role", one) }))}
          onChange={(next) => onChange({ ...duty, role: next as Role })}
        />
        <RosterField
          type="text"
          label={t("escalation.team")}
          path={`${path}.team`}
          value={duty.team ?? ""}
          onChange={(next) => onChange({ ...duty, team: next === "" ? null : next })}
        />
        <Where site={site} chosen={resources} onChange={(next) => onChange({ ...duty, resources: next })} />
        <Remove what={name} onRemove={onRemove} />
      </div>
      {shifts.map((shift, place) => (
        <ShiftFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a shift is its place
          key={place}
          shift={shift}
          onChange={(next) => put(replaced(shifts, place, next))}
          onRemove={() => put(without(shifts, place))}
        />
      ))}
      {wrong !== null && (
        <small className="ro-wrong" role="alert">
          {wrong}
        </small>
      )}
      {dated.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a date is its place
        <div className="ro-row" key={place}>
          <RosterField
            type="date"
            label={t("escalation.date")}
            path={`${path}.dated.${place}`}
            value={one.date}
            onChange={(date) => onChange({ ...duty, dated: replaced(dated, place, { ...one, date }) })}
          />
          <RosterField
            type="time"
            label={t("escalation.fromOrOff")}
            path={`${path}.dated.${place}.start`}
            value={one.start ?? ""}
            onChange={(next) => onChange({ ...duty, dated: replaced(dated, place, { ...one, start: next || null }) })}
          />
          <RosterField
            type="time"
            label={t("escalation.to")}
            path={`${path}.dated.${place}.end`}
            value={one.end ?? ""}
            onChange={(next) => onChange({ ...duty, dated: replaced(dated, place, { ...one, end: next || null }) })}
          />
          <Remove what={one.date} onRemove={() => onChange({ ...duty, dated: without(dated, place) })} />
        </div>
      ))}
      <div className="esc-choices">
        <button type="button" className="button" onClick={() => put([...shifts, nextShift(shifts)])}>
          {t("escalation.addShift")}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => onChange({ ...duty, dated: [...dated, { date: "", start: null, end: null }] })}
        >
          {t("escalation.addDate")}
        </button>
        {shifts.length === 0 && dated.length === 0 && <span>{t("escalation.always")}</span>}
      </div>
    </div>
  );
}

interface ShiftProps {
  readonly shift: Shift;
  readonly onChange: (shift: Shift) => void;
  readonly onRemove: () => void;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];

const ShiftFields = ({ shift, onChange, onRemove }: ShiftProps): ReactNode => (
  <div className="ro-row">
    <RosterField
      type="time"
      label={t("escalation.from")}
      path=""
      value={shift.start}
      onChange={(start) => start !== "" && onChange({ ...shift, start })}
    />
    <RosterField
      type="time"
      label={t("escalation.to")}
      path=""
      value={shift.end}
      onChange={(end) => end !== "" && onChange({ ...shift, end })}
    />
    <fieldset className="ro-days">
      <legend className="visually-hidden">{t("escalation.days")}</legend>
      {DAYS.map((day) => (
        <label key={day}>
          <input
            type="checkbox"
            checked={shift.days.includes(day)}
            // The last day is taken out with the shift.
            disabled={shift.days.length === 1 && shift.days[0] === day}
            onChange={({ target }) =>
              onChange({
                ...shift,
                days: target.checked
                  ? [...shift.days, day].sort((a, b) => a - b)
                  : shift.days.filter((one) => one !== day),
              })
            }
          />
          {dayWord(day)}
        </label>
      ))}
    </fieldset>
    <Remove what={`${shift.start}–${shift.end}`} onRemove={onRemove} />
  </div>
);

interface WhereProps {
  readonly site: string | null;
  readonly chosen: readonly string[];
  readonly onChange: (resources: readonly string[]) => void;
}

/** None chosen is the whole plant. */
function Where({ site, chosen, onChange }: WhereProps): ReactNode {
  const lines = (usePlant()?.resources ?? []).filter((one) => one.site === site);
  const names = chosen.map((id) => lines.find((one) => one.id === id)?.name ?? id);
  const strange = chosen.filter((id) => !lines.some((one) => one.id === id)).map((id) => ({ id, name: id }));
  return (
    <details className="ro-field">
      <summary>
        <span>{t("escalation.where")}</span> {names.join(", ") || t("escalation.everywhere")}
      </summary>
      {[...lines, ...strange].map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
          {name}
        </label>
      ))}
    </details>
  );
}
