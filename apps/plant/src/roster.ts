import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "./client.ts";
import { log } from "./log.ts";

interface Shift {
  readonly day: number;
  readonly start: string;
  readonly end: string;
}

const on = (days: readonly number[], start: string, end: string): Shift[] => days.map((day) => ({ day, start, end }));

const WEEKDAYS = [1, 2, 3, 4, 5];
const WORKDAYS = [...WEEKDAYS, 6];

const person = (id: string, name: string) => ({ id, name });

/** Who answers for what, and when: supervisors by shift, one planner for both plants, and who is asked when nobody answers. */
const ROSTERS = [
  {
    site: "HAM",
    people: [
      person("sam", "Sam Brandt"),
      person("ines", "Ines Vogt"),
      person("nils", "Nils Harms"),
      person("petra", "Petra Lorenz"),
      person("mara", "Mara Feddersen"),
      person("lea", "Lea Winter"),
    ],
    duties: [
      { person: "sam", role: "SUPERVISOR", weekly: on(WORKDAYS, "06:00", "14:00") },
      { person: "ines", role: "SUPERVISOR", weekly: on(WORKDAYS, "14:00", "22:00") },
      { person: "nils", role: "SUPERVISOR", weekly: on([7, ...WEEKDAYS], "22:00", "06:00") },
      { person: "petra", role: "PLANNER", weekly: on(WEEKDAYS, "06:30", "17:00") },
      { person: "mara", role: "PLANT_MANAGER" },
      { person: "lea", role: "LEADER" },
    ],
  },
  {
    site: "LIS",
    people: [
      person("rui", "Rui Tavares"),
      person("ana", "Ana Moura"),
      person("petra", "Petra Lorenz"),
      person("joao", "João Pires"),
      person("lea", "Lea Winter"),
    ],
    duties: [
      { person: "rui", role: "SUPERVISOR", weekly: on(WORKDAYS, "07:00", "15:00") },
      { person: "ana", role: "SUPERVISOR", weekly: on(WORKDAYS, "15:00", "23:00") },
      { person: "petra", role: "PLANNER", weekly: on(WEEKDAYS, "05:30", "16:00") },
      { person: "joao", role: "PLANT_MANAGER" },
      { person: "lea", role: "LEADER" },
    ],
  },
] as const;

const FIND = "query FindRoster($site: ID!) { roster(site: $site) { version } }";
const PUT = `mutation PutRoster($roster: RosterInput!, $reason: String!, $commandId: ID!) {
  putRoster(roster: $roster, reason: $reason, commandId: $commandId) { version }
}`;

/** What was answered is shown within a second, on a machine that is not busy. */
const SHOWN_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 500;

async function untilShown(client: Client, sites: readonly string[], signal: AbortSignal): Promise<void> {
  const giveUpAt = performance.now() + SHOWN_WITHIN_MS;
  for (;;) {
    const { sites: shown } = await client.ask<{ sites: readonly { id: string }[] }>("{ sites { id } }", {});
    if (sites.every((site) => shown.some(({ id }) => id === site)) || performance.now() > giveUpAt) return;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** Puts the plants' rosters in force where nobody has put one; without the right to it, the plant lives without. */
export async function putRosters(client: Client, signal: AbortSignal): Promise<void> {
  try {
    const sites = ROSTERS.map(({ site }) => site);
    await untilShown(client, sites, signal);
    for (const roster of ROSTERS) await putRoster(client, roster);
  } catch (error) {
    if (signal.aborted) throw error;
    log("warn", "the rosters were not put in force", { why: String(error) });
  }
}

async function putRoster(client: Client, roster: (typeof ROSTERS)[number]): Promise<void> {
  const { roster: known } = await client.ask<{ roster: object | null }>(FIND, { site: roster.site });
  if (known !== null) return;
  const reason = "The roster of the demonstration plant";
  await client.ask(PUT, { roster, reason, commandId: `demo-roster-${roster.site}` });
}
