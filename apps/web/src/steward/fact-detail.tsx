import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Quarantined, READ_FACT } from "../api/quarantine-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { t } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useView, useZone } from "../shell/context.tsx";
import { StateChip } from "../ui/chips.tsx";
import { Figures, Moment } from "../ui/figures.tsx";
import { AssignForm } from "./assign-form.tsx";
import { Lines, Value } from "./blocked.tsx";
import { ChangesTable } from "./changes-table.tsx";
import { CorrectForm, DiscardForm } from "./fact-forms.tsx";
import { isMissing, messageLines } from "./message-lines.ts";
import { RuleLink } from "./rule-link.tsx";
import { StageClock } from "./stage-clock.tsx";

interface FactDetailProps {
  readonly id: string;
  readonly onDone: () => void;
}

/** One quarantined fact: the whole message with what is wrong in it, and what can be done with it or has been. */
export function FactDetail({ id, onDone }: FactDetailProps): ReactNode {
  const answer = useLiveQuery(READ_FACT, { id });
  const again = (): void => {
    answer.again();
    onDone();
  };
  return (
    <Panel answer={answer} pick={({ quarantinedFact }) => quarantinedFact}>
      {(fact) => <Shown fact={fact} onDone={again} />}
    </Panel>
  );
}

function Shown({ fact, onDone }: { readonly fact: Quarantined; readonly onDone: () => void }): ReactNode {
  const zone = useZone();
  const { site } = useView();
  const isOpen = fact.state === "OPEN";
  return (
    <>
      <p>
        <Link to="/quarantine" search={{ site, cause: fact.cause }}>
          ← {t("quarantine.backToCause")}
        </Link>
      </p>
      <h2>{fact.reason}</h2>
      <Figures
        of={[
          isOpen
            ? { label: t("quarantine.clock"), value: <StageClock stage={fact.stage} dueAt={fact.dueAt} /> }
            : {
                label: t("grid.state"),
                value: <StateChip tone="strong">{t(`quarantine.state.${fact.state}`)}</StateChip>,
              },
          ...(isOpen
            ? [
                { label: t("quarantine.lines"), value: <Lines linesBlocked={fact.linesBlocked} /> },
                { label: t("quarantine.value"), value: <Value valueBlocked={fact.valueBlocked} /> },
              ]
            : []),
          { label: t("quarantine.owner"), value: fact.owner ?? t("quarantine.nobody") },
          { label: t("grid.rule"), value: <RuleLink rule={fact.rule} /> },
          { label: t("quarantine.field"), value: fact.field ?? t("quarantine.noField") },
          { label: t("grid.type"), value: fact.factType ?? t("quarantine.noType") },
          { label: t("quarantine.toldOf"), value: fact.told.length === 0 ? "–" : fact.told.join(", ") },
          { label: t("grid.connector"), value: fact.connector },
          { label: t("grid.received"), value: <Moment at={fact.receivedAt} zone={zone} withZone /> },
        ]}
      />
      {!isOpen && <Settled fact={fact} />}
      <Message fact={fact} />
      {isOpen && (
        <div key={fact.id} className="form">
          <CorrectForm fact={fact} onDone={onDone} />
          <DiscardForm fact={fact} onDone={onDone} />
          <AssignForm of={{ fact: fact.id }} owner={fact.owner ?? null} onDone={onDone} />
        </div>
      )}
    </>
  );
}

function Settled({ fact }: { readonly fact: Quarantined }): ReactNode {
  const zone = useZone();
  return (
    <section>
      <h3>{t("quarantine.settled")}</h3>
      <p>
        {fact.settledBy}, <Moment at={fact.settledAt ?? null} zone={zone} withZone />
        {fact.settledReason ? `: ${fact.settledReason}` : ""}
      </p>
      {fact.changes.length > 0 && <ChangesTable changes={fact.changes} />}
    </section>
  );
}

function Message({ fact: { fact, field } }: { readonly fact: Pick<Quarantined, "fact" | "field"> }): ReactNode {
  const at = field ?? null;
  return (
    <section aria-label={t("quarantine.message")}>
      <h3>{t("quarantine.message")}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="quarantine-message" tabIndex={0}>
        {messageLines(fact, at).map(({ text, isWrong }, place) =>
          isWrong ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <span key={place}>
              {/^ */.exec(text)?.[0]}
              <mark title={t("quarantine.wrongHere")}>
                {text.trimStart()}
                {at !== null && isMissing(fact, at) && ` ← ${t("quarantine.missingHere", { field: at })}`}
              </mark>
              {"\n"}
            </span>
          ) : (
            `${text}\n`
          ),
        )}
      </pre>
    </section>
  );
}
