import type { OutgoingCommand } from "@lockstep/protocol/outgoing";
import { type ReactNode, useState } from "react";
import { formatSpan, formatTime } from "../format/time.ts";
import "../i18n/outgoing-texts.ts";
import { type MessageId, t } from "../i18n/i18n.ts";
import { useNow, useSiteName, useView, useZone } from "../shell/context.tsx";
import { StateChip } from "../ui/chips.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { OutgoingDetail } from "./outgoing-detail.tsx";
import { useOutgoing } from "./use-outgoing.ts";

/** So many are read at first, and more with each click. */
const A_PAGE = 200;

const keyOf = ({ connector, commandId }: OutgoingCommand): string => `${connector}\n${commandId}`;

/** Commands for other systems: what waits for a person, and what became of the others. */
export function OutgoingPage(): ReactNode {
  const [only, setOnly] = useState<"open" | "all">("all");
  const [first, setFirst] = useState(A_PAGE);
  const { site } = useView();
  const { answer, failure, again } = useOutgoing({ only, site, first });
  const [chosen, setChosen] = useState<string | null>(null);
  const now = useNow();
  const zone = useZone();
  const siteName = useSiteName();
  const rows = answer?.commands ?? null;
  const command = rows?.find((one) => keyOf(one) === chosen) ?? null;
  const columns: readonly Column<OutgoingCommand>[] = [
    {
      key: "what",
      head: t("outgoing.what"),
      width: 216,
      grow: 2,
      cell: (one) => <span title={whatOf(one)}>{whatOf(one)}</span>,
    },
    { key: "state", head: t("outgoing.state"), width: 104, cell: (one) => <OutgoingState of={one} /> },
    {
      key: "age",
      head: t("outgoing.age"),
      width: 64,
      align: "end",
      cell: ({ askedAt }) => formatSpan(Math.max(0, Date.parse(now) - Date.parse(askedAt))),
    },
    {
      key: "why",
      head: t("outgoing.why"),
      width: 160,
      grow: 3,
      cell: (one) => <span title={whyOf(one)}>{whyOf(one)}</span>,
    },
    { key: "to", head: t("outgoing.to"), width: 72, cell: ({ connector }) => connector },
    {
      key: "plant",
      head: t("outgoing.plant"),
      width: 90,
      cell: (one) => (one.site === null ? "–" : siteName(one.site)),
    },
  ];
  return (
    <main className="steward" id="main">
      <h1 className="visually-hidden">{t("nav.outbox")}</h1>
      <section className="steward-list">
        <h2>
          {t("nav.outbox")} {rows && <span className="count">{answer?.hasMore ? `${rows.length}+` : rows.length}</span>}
        </h2>
        <p className="steward-hint">{t("outgoing.hint")}</p>
        <fieldset className="form-buttons" aria-label={t("outgoing.show")}>
          {(["all", "open"] as const).map((one) => (
            <button
              key={one}
              type="button"
              className={only === one ? "button button-main" : "button"}
              aria-pressed={only === one}
              onClick={() => setOnly(one)}
            >
              {t(`outgoing.${one}`)}
            </button>
          ))}
        </fieldset>
        {failure !== null && <Notice tone="failed" title={t("outgoing.failed", { why: failure })} />}
        {rows === null && failure === null && <Placeholder rows={5} label={t("detail.loading")} />}
        {rows?.length === 0 && only === "open" && <Notice title={t("outgoing.noneOpen")} />}
        {rows?.length === 0 && only === "all" && (
          <Notice title={t("outgoing.none")}>
            <p>{t("outgoing.noneHint")}</p>
          </Notice>
        )}
        {rows !== null && rows.length > 0 && (
          <DataGrid
            label={t("nav.outbox")}
            columns={columns}
            rows={rows}
            idOf={keyOf}
            selected={chosen ?? undefined}
            onOpen={(one) => setChosen(keyOf(one))}
            tall
          />
        )}
        {answer?.hasMore && (
          <button type="button" className="button" onClick={() => setFirst((before) => before + A_PAGE)}>
            {t("outgoing.more", { n: answer.commands.length })}
          </button>
        )}
        {answer !== null && (
          <span className="as-of">{t("detail.asOf", { time: formatTime(answer.now, zone, "clock") })}</span>
        )}
      </section>
      <section className="steward-detail">
        {command === null ? (
          rows !== null && rows.length > 0 && <Notice title={t("outgoing.select")} />
        ) : (
          <OutgoingDetail
            key={keyOf(command)}
            command={command}
            title={whatOf(command)}
            state={<OutgoingState of={command} />}
            onSettled={again}
          />
        )}
      </section>
    </main>
  );
}

const whatOf = ({ what, commandId }: OutgoingCommand): string => what ?? commandId;

/** Why it stands where it does; nothing where all is well. */
function whyOf({ state, heldWhy, reason, decidedNote, reversedBy }: OutgoingCommand): string {
  if (state === "held") return heldWhy ?? "–";
  if (state === "declined") return decidedNote ?? "–";
  return reversedBy ?? reason ?? "–";
}

/** What waits for a person stands out. */
function OutgoingState({ of: { state } }: { readonly of: OutgoingCommand }): ReactNode {
  const isForPeople = state === "held" || state === "refused";
  return <StateChip tone={isForPeople ? "strong" : "plain"}>{t(`outgoing.is.${state}` as MessageId)}</StateChip>;
}
