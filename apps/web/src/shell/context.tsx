import type { ApolloClient } from "@apollo/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { PlantAnswer } from "../api/answers.ts";
import type { LiveStore, Snapshot } from "../live/live-store.ts";
import { openPlace, type Place, type View } from "./view.ts";

export interface Services {
  readonly client: ApolloClient;
  readonly live: LiveStore;
  readonly look: (exception: string | null) => void;
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

/** The server's time: its own where it is moved by hand, else this machine's, put right; new every second. */
export function useNow(): string {
  const snapshot = useSnapshot();
  const [tick, setTick] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  if (snapshot.frozen && snapshot.state) return snapshot.state.now;
  if (snapshot.clockOffsetMs === null) return snapshot.state?.now ?? new Date(tick).toISOString();
  return new Date(tick + snapshot.clockOffsetMs).toISOString();
}

/** The zone that times are told in: that of the chosen plant, else of the thing's own, else of the first plant. */
export function useZone(site?: string | null): string {
  const plant = usePlant();
  const view = useView();
  const sites = plant?.sites ?? [];
  const chosen = sites.find((one) => one.id === (site ?? view.site)) ?? sites.find((one) => one.id === view.site);
  return chosen?.timeZone ?? sites[0]?.timeZone ?? "UTC";
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
