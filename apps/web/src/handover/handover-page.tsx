import "./handover.css";
import "../i18n/detail-texts.ts";
import "../i18n/handover-texts.ts";
import type { Handover, HandoverNow } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { READ_HANDOVER } from "../api/handover-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useChangeView, usePlant, useSiteName, useView, useZone } from "../shell/context.tsx";
import { Choice } from "../ui/choice.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { AcceptForm, HandOverForm } from "./forms.tsx";
import { PastHandovers } from "./past-handovers.tsx";
import { SheetParts } from "./sheet-parts.tsx";
import { Signatures } from "./signatures.tsx";

/** What a shift leaves to the next: on the tablet, or on a sheet of paper. */
export function HandoverPage(): ReactNode {
  const plant = usePlant();
  const view = useView();
  const change = useChangeView();
  const site = view.site ?? plant?.resources.find(({ id }) => id === view.line)?.site ?? plant?.sites[0]?.id;
  const lines = (plant?.resources ?? []).filter((one) => one.site === site);
  const resource = lines.find(({ id }) => id === view.line)?.id;
  return (
    <main className="ho live-page" id="main">
      <h1>{t("nav.handover")}</h1>
      <p className="ho-hint ho-screen">{t("handover.hint")}</p>
      {site !== undefined && (
        <div className="ho-choices ho-screen">
          <Choice
            label={t("handover.plant")}
            value={site}
            options={(plant?.sites ?? []).map(({ id, name }) => ({ value: id, text: name }))}
            onChange={(next) => change({ site: next, line: undefined })}
          />
          <Choice
            label={t("handover.place")}
            any={t("handover.whole")}
            value={resource}
            options={lines.map(({ id, name }) => ({ value: id, text: name }))}
            onChange={(next) => change({ line: next })}
          />
          <button type="button" className="button" onClick={() => window.print()}>
            {t("handover.print")}
          </button>
        </div>
      )}
      {plant === null && <Placeholder rows={6} label={t("detail.loading")} />}
      {plant !== null && site === undefined && <Notice title={t("handover.noPlant")} />}
      {site !== undefined && <AtPlace key={`${site}|${resource ?? ""}`} site={site} resource={resource ?? null} />}
    </main>
  );
}

interface PlaceProps {
  readonly site: string;
  readonly resource: string | null;
}

function AtPlace({ site, resource }: PlaceProps): ReactNode {
  const answer = useLiveQuery(READ_HANDOVER, { site, resource });
  const [turn, setTurn] = useState(0);
  const signed = (): void => {
    answer.again();
    setTurn((n) => n + 1);
  };
  const old = answer.data === null ? null : answer.data.asOf.now;
  return (
    <>
      {answer.data !== null && answer.data.handover === null ? (
        <Notice title={t("handover.none")}>
          <p>{t("handover.noneHint")}</p>
        </Notice>
      ) : (
        <Panel answer={answer} pick={(data) => data.handover}>
          {(now) => <Sheet now={now} asOf={old} onSigned={signed} />}
        </Panel>
      )}
      <PastHandovers key={turn} site={site} resource={resource} />
    </>
  );
}

interface SheetProps {
  readonly now: HandoverNow;
  readonly asOf: string | null;
  readonly onSigned: () => void;
}

/** To be accepted comes before what is to be written next: one of them is what somebody is here for. */
export function Sheet({ now, asOf, onSigned }: SheetProps): ReactNode {
  const { site, resource, waiting, signed, sheet } = now;
  const shown: Handover | null = waiting ?? signed;
  const zone = useZone(site);
  const title = usePlaceName({ site, resource });
  const printed = shown?.sheet ?? sheet;
  return (
    <article className="ho-sheet">
      <header className="ho-head">
        <h2>{title}</h2>
        {asOf !== null && <p className="ho-print">{t("handover.asOf", { time: formatTime(asOf, zone, "full") })}</p>}
      </header>
      <SheetParts sheet={printed} zone={zone} came={shown?.cameAfter ?? []} />
      {shown !== null && <Signatures handover={shown} zone={zone} />}
      {waiting?.mayAccept === true && <AcceptForm handover={waiting} zone={zone} onSigned={onSigned} />}
      {waiting !== null && !waiting.mayAccept && <p className="ho-hint ho-screen">{t("handover.mustBeOther")}</p>}
      {shown === null && !now.mayHandOver && <p className="ho-hint ho-screen">{t("handover.mayNot")}</p>}
      {now.mayHandOver && (
        // One place for the form, whether one waits or not: what is written in it stays when that one is accepted.
        <details className="ho-next" open={waiting === null ? true : undefined}>
          <summary hidden={waiting === null}>{t("handover.leaving")}</summary>
          {waiting !== null && <SheetParts sheet={sheet} zone={zone} came={[]} />}
          <HandOverForm now={now} zone={zone} onSigned={onSigned} />
        </details>
      )}
    </article>
  );
}

function usePlaceName({ site, resource }: PlaceProps): string {
  const siteName = useSiteName();
  const name = usePlant()?.resources.find(({ id }) => id === resource)?.name;
  return [resource === null ? null : (name ?? resource), siteName(site)].filter((one) => one !== null).join(", ");
}
