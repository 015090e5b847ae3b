import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectLive } from "../testing/live-client.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { at, cards, PLANT, PUT_ROSTER, putRoster, said, stopped, usualRoster, waitingPlant } from "./testing/plant.ts";

const NOTIFICATIONS = "{ notifications { unread nodes { id title text severity exception count readAt } } }";
interface Notified {
  readonly notifications: {
    readonly unread: number;
    readonly nodes: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  };
}

// Each test goes on from where the one before has left the server.
describe("the morning of a stop on a real server", { timeout: 150_000 }, () => {
  let server: ServerProcess;
  const again = async (): Promise<void> => {
    await server.end("SIGKILL");
    await server.restart();
  };
  beforeAll(async () => {
    server = await startServerProcess();
    await server.setClock(at("06:05"));
    await server.send(waitingPlant(40));
    await server.setClock(at("06:06"));
  }, 150_000);
  afterAll(() => server.close());

  /** How often the socket of somebody was told that there is something new for them. */
  async function listen(token: string) {
    const { socket, close } = await connectLive(server.url, token);
    const heard = { words: 0, close };
    socket.on("told", () => {
      heard.words += 1;
    });
    return heard;
  }

  test("without a roster nobody is called, and that is said", async () => {
    const { data } = await server.ask<{ roster: unknown; unreachableSteps: readonly { reason: string }[] }>(
      `{ roster(site: "${PLANT}") { version } unreachableSteps(site: "${PLANT}") { place reason } }`,
    );
    expect(data?.roster).toBeNull();
    expect(data?.unreachableSteps.length).toBeGreaterThan(0);
    expect(data?.unreachableSteps[0]?.reason).toBe(`no roster in force names a supervisor for ${PLANT}`);
  });

  test("a roster is put in force by who may, once for each command", async () => {
    const planner = await server.ask(PUT_ROSTER, { roster: usualRoster(), id: "r-0" }, "dev:ann:planner");
    expect(planner.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const elsewhere = await server.ask(
      PUT_ROSTER,
      { roster: usualRoster(), id: "r-0" },
      "dev:paul:plant-manager:PLANT-B",
    );
    expect(elsewhere.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const nobody = { ...usualRoster(), duties: [{ person: "zoe", role: "PLANNER" }] };
    const stranger = await server.ask(PUT_ROSTER, { roster: nobody, id: "r-0" });
    expect(stranger.errors?.[0]?.message).toBe("zoe is not among the people: add them, or take the duty out.");
    const first = await putRoster(server);
    expect(first.data?.putRoster.version).toBe(1);
    const { data } = await putRoster(server);
    expect(data?.putRoster.version, "sent again it is the same").toBe(1);
    const other = await putRoster(server, usualRoster({ holidays: ["2026-12-25"] }));
    expect(other.errors?.[0]?.extensions.code).toBe("CONFLICT");
    expect(stranger.errors?.[0]?.extensions, "and where it is wrong").toMatchObject({ field: "duties.0.person" });
    const basedOn = (expectedVersion: number, id: string) =>
      server.ask<{ putRoster: { version: number } }>(
        `mutation ($roster: RosterInput!, $id: ID!, $expectedVersion: Int) {
          putRoster(roster: $roster, expectedVersion: $expectedVersion, reason: "again", commandId: $id) { version } }`,
        { roster: usualRoster(), id, expectedVersion },
      );
    const late = await basedOn(0, "r-2");
    expect(late.errors?.[0]).toMatchObject({ extensions: { code: "CONFLICT" } });
    expect(late.errors?.[0]?.message).toContain("put version 1 in force at 2026-03-02T06:06:00.000Z (test)");
    expect((await basedOn(1, "r-3")).data?.putRoster.version).toBe(2);
    expect((await basedOn(1, "r-3")).data?.putRoster.version, "sent again it is the same").toBe(2);
  });

  test("a policy is of a site that there is, and what it leaves out is as it stands for the severity", async () => {
    const put = (policy: object, id: string) =>
      server.ask<{ putEscalationPolicy: object }>(
        `mutation ($policy: EscalationPolicyInput!, $id: ID!) {
          putEscalationPolicy(policy: $policy, reason: "test", commandId: $id) { clock lapseMinutes } }`,
        { policy, id },
      );
    const steps = [{ afterMinutes: 0, role: "PLANNER" }];
    const typo = await put({ site: "PLANT-Z", severity: "CRITICAL", steps }, "p-0");
    expect(typo.errors?.[0]?.message).toBe("There is no site PLANT-Z: take one of the list of sites.");
    const scope = { site: PLANT, kind: "OVERLOAD" };
    const critical = await put({ ...scope, severity: "CRITICAL", steps }, "p-1");
    expect(critical.data?.putEscalationPolicy).toEqual({ clock: "ALWAYS", lapseMinutes: 15 });
    const high = await put({ ...scope, severity: "HIGH", lapseMinutes: 45, steps }, "p-2");
    expect(high.data?.putEscalationPolicy).toEqual({ clock: "WORKING", lapseMinutes: 45 });
    const changed = await put({ ...scope, severity: "HIGH", clock: "ALWAYS", steps }, "p-3");
    expect(changed.data?.putEscalationPolicy).toEqual({ clock: "ALWAYS", lapseMinutes: 45 });
  });

  test("whom it would call is known beforehand", async () => {
    const { data } = await server.ask<{ wouldCall: { steps: readonly { role: string; people: readonly object[] }[] } }>(
      `{ wouldCall(site: "${PLANT}", kind: MACHINE_DOWN, severity: CRITICAL, resource: "LINE-1") {
        steps { afterMinutes role isReachable people { name } } } }`,
    );
    expect(data?.wouldCall.steps).toEqual([
      { afterMinutes: 0, role: "supervisor", isReachable: true, people: [{ name: "Maria" }] },
      { afterMinutes: 5, role: "planner", isReachable: true, people: [{ name: "Pia" }] },
      { afterMinutes: 15, role: "plant-manager", isReachable: true, people: [{ name: "Mona" }] },
      { afterMinutes: 30, role: "leader", isReachable: true, people: [{ name: "Lea" }] },
    ]);
  });

  test("whom a draft would call is known before it is in force, and so is what keeps it from being put", async () => {
    interface Draft {
      readonly policyDraft: { readonly problem: string | null; readonly steps: readonly object[] };
    }
    const ask = (steps: readonly object[], token?: string) =>
      server.ask<Draft>(
        `query ($policy: EscalationPolicyInput!) { policyDraft(site: "${PLANT}", policy: $policy) {
          problem steps { role isReachable reason people { id channels } } } }`,
        { policy: { site: PLANT, kind: "SCRAP", severity: "HIGH", steps } },
        token,
      );
    const mail = { afterMinutes: 15, role: "SUPERVISOR", channels: ["EMAIL"] };
    const { data } = await ask([mail, { afterMinutes: 5, person: "mona" }], "dev:eve:planner:PLANT-A");
    expect(data?.policyDraft).toEqual({
      problem: "Step 2 comes after 5 min, before step 1: put them in order.",
      steps: [
        {
          ...{ role: "supervisor", isReachable: false, reason: "Maria cannot be reached by email" },
          people: [{ id: "maria", channels: [] }],
        },
        { role: "mona", isReachable: true, reason: "there", people: [{ id: "mona", channels: ["IN_APP"] }] },
      ],
    });
    const teams = await ask([
      { afterMinutes: 0, team: "on call" },
      { afterMinutes: 5, team: "night crew" },
    ]);
    expect(teams.data?.policyDraft.steps).toEqual([
      { role: "team on call", isReachable: true, reason: "there", people: [{ id: "mona", channels: ["IN_APP"] }] },
      expect.objectContaining({ people: [], reason: `no roster in force names a team night crew for ${PLANT}` }),
    ]);
    const both = await ask([{ afterMinutes: 0, team: "on call", person: "mona" }]);
    expect(both.errors?.[0]?.message).toBe("Step 1 must have either a role, a team or a person.");
    const elsewhere = await ask([mail], "dev:paul:planner:PLANT-B");
    expect(elsewhere.data?.policyDraft).toEqual({ problem: null, steps: [] });
    const put = { site: PLANT, kind: "CLOSED_SHORT", severity: "HIGH", steps: [mail] };
    await server.ask(
      `mutation ($policy: EscalationPolicyInput!) {
        putEscalationPolicy(policy: $policy, reason: "test", commandId: "p-mail") { version } }`,
      { policy: put },
    );
    const found = await server.ask<{ unreachableSteps: readonly object[] }>(
      `{ unreachableSteps(site: "${PLANT}") { place reason policy { kind } } }`,
    );
    expect(found.data?.unreachableSteps, "no mail server is set up").toEqual([
      { place: 0, reason: "Maria cannot be reached by email", policy: { kind: "CLOSED_SHORT" } },
    ]);
  });

  test("down at 06:10: one card of forty lines; killed before its first step, none is lost and none comes twice", async () => {
    await server.setClock(at("06:10"));
    await server.send([stopped("06:10")]);
    await server.setClock(at("06:10"));
    await server.setClock(at("06:10:29"));
    const [card, ...others] = await cards(server);
    expect(others).toEqual([]);
    expect(card).toMatchObject({ kind: "MACHINE_DOWN", severity: "CRITICAL", state: "OPEN" });
    expect(card?.impacted).toHaveLength(40);
    expect(card && said(card)).toEqual([]);
    await again();
    const maria = await listen("dev:maria:supervisor");
    const pia = await listen("dev:pia:planner");
    await server.setClock(at("06:10:30"));
    await expect.poll(() => maria.words).toBe(1);
    expect(pia.words, "of somebody else nobody gets the word").toBe(0);
    await server.setClock(at("06:15"));
    await expect.poll(() => pia.words).toBe(1);
    for (const { close } of [maria, pia]) close();
    const [told] = await cards(server);
    expect(told && said(told)).toEqual([
      "06:10:30 told Maria (supervisor, LINE-1) in the app",
      "06:15:00 told Pia (planner, LINE-1) in the app",
    ]);
  });

  test("each has it in the app, and marks it as read", async () => {
    const { data } = await server.ask<Notified>(NOTIFICATIONS, {}, "dev:pia:planner");
    expect(data?.notifications.unread).toBe(1);
    expect(data?.notifications.nodes[0]).toMatchObject({ title: "Line 1 is down: belt", severity: "CRITICAL" });
    expect(data?.notifications.nodes[0]?.text).toContain("40 order lines");
    const elsewhere = await listen("dev:pia:planner");
    const read = await server.ask<{ markNotificationsRead: number }>(
      "mutation { markNotificationsRead }",
      {},
      "dev:pia:planner",
    );
    expect(read.data?.markNotificationsRead).toBe(1);
    await expect.poll(() => elsewhere.words, { message: "also on their other screens" }).toBe(1);
    elsewhere.close();
    const after = await server.ask<Notified>(NOTIFICATIONS, {}, "dev:pia:planner");
    expect(after.data?.notifications.unread).toBe(0);
    const other = await server.ask<Notified>(NOTIFICATIONS, {}, "dev:eve:planner");
    expect(other.data?.notifications.nodes, "of somebody else it is nobody's business").toEqual([]);
  });

  test("what is to come is said, with names", async () => {
    const [card] = await cards(server);
    const { data } = await server.ask<{ exception: { escalation: { next: string; steps: readonly object[] } } }>(
      `{ exception(id: "${card?.id ?? ""}") { escalation { policyVersion next
        steps { at role state people { name channels } } } } }`,
    );
    expect(data?.exception.escalation).toMatchObject({ policyVersion: 5, next: "2026-03-02T06:25:00.000Z" });
    expect(data?.exception.escalation.steps.at(-1)).toEqual({
      ...{ at: "2026-03-02T06:40:00.000Z", role: "leader", state: "PLANNED" },
      people: [{ name: "Lea", channels: ["IN_APP"] }],
    });
  });

  test("acknowledged at 06:17 with an estimate of 07:00, it waits for it; then it asks, and escalates", async () => {
    const [card] = await cards(server);
    await server.setClock(at("06:17"));
    const acknowledged = await server.ask(
      `mutation ($id: ID!) { acknowledgeException(id: $id, note: "belt", estimate: "${at("07:00")}", commandId: "ack-1") { state } }`,
      { id: card?.id },
      "dev:maria:supervisor",
    );
    expect(acknowledged.errors).toBeUndefined();
    for (const wall of ["07:04", "07:05", "07:15", "07:20"]) {
      if (wall === "07:05") await again();
      await server.setClock(at(wall));
    }
    const [later] = await cards(server);
    expect(later && said(later).slice(2)).toEqual([
      "07:05:00 asked Maria in the app: the estimate has passed and the cause stands",
      "07:15:00 told Maria (supervisor, LINE-1) in the app",
      "07:20:00 told Pia (planner, LINE-1) in the app",
    ]);
    expect(
      later?.timeline.map(({ action }) => action),
      "the estimate was believed",
    ).toContain("recovered");
    expect(later?.state).toBe("OPEN");
  });

  test("who is named in a comment is told in the app, once, and who is not known is named", async () => {
    const [card] = await cards(server);
    const text = "@mona, @zoe: belt or motor?";
    const asked = await server.ask(
      "query ($id: ID!, $text: String!) { mentioned(exception: $id, text: $text) { people { id name } unknown } }",
      { id: card?.id, text },
      "dev:pia:planner",
    );
    expect(asked.data).toEqual({ mentioned: { people: [{ id: "mona", name: "Mona" }], unknown: ["zoe"] } });
    const told = async (): Promise<readonly string[]> => {
      const { data } = await server.ask<Notified>(NOTIFICATIONS, {}, "dev:mona:plant-manager");
      return (data?.notifications.nodes ?? []).map((one) => one.text).filter((one) => one.includes(text));
    };
    for (const _ of ["sent", "and sent again"]) {
      const done = await server.ask(
        'mutation ($id: ID!, $text: String!) { comment(id: $id, text: $text, commandId: "mention-1") { id } }',
        { id: card?.id, text },
        "dev:pia:planner",
      );
      expect(done.errors).toBeUndefined();
    }
    expect(await told()).toEqual([expect.stringContaining(`pia: ${text}`)]);
  });

  test("nothing is overdue, and the metrics say so", async () => {
    const { data } = await server.ask<{ escalationHealth: object }>(
      "{ escalationHealth { isHealthy overdueSteps overdueMessages failedMessages } }",
    );
    expect(data?.escalationHealth).toEqual({ isHealthy: true, overdueSteps: 0, overdueMessages: 0, failedMessages: 0 });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('lockstep_escalation_overdue{what="steps"} 0');
  });
});
