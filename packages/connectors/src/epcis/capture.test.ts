import { checkEvent } from "@lockstep/domain/check-event";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { JsonObject } from "@lockstep/domain/json";
import { describe, expect, test } from "vitest";
import {
  DOCK,
  epcisDocument,
  event,
  LINE,
  PALLET,
  PLANT_DAY,
  plantMapping,
  retracting,
  SAUCE,
  STORE,
  TOMATO,
} from "../testing/epcis.ts";
import { readCapture } from "./capture.ts";
import { eventHashBefore } from "./event-hash-before.ts";
import { type EpcisMapping, readEpcisMapping } from "./mapping.ts";
import { packedBy } from "./packing.ts";

const NOON = "2026-03-02T11:00:00.000Z";
const usual: EpcisMapping = (() => {
  const read = readEpcisMapping(undefined);
  if (!read.ok) throw new Error(read.error);
  return read.value;
})();

function capture(document: unknown, mapping = plantMapping) {
  const read = readCapture(document, { mapping });
  if (!read.ok) throw new Error(read.error.reason);
  const facts = read.value.offered.flatMap((one) => ("value" in one ? [one.value as CloudEvent] : []));
  const refused = read.value.offered.flatMap((one) => ("refused" in one ? [one] : []));
  for (const fact of facts) {
    const checked = checkEvent(fact, { receivedAt: 0, seq: 1, mode: "manual" });
    expect(checked.ok ? "" : checked.error).toBe("");
  }
  return { ...read.value, facts, refused, told: facts.map(({ type, time, data }) => ({ type, time, data })) };
}

const receiving = (more: object = {}) =>
  event({
    action: "OBSERVE",
    bizStep: "receiving",
    bizLocation: DOCK,
    quantityList: [{ epcClass: TOMATO, quantity: 5, uom: "KGM" }],
    ...more,
  });

describe("what an event means", () => {
  test("a day of a plant becomes the facts of that day", () => {
    const { told, events, ignored, refused } = capture(epcisDocument(PLANT_DAY));
    expect({ events, ignored, refused }).toEqual({ events: 5, ignored: 0, refused: [] });
    const sauce = { item: "SAUCE", lot: "S-1" };
    const tomato = { item: "TOMATO", lot: "T-7" };
    const at = (location: string) => ({ site: "PLANT-A", location });
    expect(told).toEqual([
      {
        type: "wms.receipt",
        time: NOON,
        data: { ...at("DOCK"), ...tomato, quantity: 500, purchaseOrderLine: "PO-9/2" },
      },
      {
        type: "wms.stock-move",
        time: "2026-03-02T11:30:00.000Z",
        data: { ...tomato, quantity: 500, from: at("DOCK"), to: at("STORE"), reason: "putaway" },
      },
      ...[
        ["mes.consumption", { order: "WO-1", seq: 10, ...tomato, quantity: 120.5 }],
        ["wms.stock-move", { ...tomato, quantity: 120.5, from: at("STORE"), reason: "issue", productionOrder: "WO-1" }],
        ["mes.consumption", { order: "WO-1", seq: 10, item: "JAR", quantity: 240 }],
        ["wms.stock-move", { item: "JAR", quantity: 240, from: at("STORE"), reason: "issue", productionOrder: "WO-1" }],
        [
          "wms.receipt",
          {
            ...{ ...at("LINE-1"), ...sauce, quantity: 240, productionOrder: "WO-1" },
            expiresAt: "2027-03-02T00:00:00+01:00",
          },
        ],
      ].map(([type, data]) => ({ type, time: "2026-03-02T13:00:00.000Z", data })),
      {
        type: "wms.stock-move",
        time: "2026-03-02T14:00:00.000Z",
        data: { ...sauce, quantity: 120, from: at("LINE-1"), to: at("SSCC-140123452345678902"), reason: "putaway" },
      },
      {
        type: "wms.shipment",
        time: "2026-03-02T15:00:00.000Z",
        data: {
          ...{ id: expect.stringMatching(/^epcis\/[0-9a-f]{32}$/) as string, salesOrderLine: "SO-4/10" },
          ...{ ...at("SSCC-140123452345678902"), ...sauce, quantity: 120, shippedAt: "2026-03-02T15:00:00.000Z" },
        },
      },
    ]);
  });

  test("a transaction event about a step means what that step means, serial by serial and lot by lot", () => {
    const epcList = ["urn:epc:id:sgtin:4012345.022222.2", "https://id.gs1.org/01/04012345222227/21/1"];
    const bizTransactionList = [{ type: "po", bizTransaction: "urn:epcglobal:cbv:bt:4012345000009:PO-1" }];
    const one = receiving({ type: "TransactionEvent", quantityList: [], epcList, bizTransactionList });
    expect(capture(one).told).toMatchObject([
      { type: "wms.receipt", data: { item: "SAUCE", quantity: 2, serials: ["1", "2"], purchaseOrderLine: "PO-1/1" } },
    ]);
  });

  test("goods for a transfer leave and come by it, without a sale or a purchase", () => {
    const bizTransactionList = [{ type: "transfer", bizTransaction: "https://plant.example/transfers/TO-1" }];
    const going = receiving({ bizStep: "shipping", readPoint: DOCK, bizTransactionList });
    expect(capture(going).told[0]).toMatchObject({
      type: "wms.stock-move",
      data: { reason: "transfer", transferOrder: "TO-1", from: { location: "DOCK" } },
    });
    expect(capture(receiving({ bizTransactionList })).told[0]).toMatchObject({ data: { transferOrder: "TO-1" } });
  });

  test("a declared step issues to a production order", () => {
    const one = receiving({
      bizStep: "https://plant.example/step/issuing",
      readPoint: STORE,
      bizLocation: LINE,
      bizTransactionList: [{ type: "prodorder", bizTransaction: "WO-7" }],
    });
    expect(capture(one).told[0]).toMatchObject({
      data: { reason: "issue", productionOrder: "WO-7", from: { location: "STORE" }, lot: "T-7" },
    });
  });

  test.each([
    ["holding", undefined, { status: "available", toStatus: "quality" }],
    ["holding", "recalled", { status: "available", toStatus: "blocked" }],
    ["inspecting", "conformant", { status: "quality", toStatus: "available" }],
  ])("%s with disposition %s changes the status where the goods lie", (bizStep, disposition, states) => {
    const { told } = capture(receiving({ bizStep, ...(disposition && { disposition }) }));
    expect(told).toMatchObject([{ type: "wms.stock-move", data: { ...states, quantity: 5, reason: "adjust" } }]);
  });

  test("a received lot that does not conform is blocked", () => {
    expect(capture(receiving({ disposition: "non_conformant" })).told[0]).toMatchObject({
      data: { status: "blocked" },
    });
  });

  test("what is destroyed leaves stock", () => {
    const { told } = capture(receiving({ action: "DELETE", bizStep: "destroying", readPoint: STORE }));
    expect(told[0]).toMatchObject({ data: { reason: "adjust", from: { location: "STORE" }, quantity: 5 } });
  });

  test.each(["loading", "departing", "urn:epcglobal:cbv:bizstep:arriving", "inspecting"])(
    "%s alone moves no stock here, and is counted as ignored",
    (bizStep) => {
      expect(capture(receiving({ bizStep }))).toMatchObject({ offered: [], ignored: 1 });
    },
  );

  test("the answer to a query is read as a document is", () => {
    const answer = { resultsBody: { eventList: [receiving()] }, queryName: "q", subscriptionID: "s" };
    const { told } = capture({ type: "EPCISQueryDocument", epcisBody: { queryResults: answer } });
    expect(told).toEqual(capture(receiving()).told);
  });

  test("without a mapping items and places are called by their GTIN and GLN", () => {
    const readPoint = { id: "urn:epc:id:sgln:0614141.07346.1234" };
    const one = receiving({
      bizLocation: undefined,
      readPoint,
      bizTransactionList: [{ type: "po", bizTransaction: "P" }],
    });
    expect(capture(one, usual).told[0]).toMatchObject({
      data: { site: "0614141073467", location: "1234", item: "04012345111118", purchaseOrderLine: "P/1" },
    });
  });
});

describe("pallets", () => {
  const packing = PLANT_DAY.slice(3, 4);
  const shipping = PLANT_DAY.slice(4);

  test("one whose contents are told later in the document, or were told before, is shipped with them", () => {
    const together = capture(epcisDocument([...shipping, ...packing]));
    const [, before] = together.facts;
    if (before === undefined) throw new Error("nothing was packed");
    const earlier = () => packedBy(before, Date.parse(before.time));
    const later = readCapture(shipping[0], { mapping: plantMapping, earlier });
    const from = { place: "EPCIS event 1 of 1", text: JSON.stringify(shipping[0]) };
    expect(later).toEqual({
      ok: true,
      value: { offered: [{ value: together.facts[0], from }], events: 1, ignored: 0 },
    });
  });

  test("one of which nobody has said what lies in it is kept whole, until somebody has", () => {
    expect(capture(shipping[0]).refused).toMatchObject([{ refused: { rule: "unknown-contents" } }]);
    const later = packing.map((one) => ({ ...one, eventTime: "2026-03-02T20:00:00+01:00" }));
    expect(capture(epcisDocument([...later, ...shipping])).refused).toHaveLength(1);
  });

  test("a pallet that a supplier packed is received by its contents", () => {
    const there = { id: "urn:epc:id:sgln:0614141.07346.0" };
    const packed = { ...packing[0], readPoint: there, bizLocation: there };
    const { told, refused } = capture(
      epcisDocument([packed, receiving({ eventTime: "2026-03-02T18:00:00Z", quantityList: [], epcList: [PALLET] })]),
    );
    expect(told).toMatchObject([
      { type: "wms.receipt", data: { item: "SAUCE", lot: "S-1", quantity: 120, location: "DOCK" } },
    ]);
    expect(refused).toMatchObject([{ refused: { rule: "unknown-place" } }]);
  });

  test("unpacking without a list takes everything out, and says the same when it is sent again", () => {
    const unpacking = event({
      type: "AggregationEvent",
      eventTime: "2026-03-02T15:30:00+01:00",
      action: "DELETE",
      bizStep: "unpacking",
      bizLocation: STORE,
      parentID: PALLET,
    });
    const { facts, told } = capture(epcisDocument([...packing, unpacking]));
    expect(told[1]).toMatchObject({
      data: { quantity: 120, from: { location: "SSCC-140123452345678902" }, to: { location: "STORE" } },
    });
    const earlier = () => facts.flatMap((fact) => packedBy(fact, Date.parse(fact.time)));
    const again = readCapture(unpacking, { mapping: plantMapping, earlier });
    expect(again).toMatchObject({ value: { offered: [{ value: facts[1] }] } });
    expect(capture(epcisDocument([...packing, unpacking, ...shipping])).refused).toHaveLength(1);
  });

  test("a pallet of cases holds what the cases hold", () => {
    const CASE = "https://id.gs1.org/00/106141412345678908";
    const cased = { ...packing[0], parentID: CASE, eventTime: "2026-03-02T14:30:00+01:00" };
    const stacked = { ...packing[0], childQuantityList: [], childEPCs: [CASE] };
    const { told } = capture(epcisDocument([...shipping, stacked, cased]));
    expect(told[0]).toMatchObject({ type: "wms.shipment", data: { lot: "S-1", quantity: 120 } });
  });
});

describe("what an event is known by", () => {
  const ids = (one: object) => capture(one).facts.map(({ id }) => id);

  test("one without an id has the same for the same words in another order, form and zone", () => {
    const same = {
      ...receiving(),
      recordTime: "2026-03-02T13:00:00Z",
      eventTime: "2026-03-02T11:00:00Z",
      bizStep: "urn:epcglobal:cbv:bizstep:receiving",
      quantityList: [{ uom: "KGM", quantity: 5, epcClass: "https://id.gs1.org/01/04012345111118/10/T-7" }],
    };
    expect(ids(same)).toEqual(ids(receiving()));
    expect(ids(receiving({ disposition: "active" }))).not.toEqual(ids(receiving()));
    expect(ids(receiving({ eventTime: "2026-03-02T12:00:00.001+01:00" }))).not.toEqual(ids(receiving()));
    expect(ids(receiving({ eventID: "urn:uuid:1" }))).not.toEqual(ids(receiving()));
  });

  test("its id is told with each fact, and is of the named-information form", () => {
    expect(capture(receiving()).facts[0]?.["epcisevent"]).toMatch(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
  });

  test("one without an id that facts are of under the hash of before keeps that, also where it is taken back", () => {
    const before = eventHashBefore(receiving() as JsonObject);
    const told = (one: object, known: readonly string[]) => {
      const read = readCapture(one, { mapping: plantMapping, hashedBefore: () => new Set(known) });
      return read.ok ? read.value.offered.map((offered) => ("value" in offered ? offered.value : null)) : [];
    };
    const ids = (events: readonly unknown[]) => events.map((fact) => (fact as CloudEvent).id);
    const [old] = told(receiving(), [before]);
    expect(old).toMatchObject({ epcisevent: before });
    expect(ids(told(retracting(receiving()), [before]))).toEqual(ids([old]));
    expect(told(receiving(), [`${before}x`])).toEqual(capture(receiving()).facts);
    expect(ids([old])).not.toEqual(ids(capture(receiving()).facts));
  });

  test("prefixes are those of the document", () => {
    const document = (uri: string) => ({
      ...epcisDocument([receiving({ "own:field": 1 })]),
      "@context": [{ own: uri }],
    });
    expect(ids(document("https://a.example/"))).toEqual(ids(document("https://a.example/")));
    expect(ids(document("https://a.example/"))).not.toEqual(ids(document("https://b.example/")));
    const renamed = { ...epcisDocument([receiving({ "mine:field": 1 })]), "@context": { mine: "https://a.example/" } };
    expect(ids(renamed)).toEqual(ids(document("https://a.example/")));
  });

  test("the retraction of one without an id is of that one", () => {
    expect(ids(retracting(receiving()))).toEqual(ids(receiving()));
  });
});

describe("what cannot be understood is offered whole, with the rule and the reason", () => {
  const put = (more: object) => receiving({ bizStep: "storing", readPoint: DOCK, ...more });
  test.each([
    ["not-an-epcis-event", { type: "QuantityEvent" }, "type must be one of"],
    ["not-an-epcis-event", receiving({ eventTime: "yesterday" }), "eventTime must be"],
    ["not-an-epcis-event", receiving({ eventTimeZoneOffset: "CET" }), "eventTimeZoneOffset"],
    ["not-an-epcis-event", receiving({ eventTimeZoneOffset: "+99:99" }), "eventTimeZoneOffset"],
    ["not-an-epcis-event", receiving({ action: undefined }), "action must be one of ADD, OBSERVE, DELETE"],
    ["not-an-epcis-event", receiving({ action: 5 }), "action"],
    ["not-an-epcis-event", receiving({ action: "UPSERT" }), "action"],
    ["not-an-epcis-event", receiving({ quantityList: [{ epcClass: TOMATO, quantity: "5" }] }), "must be a number"],
    ["not-an-epcis-event", receiving({ epcList: [7] }), "epcList"],
    ["not-an-epcis-event", receiving({ bizTransactionList: [{}] }), "bizTransactionList"],
    ["unreadable-text", receiving({ bizStep: "\0" }), "bizStep"],
    ["no-step", receiving({ bizStep: undefined }), "names no bizStep"],
    ["unknown-step", receiving({ bizStep: "https://partner.example/steps/juggling" }), "epcis.steps"],
    ["unknown-action", receiving({ action: "DELETE" }), "errorDeclaration"],
    ["no-things", receiving({ quantityList: [] }), "names no goods"],
    ["no-place", receiving({ bizLocation: undefined }), "names no place"],
    ["unknown-place", receiving({ bizLocation: { id: "urn:epc:id:sgln:0614141.07346.0" } }), "epcis.locations"],
    ["wrong-identifier", receiving({ bizLocation: { id: "https://id.gs1.org/414/4012345000008" } }), "check digit"],
    ["unknown-item", receiving({ epcList: ["urn:epc:id:giai:4012345.1"], quantityList: [] }), "epcis.items"],
    ["wrong-identifier", receiving({ epcList: ["urn:epc:id:sgtin:1.2.3"], quantityList: [] }), "company prefix"],
    ["no-serial", receiving({ epcList: [TOMATO], quantityList: [] }), "quantity list"],
    ["no-quantity", receiving({ quantityList: [{ epcClass: TOMATO }] }), "say how many"],
    ["no-quantity", receiving({ quantityList: [{ epcClass: TOMATO, quantity: -1 }] }), "0 or more"],
    ["unknown-unit", receiving({ quantityList: [{ epcClass: TOMATO, quantity: 1, uom: "CS" }] }), "epcis.units"],
    ["unknown-unit", receiving({ quantityList: [{ epcClass: TOMATO, quantity: 1, uom: "toString" }] }), "toString"],
    ["no-sales-order", receiving({ bizStep: "shipping" }), "epcis.orders"],
    ["one-place", put({ bizLocation: DOCK }), "to the same place"],
    ["no-production-order", event({ type: "TransformationEvent", inputQuantityList: [] }), "transformationID"],
    ["no-unit", event({ type: "AggregationEvent", action: "ADD", parentID: "urn:x:1" }), "SSCC"],
  ])("%s: %o", (rule, one, why) => {
    const { offered, refused } = capture(epcisDocument([one, receiving()]));
    expect(offered).toHaveLength(2);
    expect(refused).toEqual([
      { text: JSON.stringify(one), refused: { rule, reason: expect.stringContaining(why) as string } },
    ]);
  });

  test("an event of which one thing cannot be understood is not taken in part", () => {
    const quantityList = [
      { epcClass: TOMATO, quantity: 1 },
      { epcClass: "urn:x:thing", quantity: 1 },
    ];
    expect(capture(receiving({ quantityList })).facts).toEqual([]);
  });

  test("an event that is too large is refused, those beside it are taken", () => {
    const epcList = Array.from({ length: 12_000 }, (_, k) => `urn:epc:id:sgtin:4012345.022222.${k}`);
    expect(capture(epcisDocument([receiving({ epcList }), receiving()])).refused).toMatchObject([
      { refused: { rule: "too-large" } },
    ]);
  });

  test("a document that means too much is refused, before all of it is thought through", () => {
    const events = Array.from({ length: 10_001 }, () => receiving());
    const classOf = (k: number) => `urn:epc:class:lgtin:4012345.022222.L-${k}`;
    const lots = Array.from({ length: 2_000 }, (_, k) => ({ epcClass: classOf(k), quantity: 1 }));
    const packing = { ...PLANT_DAY[3], childQuantityList: lots };
    const shipping = Array.from({ length: 40 }, (_, k) => ({ ...PLANT_DAY[4], eventID: `urn:uuid:${k}` }));
    for (const [document, why] of [
      [events, "10001 events"],
      [[packing, ...shipping], "more than 50000 facts"],
    ] as const) {
      expect(readCapture(epcisDocument(document), { mapping: plantMapping })).toMatchObject({
        error: { isTooLarge: true, reason: expect.stringContaining(why) as string },
      });
    }
  });

  test.each([
    [null],
    [[]],
    [{}],
    ["text"],
    [{ type: "EPCISDocument" }],
    [{ type: "EPCISQueryDocument", epcisBody: 7 }],
  ])("%o is no document", (value) => {
    expect(readCapture(value, { mapping: plantMapping })).toMatchObject({ ok: false, error: { isTooLarge: false } });
  });
});

test.each([
  [{ places: {} }, "epcis has no setting places"],
  [{ orders: [{ is: "gift" }] }, "epcis.orders.0.is must be equal to one of"],
  [{ items: { "https://id.gs1.org/01/04012345111119": "X" } }, "wrong check digit"],
  [{ locations: { "4012345000008": { site: "A" } } }, "epcis: 4012345000008 has a wrong check digit: was it mistyped?"],
  [{ items: { "04012345111119": "X" } }, "epcis: 04012345111119 has a wrong check digit"],
  [{ locations: { "401234500000": { site: "A" } } }, "epcis: 401234500000 is no GLN, which has 13 digits"],
  [{ units: { KGM: 0 } }, "epcis.units.KGM must be > 0"],
])("a mapping that cannot work is refused in one line: %o", (declared, why) => {
  expect(readEpcisMapping(declared)).toMatchObject({ ok: false, error: expect.stringContaining(why) as string });
});

test("what is declared of a lot of sauce is said in the unit of the item", () => {
  const quantityList = [{ epcClass: SAUCE, quantity: 2, uom: "CS" }];
  expect(capture(receiving({ quantityList })).told[0]).toMatchObject({
    data: { item: "SAUCE", lot: "S-1", quantity: 24 },
  });
});

describe("two events of one id", () => {
  const eventID = "urn:uuid:9";
  const lot = (name: string, quantity: number) => ({
    quantityList: [{ epcClass: `urn:epc:class:lgtin:4012345.011111.${name}`, quantity, uom: "KGM" }],
  });
  const first = receiving({ eventID, ...lot("A", 10) });

  test.each([
    ["of another lot", receiving({ eventID, ...lot("B", 10) })],
    ["of another quantity", receiving({ eventID, ...lot("A", 7) })],
    ["at another time", receiving({ eventID, ...lot("A", 10), eventTime: "2026-03-02T12:00:01+01:00" })],
  ])("the second, %s, is offered whole, and nothing of it is taken", (_, second) => {
    const { facts, refused } = capture(epcisDocument([first, second]));
    expect(facts).toHaveLength(1);
    expect(refused).toMatchObject([{ text: JSON.stringify(second), refused: { rule: "id-conflict" } }]);
  });

  test("that say the same in other words are one, also once it is taken back", () => {
    const spelled = receiving({
      ...lot("A", 10),
      eventID,
      eventTime: "2026-03-02T11:00:00Z",
      bizStep: "cbv:BizStep-receiving",
    });
    const { facts, refused } = capture(epcisDocument([first, spelled, retracting(first), spelled]));
    expect(refused).toEqual([]);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(1);
  });
});
