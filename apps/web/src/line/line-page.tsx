import "../styles/line.css";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { READ_MY_LINE } from "../api/line-documents.ts";
import { formatNear, zoneAbbreviation } from "../format/time.ts";
import "../i18n/line-texts.ts";
import { t } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useChangeView, useNow, usePlant, useSiteName, useSnapshot, useView, useZone } from "../shell/context.tsx";
import { AsOfNow } from "../ui/as-of.tsx";
import { Choice } from "../ui/choice.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { HandoverLink } from "./handover-link.tsx";
import { isBright, keepAnswer, keptAnswer, rememberBright, rememberedLine, rememberLine } from "./kept.ts";
import { LineState } from "./line-state.tsx";
import { MergedAway } from "./merged-away.tsx";
import { MyCards } from "./my-cards.tsx";
import { QueueList } from "./queue-list.tsx";

/** One line, for whoever answers for it with a tablet in the hand. */
export function LinePage(): ReactNode {
  const view = useView();
  const change = useChangeView();
  const chosen = view.line ?? rememberedLine();
  const [bright, setBright] = useState(isBright);
  const choose = (line: string | undefined): void => {
    if (line !== undefined) rememberLine(line);
    change({ line, at: undefined, open: undefined });
  };
  useEffect(() => {
    document.documentElement.toggleAttribute("data-bright", bright);
    return () => document.documentElement.removeAttribute("data-bright");
  }, [bright]);
  return (
    <main className="line-page live-panel" id="main">
      <h1 className="visually-hidden">{t("nav.line")}</h1>
      <div className="line-head">
        <LineChoice chosen={chosen} onChoose={choose} />
        <button
          type="button"
          className="toggle"
          aria-pressed={bright}
          title={t("line.brightTitle")}
          onClick={() => {
            rememberBright(!bright);
            setBright(!bright);
          }}
        >
          {t("line.bright")}
        </button>
        <HandoverLink line={chosen} />
        <AsOfNow />
      </div>
      {chosen === undefined ? <ChooseLine onChoose={choose} /> : <MyLine key={chosen} id={chosen} />}
    </main>
  );
}

function LineChoice({
  chosen,
  onChoose,
}: {
  readonly chosen: string | undefined;
  readonly onChoose: (line: string | undefined) => void;
}): ReactNode {
  const lines = useLines();
  if (chosen === undefined) return null;
  return (
    <Choice
      label={t("line.change")}
      value={chosen}
      options={lines.map((one) => ({ value: one.id, text: one.name }))}
      onChange={onChoose}
    />
  );
}

function useLines() {
  const plant = usePlant();
  const { site } = useView();
  return (plant?.resources ?? []).filter((one) => site === undefined || one.site === site);
}

function ChooseLine({ onChoose }: { readonly onChoose: (line: string) => void }): ReactNode {
  const lines = useLines();
  const plant = usePlant();
  const siteName = useSiteName();
  if (plant === null) return <Placeholder rows={4} label={t("detail.loading")} />;
  if (lines.length === 0) {
    return (
      <Notice title={t("line.noLines")}>
        <p>{t("line.noLinesHint")}</p>
      </Notice>
    );
  }
  const sites = [...new Set(lines.map((one) => one.site))];
  return (
    <section className="line-choose" aria-label={t("line.choose")}>
      <h2>{t("line.choose")}</h2>
      <p>{t("line.chooseHint")}</p>
      {sites.map((site) => (
        <div key={site ?? ""} className="line-site">
          {site !== null && <h3>{siteName(site)}</h3>}
          {lines
            .filter((one) => one.site === site)
            .map((one) => (
              <button key={one.id} type="button" className="button" onClick={() => onChoose(one.id)}>
                {one.name}
              </button>
            ))}
        </div>
      ))}
    </section>
  );
}

function MyLine({ id }: { readonly id: string }): ReactNode {
  const { data: read, refusal, old } = useLiveQuery(READ_MY_LINE, { id });
  const { phase } = useSnapshot();
  const now = useNow();
  const isUnreachable = read === null && refusal?.code === "UNREACHABLE" && phase.kind !== "live";
  const known = useMemo(() => (isUnreachable ? keptAnswer(id) : null), [isUnreachable, id]);
  const data = read ?? known?.answer ?? null;
  const line = data?.resource ?? null;
  const ownZone = useZone(line?.site);
  const zone = known?.zone ?? ownZone;
  const isPlantKnown = usePlant() !== null;
  useEffect(() => {
    if (read !== null && isPlantKnown) keepAnswer(id, { answer: read, zone: ownZone });
  }, [id, read, isPlantKnown, ownZone]);
  if (data === null && refusal !== null) {
    return <Notice title={isUnreachable ? t("page.unreachable") : refusal.message} tone="failed" />;
  }
  if (data === null) return <Placeholder rows={6} label={t("detail.loading")} />;
  if (line === null) return <Notice title={t("line.unknown", { id })} />;
  return (
    <div className="line-parts" data-old={old}>
      {known !== null && (
        <p className="line-unsent" role="status">
          {t("line.asKnown", {
            time: `${formatNear(known.answer.asOf.now, now, zone)} ${zoneAbbreviation(known.answer.asOf.now, zone)}`,
          })}
        </p>
      )}
      <LineState line={line} zone={zone} />
      <section aria-label={t("line.cards")} className="line-part">
        <h2>{t("line.cards")}</h2>
        <MyCards line={id} site={line.site} />
        <MergedAway line={id} />
      </section>
      <section aria-label={t("line.now")} className="line-part">
        <h2>{t("line.now")}</h2>
        <QueueList line={line} zone={zone} />
      </section>
    </div>
  );
}
