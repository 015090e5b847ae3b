import { useApolloClient } from "@apollo/client/react";
import type { OtifDefinitionPreview } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { DECLARE_DEFINITION, PREVIEW_DEFINITION } from "../api/definition-documents.ts";
import type { Wrong } from "../escalation/roster-field.tsx";
import { t } from "../i18n/i18n.ts";
import { useCommand } from "../steward/use-command.ts";
import { Problem } from "../ui/problem.tsx";
import { Comparison } from "./comparison.tsx";
import { type Draft, inputOf, isTrouble } from "./definition-draft.ts";
import { DefinitionForm } from "./definition-form.tsx";

interface DeclareProps {
  readonly draft: Draft;
  /** What it will be; of an id that is not there yet it is the first. */
  readonly version: number;
  readonly isFresh: boolean;
  /** Whose clock its dates are typed by. */
  readonly zone: string;
  readonly customers: readonly { readonly id: string; readonly name: string }[];
  /** Of which lines it is compared. */
  readonly compareOf: {
    readonly weeks: number;
    readonly from: string;
    readonly to: string;
    readonly site: string | null;
  };
  readonly onChange: (draft: Draft) => void;
  readonly onDeclared: (declared: { readonly id: string; readonly version: number }) => void;
}

interface Compared {
  /** What the draft said, and which version it would have been. */
  readonly said: string;
  readonly preview: OtifDefinitionPreview;
}

/** A definition is typed, compared with what is in force, and only then declared. */
export function Declare({ draft, version, isFresh, zone, customers, compareOf, ...on }: DeclareProps): ReactNode {
  const client = useApolloClient();
  const { weeks, ...of } = compareOf;
  const { isSending, problem, field, say, send } = useCommand();
  const [unread, setUnread] = useState<Wrong | null>(null);
  const [compared, setCompared] = useState<Compared | null>(null);
  // What was compared is what is declared: another draft is compared again, and this one with what is in force since.
  const said = JSON.stringify([draft, version]);
  const shown = compared?.said === said ? compared.preview : null;
  const read = () => {
    const input = inputOf(draft, zone);
    say(null);
    setUnread(isTrouble(input) ? input : null);
    return isTrouble(input) ? null : input;
  };
  const compare = async (): Promise<void> => {
    const definition = read();
    if (definition === null) return;
    const variables = { definition, ...of };
    const answer = await send({ preview: variables }, () =>
      client.query({ query: PREVIEW_DEFINITION, variables, fetchPolicy: "no-cache" }),
    );
    if (answer?.data) setCompared({ said, preview: answer.data.otifDefinitionPreview });
  };
  const declare = async (): Promise<void> => {
    const definition = read();
    if (definition === null || shown === null) return;
    const expectedVersion = shown.proposed.version - 1;
    const done = await send({ definition, expectedVersion }, (commandId) =>
      client.mutate({ mutation: DECLARE_DEFINITION, variables: { definition, expectedVersion, commandId } }),
    );
    const declared = done?.data?.declareOtifDefinition;
    if (declared !== undefined) on.onDeclared(declared);
  };
  const wrong = unread ?? (field === null || problem === null ? null : { field, message: problem });
  return (
    <form
      className="form definitions-form"
      aria-busy={isSending}
      onSubmit={(event) => {
        event.preventDefault();
        void (shown === null ? compare() : declare());
      }}
    >
      <h2>{isFresh ? t("definitions.formNew") : t("definitions.form", { n: version, id: draft.id })}</h2>
      <DefinitionForm
        draft={draft}
        version={isFresh ? null : version}
        wrong={wrong}
        customers={customers}
        onChange={(next) => {
          say(null);
          setUnread(null);
          on.onChange(next);
        }}
      />
      <Problem text={wrong === null ? problem : null} />
      {/* It stays, and what stands in it changes: else nobody is told who hears the page. */}
      <div aria-live="polite">
        {shown === null ? (
          <p className="definitions-hint">{t("definitions.compareFirst")}</p>
        ) : (
          <Comparison preview={shown} weeks={weeks} asked={{ definition: draft.id, ...of }} />
        )}
      </div>
      <div className="form-buttons">
        <button type="button" className="button" disabled={isSending} onClick={() => void compare()}>
          {t("definitions.compare")}
        </button>
        <button type="submit" className="button button-main" disabled={isSending || shown === null}>
          {t("definitions.declare", { n: shown?.proposed.version ?? version })}
        </button>
      </div>
    </form>
  );
}
