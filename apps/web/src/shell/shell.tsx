import { Outlet, useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo } from "react";
import { READ_PLANT } from "../api/board-documents.ts";
import { type MessageId, t } from "../i18n/i18n.ts";
import { useQuestion } from "../live/use-question.ts";
import { OutboxBar } from "../outbox/outbox-bar.tsx";
import { lookAt } from "../past/moment.ts";
import { Notice } from "../ui/notice.tsx";
import { ActingProvider } from "./acting-provider.tsx";
import { PlantContext, useServices, useSnapshot, useView } from "./context.tsx";
import { Header } from "./header.tsx";
import { Overlays } from "./overlays.tsx";
import { OF_NOW_ALONE, PAGES } from "./pages.ts";
import { PhaseBanner } from "./phase.tsx";
import { Seeing } from "./seeing.tsx";

export function Shell(): ReactNode {
  const plant = usePlantAnswer();
  const { phase, frozen, state } = useSnapshot();
  const view = useView();
  const { look } = useServices();
  useEffect(() => {
    look(view.at ?? null);
  }, [look, view.at]);
  usePageTitle();
  const { pathname } = useLocation();
  const shownAs = frozen ? "frozen" : phase.kind;
  return (
    <PlantContext value={plant}>
      <ActingProvider>
        <div
          className="shell"
          data-phase={shownAs}
          data-seeing={plant !== null && plant.viewer.seenBy !== null}
          data-filled={state !== null}
        >
          <a className="skip" href="#main">
            {t("app.skip")}
          </a>
          {plant !== null && plant.viewer.seenBy !== null && <Seeing viewer={plant.viewer} />}
          <Header />
          <PhaseBanner />
          <OutboxBar />
          {phase.kind === "past" && OF_NOW_ALONE.has(pathname) ? <OfNowAlone /> : <Outlet />}
          <Overlays />
        </div>
      </ActingProvider>
    </PlantContext>
  );
}

function OfNowAlone(): ReactNode {
  return (
    <main className="page-notice" id="main">
      <Notice title={t("phase.nowAlone")}>
        <button type="button" className="button" onClick={() => lookAt(null)}>
          {t("phase.now")}
        </button>
      </Notice>
    </main>
  );
}

const UNKNOWN_PLANT_MS = 1_000;
const NOTHING = {};

const NAMES: ReadonlyMap<string, MessageId> = new Map([...PAGES, ["/definitions", "nav.leader"]]);

function usePageTitle(): void {
  const { pathname } = useLocation();
  const view = useView();
  const { state } = useSnapshot();
  const opened = view.at === undefined ? undefined : state?.exceptions.get(view.at)?.title;
  const page = NAMES.get(pathname) ?? "nav.board";
  const title = t("page.title", { page: pathname === "/" && opened !== undefined ? opened : t(page) });
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/**
 * Master data changes seldom: it is read again once a minute and when the page has found the server again; and soon when
 * an exception names a plant that is not known yet, as its times would be told in the wrong zone.
 */
function usePlantAnswer() {
  const { phase, state } = useSnapshot();
  const { data, refetch } = useQuestion(READ_PLANT, NOTHING);
  const live = phase.kind === "live";
  const exceptions = state?.exceptions;
  const unknown = useMemo(() => {
    const known = new Set(data?.sites.map((site) => site.id));
    return exceptions !== undefined && [...exceptions.values()].some((row) => row.sites.some((id) => !known.has(id)));
  }, [data, exceptions]);
  useEffect(() => {
    if (!live || !unknown) return;
    const timer = setInterval(() => void refetch().catch(() => undefined), UNKNOWN_PLANT_MS);
    return () => clearInterval(timer);
  }, [live, unknown, refetch]);
  useEffect(() => {
    if (!live) return;
    const read = (): void => {
      refetch().catch(() => undefined);
    };
    read();
    const timer = setInterval(read, 60_000);
    return () => clearInterval(timer);
  }, [live, refetch]);
  return data ?? null;
}
