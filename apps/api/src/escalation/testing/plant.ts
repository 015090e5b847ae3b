import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { fact, item, orderLine, site } from "../../testing/facts.ts";
import type { ServerProcess } from "../../testing/server-process.ts";

export const PLANT = "PLANT-A";
/** What a clock that shows UTC says on that day, as an instant. */
export const wallOn =
  (date: string) =>
  (wall: string): string =>
    `${date}T${wall.length === 5 ? `${wall}:00` : wall}Z`;
/** When the day of these tests begins. */
export const at = wallOn("2026-03-02");

/** A line that makes what so many order lines wait for, due at two in the afternoon. */
export const waitingPlant = (lines: number, on = at): CloudEvent[] => [
  site(PLANT),
  item("FG-1"),
  fact("master.resource", "line-1", { id: "LINE-1", site: PLANT, name: "Line 1", kind: "line" }),
  fact("erp.production-order", "wo-1", {
    ...{ id: "WO-1", item: "FG-1", site: PLANT, quantity: 20 * lines, status: "released" },
    ...{ plannedStart: on("06:00"), plannedFinish: on("10:00") },
    operations: [{ seq: 10, resource: "LINE-1", ratePerHour: 5 * lines }],
  }),
  fact("mes.operation", "op-1", {
    ...{ order: "WO-1", seq: 10, resource: "LINE-1", state: "running", good: 0, scrap: 0, startedAt: on("06:00") },
  }),
  ...Array.from({ length: lines }, (_, k) =>
    orderLine({ order: `SO-${k}`, item: "FG-1", site: PLANT, promisedAt: on("12:00") }),
  ),
];

export const stopped = (since: string, on = at): CloudEvent =>
  fact(
    "mes.resource-state",
    `down-${since}`,
    { resource: "LINE-1", since: on(since), state: "down", reason: "belt", expectedUntil: on("18:00") },
    { time: on(since) },
  );

export const usualRoster = (more: object = {}): object => ({
  site: PLANT,
  people: [
    { id: "maria", name: "Maria", email: "maria@plant.example", webhook: "line-lead" },
    { id: "pia", name: "Pia" },
    { id: "mona", name: "Mona" },
    { id: "lea", name: "Lea" },
  ],
  duties: [
    { person: "maria", role: "SUPERVISOR", resources: ["LINE-1"] },
    { person: "maria", role: "SUPERVISOR" },
    { person: "pia", role: "PLANNER" },
    { person: "mona", role: "PLANT_MANAGER", team: "on call" },
    { person: "lea", role: "LEADER" },
  ],
  ...more,
});

export const PUT_ROSTER = `mutation ($roster: RosterInput!, $id: ID!) {
  putRoster(roster: $roster, reason: "test", commandId: $id) { version } }`;

export const putRoster = (server: ServerProcess, roster = usualRoster(), id = "roster-1") =>
  server.ask<{ putRoster: { version: number } }>(PUT_ROSTER, { roster, id });

export interface Card {
  readonly id: string;
  readonly kind: string;
  readonly severity: string;
  readonly state: string;
  readonly impacted: readonly { readonly line: string }[];
  readonly timeline: readonly { readonly at: string; readonly action: string; readonly note: string | null }[];
}

const CARDS = `{ exceptions(first: 200) { totalCount nodes { id kind severity state impacted { line }
  timeline { at action note } } } }`;

export async function cards(server: ServerProcess): Promise<readonly Card[]> {
  const { data } = await server.ask<{ exceptions: { nodes: readonly Card[] } }>(CARDS);
  return data?.exceptions.nodes ?? [];
}

/** What was said on the timeline of who was told, as "06:15:00 told Pia …". */
export const said = ({ timeline }: Card): readonly string[] =>
  timeline
    .filter(({ action }) => action === "called" || action === "lapsed")
    .map((entry) => `${entry.at.slice(11, 19)} ${entry.note ?? ""}`);
