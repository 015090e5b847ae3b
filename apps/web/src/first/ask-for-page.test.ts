import { expect, test } from "vitest";
import { textsAskedFirst } from "../../first-texts.ts";
import { askForPage } from "./ask-for-page.ts";
import { createFirstAnswers } from "./first-answers.ts";

const texts = await textsAskedFirst();
const HERE = Date.UTC(2026, 2, 4, 9, 30, 12, 345);

/** What a page at this address asks, in order; the server's clock is at six o'clock on 2 March. */
async function askedAt(pathname: string, search: string, { clock = "MANUAL", fails = "" } = {}) {
  const asked: [string, object][] = [];
  const first = createFirstAnswers(async (name, variables) => {
    asked.push([name, variables]);
    expect(texts[name], `the text of ${name}`).toContain(`query ${name}`);
    if (name === fails) throw new Error("refused");
    const site = (id: string, timeZone: string) => ({ id, name: id, timeZone });
    const asOf = { seq: 1, now: "2026-03-02T06:00:00.000Z", clock };
    return { asOf, sites: [site("BER", "Europe/Berlin"), site("NYC", "America/New_York")] };
  });
  await askForPage(first, { pathname, search, now: HERE }).answered;
  return asked;
}

const OF_ALL = [
  ["ReadPlant", {}],
  ["ReadExceptions", { after: null }],
  ["ReadLines", { after: null }],
];

test("a page without a question of its own asks for the board and the plant", async () => {
  expect(await askedAt("/", "?at=E-1")).toEqual(OF_ALL);
});

test("the leader's page asks for whole weeks of the chosen plant's calendar", async () => {
  const asked = await askedAt("/leader", "?site=NYC&weeks=4&week=2026-W09");
  expect(asked.slice(0, 3)).toEqual(OF_ALL);
  expect(asked.slice(3)).toEqual([
    [
      "ReadLeader",
      {
        definition: "requested",
        from: "2026-02-09T05:00:00.000Z",
        to: "2026-03-09T04:00:00.000Z",
        site: "NYC",
        by: "CAUSE",
        filter: { week: "2026-W09" },
      },
    ],
  ]);
});

test("the plan asks for as much again on both sides of what the address says, or of now by the clock of the server", async () => {
  const said = await askedAt("/plan", "?since=2026-03-02T00:00:00Z&until=2026-03-03T00:00:00Z");
  expect(said.at(-1)).toEqual([
    "ReadPlan",
    { site: "BER", from: "2026-03-01T00:00:00.000Z", to: "2026-03-04T00:00:00.000Z" },
  ]);
  const moved = await askedAt("/plan", "");
  expect(moved.at(-1)?.[1]).toEqual({ site: "BER", from: "2026-02-28T14:00:00.000Z", to: "2026-03-04T08:00:00.000Z" });
  const running = await askedAt("/plan", "", { clock: "LIVE" });
  expect(running.at(-1)?.[1]).toMatchObject({ from: "2026-03-02T17:00:00.000Z" });
});

test.each([
  ["another tab of the plan", "/plan", "?tab=losses", ""],
  ["a plant that does not exist", "/plan", "?site=NOWHERE", ""],
  ["a plant that is not told", "/leader", "", "ReadPlant"],
])("nothing of its own is asked for %s", async (_, pathname, search, fails) => {
  expect(await askedAt(pathname, search, { fails })).toEqual(OF_ALL);
});
