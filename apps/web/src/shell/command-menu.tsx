import { useMantineColorScheme } from "@mantine/core";
import "../styles/overlays.css";
import { Spotlight, type SpotlightActionData, spotlight } from "@mantine/spotlight";
import "@mantine/spotlight/styles.css";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { t, word } from "../i18n/i18n.ts";
import "../i18n/past-texts.ts";
import { ACTIONS, useActing } from "./acting.ts";
import { useChangeView, usePlant, useServices, useSnapshot, useView } from "./context.tsx";
import { PAGES } from "./pages.ts";
import { SORT_ORDERS } from "./view.ts";

export function CommandMenu({ asked }: { readonly asked: number }): ReactNode {
  const actions = useCommands();
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      overlayProps={{ blur: 0 }}
      nothingFound={t("command.nothing")}
      highlightQuery
      scrollable
      maxHeight={420}
      attributes={{ content: { "aria-label": t("command.search") } }}
      searchProps={{ placeholder: t("command.search"), "aria-label": t("command.search") }}
    />
  );
}

function useCommands(): SpotlightActionData[] {
  const navigate = useNavigate();
  const change = useChangeView();
  const view = useView();
  const plant = usePlant();
  const acting = useActing();
  const { live } = useServices();
  const { state, frozen } = useSnapshot();
  const { setColorScheme } = useMantineColorScheme();
  const row = view.at === undefined ? undefined : state?.exceptions.get(view.at);
  const command = (id: string, label: string, onClick: () => void): SpotlightActionData => ({ id, label, onClick });
  return [
    ...ACTIONS.filter((action) => row?.nextActions.includes(action)).map((action) =>
      command(`act-${action}`, t("command.act", { action: word("action", action) }), () => {
        if (row) acting.start({ action, row });
      }),
    ),
    ...([["/", "nav.board"], ...PAGES] as const).map(([to, name]) =>
      command(`go-${to}`, t("command.go", { page: t(name) }), () => void navigate({ to, search: { site: view.site } })),
    ),
    command("filter", t("command.filter"), () => setTimeout(() => document.getElementById("search")?.focus(), 200)),
    command("freeze", frozen ? t("phase.unfreeze") : t("phase.freeze"), () => live.setFrozen(!frozen)),
    command("past", t("past.choose"), () => window.dispatchEvent(new CustomEvent("lockstep:past"))),
    command("keys", t("keys.title"), () => window.dispatchEvent(new CustomEvent("lockstep:keys"))),
    ...SORT_ORDERS.map((order) =>
      command(`order-${order}`, t("command.order", { order: t(`order.${order}`) }), () => change({ order })),
    ),
    command("plant-all", t("command.plant", { plant: t("header.allPlants") }), () => change({ site: undefined })),
    ...(plant?.sites ?? []).map((site) =>
      command(`plant-${site.id}`, t("command.plant", { plant: site.name }), () => change({ site: site.id })),
    ),
    ...(["auto", "light", "dark"] as const).map((theme) =>
      command(`theme-${theme}`, t("command.theme", { theme: t(`menu.theme.${theme}`) }), () => setColorScheme(theme)),
    ),
  ];
}
