import { useApolloClient } from "@apollo/client/react";
import type { Account } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { END_SESSIONS, READ_ACCOUNTS } from "../api/account-documents.ts";
import { beginAnew, willBeginAt } from "../api/begin-anew.ts";
import { rest } from "../api/rest.ts";
import { Panel } from "../detail/panel.tsx";
import "../escalation/escalation.css";
import { Table } from "../escalation/table.tsx";
import "../i18n/detail-texts.ts";
import { t, word } from "../i18n/i18n.ts";
import "../i18n/people-texts.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { usePlant, useSiteName, useZone } from "../shell/context.tsx";
import { ReasonForm } from "../steward/reason-form.tsx";
import { StateChip } from "../ui/chips.tsx";
import { Moment } from "../ui/figures.tsx";
import { Notice } from "../ui/notice.tsx";
import { AccountForm } from "./account-form.tsx";
import "./people.css";

const NOTHING: Record<string, never> = {};
/** Who is signed in changes without a word from the plant. */
const READ_EVERY_MS = 5_000;

interface Doing {
  readonly what: "change" | "end";
  readonly name: string;
}

/** Who can sign in and who is signed in, for administrators: what they may do, and the way to send them out. */
export function PeoplePage(): ReactNode {
  const answer = useLiveQuery(READ_ACCOUNTS, NOTHING, READ_EVERY_MS);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** The whole page is theirs from then on. */
  const see = (name: string): void => {
    willBeginAt("/");
    rest("POST", "/auth/see-as", { name }).then(beginAnew, ({ message }: Error) => {
      willBeginAt(null);
      setProblem(message);
    });
  };
  const done = (): void => {
    setDoing(null);
    answer.again();
  };
  return (
    <main className="steward steward-single esc live-page" id="main">
      <h1>{t("nav.people")}</h1>
      <p className="steward-hint">{t("people.hint")}</p>
      <Panel answer={answer} pick={(data) => data.accounts}>
        {(accounts) =>
          accounts.length === 0 ? (
            <Notice title={t("people.none")}>
              <p>{t("people.noneHint")}</p>
            </Notice>
          ) : (
            <>
              <Accounts of={accounts} onDo={setDoing} onSee={see} />
              {problem !== null && <p role="alert">{problem}</p>}
              <Done {...{ doing, accounts, done }} onCancel={() => setDoing(null)} />
            </>
          )
        }
      </Panel>
    </main>
  );
}

interface AccountsProps {
  readonly of: readonly Account[];
  readonly onDo: (doing: Doing) => void;
  readonly onSee: (name: string) => void;
}

function Accounts({ of, onDo, onSee }: AccountsProps): ReactNode {
  const own = usePlant()?.viewer.name;
  const siteName = useSiteName();
  const zone = useZone();
  const heads = ["name", "roles", "sites", "may", "sessions", "seen"] as const;
  return (
    <Table heads={heads.map((head) => t(`people.${head}`))} action={t("people.actions")}>
      {of.map(({ name, roles, sites, isActive, sessions, lastSeenAt }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>{roles.map((role) => word("role", role)).join(", ")}</td>
          <td>{sites === null ? t("people.everySite") : sites.map(siteName).join(", ")}</td>
          <td>
            <May isActive={isActive} />
          </td>
          <td>{t("people.sessionsN", { n: sessions.length })}</td>
          <td>
            <Moment at={lastSeenAt} zone={zone} withZone />
          </td>
          <td className="people-actions">
            {isActive !== false && name !== own && (
              <button
                type="button"
                className="button"
                aria-label={t("people.seeAsOf", { name })}
                onClick={() => onSee(name)}
              >
                {t("people.seeAs")}
              </button>
            )}
            {isActive !== null && (
              <button
                type="button"
                className="button"
                aria-label={t("people.changeOf", { name })}
                onClick={() => onDo({ what: "change", name })}
              >
                {t("people.change")}
              </button>
            )}
            {sessions.length > 0 && (
              <button
                type="button"
                className="button"
                aria-label={t("people.endOf", { name })}
                onClick={() => onDo({ what: "end", name })}
              >
                {t("people.end")}
              </button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function May({ isActive }: Pick<Account, "isActive">): ReactNode {
  if (isActive === null) return t("people.may.provider");
  return isActive ? t("people.may.yes") : <StateChip tone="strong">{t("people.may.no")}</StateChip>;
}

interface DoneProps {
  readonly doing: Doing | null;
  readonly accounts: readonly Account[];
  readonly done: () => void;
  readonly onCancel: () => void;
}

/** What is being done to somebody, with the reason for it. */
function Done({ doing, accounts, done, onCancel }: DoneProps): ReactNode {
  const client = useApolloClient();
  const account = accounts.find(({ name }) => name === doing?.name);
  if (doing === null || account === undefined) return null;
  const { name } = account;
  return (
    <section className="people-doing" key={`${doing.what} ${name}`}>
      <h2>{t(`people.${doing.what}Of`, { name })}</h2>
      {doing.what === "change" ? (
        <AccountForm account={account} onDone={done} />
      ) : (
        <ReasonForm
          title={t("people.why")}
          button={t("people.end")}
          about={[name]}
          send={(reason) => client.mutate({ mutation: END_SESSIONS, variables: { name, reason } })}
          onDone={done}
        />
      )}
      <button type="button" className="button" onClick={onCancel}>
        {t("people.cancel")}
      </button>
    </section>
  );
}
