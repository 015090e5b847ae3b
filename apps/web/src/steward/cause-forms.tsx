import { useApolloClient, useMutation } from "@apollo/client/react";
import { type FormEvent, type ReactNode, useState } from "react";
import { type Cause, DISCARD_CAUSE, PREVIEW, RESUBMIT_CAUSE, type SettledCause } from "../api/quarantine-documents.ts";
import { t } from "../i18n/i18n.ts";
import { Problem } from "../ui/problem.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { useCommand } from "./use-command.ts";

interface CauseFormsProps {
  readonly cause: Cause;
  readonly onDone: (settled: SettledCause) => void;
}

/** One patch for all facts of a cause: first what it would come to, then the same patch for good. */
export function CorrectAllForm({ cause, onDone }: CauseFormsProps): ReactNode {
  const client = useApolloClient();
  const [patch, setPatch] = useState(() => firstPatch(cause.field ?? null));
  const [previewed, setPreviewed] = useState<{ patch: string; open: number; preview: SettledCause } | null>(null);
  const [resubmit] = useMutation(RESUBMIT_CAUSE);
  const { isSending, problem, send } = useCommand();
  const preview = previewed?.patch === patch && previewed.open === cause.open ? previewed.preview : null;
  const count = preview === null ? 0 : preview.accepted + preview.duplicates;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (preview === null) {
      const answer = await send(["preview", patch, cause.open], () =>
        client.query({ query: PREVIEW, variables: { cause: cause.id, patch }, fetchPolicy: "no-cache" }),
      );
      if (answer?.data?.preview) setPreviewed({ patch, open: cause.open, preview: answer.data.preview });
      return;
    }
    const done = await send(["resubmit", cause.id, patch], (commandId) =>
      resubmit({ variables: { cause: cause.id, patch, commandId } }),
    );
    if (done?.data) onDone(done.data.settled);
  };
  return (
    <form className="form" onSubmit={(event) => void onSubmit(event)}>
      <h3>{t("quarantine.bulk")}</h3>
      <p className="steward-hint">{t("quarantine.bulkHint")}</p>
      <label className="form-field">
        <span>{t("quarantine.patch")}</span>
        <textarea
          className="field field-code"
          rows={4}
          spellCheck={false}
          value={patch}
          onChange={(event) => setPatch(event.target.value)}
        />
      </label>
      {preview !== null && <Preview of={preview} />}
      <Problem text={problem} />
      <div className="form-buttons">
        <button
          type="submit"
          className={preview === null ? "button" : "button button-main"}
          disabled={isSending || (preview !== null && count === 0)}
        >
          {isSending
            ? t("act.sending")
            : preview === null
              ? t("quarantine.preview")
              : t("quarantine.resendAll", { n: count })}
        </button>
      </div>
    </form>
  );
}

function Preview({ of }: { readonly of: SettledCause }): ReactNode {
  return (
    <div className="quarantine-preview" role="status">
      <ul>
        <li>{t("quarantine.wouldAccept", { n: of.accepted })}</li>
        {of.duplicates > 0 && <li>{t("quarantine.wouldBeDuplicate", { n: of.duplicates })}</li>}
        <li>{t("quarantine.wouldBeWrong", { n: of.stillWrong })}</li>
      </ul>
      {of.reasons.length > 0 && (
        <ul>
          {of.reasons.map(({ reason, facts, example }) => (
            <li key={example}>
              <strong>{facts}</strong> {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function DiscardAllForm({ cause, onDone }: CauseFormsProps): ReactNode {
  const [discard] = useMutation(DISCARD_CAUSE);
  return (
    <ReasonForm
      title={t("quarantine.discardTitle")}
      button={t("quarantine.discardAll", { n: cause.open })}
      about={["discard", cause.id]}
      send={(reason, commandId) => discard({ variables: { cause: cause.id, reason, commandId } })}
      onDone={({ data }) => data && onDone(data.settled)}
    />
  );
}

/** Where any place of a list is meant, a step says one. */
const firstPatch = (field: string | null): string =>
  `[{ "op": "add", "path": ${JSON.stringify((field ?? "/data/…").replaceAll("/*", "/0"))}, "value": "" }]`;
