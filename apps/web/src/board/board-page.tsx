import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { lookAt, pastMoment } from "../past/moment.ts";
import { useServices, useSnapshot, useView } from "../shell/context.tsx";
import { fetched } from "../ui/fetched.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { ExceptionList } from "./exception-list.tsx";
import { FilterBar } from "./filter-bar.tsx";

const DetailPane = fetched(async () => (await import("../detail/detail-pane.tsx")).DetailPane);

const ExportLinks = fetched(async () => (await import("../pack/export-links.tsx")).ExportLinks);

export function BoardPage(): ReactNode {
  const view = useView();
  const { phase, state } = useSnapshot();
  const { live } = useServices();
  if (phase.kind === "refused") {
    // A moment that cannot be looked at is no matter of rights.
    const then = pastMoment() !== null;
    return (
      <main className="page-notice" id="main">
        <Notice title={then ? phase.message : t("page.forbidden")} tone="failed">
          {then ? (
            <button type="button" className="button" onClick={() => lookAt(null)}>
              {t("phase.now")}
            </button>
          ) : (
            <p>{t("page.forbiddenHint", { message: phase.message })}</p>
          )}
        </Notice>
      </main>
    );
  }
  if (!state && phase.kind === "stale") {
    return (
      <main className="page-notice" id="main">
        <Notice title={t("page.unreachable")} tone="failed">
          <p>{t("page.unreachableHint")}</p>
          <button type="button" className="button" onClick={live.retry}>
            {t("phase.tryNow")}
          </button>
        </Notice>
      </main>
    );
  }
  const opened = view.at !== undefined || view.open !== undefined;
  return (
    <main className={opened ? "board board-opened" : "board"} id="main">
      <h1 className="visually-hidden">{t("nav.board")}</h1>
      <section className="pane-list live-panel" aria-label={t("list.label")}>
        <FilterBar />
        <ExceptionList />
      </section>
      <section className="pane-detail live-panel" aria-label={t("detail.where")}>
        {opened ? (
          <DetailPane meanwhile={<Placeholder rows={8} label={t("detail.loading")} />} />
        ) : (
          <Choose any={!state || state.exceptions.size > 0} />
        )}
      </section>
    </main>
  );
}

function Choose({ any }: { readonly any: boolean }): ReactNode {
  const { site } = useView();
  if (!any) {
    return (
      <div className="notice">
        <p>{t("detail.noneHint")}</p>
      </div>
    );
  }
  return (
    <Notice title={t("detail.choose")}>
      <p>{t("detail.chooseHint")}</p>
      <p className="keys-hint">{t("detail.chooseKeys")}</p>
      <ExportLinks tables={["exceptions", "order-lines"]} of={{ site }} />
    </Notice>
  );
}
