import { type ReactNode, useState } from "react";
import {
  type Cause,
  type Quarantined,
  READ_CAUSE,
  READ_QUARANTINE,
  type SettledCause,
} from "../api/quarantine-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { zoneAbbreviation } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow, useZone } from "../shell/context.tsx";
import type { Column } from "../ui/data-grid.tsx";
import { Figures, Moment } from "../ui/figures.tsx";
import { Notice } from "../ui/notice.tsx";
import { AssignForm } from "./assign-form.tsx";
import { Lines, Value } from "./blocked.tsx";
import { CorrectAllForm, DiscardAllForm } from "./cause-forms.tsx";
import { PagedList } from "./paged-list.tsx";
import { RuleLink } from "./rule-link.tsx";
import { StageClock } from "./stage-clock.tsx";
import { usePages } from "./use-pages.ts";

const count = new Intl.NumberFormat("en-GB");

interface CauseDetailProps {
  readonly id: string;
  readonly onFact: (id: string) => void;
  readonly onDone: () => void;
}

/** A cause with what it blocks and who has it, its facts, and what can be done with all of them. */
export function CauseDetail({ id, onFact, onDone }: CauseDetailProps): ReactNode {
  const answer = useLiveQuery(READ_CAUSE, { id });
  const pages = usePages(READ_QUARANTINE, ({ quarantine }) => quarantine, { filter: { cause: id, state: "OPEN" } });
  const [settled, setSettled] = useState<SettledCause | null>(null);
  const again = (): void => {
    answer.again();
    pages.again();
    onDone();
  };
  return (
    <>
      {settled !== null && (
        <p className="quarantine-done" role="status">
          {t("quarantine.done", { ...settled, wrong: settled.stillWrong })}
        </p>
      )}
      {answer.data?.quarantineCause === null ? (
        <Notice title={t("quarantine.gone")}>
          <p>{t("quarantine.goneHint")}</p>
        </Notice>
      ) : (
        <Panel answer={answer} pick={({ quarantineCause }) => quarantineCause}>
          {(cause) => (
            <>
              <Head cause={cause} />
              <AssignForm of={{ cause: cause.id }} owner={cause.owner ?? null} onDone={again} />
              <Facts pages={pages} onFact={onFact} />
              <CorrectAllForm
                cause={cause}
                onDone={(done) => {
                  setSettled(done);
                  again();
                }}
              />
              <DiscardAllForm
                cause={cause}
                onDone={(done) => {
                  setSettled(done);
                  again();
                }}
              />
            </>
          )}
        </Panel>
      )}
    </>
  );
}

function Head({ cause }: { readonly cause: Cause }): ReactNode {
  const zone = useZone();
  const owner = cause.owner ?? t("quarantine.nobody");
  return (
    <>
      <h2>{cause.reason}</h2>
      <Figures
        of={[
          { label: t("quarantine.clock"), value: <StageClock stage={cause.stage} dueAt={cause.dueAt} /> },
          { label: t("quarantine.facts"), value: count.format(cause.open) },
          {
            label: t("quarantine.lines"),
            value: (
              <>
                <Lines linesBlocked={cause.linesBlocked} cause={cause.id} />{" "}
                {cause.factsUntold > 0 && (
                  <span className="card-small">{t("quarantine.untoldOf", { n: cause.factsUntold })}</span>
                )}
              </>
            ),
          },
          { label: t("quarantine.value"), value: <Value valueBlocked={cause.valueBlocked} cause={cause.id} /> },
          {
            label: t("quarantine.owner"),
            value: cause.isAssigned || !cause.owner ? owner : `${owner} (${t("quarantine.byConnector")})`,
          },
          { label: t("quarantine.due"), value: <Moment at={cause.dueAt} zone={zone} withZone /> },
          { label: t("quarantine.escalates"), value: <Moment at={cause.escalatesAt} zone={zone} withZone /> },
          { label: t("quarantine.since"), value: <Moment at={cause.since} zone={zone} withZone /> },
          { label: t("grid.rule"), value: <RuleLink rule={cause.rule} /> },
          { label: t("quarantine.field"), value: cause.field ?? t("quarantine.noField") },
          { label: t("grid.type"), value: cause.factType ?? t("quarantine.noType") },
          { label: t("grid.connector"), value: cause.connector },
        ]}
      />
    </>
  );
}

interface FactsProps {
  readonly pages: ReturnType<typeof usePages<never, Quarantined>>;
  readonly onFact: (id: string) => void;
}

function Facts({ pages, onFact }: FactsProps): ReactNode {
  const zone = useZone();
  const now = useNow();
  const columns: readonly Column<Quarantined>[] = [
    {
      key: "received",
      head: `${t("grid.received")} ${zoneAbbreviation(now, zone)}`,
      width: 120,
      cell: (one) => <Moment at={one.receivedAt} zone={zone} />,
    },
    {
      key: "told",
      head: t("quarantine.toldOf"),
      width: 150,
      cell: ({ told }) => <span title={told.join(", ")}>{told.join(", ") || "–"}</span>,
    },
    {
      key: "reason",
      head: t("grid.reason"),
      width: 160,
      grow: 1,
      cell: ({ reason }) => <span title={reason}>{reason}</span>,
    },
  ];
  return (
    <PagedList
      title={t("quarantine.factsTitle")}
      hint={t("quarantine.factsHint")}
      empty={{ title: t("quarantine.factsEmpty"), hint: t("quarantine.goneHint") }}
      pages={pages}
      columns={columns}
      idOf={({ id }) => id}
      onOpen={({ id }) => onFact(id)}
    />
  );
}
