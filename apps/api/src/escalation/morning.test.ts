import { present } from "@lockstep/domain/assert";
import { expect, test } from "vitest";
import { fact } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";
import { startPager } from "./testing/pager.ts";
import { type Card, cards, PLANT, putRoster, said, stopped, waitingPlant, wallOn } from "./testing/plant.ts";

/** At 07:00 UTC of this day the clocks of the plant go forward from two to three, and its night shift ends. */
const ZONE = "America/New_York";
const on = wallOn("2026-03-08");
const PEOPLE = ["nora", "maria", "pia", "mona", "lea"];
const SUNDAY = 7;
const shift = (start: string, end: string) => ({ weekly: [{ day: SUNDAY, start, end }] });
const roster = {
  site: PLANT,
  timeZone: ZONE,
  people: PEOPLE.map((id) => ({ id, name: id, webhook: "pager" })),
  duties: [
    { person: "nora", role: "SUPERVISOR", ...shift("00:00", "03:00") },
    { person: "maria", role: "SUPERVISOR", ...shift("03:00", "11:00") },
    { person: "pia", role: "PLANNER" },
    { person: "mona", role: "PLANT_MANAGER" },
    { person: "lea", role: "LEADER" },
  ],
};

interface Step {
  readonly name: string;
  readonly run: (server: ServerProcess) => Promise<unknown>;
}
const clock = (wall: string): Step => ({ name: wall, run: (server) => server.setClock(on(wall)) });

const STEPS: readonly Step[] = [
  {
    name: "the plant and its people are told",
    async run(server) {
      await server.setClock(on("06:05"));
      const zoned = { id: PLANT, name: "Plant", timeZone: ZONE };
      await server.send([
        ...waitingPlant(40, on),
        fact("master.site", "zoned", zoned, { time: "2026-03-02T06:01:00Z" }),
      ]);
      await server.setClock(on("06:06"));
      expect((await putRoster(server, roster)).errors).toBeUndefined();
    },
  },
  {
    name: "down at 06:10",
    async run(server) {
      await server.setClock(on("06:10"));
      await server.send([stopped("06:10", on)]);
      await server.setClock(on("06:10"));
    },
  },
  clock("06:10:30"),
  clock("06:15"),
  {
    name: "acknowledged at 06:17 with an estimate of 07:00",
    async run(server) {
      await server.setClock(on("06:17"));
      const [card] = await cards(server);
      const command = `mutation ($id: ID!) { acknowledgeException(
        id: $id, note: "belt", estimate: "${on("07:00")}", commandId: "ack-1") { state } }`;
      const { errors } = await server.ask(command, { id: card?.id }, "dev:nora:supervisor");
      expect(errors).toBeUndefined();
    },
  },
  ...["07:00", "07:05", "07:15", "07:20"].map(clock),
];

interface Seen {
  readonly cards: readonly Card[];
  readonly line: { readonly state: string; readonly projectedDelivery: string };
  readonly deliveries: readonly { readonly id: string; readonly at: string; readonly channel: string }[];
  readonly told: readonly { readonly id: string; readonly at: string; readonly text: string }[];
  readonly audit: readonly { readonly number: number; readonly at: string; readonly action: string }[];
}

/** All that people have been told by then, and all that stands. */
async function look(server: ServerProcess): Promise<Seen> {
  interface Answer {
    readonly orderLine: Seen["line"];
    readonly deliveries: { readonly nodes: readonly (Seen["deliveries"][number] & { readonly state: string })[] };
    readonly audit: { readonly nodes: Seen["audit"] };
  }
  const read = async (): Promise<Answer> => {
    const { data } = await server.ask<Answer>(`{ orderLine(id: "SO-0/1") { state projectedDelivery }
      deliveries(first: 200) { nodes { id at channel state } }
      audit(first: 200) { nodes { number seq at by action subject before after note hash } } }`);
    return present(data, () => "an answer");
  };
  await soon(async () => (await read()).deliveries.nodes.every(({ state }) => state === "SENT")).toBe(true);
  const { orderLine, deliveries, audit } = await read();
  const told = await Promise.all(
    PEOPLE.map(async (person) => {
      const query = "{ notifications(first: 200) { nodes { id at title text severity exception } } }";
      const { data } = await server.ask<{ notifications: { nodes: Seen["told"] } }>(query, {}, `dev:${person}:planner`);
      return data?.notifications.nodes ?? [];
    }),
  );
  const sent = deliveries.nodes.map(({ id, at, channel }) => ({ id, at, channel }));
  return { cards: await cards(server), line: orderLine, deliveries: sent, told: told.flat(), audit: audit.nodes };
}

/** The morning, step by step: what there was to be seen after each, and how often what came out of the house. */
async function liveThrough(afterStep: (server: ServerProcess) => Promise<void>) {
  const pager = await startPager();
  const server = await startServerProcess({ LOCKSTEP_WEBHOOKS: pager.file });
  try {
    const seen = new Map<string, Seen>();
    for (const { name, run } of STEPS) {
      await run(server);
      await afterStep(server);
      seen.set(name, await look(server));
    }
    return { seen, arrived: pager.counts() };
  } finally {
    await server.close();
    await pager.close();
  }
}

let plain: Awaited<ReturnType<typeof liveThrough>>;

const seenAt = (name: string): Seen => present(plain.seen.get(name), () => name);

test("a stop in the night of the change of clocks, as sentences: one card, told, not answered, asked, escalated", {
  timeout: 60_000,
}, async () => {
  plain = await liveThrough(async () => {});
  const { cards: last, audit } = seenAt("07:20");
  const [card] = last;
  for (const { name } of STEPS.slice(1))
    expect(
      seenAt(name).cards.map(({ id }) => id),
      name,
    ).toEqual([card?.id]);
  expect(card?.impacted).toHaveLength(40);
  expect(card && said(card)).toEqual([
    "06:10:30 told nora (supervisor, LINE-1) in the app, by webhook",
    "06:15:00 told pia (planner, LINE-1) in the app, by webhook",
    "07:05:00 asked nora in the app, by webhook: the estimate has passed and the cause stands",
    "07:15:00 told maria (supervisor, LINE-1) in the app, by webhook",
    "07:20:00 told pia (planner, LINE-1) in the app, by webhook",
  ]);
  expect(audit.length).toBeGreaterThan(10);
  const projected = ["06:15", "acknowledged at 06:17 with an estimate of 07:00", "07:05"].map(
    (name) => seenAt(name).line.projectedDelivery,
  );
  expect(Math.max(...plain.arrived.values()), "nothing comes twice").toBe(1);
  expect(new Set(projected).size, "what is projected moves with the estimate, and with its passing").toBe(3);
});

test("and the same with the server killed after every step: the same card, calls, keys and times", {
  timeout: 600_000,
}, async () => {
  const killed = await liveThrough(async (server) => {
    await server.end("SIGKILL");
    await server.restart();
  });
  for (const { name } of STEPS) expect(killed.seen.get(name), name).toEqual(seenAt(name));
  expect([...killed.arrived.keys()].sort()).toEqual([...plain.arrived.keys()].sort());
  expect(Math.max(...killed.arrived.values()), "at most one repeat for the kill that it crossed").toBeLessThanOrEqual(
    2,
  );
});
