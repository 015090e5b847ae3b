import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { type DraftPerson, emptyPerson, replaced, without } from "./roster-draft.ts";
import { Remove, RosterField } from "./roster-field.tsx";

interface PeopleProps {
  readonly people: readonly DraftPerson[];
  readonly onChange: (people: readonly DraftPerson[]) => void;
}

/** Who can be called, over what, and when not. */
export const RosterPeople = ({ people, onChange }: PeopleProps): ReactNode => (
  <fieldset className="ro-part">
    <legend>
      {t("escalation.peopleOf")} <span className="count">{people.length}</span>
    </legend>
    {people.map((person, place) => (
      <Person
        // biome-ignore lint/suspicious/noArrayIndexKey: a person is a place while the id is typed
        key={place}
        person={person}
        path={`people.${place}`}
        onChange={(next) => onChange(replaced(people, place, next))}
        onRemove={() => onChange(without(people, place))}
      />
    ))}
    <button type="button" className="button" onClick={() => onChange([...people, emptyPerson])}>
      {t("escalation.addPerson")}
    </button>
  </fieldset>
);

interface PersonProps {
  readonly person: DraftPerson;
  readonly path: string;
  readonly onChange: (person: DraftPerson) => void;
  readonly onRemove: () => void;
}

function Person({ person, path, onChange, onRemove }: PersonProps): ReactNode {
  const { id, name, email, webhook, quietFrom, quietTo } = person;
  return (
    <div className="ro-row">
      <RosterField
        label={t("escalation.personId")}
        path={`${path}.id`}
        value={id}
        onChange={(next) => onChange({ ...person, id: next })}
      />
      <RosterField
        label={t("escalation.personName")}
        path={`${path}.name`}
        value={name}
        onChange={(next) => onChange({ ...person, name: next })}
      />
      <RosterField
        label={t("escalation.channel.EMAIL")}
        path={`${path}.email`}
        value={email ?? ""}
        onChange={(next) => onChange({ ...person, email: next || null })}
      />
      <RosterField
        label={t("escalation.channel.WEBHOOK")}
        path={`${path}.webhook`}
        value={webhook ?? ""}
        onChange={(next) => onChange({ ...person, webhook: next || null })}
      />
      <RosterField
        type="time"
        label={t("escalation.quietFrom")}
        path={`${path}.quietFrom`}
        value={quietFrom ?? ""}
        onChange={(next) => onChange({ ...person, quietFrom: next || null })}
      />
      <RosterField
        type="time"
        label={t("escalation.quietTo")}
        path={`${path}.quietTo`}
        value={quietTo ?? ""}
        onChange={(next) => onChange({ ...person, quietTo: next || null })}
      />
      <Remove what={name || id} onRemove={onRemove} />
    </div>
  );
}
