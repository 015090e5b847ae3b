import { present } from "@lockstep/domain/assert";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, cards, PLANT, putRoster, stopped, usualRoster, waitingPlant } from "../escalation/testing/plant.ts";
import { site } from "../testing/facts.ts";
import { madeOfFigure } from "../testing/made-of.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const RATE = "cards minutes perTenMinutes most floodMinutes floodShare";
const ASK = `query ($from: DateTime!, $to: DateTime!, $site: ID) {
  alarmPerformance(from: $from, to: $to, site: $site) {
    asOf definition version since limits { figure limit isBelow isOver } cards { ${RATE} }
    roles { role site rate { cards } shifts { name rate { cards minutes } } }
    standing { n nodes { card { id } since } } chattering { n } worst { causes share nodes { card { kind title } cards } }
    falseFlags { cards flagged rate systems { system flagged } } kinds { kind cards flagged rate overBudget }
    stages { stage n medianMinutes } acknowledged { n inTime share }
  } }`;
const DAY = { from: at("00:00"), to: "2026-03-05T00:00:00Z" };

interface Told {
  readonly alarmPerformance: null | {
    readonly since: string | null;
    readonly cards: { readonly cards: number; readonly minutes: number; readonly perTenMinutes: number | null };
    readonly roles: readonly {
      readonly role: string;
      readonly site: string | null;
      readonly rate: { readonly cards: number };
      readonly shifts: readonly object[];
    }[];
    readonly limits: readonly { readonly isOver: boolean | null }[];
    readonly [figure: string]: unknown;
  };
}

interface Figures {
  readonly acknowledged: { readonly share: number };
  readonly falseFlags: { readonly rate: number };
  readonly worst: { readonly share: number };
  readonly standing: { readonly n: number };
  readonly chattering: { readonly n: number };
  readonly cards: { readonly cards: number };
  readonly stages: readonly { readonly stage: string; readonly n: number; readonly medianMinutes: number | null }[];
  readonly roles: readonly {
    readonly role: string;
    readonly site: string | null;
    readonly rate: { readonly cards: number };
  }[];
}

const NOON = "2026-03-04T12:00:00Z";
interface Accuracy {
  readonly estimateAccuracy: { readonly people: readonly object[]; readonly roles: readonly object[] } | null;
}

// Each test goes on from where the one before has left the server.
describe("how people fare with what they are told", { timeout: 150_000 }, () => {
  let server: ServerProcess;
  const ask = async (more: object = {}, token?: string) =>
    (await server.ask<Told>(ASK, { ...DAY, ...more }, token)).data?.alarmPerformance;

  beforeAll(async () => {
    server = await startServerProcess();
    await server.setClock(at("06:05"));
    await server.send([...waitingPlant(3), site("PLANT-B")]);
    await server.setClock(at("06:06"));
    const early = { weekly: [{ day: 1, start: "06:00", end: "14:00" }] };
    const roster = usualRoster({
      duties: [
        { person: "maria", role: "SUPERVISOR", ...early },
        { person: "pia", role: "PLANNER" },
      ],
    });
    expect((await putRoster(server, roster)).errors).toBeUndefined();
  }, 150_000);
  afterAll(() => server.close());

  test("is no figure before there was a card, and never 0 %", async () => {
    const told = await ask();
    expect(told).toMatchObject({ since: null, cards: { cards: 0, perTenMinutes: null, floodShare: null }, roles: [] });
    expect(told).toMatchObject({ falseFlags: { cards: 0, rate: null }, worst: { causes: 0, share: null } });
    expect(told).toMatchObject({ acknowledged: { n: 0, share: null } });
    expect(told?.limits.map(({ isOver }) => isOver)).toEqual(Array(6).fill(null));
  });

  test("is counted from the first card, by who was called, and from when they read of it", async () => {
    await server.setClock(at("06:10"));
    await server.send([stopped("06:10")]);
    for (const time of ["06:10", "06:11", "06:16"]) await server.setClock(at(time));
    await server.ask("mutation { markNotificationsRead }", {}, "dev:maria:supervisor");
    await server.setClock(at("06:20"));
    const [card] = await cards(server);
    const acknowledge = `mutation ($id: ID!) { acknowledgeException(id: $id, estimate: "${at("17:00")}", commandId: "a") { id } }`;
    expect((await server.ask(acknowledge, { id: card?.id })).errors).toBeUndefined();
    await server.setClock(at("06:30"));
    const told = await ask({ site: PLANT });
    expect(told).toMatchObject({
      since: "2026-03-02T06:10:00.000Z",
      asOf: "2026-03-02T06:30:00.000Z",
      ...{ version: 1, cards: { cards: 1, minutes: 20, perTenMinutes: 0.5, most: 1 } },
      roles: [
        { role: "PLANNER", site: PLANT, rate: { cards: 1 } },
        { role: "SUPERVISOR", site: PLANT, rate: { cards: 1 } },
      ],
      limits: [
        { figure: "PER_TEN_MINUTES", limit: 1, isBelow: false, isOver: false },
        { figure: "MOST", limit: 10, isBelow: false, isOver: false },
        { figure: "FLOOD_SHARE", limit: 0.01, isBelow: true, isOver: false },
        { figure: "STANDING", limit: 5, isBelow: true, isOver: false },
        { figure: "CHATTERING", limit: 0, isBelow: false, isOver: false },
        { figure: "FALSE_FLAG_RATE", limit: 0.1, isBelow: true, isOver: false },
      ],
      standing: { n: 0 },
      worst: { causes: 1, share: 1, nodes: [{ card: { kind: "MACHINE_DOWN" }, cards: 1 }] },
      falseFlags: { cards: 1, flagged: 0, rate: 0, systems: [] },
      kinds: [{ kind: "MACHINE_DOWN", overBudget: [] }],
      stages: [
        { stage: "SEEN", n: 1, medianMinutes: 6 },
        { stage: "ACKNOWLEDGED", n: 1, medianMinutes: 10 },
        { stage: "DECIDED", n: 1, medianMinutes: 10 },
        { stage: "CLEARED", n: 0, medianMinutes: null },
      ],
      acknowledged: { n: 1, inTime: 1, share: 1 },
    });
    // The roster's zone is the site's, UTC: all of it lies in the early shift.
    const shifts = [{ name: "06:00–14:00", rate: { cards: 1, minutes: 20 } }];
    expect(told?.roles.map((role) => role.shifts)).toEqual([shifts, shifts]);
    expect((await ask())?.roles.map((role) => role.shifts)).toEqual([[], []]);
  });

  test("counts a false flag against its kind and its system", async () => {
    const [card] = await cards(server);
    const flag = `mutation ($id: ID!) { flagFalse(id: $id, reason: "it runs", wrongSystem: "MES", commandId: "f") { id } }`;
    expect((await server.ask(flag, { id: card?.id })).errors).toBeUndefined();
    expect(await ask()).toMatchObject({
      falseFlags: { cards: 1, flagged: 1, rate: 1, systems: [{ system: "MES", flagged: 1 }] },
      kinds: [{ kind: "MACHINE_DOWN", flagged: 1, rate: 1 }],
    });
  });

  test("tells of a roster all that it was called for, and nothing of another plant's roster", async () => {
    const company = { site: null, people: [{ id: "bo", name: "Bo" }], duties: [{ person: "bo", role: "PLANNER" }] };
    const put = `mutation ($roster: RosterInput!) { putRoster(roster: $roster, reason: "t", commandId: "c") { version } }`;
    const roster = { ...company, timeZone: "UTC" };
    expect((await server.ask(put, { roster })).errors).toBeUndefined();
    const elsewhere = JSON.stringify([...waitingPlant(3), stopped("06:40")])
      .replaceAll("PLANT-A", "PLANT-B")
      .replaceAll("LINE-1", "LINE-B")
      .replaceAll('"/test"', '"/test-b"')
      .replaceAll(/"(SO|WO)-/g, '"$1-B-');
    await server.setClock(at("06:40"));
    await server.send(JSON.parse(elsewhere));
    for (const time of ["06:41", "06:50", "06:51"]) await server.setClock(at(time));
    const rolesOf = async (more: object, token?: string) =>
      (await ask(more, token))?.roles.map(({ role, site: of, rate }) => `${role} ${of} ${rate.cards}`);
    // Nobody is called by PLANT-B's own roster: there is none. The company's planner is, and is busy with it for PLANT-A, too.
    const ofA = ["PLANNER null 1", "PLANNER PLANT-A 1", "SUPERVISOR PLANT-A 1"];
    expect(await rolesOf({})).toEqual(ofA);
    expect(await rolesOf({ site: PLANT })).toEqual(ofA);
    expect(await rolesOf({ site: "PLANT-B" })).toEqual(["PLANNER null 1"]);
    expect(await rolesOf({}, "dev:lea:leader:PLANT-B")).toEqual(["PLANNER null 1"]);
    expect(await ask({ site: PLANT })).toMatchObject({ cards: { cards: 1 } });
    expect(await ask({ site: "PLANT-B" })).toMatchObject({ cards: { cards: 1 } });
  });

  test("comes from its cards, with what was done about each; of the sites of who asks alone", async () => {
    const told = present(await ask(), () => "no figures") as unknown as Figures;
    const of = (figure: string, more = "", token?: string) =>
      madeOfFigure(server, { of: "ALARM_PERFORMANCE", id: `${DAY.from}/${DAY.to}${more}`, figure }, token);
    const acknowledged = await of("ACKNOWLEDGED");
    expect(acknowledged?.total).toBe(told.acknowledged.share);
    expect(acknowledged?.acts).toContainEqual(expect.objectContaining({ action: "acknowledged" }));
    expect(acknowledged?.facts).toContain("mes.resource-state");
    for (const { stage, n, medianMinutes } of told.stages) {
      const made = await of("RESPONSE", `?stage=${stage}`);
      expect([made?.parts.length, made?.total], stage).toEqual([n, medianMinutes]);
    }
    expect((await of("CARDS"))?.total).toBe(told.cards.cards);
    for (const { role, site: roster, rate } of told.roles) {
      const put = `?role=${role}${roster === null ? "" : `&of=${roster}`}`;
      expect((await of("CARDS", put))?.total, put).toBe(rate.cards);
    }
    expect((await of("FALSE_FLAGS"))?.total).toBe(told.falseFlags.rate);
    expect((await of("WORST"))?.total).toBe(told.worst.share);
    expect((await of("STANDING"))?.total).toBe(told.standing.n);
    expect((await of("CHATTERING"))?.total).toBe(told.chattering.n);
    expect((await of("CARDS", "", "dev:lea:leader:PLANT-B"))?.parts).toHaveLength(1);
    expect(await of("CARDS", `?site=${PLANT}`, "dev:lea:leader:PLANT-B")).toBeNull();
  });

  test("is of the sites of who asks, and of a time that makes sense", async () => {
    expect(await ask({}, "dev:lea:leader:PLANT-B")).toMatchObject({ cards: { cards: 1 } });
    expect(await ask({ site: PLANT }, "dev:lea:leader:PLANT-B")).toBeNull();
    expect(await ask({}, "dev:lea:leader:PLANT-C")).toMatchObject({ since: null, cards: { cards: 0 }, roles: [] });
    const backward = await server.ask(ASK, { from: DAY.to, to: DAY.from });
    expect(backward.errors?.[0]?.message).toBe("from must be before to.");
    const long = await server.ask(ASK, { from: "2025-03-02T00:00:00Z", to: DAY.to });
    expect(long.errors?.[0]?.message).toBe("Ask for at most 92 days at once.");
  });

  test("[G4] of estimates everybody sees their own, and who leads a plant those of its people", async () => {
    const SCORE = "who n open kept";
    const accuracy = async (token?: string, asked?: string) => {
      const ESTIMATES = `query ($from: DateTime!, $to: DateTime!, $site: ID) {
        estimateAccuracy(from: $from, to: $to, site: $site) { isOwn people { ${SCORE} } roles { ${SCORE} } } }`;
      const answer = await server.ask<Accuracy>(ESTIMATES, { ...DAY, site: asked ?? null }, token);
      return answer.data?.estimateAccuracy;
    };
    const [card] = await cards(server);
    const estimate = `mutation ($id: ID!) { acknowledgeException(id: $id, estimate: "${NOON}", commandId: "g4") { id } }`;
    expect((await server.ask(estimate, { id: card?.id }, "dev:maria:supervisor")).errors).toBeUndefined();
    await server.setClock("2026-03-04T18:00:00Z");
    const maria = { who: "maria", n: 1, open: 1, kept: 0 };
    expect(await accuracy("dev:maria:supervisor")).toEqual({ isOwn: true, people: [maria], roles: [] });
    expect(await accuracy("dev:pia:planner")).toEqual({ isOwn: true, people: [], roles: [] });
    expect(await accuracy("dev:mona:plant-manager:PLANT-C")).toEqual({ isOwn: false, people: [], roles: [] });
    expect(await accuracy("dev:mona:plant-manager:PLANT-C", PLANT)).toBeNull();
    const estimates = { of: "ESTIMATES", id: `${DAY.from}/${DAY.to}?person=maria`, figure: "KEPT" };
    expect(await madeOfFigure(server, estimates)).toMatchObject({
      total: 0,
      parts: [{ of: "EXCEPTION", id: card?.id }],
    });
    expect((await madeOfFigure(server, estimates, "dev:pia:planner"))?.parts).toEqual([]);
    const all = await accuracy("dev:lea:leader");
    expect(all).toMatchObject({ isOwn: false, people: expect.arrayContaining([maria]) });
    expect(all?.roles).toContainEqual(expect.objectContaining({ who: "SUPERVISOR" }));
  });
});
