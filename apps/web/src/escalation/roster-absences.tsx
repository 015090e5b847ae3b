import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { type Draft, type DraftStandIn, replaced, without } from "./roster-draft.ts";
import { Remove, RosterField, RosterPick } from "./roster-field.tsx";

interface AbsencesProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Who stands in for whom, and the days on which no weekly shift is. */
export function RosterAbsences({ draft, onChange }: AbsencesProps): ReactNode {
  const { standIns, holidays, people } = draft;
  const options = people.map(({ id, name }) => ({ value: id, text: name || id }));
  const put = (place: number, next: DraftStandIn): void =>
    onChange({ ...draft, standIns: replaced(standIns, place, next) });
  return (
    <>
      <fieldset className="ro-part">
        <legend>
          {t("escalation.standIns")} <span className="count">{standIns.length}</span>
        </legend>
        {standIns.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stand-in is its place
          <div className="ro-row" key={place}>
            <RosterPick
              label={t("escalation.standInBy")}
              path={`standIns.${place}.by`}
              value={one.by}
              options={options}
              onChange={(by) => put(place, { ...one, by })}
            />
            <RosterPick
              label={t("escalation.standInOf")}
              path={`standIns.${place}.of`}
              value={one.of}
              options={options}
              onChange={(of) => put(place, { ...one, of })}
            />
            <RosterField
              type="date"
              label={t("escalation.firstDay")}
              path={`standIns.${place}.from`}
              value={one.from}
              onChange={(from) => put(place, { ...one, from })}
            />
            <RosterField
              type="date"
              label={t("escalation.lastDay")}
              path={`standIns.${place}.to`}
              value={one.to}
              onChange={(to) => put(place, { ...one, to })}
            />
            <Remove what={one.by} onRemove={() => onChange({ ...draft, standIns: without(standIns, place) })} />
          </div>
        ))}
        <button
          type="button"
          className="button"
          onClick={() => onChange({ ...draft, standIns: [...standIns, { of: "", by: "", from: "", to: "" }] })}
        >
          {t("escalation.addStandIn")}
        </button>
      </fieldset>
      <fieldset className="ro-part">
        <legend>
          {t("escalation.holidays")} <span className="count">{holidays.length}</span>
        </legend>
        {holidays.map((date, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a holiday is its place
          <div className="ro-row" key={place}>
            <RosterField
              type="date"
              label={t("escalation.date")}
              path={`holidays.${place}`}
              value={date}
              onChange={(next) => onChange({ ...draft, holidays: replaced(holidays, place, next) })}
            />
            <Remove what={date} onRemove={() => onChange({ ...draft, holidays: without(holidays, place) })} />
          </div>
        ))}
        <button type="button" className="button" onClick={() => onChange({ ...draft, holidays: [...holidays, ""] })}>
          {t("escalation.addHoliday")}
        </button>
      </fieldset>
    </>
  );
}
