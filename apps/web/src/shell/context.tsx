import type { ApolloClient } from "@apollo/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from "react";
import type { PlantAnswer } from "../api/answers.ts";
import type { LiveStore, Snapshot } from "../live/contract.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { ToldStore } from "../told/told-store.ts";
import { openPlace, type Place, type View } from "./view.ts";
import { zoneIn } from "./zone-in.ts";

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

const ServicesContext = createContext<Services | null>(null);
export const PlantContext = createContext<PlantAnswer | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("no services around this component");
  return services;
}

const SnapshotContext = createContext<Snapshot | null>(null);
const NowContext = createContext<string | null>(null);

interface ServicesProps {
  readonly services: Services;
  readonly children: ReactNode;
}

/** What all of the page stands on. One look at the store and one clock serve all of it, so that its parts are of one moment. */
export function ServicesProvider({ services, children }: ServicesProps): ReactNode {
  const { live } = services;
  const snapshot = useSyncExternalStore(live.subscribe, live.snapshot);
  const { subscribe, timeNow } = useMemo(() => clockOf(live), [live]);
  const now = useSyncExternalStore(subscribe, timeNow);
  useEffect(() => live.rendered(snapshot.version), [live, snapshot.version]);
  return (
    <ServicesContext value={services}>
      <SnapshotContext value={snapshot}>
        <NowContext value={now}>{children}</NowContext>
      </SnapshotContext>
    </ServicesContext>
  );
}

export function useSnapshot(): Snapshot {
  const snapshot = useContext(SnapshotContext);
  if (!snapshot) throw new Error("no services around this component");
  return snapshot;
}

/** Null until the server has said what plants there are. */
export const usePlant = (): PlantAnswer | null => useContext(PlantContext);

/** The server's time to the second: its own where it is moved by hand, else this machine's, put right. */
export function useNow(): string {
  const now = useContext(NowContext);
  if (now === null) throw new Error("no services around this component");
  return now;
}

function clockOf({ subscribe, snapshot }: LiveStore) {
  return {
    timeNow: () => serverTime(snapshot()),
    subscribe(listen: () => void) {
      const stop = subscribe(listen);
      const timer = setInterval(listen, 1_000);
      return () => {
        stop();
        clearInterval(timer);
      };
    },
  };
}

function serverTime({ frozen, state, clockOffsetMs }: Snapshot): string {
  if (state && (frozen || clockOffsetMs === null)) return state.now;
  return new Date(Math.floor((Date.now() + (clockOffsetMs ?? 0)) / 1000) * 1000).toISOString();
}

/** The zone that times are told in. */
export function useZone(site?: string | null): string {
  const plant = usePlant();
  const view = useView();
  return zoneIn(plant, view.site, site);
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
