import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import "../i18n/plan-texts.ts";
import { ExportLinks } from "../pack/export-links.tsx";
import { usePlant, useView } from "../shell/context.tsx";
import type { View } from "../shell/view.ts";
import { Choice } from "../ui/choice.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { GanttTab } from "./gantt-tab.tsx";
import { LossesTab } from "./losses-tab.tsx";
import "./plan.css";
import { siteOf, tabOf } from "./plan-question.ts";
import { type PlanSearch, planSearchOf } from "./plan-search.ts";
import { ProgressTab } from "./progress-tab.tsx";

const TABS = ["gantt", "progress", "losses"] as const;
/** The plan of a plant against what happens. The address says which part of it is seen. */
export function PlanPage(): ReactNode {
  const search: PlanSearch = useSearch({ from: "/plan" });
  const navigate = useNavigate();
  const view = useView();
  const plant = usePlant();
  const sites = plant?.sites ?? [];
  const site = siteOf(plant, view.site);
  // Of the address as it is then: two changes within one frame are both made.
  const change = (to: PlanSearch & { readonly site?: string }): void =>
    void navigate({
      to: "/plan",
      search: (before: View) => ({ site: before.site, ...planSearchOf({ ...before }), ...to }),
      replace: true,
    });
  const tab = tabOf(search);
  return (
    <main className="plan live-page" id="main">
      <div className="plan-head">
        <h1>{t("nav.plan")}</h1>
        {sites.length > 1 && site !== undefined && (
          <Choice
            label={t("header.plant")}
            value={site.id}
            options={sites.map(({ id, name }) => ({ value: id, text: name }))}
            onChange={(chosen) => chosen !== undefined && change({ site: chosen, bar: undefined, of: undefined })}
          />
        )}
        <fieldset className="plan-tabs" aria-label={t("plan.tabs")}>
          {TABS.map((one) => (
            <button
              key={one}
              type="button"
              className={one === tab ? "button button-main" : "button"}
              aria-pressed={one === tab}
              onClick={() => change({ tab: one === "gantt" ? undefined : one, show: undefined })}
            >
              {t(`plan.tab.${one}`)}
            </button>
          ))}
        </fieldset>
        {site !== undefined && <ExportLinks tables={["production-orders"]} of={{ site: site.id }} />}
      </div>
      {plant === null && <Placeholder rows={8} label={t("detail.loading")} />}
      {plant !== null && site === undefined && (
        <Notice title={t(view.site === undefined ? "plan.noSite" : "plan.unknownSite", { site: view.site })}>
          <p>{t(view.site === undefined ? "plan.noSiteHint" : "plan.unknownSiteHint")}</p>
        </Notice>
      )}
      {site !== undefined && tab === "gantt" && <GanttTab key={site.id} site={site} search={search} change={change} />}
      {site !== undefined && tab === "progress" && (
        <ProgressTab key={site.id} site={site} search={search} change={change} />
      )}
      {site !== undefined && tab === "losses" && (
        <LossesTab key={site.id} site={site} search={search} change={change} />
      )}
    </main>
  );
}
