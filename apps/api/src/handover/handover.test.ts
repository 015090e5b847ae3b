import type { Handover, HandoverNow } from "@lockstep/protocol/generated/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, cards, PLANT, putRoster, stopped, usualRoster, waitingPlant } from "../escalation/testing/plant.ts";
import { fact } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const MARIA = "dev:maria:supervisor:PLANT-A";
const BEN = "dev:ben:supervisor:PLANT-A";

const ITEM = "exception title state stateNow owner estimate isOverdue note lines valueAtRisk { amount } }";
const SHEET = `sheet { isRostered since until shift { from to people } next { from to people }
  open { ${ITEM} done { action by note } stops { name from to reason } made { name good scrap planned } due { line state } }`;
const SIGNED = `id state by note lateAfter mayAccept accepted { by at note } cameAfter { ${ITEM}`;
const NOW = `query ($site: ID!, $resource: ID) { handover(site: $site, resource: $resource) {
  mayHandOver ${SHEET} signed { id by } waiting { ${SIGNED} } } }`;
const LIST = `query ($site: ID!, $first: Int, $after: String) { handovers(site: $site, first: $first, after: $after) {
  totalCount nodes { ${SIGNED} ${SHEET} } pageInfo { hasNextPage endCursor } } }`;
const HAND_OVER = `mutation ($shift: DateTime!, $id: ID!, $note: String!, $at: DateTime, $resource: ID) {
  handOver(site: "${PLANT}", resource: $resource, shift: $shift, note: $note, at: $at, commandId: $id) { ${SIGNED} ${SHEET} } }`;
const ACCEPT = `mutation ($handover: ID!, $id: ID!, $note: String) {
  acceptHandover(id: $handover, note: $note, commandId: $id) { ${SIGNED} ${SHEET} } }`;

const daily = (start: string, end: string) => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, start, end }));
const inShifts = usualRoster({
  people: ["maria", "ben", "pia"].map((id) => ({ id, name: id })),
  duties: [
    { person: "maria", role: "SUPERVISOR", weekly: daily("06:00", "14:00") },
    { person: "ben", role: "SUPERVISOR", weekly: daily("14:00", "22:00") },
    { person: "pia", role: "PLANNER" },
  ],
});

const made = (wall: string, good: number, scrap: number) =>
  fact(
    "mes.operation",
    `op-${wall}`,
    { order: "WO-1", seq: 10, resource: "LINE-1", state: "running", good, scrap, startedAt: at("06:00") },
    { time: at(wall) },
  );

// Each test goes on from where the one before has left the server.
describe("a shift is handed over on a real server", { timeout: 120_000 }, () => {
  let server: ServerProcess;
  let handover = "";
  const now = async (token = MARIA, resource: string | null = null): Promise<HandoverNow | null> => {
    const { data } = await server.ask<{ handover: HandoverNow | null }>(NOW, { site: PLANT, resource }, token);
    return data?.handover ?? null;
  };
  const handOver = (id: string, more: object = {}, token = MARIA) =>
    server.ask<{ handOver: Handover }>(HAND_OVER, { shift: at("06:00"), note: "Belt 3 slips", id, ...more }, token);
  const accept = (id: string, token = BEN) =>
    server.ask<{ acceptHandover: Handover }>(ACCEPT, { handover, id, note: "taken" }, token);

  beforeAll(async () => {
    server = await startServerProcess();
    await server.setClock(at("06:05"));
    await server.send(waitingPlant(4));
    await server.setClock(at("06:06"));
    expect((await putRoster(server, inShifts)).errors).toBeUndefined();
    await server.send([made("07:00", 20, 2), stopped("08:00")]);
    await server.setClock(at("08:30"));
  }, 90_000);
  afterAll(() => server.close());

  test("what it holds now: what is open, was done, stood, was made against the plan, and is due next", async () => {
    const [card] = await cards(server);
    await server.ask(
      `mutation ($id: ID!) { acknowledgeException(id: $id, note: "belt", estimate: "${at("16:00")}", commandId: "a-1") { id } }`,
      { id: card?.id },
      MARIA,
    );
    await server.setClock(at("13:50"));
    const found = await now();
    expect(found?.sheet).toMatchObject({
      isRostered: true,
      since: "2026-03-02T06:00:00.000Z",
      shift: { from: "2026-03-02T06:00:00.000Z", to: "2026-03-02T14:00:00.000Z", people: ["maria"] },
      next: { from: "2026-03-02T14:00:00.000Z", people: ["ben"] },
      open: [
        { title: "Line 1 is down: belt", state: "ACKNOWLEDGED", lines: 3, note: "belt", isOverdue: false },
        { title: "Order WO-1, Item FG-1, is made and has not been received", state: "OPEN", lines: 1 },
      ],
      stops: [{ name: "Line 1", from: "2026-03-02T08:00:00.000Z", to: null, reason: "belt" }],
      made: [{ name: "Line 1", good: 20, scrap: 2, planned: 80 }],
    });
    expect(found?.sheet.done[0]).toEqual({ action: "acknowledged", by: "maria", note: "belt" });
    expect(Number(found?.sheet.open[0]?.valueAtRisk.amount)).toBe(600);
    expect(found).toMatchObject({ mayHandOver: true, signed: null, waiting: null });
    expect((await now(MARIA, "LINE-1"))?.sheet.open).toHaveLength(1);
    expect(await now(MARIA, "LINE-9"), "there is no such resource").toBeNull();
    expect(await now("dev:zoe:supervisor:PLANT-Z"), "of another site there is nothing").toBeNull();
    expect((await now("dev:lea:leader"))?.mayHandOver).toBe(false);
  });

  test("signed once: sent again it is the same, and with other words it is refused", async () => {
    const first = await handOver("h-1");
    expect(first.errors).toBeUndefined();
    handover = first.data?.handOver.id ?? "";
    expect(first.data?.handOver).toMatchObject({
      ...{ state: "WAITING", by: "maria", note: "Belt 3 slips", accepted: null, mayAccept: false },
      lateAfter: "2026-03-02T14:15:00.000Z",
    });
    expect((await handOver("h-1")).data?.handOver).toEqual(first.data?.handOver);
    expect((await handOver("h-1", { note: "other" })).errors?.[0]?.extensions.code).toBe("CONFLICT");
    expect((await handOver("h-2")).errors?.[0]?.message).toContain("handed over by maria");
    expect((await handOver("h-3", {}, "dev:lea:leader")).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    expect((await handOver("h-4", { shift: at("05:00") })).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect((await handOver("h-5", { resource: "LINE-9" })).errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });

  test("what opens afterwards came after, for who accepts; who signed cannot", async () => {
    await server.send([
      fact("master.resource", "line-2", { id: "LINE-2", site: PLANT, name: "Line 2", kind: "line" }),
      fact("erp.sales-order-line", "new", {
        ...{ order: "SO-NEW", line: "1", customer: "C-1", item: "FG-1", site: PLANT, quantity: 500, status: "open" },
        ...{ requestedAt: at("18:00"), promisedAt: at("18:00") },
      }),
    ]);
    await server.setClock(at("13:55"));
    const seen = await now(BEN);
    expect(seen?.waiting).toMatchObject({ id: handover, mayAccept: true });
    expect(seen?.waiting?.cameAfter.map(({ state }) => state)).toEqual(["OPEN"]);
    expect(seen?.sheet.due.map(({ line }) => line)).toEqual(["SO-NEW/1"]);
    const own = await accept("x-1", MARIA);
    expect(own.errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN" } });
    expect(own.errors?.[0]?.message).toContain("yourself");
  });

  test("not accepted in time it is late, and the planner is told, also after a crash", async () => {
    await server.end("SIGKILL");
    await server.restart();
    await server.setClock(at("14:15"));
    expect((await now(BEN))?.waiting?.state).toBe("LATE");
    const told = await server.ask<{ notifications: { totalCount: number; nodes: { title: string; text: string }[] } }>(
      "{ notifications { totalCount nodes { title text } } }",
      {},
      "dev:pia:planner",
    );
    const late = told.data?.notifications.nodes.filter(({ title }) => title.includes("handover"));
    expect(late).toEqual([
      {
        title: "A handover that nobody has accepted",
        text: "told pia: nobody has accepted what maria handed over of PLANT-A",
      },
    ]);
  });

  test("accepted by the next, what was acknowledged is theirs and says so; once", async () => {
    const accepted = await accept("x-2");
    expect(accepted.errors).toBeUndefined();
    expect(accepted.data?.acceptHandover).toMatchObject({
      ...{ state: "ACCEPTED", mayAccept: false, accepted: { by: "ben", note: "taken" } },
      sheet: {
        open: [
          { state: "ACKNOWLEDGED", stateNow: "IN_PROGRESS" },
          { state: "OPEN", stateNow: "OPEN" },
        ],
      },
    });
    expect(accepted.data?.acceptHandover.cameAfter).toHaveLength(1);
    expect((await accept("x-2")).data?.acceptHandover, "sent again it is the same").toEqual(
      accepted.data?.acceptHandover,
    );
    expect((await accept("x-3", "dev:pia:planner")).errors?.[0]?.extensions.code).toBe("CONFLICT");
    const [card] = (await cards(server)).filter(({ kind }) => kind === "MACHINE_DOWN");
    expect(card?.timeline.at(-1)).toMatchObject({ action: "assigned", note: "handed over by maria to ben" });
  });

  test("made is from report to report, also of operations no order has; planned while the line works", async () => {
    const report = (wall: string, seq: number, good: number, scrap: number) =>
      fact(
        "mes.operation",
        `op-3-${wall}`,
        { order: "WO-3", seq, resource: "LINE-3", state: "running", good, scrap, startedAt: at("12:00") },
        { time: at(wall) },
      );
    const planned = { plannedStart: at("12:00"), plannedFinish: "2026-03-03T12:00:00Z" };
    const weekly = [1, 2].map((day) => ({ day, start: "06:00", end: "20:00" }));
    await server.send([
      fact("master.calendar", "long", { id: "LONG", timeZone: "UTC", weekly, exceptions: [] }),
      fact("master.resource", "line-3", { id: "LINE-3", site: PLANT, name: "Line 3", kind: "line", calendar: "LONG" }),
      fact("erp.production-order", "wo-3", {
        ...{ id: "WO-3", item: "FG-1", site: PLANT, quantity: 140, status: "released", ...planned },
        operations: [{ seq: 10, resource: "LINE-3", ratePerHour: 10, ...planned }],
      }),
      ...[report("13:30", 10, 8, 0), report("15:00", 10, 20, 2), report("16:00", 10, 18, 3), report("17:00", 99, 5, 1)],
    ]);
    await server.setClock(at("21:50"));
    // Fourteen hours of the line's time, six of them after two in the afternoon.
    expect((await now(BEN, "LINE-3"))?.sheet).toMatchObject({
      since: "2026-03-02T14:00:00.000Z",
      made: [{ name: "Line 3", good: 18 - 8 + 5, scrap: 3 + 1, planned: 60 }],
    });
  });

  test("past ones are listed with what was signed, in pages, and the chain of the audit holds", async () => {
    expect((await now(BEN))?.sheet.since, "it begins where the last one ended").toBe("2026-03-02T13:50:00.000Z");
    const second = await handOver("h-6", { shift: at("14:00"), note: "nothing to add" }, BEN);
    expect(second.errors).toBeUndefined();
    const page = async (after: string | null) =>
      (
        await server.ask<{
          handovers: {
            totalCount: number;
            nodes: Handover[];
            pageInfo: { hasNextPage: boolean; endCursor: string | null };
          };
        }>(LIST, { site: PLANT, first: 1, after }, BEN)
      ).data?.handovers;
    const latest = await page(null);
    expect(latest).toMatchObject({ totalCount: 2, nodes: [{ by: "ben" }], pageInfo: { hasNextPage: true } });
    const older = await page(latest?.pageInfo.endCursor ?? null);
    expect(older?.nodes[0]).toMatchObject({ id: handover, sheet: { made: [{ good: 20, scrap: 2, planned: 80 }] } });
    expect(older?.pageInfo.hasNextPage).toBe(false);
  });

  test("a shift that began more than a day ago is shown, and is not offered for signing", async () => {
    const monday = [{ day: 1, start: "14:00", end: "22:00" }];
    const duties = [{ person: "ben", role: "SUPERVISOR", weekly: monday }];
    const roster = usualRoster({ people: [{ id: "ben", name: "ben" }], duties });
    expect((await putRoster(server, roster, "roster-2")).errors).toBeUndefined();
    const offered = async () => {
      const found = await now(BEN, "LINE-3");
      return [found?.sheet.shift.from, found?.mayHandOver];
    };
    await server.setClock("2026-03-03T14:00:00Z");
    expect(await offered()).toEqual(["2026-03-02T14:00:00.000Z", true]);
    await server.setClock("2026-03-03T14:01:00Z");
    expect(await offered()).toEqual(["2026-03-02T14:00:00.000Z", false]);
    const late = await handOver("h-7", { shift: at("14:00"), resource: "LINE-3", at: at("21:55") }, BEN);
    expect(late.errors?.[0]?.message).toContain("No shift of the last 24 hours");
  });
});
