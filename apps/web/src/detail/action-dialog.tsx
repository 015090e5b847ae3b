import type { OperationVariables } from "@apollo/client";
import type { LiveException } from "@lockstep/protocol/live";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { refusalOf } from "../api/client.ts";
import { READ_REVISION } from "../api/collaborate-documents.ts";
import { READ_EXCEPTION } from "../api/detail-documents.ts";
import { Mentioned } from "../collaborate/mentioned.tsx";
import { PhotoField } from "../collaborate/photo-field.tsx";
import { sendPhoto } from "../collaborate/send-photo.ts";
import { Theirs } from "../collaborate/theirs.tsx";
import { useTyping } from "../collaborate/use-typing.ts";
import { Writers } from "../collaborate/writers.tsx";
import { zoneAbbreviation } from "../format/time.ts";
import { instantOfWallTime, wallTimeOf } from "../format/wall-time.ts";
import { type MessageId, t, word } from "../i18n/i18n.ts";
import type { Refusal, Theirs as Written } from "../live/contract.ts";
import { type Action, useActing } from "../shell/acting.ts";
import { useNow, usePlant, useServices, useSnapshot, useZone } from "../shell/context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/problem.tsx";
import { type Draft, type Prepared, prepare, SHELVED_FOR_MS } from "./prepare-command.ts";
import { type QuickAnswer, QuickAnswers } from "./quick-answers.tsx";

interface DialogProps {
  readonly action: Action;
  readonly row: LiveException;
  readonly onClose: () => void;
}

/** One form for each thing one may do with an exception. What the server refuses stands in its own words over the form. */
export function ActionDialog({ action, row, onClose }: DialogProps): ReactNode {
  const zone = useZone(row.sites[0] ?? null);
  const now = useNow();
  const plant = usePlant();
  const acting = useActing();
  const { client, outbox } = useServices();
  const { phase } = useSnapshot();
  const [draft, setDraft] = useState<Draft>(() => ({
    note: "",
    reason: "",
    wrongSystem: "",
    to: plant?.viewer.name ?? "",
    estimate: "",
    until: wallTimeOf(new Date(Date.parse(now) + SHELVED_FOR_MS).toISOString(), zone),
  }));
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [theirs, setTheirs] = useState<Written | null>(null);
  const [photo, setPhoto] = useState<Blob | null>(null);
  const typed = useTyping(row.id);
  // What it was when the form was opened: what others write from then on is shown before this is sent. Unknown, nothing is in the way.
  const [opened] = useState(() =>
    client.query({ query: READ_REVISION, variables: { id: row.id } }).then(
      ({ data }) => data?.exception?.revision ?? null,
      () => null,
    ),
  );
  // The same try sent again is the same command: the server applies it once.
  const commandId = useRef(crypto.randomUUID());
  const sent = useRef<{ readonly said: string; readonly photo: Blob | null } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const instantOf = (text: string): string | null => instantOfWallTime(text, zone);
  const prepared = prepare(action, { row, draft, instantOf });
  /** The server cannot be reached: it waits in the browser and is sent with the time of this decision. */
  const keep = async (variables: OperationVariables, at: string): Promise<void> => {
    try {
      await outbox.add({
        kind: "acknowledge",
        commandId: commandId.current,
        exception: row.id,
        title: row.title,
        note: variables["note"] ?? null,
        estimate: variables["estimate"] ?? null,
        at,
        ...(photo === null ? {} : { photo }),
      });
      onClose();
    } catch {
      setBusy(false);
      setProblem(t("act.offline"));
    }
  };

  const failed = async (refusal: Refusal, variables: OperationVariables, at: string): Promise<void> => {
    if (refusal.code === "UNREACHABLE" && action === "ACKNOWLEDGE") await keep(variables, at);
    else if (refusal.theirs !== undefined) setTheirs(refusal.theirs);
    else setProblem(refusal.code === "UNREACHABLE" ? t("act.offline") : refusal.message);
  };

  const send = async (
    { document, variables: given, problem: missing }: Prepared,
    seen: number | null = theirs?.revision ?? null,
  ): Promise<void> => {
    if (missing !== null) {
      setProblem(t(missing));
      return;
    }
    setProblem(null);
    setBusy(true);
    const revision = seen ?? (phase.kind === "live" ? await opened : null);
    const decidedOn = revision === null ? {} : { expectedRevision: revision };
    // Told with every try: should the answer be lost, what waits is the same command and is not applied twice.
    const at = now;
    const variables = action === "ACKNOWLEDGE" ? { ...given, at, ...decidedOn } : { ...given, ...decidedOn };
    const said = JSON.stringify(variables);
    if (sent.current !== null && (sent.current.said !== said || sent.current.photo !== photo))
      commandId.current = crypto.randomUUID();
    sent.current = { said, photo };
    if (action === "ACKNOWLEDGE" && phase.kind !== "live") {
      await keep(variables, at);
      return;
    }
    acting.setSending(row.id, true);
    try {
      const named = photo === null ? null : await sendPhoto(photo);
      if (named !== null && typeof named !== "string") {
        await failed(named, variables, at);
        return;
      }
      const photos = named === null ? {} : { photos: [named] };
      await client.mutate({
        mutation: document,
        variables: { ...variables, ...photos, commandId: commandId.current },
        refetchQueries: [READ_EXCEPTION],
      });
      onClose();
    } catch (error) {
      await failed(refusalOf(error), variables, at);
    } finally {
      setBusy(false);
      acting.setSending(row.id, false);
    }
  };
  const onQuick = (answer: QuickAnswer): void => {
    const { note, minutes } = answer;
    const estimate =
      minutes === null ? "" : wallTimeOf(new Date(Date.parse(now) + minutes * 60_000).toISOString(), zone);
    void send(prepare(action, { row, draft: { ...draft, note, estimate }, instantOf }));
  };
  const onOther = (note: string): void => {
    setDraft((before) => ({ ...before, note }));
    form.current?.querySelector<HTMLInputElement>("[name=estimate]")?.focus();
  };

  return (
    <Dialog title={word("action", action)} about={row.title} onClose={onClose}>
      <form
        ref={form}
        className="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void send(prepared);
        }}
        aria-busy={busy}
      >
        <Problem text={problem} zone={zone} />
        {theirs !== null && (
          <Theirs
            theirs={theirs}
            zone={zone}
            busy={busy}
            onSend={() => void send(prepared, theirs.revision)}
            onLeave={onClose}
          />
        )}
        <Writers id={row.id} isSaid />
        {action === "ACKNOWLEDGE" && (
          <QuickAnswers subjectType={row.subjectType} busy={busy} onAnswer={onQuick} onOther={onOther} />
        )}
        <Fields
          action={action}
          row={row}
          draft={draft}
          zoneName={zoneAbbreviation(now, zone)}
          change={(patch) => {
            setDraft((before) => ({ ...before, ...patch }));
            if (patch.note !== undefined) typed(patch.note);
            setProblem(null);
          }}
        />
        {(action === "ACKNOWLEDGE" || action === "COMMENT") && <PhotoField photo={photo} onChange={setPhoto} />}
        <div className="form-buttons">
          <button type="button" className="button" onClick={onClose}>
            {t("act.cancel")}
          </button>
          <button type="submit" className="button button-main" disabled={busy}>
            {busy ? t("act.sending") : word("action", action)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly action: Action;
  readonly row: LiveException;
  readonly draft: Draft;
  readonly zoneName: string;
  readonly change: (patch: Partial<Draft>) => void;
}

/** Only a resource, a hold and a purchase line can be estimated: their next state is one moment. */
const ESTIMATE_LABEL: Record<string, MessageId> = {
  RESOURCE: "act.estimate.RESOURCE",
  HOLD: "act.estimate.HOLD",
  PURCHASE_ORDER_LINE: "act.estimate.PURCHASE_ORDER_LINE",
};

function Fields({ action, row, draft, zoneName, change }: FieldsProps): ReactNode {
  const estimateLabel = ESTIMATE_LABEL[row.subjectType];
  switch (action) {
    case "ACKNOWLEDGE":
      return (
        <>
          {estimateLabel !== undefined && (
            <Field label={t(estimateLabel)} hint={t("act.estimateHint", { zone: zoneName })}>
              <input
                type="datetime-local"
                name="estimate"
                className="field"
                value={draft.estimate}
                onChange={(event) => change({ estimate: event.target.value })}
              />
            </Field>
          )}
          <Field label={t("act.note")} hint={t("act.noteHint")}>
            <textarea
              name="note"
              className="field"
              rows={3}
              value={draft.note}
              onChange={(event) => change({ note: event.target.value })}
              data-autofocus
            />
          </Field>
        </>
      );
    case "ASSIGN":
      return (
        <Field label={t("act.to")}>
          <input
            name="to"
            className="field"
            value={draft.to}
            onChange={(event) => change({ to: event.target.value })}
            data-autofocus
          />
        </Field>
      );
    case "SHELVE":
      return (
        <>
          <Field label={t("act.until")} hint={t("act.untilHint", { zone: zoneName })}>
            <input
              type="datetime-local"
              name="until"
              className="field"
              value={draft.until}
              onChange={(event) => change({ until: event.target.value })}
            />
          </Field>
          <ReasonField draft={draft} change={change} />
        </>
      );
    case "RESOLVE":
      return (
        <>
          <ReasonField draft={draft} change={change} />
          <Field label={t("act.note")}>
            <textarea
              name="note"
              className="field"
              rows={3}
              value={draft.note}
              onChange={(event) => change({ note: event.target.value })}
            />
          </Field>
        </>
      );
    case "FLAG_FALSE":
      return (
        <>
          <ReasonField draft={draft} change={change} />
          <Field label={t("act.wrongSystem")}>
            <select
              name="wrongSystem"
              className="field"
              value={draft.wrongSystem}
              onChange={(event) => change({ wrongSystem: event.target.value })}
            >
              <option value="">{t("act.wrongNone")}</option>
              {["ERP", "MES", "WMS", "MASTER", "TOWER"].map((system) => (
                <option key={system} value={system}>
                  {system}
                </option>
              ))}
            </select>
          </Field>
        </>
      );
    case "SPLIT":
      return <ReasonField draft={draft} change={change} />;
    case "COMMENT":
      return (
        <Field label={t("act.comment")}>
          <textarea
            name="note"
            className="field"
            rows={4}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
            data-autofocus
          />
          <Mentioned exception={row.id} text={draft.note} />
        </Field>
      );
  }
}

function ReasonField({ draft, change }: Pick<FieldsProps, "draft" | "change">): ReactNode {
  return (
    <Field label={t("act.reason")}>
      <input
        name="reason"
        className="field"
        value={draft.reason}
        onChange={(event) => change({ reason: event.target.value })}
        data-autofocus
      />
    </Field>
  );
}

function Field({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="form-field">
      <span>{label}</span>
      {children}
      {hint !== undefined && <small>{hint}</small>}
    </label>
  );
}
