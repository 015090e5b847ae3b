import { fileURLToPath } from "node:url";
import { readCapture } from "@lockstep/connectors/epcis/capture";
import { eventHashBefore } from "@lockstep/connectors/epcis/event-hash-before";
import { epcisDocument, event, PLANT_DAY, retracting, STORE } from "@lockstep/connectors/testing/epcis";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEpcis } from "../feeds/epcis-file.ts";
import { fact, item, orderLine, site } from "../testing/facts.ts";
import { type FactsAnswer, type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const CONNECTORS = fileURLToPath(new URL("../../../../docs/examples/epcis.yaml", import.meta.url));
const EVENING = "2026-03-02T20:00:00Z";
const LD = "application/ld+json";

interface Captured extends FactsAnswer {
  readonly captureID: string;
  readonly events: number;
  readonly ignored: number;
}

interface Traced {
  readonly trace: {
    readonly nodes: readonly { readonly id: string; readonly name: string }[];
    readonly edges: readonly { readonly from: string; readonly to: string; readonly quantity: number | null }[];
    readonly isComplete: boolean;
    readonly sites: readonly string[] | null;
    readonly cuts: readonly { readonly node: string; readonly reason: string }[];
  } | null;
}

const TRACE = `query ($item: ID!, $lot: ID, $serial: String, $direction: TraceDirection, $depth: Int, $most: Int) {
  trace(item: $item, lot: $lot, serial: $serial, direction: $direction, depth: $depth, most: $most) {
    start isComplete sites cuts { node reason }
    nodes { id kind subject name distance item lot uom resource site salesOrderLine at isHeld }
    edges { from to quantity uom factCount facts(first: 2) { type event } }
  }
}`;

let server: ServerProcess;

/** Of goods that nobody else names: taken in before the hash was the vocabulary's. */
const LONG_AGO = event({
  ...{ action: "OBSERVE", bizStep: "receiving", bizLocation: STORE },
  quantityList: [{ epcClass: "urn:epc:class:lgtin:4012345.033333.T-1", quantity: 7 }],
});

async function asBefore(value: object): Promise<CloudEvent[]> {
  const mapping = await readEpcis({ path: CONNECTORS, isNamed: true });
  if (!mapping.ok) throw new Error(mapping.error);
  const hashedBefore = () => new Set([eventHashBefore({ ...value })]);
  const read = readCapture(value, { mapping: mapping.value, hashedBefore });
  return read.ok ? read.value.offered.flatMap((one) => ("value" in one ? [one.value as CloudEvent] : [])) : [];
}

beforeAll(async () => {
  server = await startServerProcess({ LOCKSTEP_CONNECTORS: CONNECTORS });
  const times = { plannedStart: "2026-03-02T10:00:00Z", plannedFinish: "2026-03-02T14:00:00Z" };
  await server.send([
    ...(await asBefore(LONG_AGO)),
    site("PLANT-A"),
    site("PLANT-B"),
    ...["TOMATO", "SAUCE", "JAR"].map(item),
    orderLine({ order: "SO-4", item: "SAUCE", site: "PLANT-A", quantity: 120 }),
    fact("erp.sales-order-line", "line-10", {
      ...{ order: "SO-4", line: "10", customer: "SHOP", item: "SAUCE", site: "PLANT-A", quantity: 120, status: "open" },
      ...{ requestedAt: "2026-03-03T00:00:00Z", promisedAt: "2026-03-03T00:00:00Z" },
    }),
    fact("erp.production-order", "wo-1", {
      ...{ id: "WO-1", item: "SAUCE", site: "PLANT-A", quantity: 240, status: "released", ...times },
    }),
    fact("erp.purchase-order-line", "po-9", {
      ...{ order: "PO-9", line: "2", supplier: "FARM", item: "TOMATO", site: "PLANT-A", quantity: 500, status: "open" },
      ...{ orderedAt: "2026-02-20T00:00:00Z", promisedAt: "2026-03-02T12:00:00Z" },
    }),
    fact("master.supplier", "farm", { id: "FARM", name: "Farm & Sons" }),
    fact("mes.operation", "op", { order: "WO-1", seq: 10, resource: "COOKER", state: "done", good: 240, scrap: 0 }),
  ]);
  await server.setClock(EVENING);
}, 60_000);
afterAll(() => server?.close());

const capture = <T = Captured>(document: unknown, headers: Record<string, string> = {}, type = LD) =>
  server.post<T>("/epcis/capture", JSON.stringify(document), { "content-type": type, ...headers });

/** The same instant again is answered when all that was answered before is shown. */
const shown = () => server.setClock(EVENING);

const onHand = async (id: string) =>
  (await server.ask<{ stockingPoint: { onHand: number } | null }>(`{ stockingPoint(id: "${id}") { onHand } }`)).data
    ?.stockingPoint?.onHand;

describe("EPCIS events over HTTP", () => {
  test("become stock, receipts and shipments, once, however often they are sent", async () => {
    const { status, body } = await capture(epcisDocument(PLANT_DAY));
    expect(status).toBe(202);
    expect(body).toMatchObject({ events: 5, ignored: 0, accepted: 9, duplicates: 0, quarantined: 0, parked: 0 });
    expect(body.captureID).toMatch(/^[0-9a-f]{32}$/);
    const again = await capture(epcisDocument(PLANT_DAY), {}, "application/json; charset=utf-8");
    expect(again.body).toEqual({ ...body, accepted: 0, duplicates: 9 });
    await shown();
    expect(await onHand("TOMATO@PLANT-A")).toBe(379.5);
    expect(await onHand("SAUCE@PLANT-A")).toBe(120);
    const { data } = await server.ask(
      `{ purchaseOrderLine(id: "PO-9/2") { receivedQuantity } orderLine(id: "SO-4/10") { state } }`,
    );
    expect(data).toEqual({ purchaseOrderLine: { receivedQuantity: 500 }, orderLine: { state: "SHIPPED" } });
    const kept = await server.ask<{
      lineage: { behind: { nodes: { origin: string; message: { place: string; text: string } }[] } };
    }>(`{ lineage(of: PURCHASE_ORDER_LINE, id: "PO-9/2", figure: RECEIVED) {
      behind { nodes { origin message { place text } } }
    } }`);
    const [receipt] = kept.data?.lineage.behind.nodes ?? [];
    expect(receipt).toMatchObject({
      origin: "MESSAGE",
      message: { place: expect.stringMatching(/^EPCIS event \d of 5$/) },
    });
    expect(PLANT_DAY).toContainEqual(JSON.parse(receipt?.message.text ?? ""));
  });

  test("what came before its hash was the vocabulary's is known again, and taken back by what it was called then", async () => {
    expect((await capture(LONG_AGO)).body).toMatchObject({ events: 1, accepted: 0, duplicates: 1 });
    const { body } = await capture(retracting(LONG_AGO));
    expect(body).toMatchObject({ accepted: 1, duplicates: 0, quarantined: 0 });
    const { data } = await server.ask(`{ quarantine { nodes { rule connector } } }`);
    expect(data).toMatchObject({ quarantine: { nodes: [{ rule: "id-conflict" }] } });
    expect((await capture({ ...LONG_AGO, eventTime: "2026-03-02T12:00:01.000+01:00" })).body).toMatchObject({
      accepted: 1,
    });
  });

  test("one that says of another that it did not happen takes it back", async () => {
    const extra = { ...PLANT_DAY[0], eventID: "urn:uuid:2", eventTime: "2026-03-02T15:00:00+01:00" };
    await capture(extra);
    await shown();
    expect(await onHand("TOMATO@PLANT-A")).toBe(879.5);
    expect((await capture(retracting(extra))).body).toMatchObject({ accepted: 1, quarantined: 0 });
    await shown();
    expect(await onHand("TOMATO@PLANT-A")).toBe(379.5);
    const { data } = await server.ask(`{ purchaseOrderLine(id: "PO-9/2") { receivedQuantity } }`);
    expect(data).toEqual({ purchaseOrderLine: { receivedQuantity: 500 } });
  });

  test("an event whose id says something else already is kept whole, and nothing of it is taken", async () => {
    const eventID = "urn:uuid:4";
    const of = (...lots: readonly (readonly [lot: string, quantity: number])[]) => ({
      ...PLANT_DAY[0],
      eventID,
      bizTransactionList: [],
      quantityList: lots.map(([lot, quantity]) => ({
        epcClass: `urn:epc:class:lgtin:4012345.033333.${lot}`,
        quantity,
        uom: "KGM",
      })),
    });
    expect((await capture(of(["A", 10], ["B", 1]))).body).toMatchObject({ accepted: 2 });
    for (const other of [of(["C", 10]), of(["A", 7], ["B", 1]), of(["A", 10]), of(["A", 10], ["B", 1], ["C", 5])]) {
      expect((await capture(other)).body).toMatchObject({ accepted: 0, duplicates: 0, quarantined: 1 });
    }
    const spelled = {
      ...of(["B", 1], ["A", 10]),
      eventTime: "2026-03-02T11:00:00Z",
      bizStep: "urn:epcglobal:cbv:bizstep:receiving",
    };
    expect((await capture(spelled)).body).toMatchObject({ accepted: 0, duplicates: 2, quarantined: 0 });
    expect((await capture(retracting(of(["A", 10], ["B", 1])))).body).toMatchObject({ accepted: 2, quarantined: 0 });
    const { data } = await server.ask<{ quarantine: { nodes: { rule: string; fact: string; reason: string }[] } }>(
      "{ quarantine(first: 200) { nodes { rule fact reason } } }",
    );
    expect(data?.quarantine.nodes).toContainEqual({
      rule: "id-conflict",
      fact: JSON.stringify(of(["C", 10])),
      reason: expect.stringContaining("under an eventID of its own") as string,
    });
  });

  test("of two contents of one id that come at the same time one is taken whole", async () => {
    const of = (quantity: number) => ({
      ...PLANT_DAY[0],
      eventID: "urn:uuid:5",
      quantityList: [{ epcClass: `urn:epc:class:lgtin:4012345.033333.Q${quantity}`, quantity }],
    });
    const answers = await Promise.all([1, 2, 3].map((quantity) => capture(of(quantity))));
    expect(answers.map(({ body }) => body.accepted).sort()).toEqual([0, 0, 1]);
    expect(answers.map(({ body }) => body.quarantined).sort()).toEqual([0, 1, 1]);
  });

  test("a pallet that was packed before is shipped by its number alone", async () => {
    const packed = { ...PLANT_DAY[3], parentID: "urn:epc:id:sscc:4012345.9999999999" };
    const shipped = { ...PLANT_DAY[4], epcList: ["urn:epc:id:sscc:4012345.9999999999"] };
    const early = await capture(shipped);
    expect(early.body).toMatchObject({ accepted: 0, quarantined: 1 });
    await capture({
      ...packed,
      childQuantityList: [{ epcClass: "https://id.gs1.org/01/04012345222227/10/S-2", quantity: 7 }],
    });
    expect((await capture(shipped)).body).toMatchObject({ accepted: 1, quarantined: 0 });
    expect((await capture(shipped)).body).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  test("what means nothing that is known is kept whole, and spoils nothing beside it", async () => {
    const strange = { ...PLANT_DAY[0], eventID: "urn:uuid:3", bizStep: "https://partner.example/juggling" };
    const refused = async () => {
      const { data } = await server.ask<{ feeds: { id: string; quarantined: number }[] }>(
        "{ feeds { id quarantined } }",
      );
      return data?.feeds.find(({ id }) => id === "/epcis/plant-a")?.quarantined ?? 0;
    };
    const before = await refused();
    const { body } = await capture(epcisDocument([strange, 7 as unknown as object, ...PLANT_DAY]));
    expect(body).toMatchObject({ events: 7, accepted: 0, duplicates: 9, quarantined: 2 });
    await shown();
    const { data } = await server.ask<{ quarantine: { nodes: { rule: string; connector: string; fact: string }[] } }>(
      "{ quarantine { nodes { rule connector fact } } }",
    );
    expect(data?.quarantine.nodes).toContainEqual({
      rule: "unknown-step",
      connector: "epcis:dev",
      fact: JSON.stringify(strange),
    });
    expect(await refused()).toBe(before + 2);
  });

  test.each([
    ["no JSON", "{", LD, 400, "no JSON"],
    ["no document", "{}", LD, 400, "neither an EPCISDocument"],
    ["XML", "<epcis/>", "application/xml", 415, "application/ld+json"],
  ])("%s is refused with what to do", async (_, text, type, status, why) => {
    const answer = await server.post<Refused>("/epcis/capture", text, { "content-type": type });
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(why);
  });

  test("who may not send facts may not send events, and nothing is at other methods", async () => {
    const refused = await capture<Refused>(epcisDocument([]), { authorization: "Bearer dev:ann:planner" });
    expect([refused.status, refused.body.error.code]).toEqual([403, "FORBIDDEN"]);
    expect((await fetch(`${server.url}/epcis/capture`)).status).toBe(405);
    expect((await capture(epcisDocument([]), { authorization: "Bearer dev:ida:integrator" })).status).toBe(202);
  });
});

describe("a trace over GraphQL", () => {
  const ask = async (variables: object, token?: string) => server.ask<Traced>(TRACE, variables, token);
  const refusal = async (variables: object) => (await ask(variables)).errors?.[0]?.message ?? "";

  test("leads from what a customer got back to the farm and the machine, in one question", async () => {
    const { data } = await ask({ item: "SAUCE", lot: "S-1" });
    expect(data?.trace).toMatchObject({ start: "lot:SAUCE:S-1", isComplete: false, sites: null });
    expect(data?.trace?.cuts).toEqual([{ node: "lot:JAR:", reason: "NO_LOT" }]);
    expect(data?.trace?.nodes).toMatchObject([
      { id: "lot:SAUCE:S-1", kind: "LOT", subject: "S-1", name: "Item SAUCE", distance: 0, uom: "pc", isHeld: false },
      { id: "order:WO-1", kind: "PRODUCTION_ORDER", distance: -1, site: "PLANT-A" },
      { id: "lot:TOMATO:T-7", distance: -2 },
      { id: "lot:JAR:", lot: null },
      { id: "operation:WO-1/10", kind: "OPERATION", resource: "COOKER" },
      { id: "purchase:PO-9/2", kind: "PURCHASE_ORDER_LINE", distance: -3 },
      { id: "supplier:FARM", kind: "SUPPLIER", name: "Farm & Sons", distance: -4 },
      { kind: "SHIPMENT", distance: 1, salesOrderLine: "SO-4/10", at: "2026-03-02T15:00:00.000Z" },
      { id: "customer:SHOP", kind: "CUSTOMER", distance: 2 },
    ]);
    expect(data?.trace?.edges).toContainEqual({
      ...{ from: "lot:TOMATO:T-7", to: "order:WO-1", quantity: 120.5, uom: "pc", factCount: 2 },
      facts: [
        { type: "mes.consumption", event: expect.stringContaining('"epcisevent"') as string },
        { type: "wms.stock-move", event: expect.stringContaining("T-7") as string },
      ],
    });
  });

  test("leads from a farm's lot to the customers, and says of a held lot that it is", async () => {
    const target = { item: "TOMATO", lot: "T-7" };
    await server.send([
      fact(
        "mes.quality-hold",
        "hold-1",
        { id: "H-1", target, state: "held", reason: "recall" },
        { time: "2026-03-02T19:00:00Z" },
      ),
    ]);
    await shown();
    const { data } = await ask({ item: "TOMATO", lot: "T-7", direction: "FORWARD" });
    expect(data?.trace?.nodes[0]).toMatchObject({ id: "lot:TOMATO:T-7", isHeld: true });
    expect(data?.trace?.nodes.map(({ id }) => id)).toContain("customer:SHOP");
    expect(data?.trace).toMatchObject({ isComplete: true, cuts: [] });
  });

  test("shows who may see one site what is there and says so, and at another site nothing", async () => {
    const { data } = await ask({ item: "SAUCE", lot: "S-1" }, "dev:ann:planner:PLANT-A");
    expect(data?.trace).toMatchObject({ sites: ["PLANT-A"], isComplete: false });
    expect(data?.trace?.nodes.map(({ id }) => id)).toContain("supplier:FARM");
    expect((await ask({ item: "SAUCE", lot: "S-1" }, "dev:ben:planner:PLANT-B")).data?.trace).toBeNull();
  });

  test("says where it was cut, of what is unknown is null, and refuses what is out of bounds", async () => {
    const { data } = await ask({ item: "SAUCE", lot: "S-1", most: 2 });
    expect(data?.trace?.nodes).toHaveLength(2);
    expect(data?.trace?.cuts).toContainEqual({ node: "order:WO-1", reason: "SIZE" });
    expect((await ask({ item: "SAUCE", lot: "NONE" })).data?.trace).toBeNull();
    expect(await refusal({ item: "SAUCE", lot: "S-1", depth: 0 })).toContain("ask for 1 to 100");
    expect(await refusal({ item: "SAUCE", lot: "S-1", most: 100_000 })).toContain("ask for 1 to 5000");
    expect(await refusal({ item: "SAUCE", lot: "S-1", serial: "1" })).toContain("leave one of them out");
  });
});
