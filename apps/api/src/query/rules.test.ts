import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { isoOf } from "@lockstep/domain/instant";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { counts, fact, item, MORNING, site } from "../testing/facts.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

const STEWARD = "dev:stan:steward";

const tooMuch = {
  id: "counted-too-high",
  text: "No bin holds more than 20.",
  kind: "QUARANTINE",
  where: { types: ["wms.stock-count"] },
  condition: { is: "NUMBER_OUTSIDE", field: "data.quantity", max: 20 },
};
const otherUnit = {
  id: "unit-of-counts",
  text: "Counts come in pieces.",
  kind: "QUARANTINE",
  where: { types: ["wms.stock-count"], items: ["FG-2"] },
  condition: { is: "TEXT_NOT_AMONG", field: "data.unit", values: ["pcs"] },
};
const fewLeft = {
  id: "few-left",
  text: "Less than 3 in a bin is worth a look.",
  kind: "FINDING",
  where: { types: ["wms.stock-count"] },
  condition: { is: "NUMBER_OUTSIDE", field: "data.quantity", min: 3 },
  severity: "HIGH",
};

const PUT = `mutation ($rules: [RuleInput!]!, $basedOn: Int!, $reason: String!, $commandId: ID!) {
  putRuleSetInForce(rules: $rules, basedOn: $basedOn, reason: $reason, commandId: $commandId) {
    version by reason rules { id version on kind condition { is field max values } }
  }
}`;
const PREVIEW = `query ($rules: [RuleInput!]!, $since: DateTime) {
  ruleSetPreview(rules: $rules, since: $since) {
    accepted quarantined keptOut letIn findingsMade findingsGone
    rules { rule keptOut letIn findingsMade findingsGone examples { effect seq source id type text of subject } }
  }
}`;
const IN_FORCE = "{ ruleSet { version rules { id version } } }";

interface Preview {
  readonly accepted: number;
  readonly quarantined: number;
  readonly keptOut: number;
  readonly letIn: number;
  readonly findingsMade: number;
  readonly findingsGone: number;
  readonly rules: readonly {
    readonly rule: string;
    readonly keptOut: number;
    readonly letIn: number;
    readonly examples: readonly {
      readonly effect: string;
      readonly id: string;
      readonly text: string;
      readonly of: string | null;
      readonly subject: string | null;
    }[];
  }[];
}

const codes = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code);
const messages = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ message }) => message).join();

let commands = 0;
const put = (server: ServerProcess, rules: readonly object[], basedOn: number, some: object = {}, token = STEWARD) => {
  commands += 1;
  const variables = { rules, basedOn, reason: "scales were changed", commandId: `rules-${commands}`, ...some };
  return server.ask<{ putRuleSetInForce: { version: number } }>(PUT, variables, token);
};
const preview = async (server: ServerProcess, rules: readonly object[], more: object = {}) => {
  const { data, errors } = await server.ask<{ ruleSetPreview: Preview }>(PREVIEW, { rules, ...more }, STEWARD);
  expect(errors).toBeUndefined();
  return data?.ruleSetPreview;
};
/** Each quarantined fact by its id, with the rule that keeps it out. */
const quarantined = async (server: ServerProcess): Promise<Map<string, string>> => {
  const { data } = await server.ask<{ quarantine: { nodes: { fact: string; rule: string; state: string }[] } }>(
    "{ quarantine(first: 200) { nodes { fact rule state } } }",
  );
  const open = (data?.quarantine.nodes ?? []).filter(({ state }) => state === "OPEN");
  return new Map(open.map(({ fact, rule }) => [(JSON.parse(fact) as CloudEvent).id, rule]));
};
const findings = async (server: ServerProcess): Promise<string[]> => {
  const { data } = await server.ask<{ findings: { nodes: { rule: string; subject: string }[] } }>(
    "{ findings(first: 200) { nodes { rule subject } } }",
  );
  return (data?.findings.nodes ?? [])
    .map(({ rule, subject }) => `${rule} ${subject}`)
    .filter((text) => text.startsWith("site/"));
};

/** Counts of 0 to 39, some of the other item with and without a unit, and what our own rules refuse. */
const unit = (k: number, said: object): CloudEvent =>
  fact("wms.stock-count", `unit-${k}`, { ...IN_A_BIN, location: `U-${k}`, ...said });
const IN_A_BIN = { site: "PLANT-A", item: "FG-2", status: "available", quantity: 5 };
const FACTS = [
  site("PLANT-A"),
  item("FG-1"),
  item("FG-2"),
  ...counts(0, 40),
  unit(1, { unit: "pcs" }),
  unit(2, { unit: "lb" }),
  unit(3, {}),
  unit(4, { quantity: "many" }),
];

describe("the rules that a site declares", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
    await server.send(FACTS);
    await server.setClock(MORNING);
  }, 60_000);
  afterAll(() => server.close());

  test("are changed by stewards, integrators and administrators who see every site, and by nobody else", async () => {
    for (const token of ["dev:pia:planner", "dev:lea:leader", "dev:stan:steward:PLANT-A", "dev:ann:auditor"]) {
      expect(codes(await put(server, [tooMuch], 0, {}, token))).toEqual(["FORBIDDEN"]);
      expect(codes(await server.ask(PREVIEW, { rules: [tooMuch] }, token))).toEqual(["FORBIDDEN"]);
    }
    expect(codes(await server.ask(IN_FORCE, {}, "dev:stan:steward:PLANT-A"))).toEqual(["FORBIDDEN"]);
    const seen = await server.ask(IN_FORCE, {}, "dev:ann:auditor");
    expect(seen.data).toEqual({ ruleSet: { version: 0, rules: [] } });
  });

  test("are refused with everything that is wrong with them, and without a reason", async () => {
    const wrong = { ...tooMuch, where: { types: ["wms.count"] } };
    const refused = await put(
      server,
      [wrong, { ...tooMuch, condition: { is: "COUNTER_JUMP", field: "data.good" } }],
      0,
    );
    expect(codes(refused)).toEqual(["BAD_USER_INPUT"]);
    expect(messages(refused)).toMatch(/Rule 1 .*types must name at least one of .*\nRule 2 .*another rule has this id/);
    expect(codes(await put(server, [tooMuch], 0, { reason: " " }))).toEqual(["BAD_USER_INPUT"]);
    expect(codes(await put(server, [tooMuch], 1))).toEqual(["CONFLICT"]);
    expect((await server.ask(IN_FORCE)).data).toEqual({ ruleSet: { version: 0, rules: [] } });
  });

  test("show what they would have done before they are in force, and do exactly that to the same facts elsewhere", async () => {
    const proposed = [tooMuch, otherUnit, fewLeft];
    const seen = await preview(server, proposed);
    expect(seen).toMatchObject({ accepted: 46, quarantined: 1, letIn: 0, findingsGone: 0 });
    expect(await quarantined(server)).toEqual(new Map([["unit-4", "field-type"]]));
    const fresh = await startServerProcess();
    try {
      expect((await put(fresh, proposed, 0)).data?.putRuleSetInForce.version).toBe(1);
      await fresh.send(FACTS);
      await fresh.setClock(MORNING);
      const there = await quarantined(fresh);
      const byRule = new Map(seen?.rules.map(({ rule, keptOut }) => [rule, keptOut]));
      const countOf = (name: string) => [...there.values()].filter((rule) => rule === name).length;
      expect(countOf("site/counted-too-high@1")).toBe(byRule.get("counted-too-high"));
      expect(countOf("site/unit-of-counts@1")).toBe(byRule.get("unit-of-counts"));
      expect(seen?.keptOut).toBe(there.size - 1);
      expect(seen?.keptOut).toBeGreaterThan(5);
      const kept = seen?.rules.flatMap(({ examples }) => examples.filter(({ effect }) => effect === "KEPT_OUT")) ?? [];
      // All of them, as there are no hundred, each with what it is about in a lineage.
      expect(kept).toHaveLength(seen?.keptOut ?? 0);
      for (const { id, of, subject } of kept) {
        expect(there.get(id)).toMatch(/^site\//);
        expect([of, subject]).toEqual(["STOCKING_POINT", expect.stringMatching(/^FG-[12]@PLANT-A$/)]);
      }
      expect((await findings(fresh)).length).toBe(seen?.findingsMade);
      expect(seen?.findingsMade).toBeGreaterThan(0);
    } finally {
      await fresh.close();
    }
  }, 60_000);

  test("hold for what comes after them, by their version, also after a kill and when the command is sent again", async () => {
    const first = await put(server, [tooMuch, fewLeft], 0, { commandId: "first" });
    expect(first.data?.putRuleSetInForce).toMatchObject({ version: 1, by: "stan", reason: "scales were changed" });
    const seqOf = async () => (await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }")).data?.asOf.seq;
    const seq = await seqOf();
    await server.end("SIGKILL");
    await server.restart();
    expect((await put(server, [tooMuch, fewLeft], 0, { commandId: "first" })).data).toEqual(first.data);
    expect(await seqOf()).toBe(seq);
    expect(codes(await put(server, [tooMuch], 0, { commandId: "first" }))).toEqual(["CONFLICT"]);
    expect(codes(await put(server, [tooMuch, fewLeft], 1))).toEqual(["BAD_USER_INPUT"]);
    // What was accepted stays; the same again is a duplicate.
    expect(await server.send(FACTS)).toMatchObject({ accepted: 0, quarantined: 0 });
    const late = { ...unit(5, { quantity: 21, unit: "lb" }) };
    expect(await server.send([late])).toMatchObject({ accepted: 0, quarantined: 1 });
    await soon(async () => (await quarantined(server)).get("unit-5")).toBe("site/counted-too-high@1");
    const cause = await server.ask<{ quarantineCauses: { nodes: { rule: string; field: string | null }[] } }>(
      "{ quarantineCauses { nodes { rule field } } }",
    );
    expect(cause.data?.quarantineCauses.nodes).toContainEqual({
      rule: "site/counted-too-high@1",
      field: "/data/quantity",
    });
    const hits = await server.ask<{ ruleHits: object[] }>("{ ruleHits { rule isDeclared quarantined findings } }");
    expect(hits.data?.ruleHits).toContainEqual(
      expect.objectContaining({ rule: "counted-too-high", isDeclared: true, quarantined: 1, findings: 0 }),
    );
    expect(hits.data?.ruleHits).toContainEqual(
      expect.objectContaining({ rule: "field-type", isDeclared: false, quarantined: 1 }),
    );
    expect(await findings(server)).toEqual(["site/few-left@1 FG-1@PLANT-A"]);
    const graded = await server.ask<{ findings: { nodes: { rule: string; severity: string | null }[] } }>(
      "{ findings(first: 200) { nodes { rule severity } } }",
    );
    expect(graded.data?.findings.nodes).toContainEqual({ rule: "site/few-left@1", severity: "HIGH" });
    // A fact says by which rules it was judged, after a restart, too.
    await server.send([site("PLANT-B")]);
    const judged = async (of: string, id: string) => {
      const { data } = await server.ask<{
        lineage: { behind: { nodes: { ruleSetVersion: number; fact: { type: string } }[] } };
      }>(
        `query ($of: LineageOf!, $id: ID!) { lineage(of: $of, id: $id) { behind { nodes { ruleSetVersion fact { type } } } } }`,
        { of, id },
      );
      return new Set(data?.lineage?.behind.nodes.map(({ fact: { type }, ruleSetVersion: n }) => `${type} ${n}`));
    };
    expect(await judged("STOCKING_POINT", "FG-1@PLANT-A")).toContain("wms.stock-count 0");
    await server.send([
      fact("wms.stock-count", "after", { ...IN_A_BIN, item: "FG-1", site: "PLANT-B", location: "N" }),
    ]);
    await server.setClock(isoOf(Date.parse(MORNING) + 60_000));
    expect(await judged("STOCKING_POINT", "FG-1@PLANT-B")).toEqual(
      new Set(["wms.stock-count 1", "master.item 0", "master.site 1"]),
    );
  }, 60_000);

  test("when they are milder let in what they kept out, once it is sent again; findings follow the set in force", async () => {
    const milder = { ...tooMuch, condition: { ...tooMuch.condition, max: 30 } };
    const rules = [milder, otherUnit, { ...fewLeft, on: false }];
    expect(await preview(server, rules)).toMatchObject({ letIn: 0, findingsGone: 1, findingsMade: 0 });
    // Its quantity is let through, its unit is not.
    const seen = await preview(server, [milder]);
    expect(seen).toMatchObject({ letIn: 1 });
    expect(seen?.rules.find(({ rule }) => rule === "counted-too-high")?.examples).toContainEqual(
      expect.objectContaining({ effect: "LET_IN", id: "unit-5" }),
    );
    const later = isoOf(Date.now() + 60_000);
    expect(await server.ask(PREVIEW, { rules: [milder], since: later }, STEWARD)).toMatchObject({
      errors: [{ message: expect.stringContaining("since must not be after until") as string }],
    });
    const second = await put(server, [milder, fewLeft], 1);
    expect(second.data?.putRuleSetInForce).toMatchObject({
      version: 2,
      rules: [
        { id: "counted-too-high", version: 2 },
        { id: "few-left", version: 1 },
      ],
    });
    expect(await server.send([unit(5, { quantity: 21, unit: "lb" })])).toMatchObject({ accepted: 1 });
    expect([...(await quarantined(server)).keys()]).toEqual(["unit-4"]);
    // What has come in since is no more to be let in.
    expect(await preview(server, [])).toMatchObject({ letIn: 0 });
    expect((await put(server, [milder], 2)).data?.putRuleSetInForce.version).toBe(3);
    expect(await findings(server)).toEqual([]);
    const versions = await server.ask<{ ruleSetVersions: { version: number }[] }>(
      "{ ruleSetVersions { version by reason count changes { rule before { version } after { version } } } }",
    );
    expect(versions.data?.ruleSetVersions).toMatchObject([
      { version: 3, by: "stan", count: 1, changes: [{ rule: "few-left", before: { version: 1 }, after: null }] },
      { version: 2, changes: [{ rule: "counted-too-high", before: { version: 1 }, after: { version: 2 } }] },
      {
        version: 1,
        changes: [
          { rule: "counted-too-high", before: null },
          { rule: "few-left", before: null },
        ],
      },
    ]);
    const past = await server.ask(
      "{ ruleSet(version: 1) { rules { condition { max } } } none: ruleSet(version: 9) { version } }",
    );
    expect(past.data).toEqual({
      ruleSet: { rules: [{ condition: { max: 20 } }, { condition: { max: null } }] },
      none: null,
    });
  });

  test("stand beside those that are always on, which are listed with number, name and version", async () => {
    const { data } = await server.ask<{
      builtInRules: { number: string; name: string; kind: string; version: string }[];
    }>("{ builtInRules { number name text kind version } }");
    const rules = data?.builtInRules ?? [];
    expect(rules).toContainEqual(
      expect.objectContaining({ number: "F10", name: "order-quantity-positive", kind: "QUARANTINE" }),
    );
    expect(rules).toContainEqual(
      expect.objectContaining({ number: "F62", name: "shipped-more-than-ordered", kind: "FINDING" }),
    );
    expect(rules.map(({ name }) => name)).toEqual(expect.arrayContaining(["field-type", "future", "id-conflict"]));
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    expect(new Set(rules.map(({ version }) => version)).size).toBe(1);
  });

  test("that find more than is listed are counted whole", async () => {
    await server.send(Array.from({ length: 1_200 }, (_, k) => item(`MANY-${k}`)));
    const noCost = {
      ...{ id: "no-cost", text: "Every item has a cost.", kind: "FINDING", where: { types: ["master.item"] } },
      condition: { is: "FIELD_MISSING", field: "data.unitCost" },
    };
    const { data } = await server.ask<{ ruleSet: { version: number } }>("{ ruleSet { version } }");
    expect((await put(server, [noCost], data?.ruleSet.version ?? 0)).errors).toBeUndefined();
    const hits = await server.ask<{ ruleHits: { rule: string; findings: number }[] }>("{ ruleHits { rule findings } }");
    // Those of before, too.
    expect(hits.data?.ruleHits.find(({ rule }) => rule === "no-cost")?.findings).toBe(1_202);
  });
});
