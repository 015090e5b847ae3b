import { present } from "@lockstep/domain/assert";
import { exampleFacts, fact, stopFacts } from "@lockstep/testkit/worked-example";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

/** The worked example: what it said at each moment while it happened has to be what it says of that moment later. */
describe("a past moment", () => {
  let server: ServerProcess;
  const said = new Map<string, unknown>();
  const EIGHT = "2026-03-02T08:00:00.000Z";
  const NINE = "2026-03-02T09:00:00.000Z";
  const TEN = "2026-03-02T10:00:00.000Z";
  const ALL = `{
    asOf { seq now }
    exceptions(first: 200) { totalCount nodes { id kind subject state present severity openedAt actBy title acknowledgedBy estimate
      valueAtRisk { amount } impacted { line state lateByMinutes } timeline { at by action note } } }
    orderLines { totalCount nodes { id state openQuantity projectedDelivery slackMinutes pLate cause { kind subject }
      path { what id text } allocations { kind id quantity availableAt } } }
    productionOrders { totalCount nodes { id projectedFinish operations { state good boundBy projectedStart } } }
    stockingPoint(id: "C@PLANT-A") { onHand supplies { kind id quantity } }
    resource(id: "LINE-1") { state since upAt reason }
    overview { openQuarantine parkedFacts findings totalAtRisk { amount } }
    feeds { id accepted quarantined toDo lastFactAt }
  }`;

  const ask = async (query: string, at?: string) => {
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (at !== undefined) headers["lockstep-at"] = at;
    const answer = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
    const body = (await answer.json()) as {
      data?: Record<string, unknown>;
      errors?: readonly { message: string; extensions: { code: string } }[];
    };
    return { status: answer.status, ...body };
  };
  const note = async (moment: string): Promise<void> => {
    const { data, errors } = await ask(ALL);
    expect(errors).toBeUndefined();
    said.set(moment, data);
  };

  beforeAll(async () => {
    server = await startServerProcess();
    await server.send(exampleFacts());
    await server.setClock(EIGHT);
    await server.send(stopFacts());
    await note(EIGHT);
    await server.setClock(NINE);
    const { data } = await ask("{ exceptions { nodes { id } } }");
    const { nodes } = present(data, () => "no answer")["exceptions"] as { nodes: readonly { id: string }[] };
    const acknowledge = `mutation { acknowledgeException(id: "${nodes[0]?.id}", note: "On it", estimate: "2026-03-02T11:00:00Z", commandId: "a-1") { id } }`;
    expect((await ask(acknowledge)).errors).toBeUndefined();
    await note(NINE);
    await server.setClock("2026-03-02T09:10:00Z");
    // What comes from here on was not known at nine: a count of that morning, another content of a fact, nonsense, and a line that runs.
    await server.send([
      fact("wms.stock-count", { site: "PLANT-A", location: "BIN-1", item: "C", status: "available", quantity: 7 }),
      fact("erp.sales-order-line", { order: "SO-3" }),
      { ...present(exampleFacts().at(1), () => "an item"), id: "e-2", data: { id: "P", name: "Another", uom: "aa" } },
      fact("mes.resource-state", { resource: "LINE-1", since: TEN, state: "running" }, TEN),
    ]);
    await server.setClock(TEN);
    await note(TEN);
    await server.setClock("2026-03-02T12:00:00Z");
  }, 120_000);
  afterAll(() => server.close());

  test("says all that was said then, with what was recorded by then, and not what came later", async () => {
    for (const [moment, then] of said) {
      const { data, errors } = await ask(ALL, moment);
      expect(errors).toBeUndefined();
      expect(data).toEqual(then);
    }
    expect(said.get(NINE)).not.toEqual(said.get(TEN));
    const { data } = await ask("{ asOf { now isPast } }", "2026-03-02T09:30:00+00:00");
    expect(data).toEqual({ asOf: { now: "2026-03-02T09:30:00.000Z", isPast: true } });
    expect((await ask("{ asOf { now isPast } }")).data).toEqual({
      asOf: { now: "2026-03-02T12:00:00.000Z", isPast: false },
    });
  });

  test("says the same after a restart, and nothing of when there was nothing", { timeout: 60_000 }, async () => {
    await server.end("SIGKILL");
    await server.restart();
    expect((await ask(ALL, NINE)).data).toEqual(said.get(NINE));
    const { data } = await ask(
      "{ asOf { seq } orderLines { totalCount } exceptions { totalCount } }",
      "2026-03-01T00:00:00Z",
    );
    expect(data).toMatchObject({ orderLines: { totalCount: 0 }, exceptions: { totalCount: 0 } });
  });

  test("holds the server up for nobody: beyond some that are built up, whoever asks is told to come again", async () => {
    const moments = Array.from({ length: 8 }, (_, k) => `2026-03-02T08:0${k}:30Z`);
    const answers = await Promise.all(moments.map((moment) => ask("{ asOf { now } }", moment)));
    const refused = answers.filter(({ errors }) => errors !== undefined);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ status, errors }) => `${status} ${errors?.[0]?.extensions.code}`))).toEqual(
      new Set(["503 UNAVAILABLE"]),
    );
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(4);
    expect((await ask("{ asOf { now } }", moments[7])).errors).toBeUndefined();
  });

  test("leaves nobody waiting who asks it while it is put away for others", async () => {
    const moments = Array.from({ length: 4 }, (_, k) => `2026-03-02T08:1${k}:30Z`);
    const answers = await Promise.all(moments.map((moment) => ask("{ overview { findings parkedFacts } }", moment)));
    for (const { status, data, errors } of answers) {
      const code = errors?.[0]?.extensions.code;
      expect(code === undefined ? [200, data?.["overview"] !== undefined] : [status, code]).toEqual(
        code === undefined ? [200, true] : [503, "UNAVAILABLE"],
      );
    }
    expect(answers.some(({ errors }) => errors !== undefined)).toBe(true);
    expect((await ask("{ overview { findings } }", moments[0])).errors).toBeUndefined();
  });

  test("offers nothing to be done, and refuses what is done all the same, what is still to come, and no moment at all", async () => {
    const { data } = await ask("{ exceptions { nodes { id nextActions } } }", NINE);
    const { nodes } = present(data, () => "no answer")["exceptions"] as {
      nodes: readonly { id: string; nextActions: [] }[];
    };
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.flatMap(({ nextActions }) => nextActions)).toEqual([]);
    const late = `mutation { comment(id: "${nodes[0]?.id}", text: "late", commandId: "c-1") { id } }`;
    const refused = await Promise.all([
      ask(late, NINE),
      ask("{ whatIf(assumptions: []) { linesBroken } }", NINE),
      ask("{ quarantine { totalCount } }", NINE),
      ask("{ asOf { now } }", "2026-03-02T12:00:01Z"),
      ask("{ asOf { now } }", "yesterday"),
    ]);
    expect(refused.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([
      "CONFLICT",
      "CONFLICT",
      "CONFLICT",
      "BAD_USER_INPUT",
      "BAD_USER_INPUT",
    ]);
    expect(refused.map(({ status }) => status)).toEqual([200, 200, 200, 400, 400]);
  });

  test("of too many moments at once some are put off, with when to ask again", async () => {
    const asked = Array.from({ length: 8 }, (_, k) =>
      fetch(`${server.url}/graphql?query=${encodeURIComponent("{ asOf { now } }")}`, {
        headers: { "lockstep-at": `2026-03-02T08:00:0${k}.500Z` },
      }),
    );
    const late = (await Promise.all(asked)).filter(({ status }) => status === 503);
    expect(late.length).toBeGreaterThan(0);
    for (const { headers } of late) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
