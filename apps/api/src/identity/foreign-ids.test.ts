import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import {
  buildSchema,
  GraphQLEnumType,
  type GraphQLField,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
  isObjectType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fact } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const schema = buildSchema(
  readFileSync(fileURLToPath(import.meta.resolve("@lockstep/protocol/schema.graphql")), "utf8"),
);
const rootFields = (type: "Query" | "Mutation") =>
  present(type === "Query" ? schema.getQueryType() : schema.getMutationType(), () => type).getFields();

const PAST = "2026-02-25T12:00:00Z";

/** Of one plant everything there is; what is of plant A has its name in it. Items alone are shared. */
function plant(x: "A" | "B"): CloudEvent[] {
  const site = `PLANT-${x}`;
  const at = (hour: string): string => `2026-03-02T${hour}:00Z`;
  const order = (id: string, start: string, finish: string) => ({
    ...{ id, item: "P", site, quantity: 20, plannedStart: at(start), plannedFinish: at(finish), status: "released" },
  });
  const line = (id: string, quantity: number) => ({
    ...{ order: id, line: "1", customer: `KUNDE-${x}`, item: "P", site, quantity, status: "open" },
    ...{ requestedAt: at("12:00"), promisedAt: at("12:00") },
  });
  const told: readonly (readonly [type: string, data: object, time?: string])[] = [
    ["master.site", { id: site, name: `Plant ${x}`, timeZone: "UTC" }],
    ["master.resource", { id: `LINE-${x}`, site, name: `Line ${x}`, kind: "line" }],
    ["master.supplier", { id: `VETRO-${x}`, name: `Vetro ${x}` }],
    ["master.customer", { id: `KUNDE-${x}`, name: `Kunde ${x}` }],
    ["master.bom", { item: "P", site, components: [{ item: "C", quantityPer: 2 }] }],
    ["master.routing", { item: "P", site, operations: [{ seq: 1, resource: `LINE-${x}`, ratePerHour: 10 }] }],
    ["wms.stock-count", { site, location: `BIN-${x}`, item: "C", lot: `LOT-${x}`, status: "available", quantity: 60 }],
    ["wms.stock-count", { site, location: `BIN-${x}`, item: "C", lot: `HELD-${x}`, status: "available", quantity: 1 }],
    ["erp.production-order", order(`WO-${x}`, "08:00", "10:00")],
    [
      "erp.purchase-order-line",
      {
        ...{ order: `PO-${x}`, line: "1", supplier: `VETRO-${x}`, item: "C", site, quantity: 50, status: "open" },
        ...{ orderedAt: "2026-02-20T08:00:00Z", promisedAt: at("12:00") },
      },
    ],
    ["erp.sales-order-line", line(`SO-${x}`, 20)],
    ["erp.sales-order-line", line(`SO-${x}2`, 500)],
    // Its window has closed; one names an item that nobody knows, and one a price in foreign money.
    ["erp.sales-order-line", { ...line(`SO-${x}3`, 5), requestedAt: PAST, promisedAt: PAST }],
    ["erp.sales-order-line", { ...line(`SO-${x}4`, 5), item: "nothing" }],
    ["erp.sales-order-line", { ...line(`SO-${x}5`, 5), unitPrice: { amount: "1.00", currency: "USD" } }],
    [
      "mes.quality-hold",
      { id: `HOLD-${x}`, target: { item: "C", lot: `HELD-${x}`, site }, state: "held", reason: `grund-${x}` },
    ],
    [
      "mes.resource-state",
      { resource: `LINE-${x}`, since: at("07:30"), state: "down", reason: `grund-${x}` },
      at("07:30"),
    ],
  ];
  return told.map(([type, data, time], k) =>
    fact(type, `${x}-${k}`, data, { source: `/quelle-${x}`, ...(time && { time }) }),
  );
}
const items = ["P", "C"].map((id) => fact("master.item", `item-${id}`, { id, name: id, uom: "pc" }));

/** Nothing of this is for who sees plant B alone. Sources of facts are of no plant: how fresh they are is for everybody. */
const SECRET =
  /PLANT-A|Plant A|LINE-A|Line A|VETRO-A|Vetro A|KUNDE-A|Kunde A|BIN-A|LOT-A|HELD-A|WO-A|PO-A|SO-A|HOLD-A|grund-A|anna|geheim/;
const [ANNA, BEN] = ["dev:anna:plant-manager:PLANT-A", "dev:ben:plant-manager:PLANT-B"];

let server: ServerProcess;
/** Ids of plant A, and those of plant B. */
const foreign = { exception: "", other: "", handover: "", delivery: "" };
const own = { exception: "" };

const idOf = async (subject: string): Promise<string> => {
  const { data } = await server.ask<{ exceptions: { nodes: { id: string }[] } }>(
    "query ($subject: ID!) { exceptions(filter: { subject: $subject }) { nodes { id } } }",
    { subject },
  );
  return present(data?.exceptions.nodes[0]?.id, () => `an exception of ${subject}`);
};

/** All that people put down at a plant; the id of the handover that they have signed. */
async function peopleDo(x: "A" | "B", token: string, { id, says }: { id: string; says: string }): Promise<string> {
  const does = async (mutation: string): Promise<{ readonly id: string } | undefined> => {
    const { data, errors } = await server.ask<{ done: { id: string } }>(`mutation { done: ${mutation} }`, {}, token);
    expect(errors).toBeUndefined();
    return data?.done;
  };
  const sure = (k: number): string => `reason: "${says}", commandId: "${x}-${k}"`;
  const site = `site: "PLANT-${x}"`;
  const people = `[{ id: "${id}", name: "${id}", email: "${id}@x.example" }]`;
  const steps = `[{ afterMinutes: 0, person: "${id}", channels: [IN_APP, EMAIL] }]`;
  const book = `kind: MACHINE_DOWN, name: "${says}", steps: [{ text: "${says}", ownerRole: SUPERVISOR, minutes: 5 }]`;
  await does(
    `putRoster(roster: { ${site}, people: ${people}, duties: [{ person: "${id}", role: SUPERVISOR }] }, ${sure(1)}) { version }`,
  );
  await does(`putPlaybook(playbook: { ${site}, ${book} }, ${sure(2)}) { version }`);
  await does(`putEscalationPolicy(policy: { ${site}, severity: CRITICAL, steps: ${steps} }, ${sure(3)}) { version }`);
  const exception = x === "A" ? foreign.exception : own.exception;
  await does(`watchException(id: "${exception}", commandId: "${x}-4") { id }`);
  await does(`comment(id: "${exception}", text: "${says} @${id}", commandId: "${x}-5") { id }`);
  const signed = await does(
    `handOver(${site}, shift: "2026-03-02T06:00:00Z", note: "${says}", commandId: "${x}-6") { id }`,
  );
  return present(signed?.id, () => "a handover");
}

beforeAll(async () => {
  // No mail server is there: what is to be sent waits.
  server = await startServerProcess({ LOCKSTEP_SMTP_URL: "smtp://127.0.0.1:9" });
  await server.send([...items, ...plant("A"), ...plant("B")]);
  await server.setClock("2026-03-02T08:00:00Z");
  foreign.exception = await idOf("LINE-A");
  foreign.other = await idOf("P@PLANT-A");
  own.exception = await idOf("LINE-B");
  await peopleDo("B", BEN, { id: "ben", says: "offen" });
  foreign.handover = await peopleDo("A", ANNA, { id: "anna", says: "geheim" });
  await server.setClock("2026-03-02T08:30:00Z");
  const { data } = await server.ask<{ deliveries: { nodes: { id: string; channel: string }[] } }>(
    "{ deliveries { nodes { id channel } } }",
  );
  foreign.delivery = present(
    data?.deliveries.nodes.find(({ channel }) => channel === "EMAIL")?.id,
    () => "an e-mail of plant A",
  );
}, 60_000);
afterAll(() => server.close());

describe("a command with the id of another plant's thing", () => {
  const E = (): string => `"${foreign.exception}"`;
  const policy = '{ site: "PLANT-A", severity: HIGH, steps: [] }';
  const playbook = '{ site: "PLANT-A", kind: SCRAP, name: "x", steps: [] }';
  const commands: Readonly<Record<string, () => string>> = {
    acknowledgeException: () => `id: ${E()}`,
    assignException: () => `id: ${E()}, to: "ben"`,
    shelveException: () => `id: ${E()}, until: "2026-03-03T08:00:00Z", reason: "x"`,
    resolveException: () => `id: ${E()}, reason: "x"`,
    flagFalse: () => `id: ${E()}, reason: "x"`,
    comment: () => `id: ${E()}, text: "x"`,
    watchException: () => `id: ${E()}`,
    unwatchException: () => `id: ${E()}`,
    mergeException: () => `id: ${E()}, into: "${foreign.other}", reason: "x"`,
    splitException: () => `id: ${E()}, reason: "x"`,
    tickPlaybookStep: () => `id: ${E()}, step: 0`,
    untickPlaybookStep: () => `id: ${E()}, step: 0`,
    actOnExceptions: () => `ids: [${E()}], action: COMMENT, note: "x"`,
    handOver: () => 'site: "PLANT-A", shift: "2026-03-02T06:00:00Z", note: "x"',
    acceptHandover: () => `id: "${foreign.handover}"`,
    reportResourceState: () => 'resource: "LINE-A", state: RUNNING',
    putEscalationPolicy: () => `policy: ${policy}, reason: "x"`,
    putRoster: () => 'roster: { site: "PLANT-A", people: [], duties: [] }, reason: "x"',
    putPlaybook: () => `playbook: ${playbook}, reason: "x"`,
    resendDelivery: () => `id: "${foreign.delivery}"`,
  };
  /** Those that take an id, and nothing of a plant. */
  const OF_NO_PLANT: Readonly<Record<string, string>> = {
    unsubscribePush: "one's own devices",
    markNotificationsRead: "one's own messages",
    resubmitQuarantined: "for those who see every site",
    discardQuarantined: "for those who see every site",
    assignQuarantined: "for those who see every site",
    discardQuarantinedCause: "for those who see every site",
    resubmitQuarantinedCause: "for those who see every site",
    putRuleSetInForce: "for those who see every site",
    endSessions: "for those who see every site",
    changeAccount: "for those who see every site",
    createFeedToken: "for those who see every site",
    revokeFeedToken: "for those who see every site",
    declareOtifDefinition: "for those who see every site",
  };

  test("every command that takes an id is tried here, or is about no plant", () => {
    const taking = Object.values(rootFields("Mutation")).filter(({ args }) =>
      args.some(({ name, type }) => name !== "commandId" && /^ID$|Input$/.test(getNamedType(type).name)),
    );
    expect(taking.map(({ name }) => name).sort()).toEqual(
      [...Object.keys(commands), ...Object.keys(OF_NO_PLANT)].sort(),
    );
  });

  test.each(Object.keys(commands))("%s is refused, tells nothing and changes nothing", async (name) => {
    const field = present(rootFields("Mutation")[name], () => name);
    const args = present(commands[name], () => name)();
    const hasCommandId = field.args.some((one) => one.name === "commandId");
    const select = name === "actOnExceptions" ? "{ done refused { id title code message } }" : "{ __typename }";
    const ask = () =>
      server.ask<{ done: { done: number; refused: { code: string; title: string | null }[] } }>(
        `mutation { done: ${name}(${args}${hasCommandId ? `, commandId: "foreign-${name}"` : ""}) ${select} }`,
        {},
        BEN,
      );
    const audited = async () =>
      JSON.stringify(await server.ask('{ audit(first: 1) { totalCount } roster(site: "PLANT-A") { version } }'));
    const before = await audited();
    const { data, errors } = await ask();
    const refusals =
      name === "actOnExceptions" ? (data?.done.refused ?? []) : (errors ?? []).map(({ extensions }) => extensions);
    expect(refusals.map(({ code }) => code)).toEqual([expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)]);
    const told = JSON.stringify({ data, errors })
      .replaceAll(foreign.delivery, "")
      .replaceAll(foreign.exception, "")
      .replaceAll(foreign.handover, "");
    // What was asked for is named again; nothing else of it is.
    expect(told.replaceAll(/PLANT-A|LINE-A/g, "")).not.toMatch(SECRET);
    expect(await audited()).toBe(before);
  });
});

describe("whatever is reached from what one may see", () => {
  const RANGE = 'from: "2026-02-16T00:00:00Z", to: "2026-03-08T00:00:00Z"';
  const ARGUMENTS: Readonly<Record<string, () => string>> = {
    exception: () => `id: "${own.exception}"`,
    orderLine: () => 'id: "SO-B/1"',
    productionOrder: () => 'id: "WO-B"',
    stockingPoint: () => 'id: "C@PLANT-B"',
    resource: () => 'id: "LINE-B"',
    purchaseOrderLine: () => 'id: "PO-B/1"',
    hold: () => 'id: "HOLD-B"',
    mentioned: () => `exception: "${own.exception}", text: "@nobody @ben"`,
    trace: () => 'item: "C", lot: "LOT-B"',
    lineage: () => 'of: SALES_ORDER_LINE, id: "SO-B/1"',
    staleFigures: () => 'of: SALES_ORDER_LINE, id: "SO-B/1"',
    planChain: () => 'operation: "WO-B/1"',
    planLosses: () => 'site: "PLANT-B", from: "2026-03-02T00:00:00Z", to: "2026-03-03T00:00:00Z"',
    roster: () => 'site: "PLANT-B"',
    pegging: () => 'line: "SO-B/1"',
    whatIf: () =>
      String.raw`assumptions: [{ type: "erp.sales-order-line", data: "{\"order\":\"SO-B\",\"line\":\"1\",\"quantity\":40}" }]`,
    policyDraft: () => 'site: "PLANT-B", policy: { severity: HIGH, steps: [{ afterMinutes: 0, person: "ben" }] }',
    otif: () => `definition: "requested", ${RANGE}, by: SITE`,
    otifPareto: () => `definition: "requested", ${RANGE}, by: CUSTOMER`,
  };
  /** For others than whom is asked for here, or of no plant. */
  const OTHERS = /^(quarantine.*|ruleSet.*|ruleHits|otifDefinitionPreview|audit.*|feedTokens|accounts|transferOrder)$/;

  const argumentsOf = (field: GraphQLField<unknown, unknown>, isRoot: boolean): string => {
    const made = isRoot ? ARGUMENTS[field.name] : undefined;
    if (made !== undefined) return `(${made()})`;
    const needed = field.args.filter(
      ({ type, defaultValue }) => type instanceof GraphQLNonNull && defaultValue === undefined,
    );
    const values = needed.map(({ name, type }) => `${name}: ${argumentFor(name, getNamedType(type))}`);
    return values.length === 0 ? "" : `(${values.join(", ")})`;
  };
  const argumentFor = (name: string, type: GraphQLNamedType): string => {
    if (type instanceof GraphQLEnumType) return present(type.getValues()[0], () => type.name).name;
    const known: Record<string, string> = {
      ...{ site: '"PLANT-B"', definition: '"requested"' },
      ...{ from: '"2026-02-16T00:00:00Z"', to: '"2026-03-08T00:00:00Z"' },
    };
    return present(known[name], () => `a value for ${name}`);
  };

  interface Path {
    readonly fields: readonly GraphQLField<unknown, unknown>[];
    readonly type: GraphQLObjectType;
  }
  const objectOf = (type: GraphQLOutputType): GraphQLObjectType | null => {
    const named = getNamedType(type);
    return isObjectType(named) ? named : null;
  };

  /** Each field that leads from one type of object to another, once, on the shortest way there. */
  function paths(): readonly Path[] {
    const found: Path[] = [];
    const seen = new Set<string>();
    let ends: Path[] = Object.values(rootFields("Query"))
      .filter(({ name }) => !OTHERS.test(name))
      .flatMap((field) => {
        const type = objectOf(field.type);
        return type === null ? [] : [{ fields: [field], type }];
      });
    while (ends.length > 0) {
      found.push(...ends);
      ends = ends.flatMap(({ fields, type }) => {
        if (fields.length >= 6 || seen.has(type.name)) return [];
        seen.add(type.name);
        return Object.values(type.getFields()).flatMap((field) => {
          const next = objectOf(field.type);
          return next === null ? [] : [{ fields: [...fields, field], type: next }];
        });
      });
    }
    return found;
  }

  const questionOf = ({ fields, type }: Path): string => {
    const leaves = Object.values(type.getFields())
      .filter((field) => isLeafType(getNamedType(field.type)) && argumentsOf(field, false) === "")
      .map(({ name }) => name);
    return `{ ${fields.map((field, k) => `${field.name}${argumentsOf(field, k === 0)}`).join(" { ")} { __typename ${leaves.join(" ")} ${"}".repeat(fields.length)} }`;
  };

  test("tells nothing of another plant, by whatever way", { timeout: 60_000 }, async () => {
    const leaks: string[] = [];
    const wrong: string[] = [];
    const reached = new Set<string>();
    for (const path of paths()) {
      const question = questionOf(path);
      const { data, errors } = await server.ask(question, {}, BEN);
      const name = path.fields.map((field) => field.name).join(".");
      if (errors !== undefined) wrong.push(`${name}: ${errors[0]?.message}`);
      const text = JSON.stringify(data ?? null);
      if (text.includes(`"__typename":"${path.type.name}"`)) reached.add(path.type.name);
      const leak = SECRET.exec(text);
      if (leak !== null) leaks.push(`${name}: …${text.slice(Math.max(0, leak.index - 80), leak.index + 40)}…`);
    }
    expect(wrong).toEqual([]);
    expect(leaks).toEqual([]);
    // Of most types something was there to be told.
    expect(reached.size).toBeGreaterThan(150);
  });

  test("is not there, where it is asked for by the id of another plant's thing", async () => {
    const leaks: string[] = [];
    for (const path of paths().filter(({ fields }) => fields.length <= 2)) {
      const question = questionOf(path).replaceAll(own.exception, foreign.exception).replaceAll(/-B\b/g, "-A");
      if (question === questionOf(path)) continue;
      const { data } = await server.ask(question, {}, BEN);
      const leak = SECRET.exec(JSON.stringify(data ?? null));
      if (leak !== null) leaks.push(`${question}: ${leak[0]}`);
    }
    expect(leaks).toEqual([]);
  });
});
