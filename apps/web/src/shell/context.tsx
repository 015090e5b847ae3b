import type { ApolloClient } from "@apollo/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import type { PlantAnswer } from "../api/answers.ts";
import type { LiveStore, Snapshot } from "../live/contract.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { ToldStore } from "../told/told-store.ts";
import { openPlace, type Place, type View } from "./view.ts";

export interface Services {
  readonly client: ApolloClient;
  readonly live: LiveStore;
  readonly outbox: Outbox;
  readonly look: (exception: string | null) => void;
  /** This person writes about it; null: no more. */
  readonly typing: (exception: string | null) => void;
  /** What this person is told in the app; null while a past moment is looked at. */
  readonly told: ToldStore | null;
}

export const ServicesContext = createContext<Services | null>(null);
export const PlantContext = createContext<PlantAnswer | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("no services around this component");
  return services;
}

export function useSnapshot(): Snapshot {
  const { live } = useServices();
  return useSyncExternalStore(live.subscribe, live.snapshot);
}

/** Null until the server has said what plants there are. */
export const usePlant = (): PlantAnswer | null => useContext(PlantContext);

/**
 * The server's time to the second: its own where it is moved by hand, else this machine's, put right. One timer serves
 * the whole page, and a component is rendered again only when the second has changed.
 */
export function useNow(): string {
  const { live } = useServices();
  return useSyncExternalStore(
    useCallback(
      (listen) => {
        const stop = live.subscribe(listen);
        ticking.add(listen);
        return () => {
          stop();
          ticking.delete(listen);
        };
      },
      [live],
    ),
    () => serverTime(live.snapshot()),
  );
}

const ticking = new Set<() => void>();
setInterval(() => {
  for (const listen of ticking) listen();
}, 1000);

function serverTime({ frozen, state, clockOffsetMs }: Snapshot): string {
  if (state && (frozen || clockOffsetMs === null)) return state.now;
  return new Date(Math.floor((Date.now() + (clockOffsetMs ?? 0)) / 1000) * 1000).toISOString();
}

/** The zone that times are told in: that of the chosen plant, else of the thing's own, else of the first plant. */
export function useZone(site?: string | null): string {
  const plant = usePlant();
  const view = useView();
  const sites = plant?.sites ?? [];
  const chosen = sites.find((one) => one.id === (site ?? view.site)) ?? sites.find((one) => one.id === view.site);
  return chosen?.timeZone ?? sites[0]?.timeZone ?? "UTC";
}

/** What people call a plant; its id where the master data does not tell. */
export function useSiteName(): (site: string) => string {
  const plant = usePlant();
  return (site) => plant?.sites.find((one) => one.id === site)?.name ?? site;
}

export function useView(): View {
  return useSearch({ from: "__root__" });
}

export function useChangeView(): (patch: View) => void {
  const navigate = useNavigate();
  return useCallback(
    (patch) => void navigate({ to: ".", search: (before: View) => ({ ...before, ...patch }) }),
    [navigate],
  );
}

/** The address of something opened from here. */
export function useTrailTo(): (place: Place) => View {
  const view = useView();
  return (place) => ({ ...view, open: openPlace(view.open ?? [], place) });
}
