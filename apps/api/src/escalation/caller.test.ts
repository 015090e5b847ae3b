import { assert, present } from "@lockstep/domain/assert";
import { HOUR } from "@lockstep/domain/instant";
import { decide } from "@lockstep/workflow/decide";
import type { Message } from "@lockstep/workflow/escalation/messages";
import type { Person, RosterInForce } from "@lockstep/workflow/escalation/model";
import { evolveAll } from "@lockstep/workflow/evolve";
import type { Actor, WorkflowState } from "@lockstep/workflow/model";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NoMoney } from "../money/money-rights.ts";
import { engineHere } from "../testing/engine-here.ts";
import { startTower } from "../testing/tower.ts";
import { createCaller } from "./caller.ts";
import type { SendingChannel } from "./channels/channel.ts";
import { toPresentAddress } from "./channels/present-address.ts";
import { bodyOf, type MessageBody, presentContact, type WriteWeekly } from "./message-body.ts";
import { createOverdueCauses } from "./overdue-causes.ts";
import { inAppOnly } from "./situation.ts";
import { manyWithoutSupply } from "./testing/many-late.ts";
import { PLANT } from "./testing/plant.ts";

/** A Monday, when it is one everywhere. */
const MONDAY = Date.parse("2026-03-09T12:00:00Z");
const SINCE = Date.parse("2026-03-08T12:00:00Z");

let tower: Awaited<ReturnType<typeof startTower>>;
beforeAll(async () => {
  const { thread } = engineHere({ mode: "manual", currency: "EUR" });
  tower = await startTower(() => thread);
  await tower.take(manyWithoutSupply(1));
  await tower.writer.setClock(MONDAY);
}, 60_000);
afterAll(() => tower.close());

const person = (id: string, email: string | null): Person => ({ id, name: id, email, webhook: null, quiet: null });
const roster = (site: string | null, people: readonly Person[], leaders: readonly string[]): RosterInForce => ({
  ...{ site, timeZone: "UTC", people, standIns: [], holidays: [] },
  ...{ version: 1, at: SINCE, since: SINCE, by: "adam", reason: "test" },
  duties: leaders.map((id) => ({ person: id, role: "leader", resources: [], weekly: [], dated: [] })),
});

/** That of the other site stands before it. */
function withRosters(...rosters: readonly RosterInForce[]): WorkflowState {
  const { workflow } = tower.writer.view;
  const bySite = new Map(rosters.map((one) => [one.site ?? "*", [one]] as const));
  return { ...workflow, escalation: { ...workflow.escalation, rosters: bySite } };
}
const elsewhere = roster("B", [person("lea", "evil@b")], []);

const failures: { readonly err: unknown; readonly site: string | null }[] = [];
const log = pino({ level: "error" }, { write: (text: string) => void failures.push(JSON.parse(text)) });

function look(state: WorkflowState, weekly: WriteWeekly, noMoney: NoMoney = new Set()) {
  const reach = { ...inAppOnly, hasMail: true };
  const called = createCaller({ kept: [], reach, weekly, overdue: () => [], noMoney, log }).look(
    tower.writer.view,
    state,
  );
  assert(called !== null, () => "nothing was due");
  return called.messages
    .filter(({ channel }) => channel === "email")
    .map(({ person: to, reason, body }) => ({ to, reason, body: JSON.parse(body) as MessageBody }));
}
const addresses = (mails: ReturnType<typeof look>) => mails.map(({ to, body }) => [to, body.address]);

test("[D3] the weekly digest goes to the address in the roster that it is of, whatever another site's has", () => {
  const state = withRosters(elsewhere, roster(PLANT, [person("lea", "lea@a")], ["lea"]));
  expect(addresses(look(state, () => null))).toEqual([["lea", "lea@a"]]);
  const ofAll = roster(null, [person("lea", "lea@all")], ["lea"]);
  const company = withRosters(elsewhere, roster(PLANT, [person("lea", "lea@a")], []), ofAll);
  expect(addresses(look(company, () => null))).toEqual([["lea", "lea@all"]]);
});

test("who has no role that is shown money is sent none, and others are", () => {
  const text = "€14,627.40, 3 lines; 14,627.40 EUR";
  const weekly: WriteWeekly = () => ({
    isSignal: true,
    title: "Week",
    text,
    html: `<p>${text}</p>`,
    csv: `missing,${text}`,
  });
  const state = withRosters(roster(PLANT, [person("lea", "lea@a")], ["lea"]));
  const [seen] = look(state, weekly);
  const [hidden] = look(state, weekly, new Set(["LEADER"] as const));
  expect(JSON.stringify(seen?.body)).toContain("14,627.40");
  expect(hidden?.body).toMatchObject({ text: "–, 3 lines; –", html: "<p>–, 3 lines; –</p>" });
  expect(JSON.stringify(hidden?.body)).not.toContain("14,627");
});

test("[N3] what is watched goes to the address in the roster of where it is seen", () => {
  const before = withRosters(elsewhere, roster(PLANT, [person("lea", "lea@a")], []));
  const [id = ""] = before.records.keys();
  const does = (state: WorkflowState, name: string, asked: "watch" | "acknowledge"): WorkflowState => {
    const who: Actor = { name, roles: ["supervisor"], sites: null };
    const about = { id, commandId: `${name}-${asked}` };
    const command =
      asked === "watch" ? { ...about, type: asked } : { ...about, type: asked, note: null, estimate: null, at: null };
    const decided = decide(state, command, who, MONDAY);
    assert(decided.ok, () => `${asked} was refused`);
    return evolveAll(state, decided.value.events);
  };
  const state = does(does(before, "lea", "watch"), "maria", "acknowledge");
  const mails = look(state, () => null).filter(({ reason }) => reason === "watched");
  expect(addresses(mails)).toEqual([["lea", "lea@a"]]);
});

test("[E6] a call goes to the address in a roster of where the exception is, also where it counts for another place", () => {
  const state = withRosters(elsewhere, roster(PLANT, [person("lea", "lea@a")], []));
  const [exceptionId = ""] = state.records.keys();
  const call = (about: string | null): Message => ({
    ...{ key: "k", exceptionId: about, person: "lea", channel: "email", reason: "changed", severity: "high" },
    ...{ site: null, at: MONDAY, notBefore: MONDAY, exceptions: [], note: "more" },
  });
  const addressOf = (about: string | null) => bodyOf(call(about), state, tower.writer.view).address;
  expect([addressOf(exceptionId), addressOf(null)]).toEqual(["lea@a", null]);
  const body = bodyOf(call(exceptionId), state, tower.writer.view);
  const emailBy = (now: WorkflowState) => presentContact({ person: "lea", body }, now)?.email ?? null;
  expect(emailBy(withRosters(elsewhere, roster(PLANT, [person("lea", "new@a")], [])))).toBe("new@a");
  expect(emailBy(withRosters(elsewhere, roster(PLANT, [], []))), "by another plant's roster alone").toBeNull();
});

test("what waited goes to the address that the roster names by now, and by no other roster than it was written by", async () => {
  const went: (string | null)[] = [];
  const sending: SendingChannel = {
    send: async ({ body: { address } }) => {
      went.push(address);
      return { is: "sent" };
    },
  };
  const was = withRosters(elsewhere, roster(PLANT, [person("lea", "wrong@a")], ["lea"]));
  const [mail] = look(was, () => null);
  const later = (over: "email" | "webhook", reason: MessageBody["reason"], people: readonly Person[]) => {
    const state = withRosters(elsewhere, roster(PLANT, people, []));
    const body = { ...present(mail, () => "no mail was made").body, reason };
    const message = { key: "k", person: "lea", body };
    return toPresentAddress(sending, over, () => state).send(message, new AbortController().signal);
  };
  await later("email", "step", [person("lea", "lea@a")]);
  await later("webhook", "step", [{ ...person("lea", null), webhook: "pager" }]);
  expect(went).toEqual(["lea@a", "pager"]);
  const gone = { is: "never", why: "they are in no roster any more that it may be sent by: it was not sent" };
  expect(await later("email", "step", [])).toEqual(gone);
  expect(await later("email", "weekly", [])).toEqual(gone);
  expect(went).toHaveLength(2);
});

test("[D3] a digest is written once for all its readers, and each roster has its own", () => {
  const leaders = ["lea", "leo", "lou"];
  const people = leaders.map((id) => person(id, `${id}@a`));
  const state = withRosters(
    roster("B", people, ["lea"]),
    roster(PLANT, people, leaders),
    roster(null, people, leaders),
  );
  const asked: (string | null)[] = [];
  const mails = look(state, (_, site) => {
    asked.push(site);
    return { isSignal: false, title: `of ${site}`, text: "", html: "", csv: "" };
  });
  expect(asked).toEqual(["B", PLANT, null]);
  const titles = ["B", PLANT, PLANT, PLANT, null, null, null].map((site) => `of ${site}`);
  expect(mails.map(({ body }) => body.title)).toEqual(titles);
});

test("[D3] where a digest cannot be written its readers are told so, once it is in the log, and the calls go on", () => {
  const people = ["lea", "leo"].map((id) => person(id, `${id}@a`));
  const state = withRosters(roster("B", people, ["lea"]), roster(PLANT, people, ["lea", "leo"]));
  const mails = look(state, (_, site) => {
    if (site === PLANT) throw new Error("a figure that is none");
    return null;
  });
  expect(failures).toMatchObject([{ site: PLANT, err: { message: "a figure that is none" } }]);
  const text = "the digest of 2026-W10 to lea, leo could not be written: look at the leader's page for its figures.";
  expect(mails.slice(1).map(({ to, body }) => [to, body.title, body.text])).toEqual([
    ["lea", "The weekly digest could not be written", text],
    ["leo", "The weekly digest could not be written", text],
  ]);
});

test("[Q6] whose a cause of quarantine is gets a mail when it is due, once, with what it blocks in words", async () => {
  const bad = {
    ...present(manyWithoutSupply(1)[0], () => "no fact"),
    id: "bad",
    type: "master.item",
    data: { uom: 7 },
  };
  await tower.take([bad]);
  await tower.writer.setClock(MONDAY + 25 * HOUR);
  const overdue = createOverdueCauses([{ connector: "*", steward: "stu" }]);
  const state = withRosters(roster(null, [person("stu", "stu@all")], []));
  const caller = createCaller({
    kept: [],
    reach: { ...inAppOnly, hasMail: true },
    weekly: () => null,
    overdue,
    noMoney: new Set(),
    log,
  });
  const first = caller.look(tower.writer.view, state);
  const mails = (first?.messages ?? []).filter(({ reason, channel }) => reason === "quarantine" && channel === "email");
  expect(mails.map(({ person: to, body }) => [to, JSON.parse(body) as MessageBody])).toMatchObject([
    ["stu", { address: "stu@all", text: expect.stringMatching(/^told stu: 1 fact of .+ leans? on it/s) as string }],
  ]);
  await tower.writer.setClock(MONDAY + 26 * HOUR);
  const again = caller.look(tower.writer.view, first?.state ?? state);
  expect(again?.messages.filter(({ reason }) => reason === "quarantine") ?? []).toEqual([]);
});
