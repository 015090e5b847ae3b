import { useApolloClient } from "@apollo/client/react";
import type { Account, Role } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { CHANGE_ACCOUNT } from "../api/account-documents.ts";
import { t, word } from "../i18n/i18n.ts";
import { usePlant } from "../shell/context.tsx";
import { ReasonForm } from "../steward/reason-form.tsx";

const ROLES = [
  ...(["PLANNER", "SUPERVISOR", "PLANT_MANAGER", "LEADER"] as const),
  ...(["STEWARD", "INTEGRATOR", "ADMINISTRATOR", "AUDITOR"] as const),
] satisfies readonly Role[];

interface AccountFormProps {
  readonly account: Account;
  readonly onDone: () => void;
}

/** What somebody may do here, and where; or that they are let in no more. */
export function AccountForm({ account, onDone }: AccountFormProps): ReactNode {
  const client = useApolloClient();
  const { name } = account;
  const [roles, setRoles] = useState<readonly Role[]>(account.roles);
  const [sites, setSites] = useState<readonly string[] | null>(account.sites);
  const [isActive, setActive] = useState(account.isActive === true);
  const known = (usePlant()?.sites ?? []).map((site) => ({ value: site.id, text: site.name }));
  const gone = (sites ?? []).filter((id) => !known.some(({ value }) => value === id));
  return (
    <div className="form esc-form">
      <label className="people-check">
        <input type="checkbox" checked={isActive} onChange={({ target }) => setActive(target.checked)} />
        {t("people.may")}
      </label>
      <Checks
        legend={t("people.roles")}
        options={ROLES.map((role) => ({ value: role, text: word("role", role) }))}
        chosen={roles}
        onChange={setRoles}
      />
      <label className="people-check">
        <input
          type="checkbox"
          checked={sites === null}
          onChange={({ target }) => setSites(target.checked ? null : [])}
        />
        {t("people.everySite")}
      </label>
      {sites !== null && (
        <Checks
          legend={t("people.sites")}
          options={[...known, ...gone.map((id) => ({ value: id, text: id }))]}
          chosen={sites}
          onChange={setSites}
        />
      )}
      <ReasonForm
        title={t("people.why")}
        button={t("people.change")}
        about={[name, roles, sites, isActive]}
        send={(reason) =>
          client.mutate({ mutation: CHANGE_ACCOUNT, variables: { name, roles, sites, isActive, reason } })
        }
        onDone={onDone}
      />
    </div>
  );
}

interface ChecksProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
}

function Checks<Value extends string>({ legend, options, chosen, onChange }: ChecksProps<Value>): ReactNode {
  return (
    <fieldset className="people-checks">
      <legend>{legend}</legend>
      {options.map(({ value, text }) => (
        <label key={value} className="people-check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(
                options
                  .map((one) => one.value)
                  .filter((one) => (one === value ? target.checked : chosen.includes(one))),
              )
            }
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
