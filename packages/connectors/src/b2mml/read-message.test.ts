import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { describe, expect, test } from "vitest";
import {
  actual,
  amount,
  documentOf,
  LOT,
  LOTS,
  lots,
  material,
  PERFORMANCE,
  parameter,
  performance,
  plantMapping,
  REQUEST,
  SCHEDULE,
  SCHEDULE_0401,
  SEGMENT,
  schedule,
  transaction,
} from "../testing/b2mml.ts";
import { type B2mmlDeclared, createB2mmlMapping, readB2mmlMapping } from "./mapping.ts";
import { readB2mml } from "./read-message.ts";

type Fact = CloudEvent & { readonly data: Readonly<Record<string, unknown>> };

function factsOf(text: string, mapping = plantMapping): readonly Fact[] {
  const read = readB2mml(text, { mapping });
  if (!read.ok) throw new Error(`${read.error.rule}: ${read.error.reason}`);
  return read.value as readonly Fact[];
}
const told = (text: string, mapping = plantMapping) => factsOf(text, mapping).map(({ type, data }) => [type, data]);
const first = (text: string, mapping = plantMapping) => factsOf(text, mapping)[0]?.data;

const ORDER = {
  ...{ id: "WO-1", item: "SAUCE", site: "PLANT-A", quantity: 240, status: "released" },
  ...{ plannedStart: "2026-03-02T13:00:00.000Z", plannedFinish: "2026-03-02T17:00:00.000Z" },
};
const NOON = "2026-03-02T12:00:00.000Z";

describe("a schedule", () => {
  test("tells orders with their operations and components, in our units and words", () => {
    expect(told(schedule())).toEqual([
      [
        "erp.production-order",
        {
          ...ORDER,
          operations: [
            {
              ...{ seq: 10, resource: "LINE-1", setupMinutes: 0, ratePerHour: 120 },
              ...{ plannedStart: ORDER.plannedStart, plannedFinish: ORDER.plannedFinish },
            },
          ],
          components: [{ item: "TOMATO", quantityPer: 0.5, scrapFraction: 0.05, operation: 10 }],
        },
      ],
    ]);
    expect(factsOf(schedule())[0]).toMatchObject({ time: NOON, source: "/b2mml" });
  });

  test("of V0401 says the same in its own words, with empty properties and times of the plant", () => {
    expect(told(documentOf("ProductionSchedule", SCHEDULE_0401, "V0401"))).toEqual([
      [
        "erp.production-order",
        {
          ...ORDER,
          operations: [{ seq: 1, resource: "LINE-1", setupMinutes: 0, ratePerHour: 120 }],
          components: [{ item: "TOMATO", quantityPer: 0.5, operation: 1 }],
        },
      ],
    ]);
  });

  test("is the same in a transaction, and its orders are gone where that cancels or deletes", () => {
    for (const verb of ["Process", "Sync", "Show", "Change"]) {
      expect(told(transaction(verb, "OperationsSchedule", SCHEDULE))).toEqual(told(schedule()));
    }
    const gone = [["erp.production-order", { id: "WO-1", deleted: true }]];
    expect(told(transaction("Cancel", "OperationsSchedule", SCHEDULE))).toEqual(gone);
    expect(told(transaction("Sync", "OperationsSchedule", SCHEDULE, { action: "Delete" }))).toEqual(gone);
    expect(told(transaction("Sync", "OperationsSchedule", SCHEDULE, { action: "Add" }))).toEqual(told(schedule()));
  });

  test("of which the routing and the bill of material are kept here says what is made, and when", () => {
    const declared: B2mmlDeclared = { units: { CS: 12, g: 1 }, operations: "routing", components: "bom" };
    const data = first(schedule(), createB2mmlMapping({ ...declared, timeZone: "UTC" }));
    expect(data).toMatchObject({ site: "ACME-HH", item: "80009901", quantity: 240 });
    expect(data).not.toHaveProperty("operations");
    expect(data).not.toHaveProperty("components");
  });

  test("with a second machine that is as good tells it as an alternate", () => {
    const other = `<EquipmentRequirement><ID>2</ID><EquipmentID>LINE-2</EquipmentID>${parameter("EquipmentRequirementProperty", "RatePerHour", "90")}</EquipmentRequirement>`;
    const text = schedule(SCHEDULE.replace("</EquipmentRequirement>", `</EquipmentRequirement>${other}`));
    expect(first(text)?.["operations"]).toMatchObject([{ alternates: [{ resource: "LINE-2", ratePerHour: 90 }] }]);
  });

  test("published later has other facts of the same orders, the same again has the same", () => {
    const later = schedule(SCHEDULE.replace("T12:00:00Z", "T12:05:00Z"));
    const [before, again, after] = [schedule(), schedule(), later].map((text) => factsOf(text)[0]);
    expect(again).toEqual(before);
    expect(after?.id).not.toBe(before?.id);
    expect(after?.time).toBe("2026-03-02T12:05:00.000Z");
  });

  test.each([
    ["Forecast", "planned"],
    ["Running", "released"],
    ["Completed", "closed"],
    ["Cancelled", "cancelled"],
  ])("an order that is %s is %s", (word, status) => {
    expect(first(schedule(SCHEDULE.replace(">Released<", `>${word}<`)))).toMatchObject({ status });
  });
});

const OPERATION = {
  ...{ order: "WO-1", seq: 10, resource: "LINE-1", state: "running", good: 84, scrap: 3, runHours: 0.9 },
  startedAt: "2026-03-02T11:00:00.000Z",
};

describe("a performance", () => {
  test("tells how far operations are, what was consumed and made, and how machines are", () => {
    expect(told(performance())).toEqual([
      ["mes.operation", OPERATION],
      [
        "mes.resource-state",
        { resource: "LINE-1", since: "2026-03-02T11:30:00.000Z", state: "down", reason: "seal head" },
      ],
      [
        "wms.receipt",
        { site: "PLANT-A", location: "STORE", item: "SAUCE", lot: "S-1", quantity: 84, productionOrder: "WO-1" },
      ],
      ["mes.consumption", { order: "WO-1", seq: 10, item: "TOMATO", lot: "T-7", quantity: 45.5 }],
    ]);
  });

  test("published again with another quantity replaces what it said was consumed: same id, smaller text", () => {
    const used = (text: string) => factsOf(text).find(({ type }) => type === "mes.consumption");
    const corrected = PERFORMANCE.replace("T12:00:00Z", "T12:30:00Z").replace(">45.5<", ">44<");
    const [before, after] = [used(performance()), used(performance(corrected))];
    expect(after?.id).toBe(before?.id);
    expect(after?.data).toMatchObject({ quantity: 44 });
    expect(String(after?.["correction"]) < String(before?.["correction"])).toBe(true);
    const another = used(performance(PERFORMANCE.replace("<ID>P-1<", "<ID>P-2<")));
    expect(another?.id).not.toBe(before?.id);
  });

  test("that is cancelled has told of no operation, and moved nothing", () => {
    expect(told(transaction("Cancel", "OperationsPerformance", PERFORMANCE))).toMatchObject([
      ["mes.operation", { order: "WO-1", seq: 10, deleted: true }],
      ["wms.receipt", { quantity: 0 }],
      ["mes.consumption", { quantity: 0 }],
    ]);
  });

  test("the same lot twice in a segment counts twice", () => {
    const twice = PERFORMANCE.replace(
      "</SegmentResponse>",
      `${actual("3", "Consumed", "TOMATO", amount("1", "kg"), "<MaterialLotID>T-7</MaterialLotID>")}</SegmentResponse>`,
    );
    const ids = factsOf(performance(twice)).flatMap(({ type, id }) => (type === "mes.consumption" ? [id] : []));
    expect(new Set(ids).size).toBe(2);
  });

  test("has brought nothing into stock that was put nowhere, or where receipts come from elsewhere", () => {
    const nowhere = performance(PERFORMANCE.replaceAll("SL01", " "));
    const elsewhere = createB2mmlMapping({ units: { CS: 12, pc: 1, kg: 1 } });
    for (const facts of [factsOf(nowhere), factsOf(performance(), elsewhere)]) {
      expect(facts.map(({ type }) => type)).toEqual(["mes.operation", "mes.resource-state", "mes.consumption"]);
      expect(facts[0]?.data).toMatchObject({ good: 84 });
    }
  });

  test("that does not say a state is told by its times", () => {
    const silent = PERFORMANCE.replace("<SegmentState>Running</SegmentState>", "");
    expect(first(performance(silent))).toMatchObject({ state: "running" });
    const ended = silent.replace(
      "<SegmentRequirementID>",
      "<ActualEndTime>2026-03-02T11:40:00Z</ActualEndTime><SegmentRequirementID>",
    );
    expect(first(performance(ended))).toMatchObject({ state: "done", finishedAt: "2026-03-02T11:40:00.000Z" });
  });

  test("of V0401 says the same in its own words", () => {
    const text = `<ID>P-1</ID><Location><EquipmentID>ACME-HH</EquipmentID><EquipmentElementLevel>Site</EquipmentElementLevel></Location>
      <PublishedDate>2026-03-02T12:00:00Z</PublishedDate><ProductionResponse><ProductionRequestID>WO-1</ProductionRequestID>
      <SegmentResponse><ID>10</ID><ActualStartTime>2026-03-02T11:00:00Z</ActualStartTime>
      ${parameter("ProductionData", "RunHours", "0.9")}<EquipmentActual><EquipmentID>LN-01</EquipmentID></EquipmentActual>
      <MaterialActual><MaterialDefinitionID>80009901</MaterialDefinitionID><MaterialUse OtherValue="Scrap">Other</MaterialUse>${amount("3")}</MaterialActual>
      <MaterialProducedActual><MaterialDefinitionID>80009901</MaterialDefinitionID><MaterialLotID>S-1</MaterialLotID>
        <Location><EquipmentID>ACME-HH</EquipmentID><EquipmentElementLevel>Site</EquipmentElementLevel><Location><EquipmentID>SL01</EquipmentID><EquipmentElementLevel>StorageZone</EquipmentElementLevel></Location></Location>
        ${amount("7", "CS")}</MaterialProducedActual>
      <MaterialConsumedActual><MaterialDefinitionID>TOMATO</MaterialDefinitionID><MaterialLotID>T-7</MaterialLotID>${amount("45.5", "kg")}</MaterialConsumedActual>
      <SegmentState>Running</SegmentState></SegmentResponse></ProductionResponse>`;
    const [operation, ...others] = told(documentOf("ProductionPerformance", text, "V0401"));
    expect(operation).toEqual(["mes.operation", OPERATION]);
    const rest = told(performance()).filter(([type]) => type === "wms.receipt" || type === "mes.consumption");
    expect(others).toHaveLength(2);
    expect(others).toEqual(expect.arrayContaining([...rest]));
  });
});

describe("lots", () => {
  const place = { site: "PLANT-A", location: "STORE", item: "TOMATO", lot: "T-7" };
  const count = (status: string, quantity: number, more: object = {}) => [
    "wms.stock-count",
    { ...place, status, quantity, ...more },
  ];
  const expiresAt = "2026-03-31T22:00:00.000Z";
  const free = ["mes.quality-hold", { id: "b2mml/TOMATO/T-7", deleted: true }];

  test("are counted where they lie, under their status and under no other", () => {
    const expected = [count("available", 0), count("quality", 500, { expiresAt }), count("blocked", 0), free];
    expect(told(lots())).toEqual(expected);
    const alone = transaction("Sync", "MaterialLot", `${LOT.slice("<MaterialLot>".length, -"</MaterialLot>".length)}`);
    const scoped = createB2mmlMapping({
      ...{ units: { kg: 1 }, site: "PLANT-A", timeZone: "Europe/Berlin" },
      locations: { SL01: "STORE" },
      statuses: { "Under test": "quality" },
    });
    expect(told(alone, scoped)).toEqual(expected.slice(0, 3));
  });

  test("that are held say so, and no more when they are not", () => {
    const recalled = told(lots(LOTS.replace("Under test", "Recalled")));
    expect(recalled).toContainEqual(count("blocked", 500, { expiresAt }));
    expect(recalled).toContainEqual([
      "mes.quality-hold",
      { id: "b2mml/TOMATO/T-7", target: { item: "TOMATO", lot: "T-7" }, state: "held", reason: "Recalled" },
    ]);
  });

  test("that are gone are counted as nothing", () => {
    for (const text of [
      lots(LOTS.replace("<Status>Under test</Status>", "<Disposition>Closed</Disposition>")),
      transaction("Cancel", "MaterialInformation", LOTS),
    ]) {
      expect(told(text)).toEqual([count("available", 0), count("quality", 0), count("blocked", 0), free]);
    }
  });

  test("in parts lie where their parts lie, and the same lot twice adds up", () => {
    const sub = (id: string, where: string, quantity: string) =>
      `<MaterialSubLot><ID>${id}</ID><StorageLocation><Location>${where}</Location><LocationType>Equipment</LocationType></StorageLocation>${amount(quantity, "kg")}</MaterialSubLot>`;
    const parted = LOTS.replace(
      /<StorageLocation>.*<\/Quantity>/,
      sub("1", "SL01", "300") + sub("2", "SL01", "50") + sub("3", "BIN-9", "150"),
    );
    expect(told(lots(parted))).toEqual(
      expect.arrayContaining([
        count("quality", 350, { expiresAt }),
        ["wms.stock-count", { ...place, location: "BIN-9", status: "quality", quantity: 150, expiresAt }],
      ]),
    );
  });

  test("stock without a lot has an empty id", () => {
    expect(told(lots(LOTS.replace("<ID>T-7</ID>", "<ID/>")))[1]).toEqual([
      "wms.stock-count",
      { site: "PLANT-A", location: "STORE", item: "TOMATO", status: "quality", quantity: 500, expiresAt },
    ]);
  });
});

const swapped = (from: string, to: string, text = SCHEDULE) => schedule(text.replaceAll(from, to));
const swappedIn = (from: string, to: string) => performance(PERFORMANCE.replaceAll(from, to));
const LAUGHS = `<!DOCTYPE a [<!ENTITY l "lol">${Array.from({ length: 9 }, (_, k) => `<!ENTITY l${k} "${`&l${k - 1 < 0 ? "" : k - 1};`.repeat(10)}">`).join("")}]>`;

describe("poison", () => {
  test.each<[string, string, string, string]>([
    ["nothing", "", "not-xml", "document must contain a root element"],
    ["truncated", schedule().slice(0, 400), "not-xml", "unclosed tag"],
    ["no XML", "{}", "not-xml", "well-formed"],
    ["tags that cross", "<a><b></a></b>", "not-xml", "line 1"],
    ["an entity of its own", schedule().replace("W10", "&w10;"), "not-xml", "undefined entity"],
    ["billion laughs", `${LAUGHS}<a>&l8;</a>`, "xml-dtd", "leave it out"],
    [
      "an external entity",
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`,
      "xml-dtd",
      "leave it out",
    ],
    ["an external subset", `<!DOCTYPE a SYSTEM "http://evil.example/x.dtd"><a/>`, "xml-dtd", "leave it out"],
    ["too deep", "<a>".repeat(65) + "</a>".repeat(65), "too-deep", "more than 64"],
    ["another encoding", `<?xml version="1.0" encoding="ISO-8859-1"?><a/>`, "xml-encoding", "UTF-8"],
    ["no namespace", "<OperationsSchedule/>", "wrong-namespace", "has no namespace"],
    ["a wrong namespace", `<a xmlns="urn:x"/>`, "wrong-namespace", "urn:x"],
    ["a wrong version", `<a xmlns="http://www.mesa.org/xml/B2MML-V0600"/>`, "wrong-version", "V0600"],
    ["names of the other version", documentOf("ProductionSchedule", ""), "unknown-noun", "OperationsSchedule"],
    ["a noun that is not read", documentOf("Personnel", ""), "unknown-noun", "MaterialLot"],
    ["a question", transaction("Get", "OperationsSchedule", SCHEDULE), "unknown-verb", "asks or answers"],
    [
      "an action that is not known",
      transaction("Sync", "OperationsSchedule", SCHEDULE, { action: "Juggle" }),
      "unknown-action",
      "Juggle",
    ],
    [
      "an unknown element",
      swapped("<ID>W10</ID>", "<ID>W10</ID><Colour/>"),
      "unknown-element",
      "/OperationsSchedule/Colour",
    ],
    [
      "an extension",
      swapped("<ID>W10</ID>", `<ID>W10</ID><x:A xmlns:x="urn:x"/>`),
      "unknown-element",
      "b2mml.passOver",
    ],
    [
      "a missing element",
      swapped("<OperationsSegmentID>COOK</OperationsSegmentID>", ""),
      "missing-element",
      "OperationsSegmentID is missing",
    ],
    [
      "an element twice",
      swapped("<ID>W10</ID>", "<ID>W10</ID><ID>W11</ID>"),
      "repeated-element",
      "/OperationsSchedule/ID[2]",
    ],
    ["an empty id", swapped("<ID>WO-1</ID>", "<ID/>"), "wrong-value", "empty"],
    ["text between elements", swapped("<ID>WO-1</ID>", "loose<ID>WO-1</ID>"), "stray-text", "take it out"],
    ["a word that is none", swapped(">Released<", ">Maybe<"), "unknown-word", "Maybe"],
    ["another word without its name", swapped(">Released<", ">Other<"), "unknown-word", "OtherValue"],
    [
      "a state of ours that nobody has declared",
      swapped("<RequestState>Released", `<RequestState OtherValue="Parked">Other`),
      "unknown-state",
      "b2mml.requestStates",
    ],
    ["a time that does not exist", swapped("2026-03-02T14:00:00", "2026-02-30T14:00:00"), "wrong-time", "no time"],
    ["an end before the start", swapped("2026-03-02T18", "2026-03-02T10"), "finish-before-start", "correct one"],
    ["a comma in a number", swapped(">20<", ">20,5<"), "wrong-number", "20,5"],
    ["no number", swapped(">20<", ">NaN<"), "wrong-number", "NaN"],
    ["a number beyond all plants", swapped(">20<", ">1e400<"), "wrong-number", "1e400"],
    ["less than nothing", swapped(">20<", ">-20<"), "negative-quantity", "0 or more"],
    ["an order of nothing", swapped(">20<", ">0<"), "no-quantity", "more than 0"],
    ["an unknown unit", swapped(">g<", ">LB<"), "unknown-unit", "b2mml.units"],
    ["a wrong duration", swapped(">PT2H<", ">P1M<"), "wrong-duration", "P1M"],
    ["no rate", swapped("<Duration>PT2H</Duration>", ""), "no-rate", "RatePerHour"],
    ["a segment without a number", swapped(">0010<", ">COOK<"), "wrong-segment-id", "number"],
    ["the same operation twice", schedule(SCHEDULE.replace(SEGMENT, SEGMENT + SEGMENT)), "repeated-operation", "10"],
    ["the same order twice", schedule(SCHEDULE.replace(REQUEST, REQUEST + REQUEST)), "repeated-order", "WO-1"],
    ["no product", swapped("<MaterialUse>Produced", "<MaterialUse>Consumed"), "no-product", "Produced"],
    [
      "a by-product",
      swapped("</SegmentRequirement>", `${material("By-product Produced", "PEEL", amount("1"))}</SegmentRequirement>`),
      "unknown-use",
      "b2mml.uses",
    ],
    ["a site that is not ours", swapped("ACME-HH", "ACME-XX"), "unknown-site", "b2mml.sites"],
    ["work that makes nothing", swapped(">Production<", ">Maintenance<"), "wrong-operations-type", "Maintenance"],
    [
      "nested segments",
      swapped("</SegmentRequirement>", "<SegmentRequirementChild/></SegmentRequirement>"),
      "not-read",
      "each operation",
    ],
    ["no time at all", swapped("<PublishedDate>2026-03-02T12:00:00Z</PublishedDate>", ""), "no-time", "PublishedDate"],
    [
      "a response to nothing",
      swappedIn("<OperationsRequestID>WO-1</OperationsRequestID>", ""),
      "no-order",
      "OperationsRequestID",
    ],
    ["a lot of unknown status", lots(LOTS.replace("Under test", "Odd")), "unknown-status", "b2mml.statuses"],
    [
      "a lot of unknown status, whatever may be done with it",
      lots(LOTS.replace("Under test</Status>", "Odd</Status><Disposition>UnRestricted</Disposition>")),
      "unknown-status",
      "Odd",
    ],
    [
      "a segment that makes nothing",
      swapped("<ProcessSegmentID>", "<OperationsType>Quality</OperationsType><ProcessSegmentID>"),
      "wrong-operations-type",
      "SegmentRequirement",
    ],
    [
      "a lot of no item",
      lots(LOTS.replace(/<MaterialDefinitionID>.*<\/MaterialDefinitionID>/, "")),
      "missing-element",
      "MaterialDefinitionID",
    ],
    [
      "a lot nowhere",
      lots(LOTS.replace(/<StorageLocation>.*<\/StorageLocation>/, "")),
      "no-location",
      "StorageLocation",
    ],
  ])("%s is refused", (_, text, rule, reason) => {
    const read = readB2mml(text, { mapping: plantMapping });
    expect(read).toMatchObject({ ok: false, error: { rule, reason: expect.stringContaining(reason) as string } });
    if (!read.ok) expect(read.error.reason).toMatch(/\.$/);
  });

  test("a time without an offset is refused where no zone is declared", () => {
    const mapping = createB2mmlMapping({ units: { g: 1, CS: 1 } });
    const read = readB2mml(schedule(), { mapping });
    expect(read).toMatchObject({
      ok: false,
      error: { rule: "no-offset", reason: expect.stringMatching(/^Line 3, .*b2mml.timeZone/) as string },
    });
  });

  test("several troubles are told of at once", () => {
    const read = readB2mml(swapped(">Released<", ">Maybe<").replaceAll("T14:00:00", "T25:00:00"), {
      mapping: plantMapping,
    });
    expect(!read.ok && read.error.reason.match(/Line \d+/g)).toHaveLength(3);
  });

  test("what a site says nothing of may be passed over, with all that is in it", () => {
    const mapping = createB2mmlMapping({ passOver: ["Colour"], units: { g: 1, CS: 1 }, timeZone: "UTC" });
    expect(factsOf(swapped("<ID>W10</ID>", "<ID>W10</ID><Colour><Deep/></Colour>"), mapping)).toHaveLength(1);
  });
});

describe("what is declared", () => {
  test.each<[unknown, string]>([
    [{ site: 7 }, "b2mml.site must be string"],
    [{ colour: 1 }, "b2mml has no setting colour"],
    [{ timeZone: "Mars" }, "b2mml.timeZone must be an IANA time zone such as Europe/Berlin, not Mars"],
    [{ units: { kg: 0 } }, "b2mml.units.kg must be > 0"],
    [{ uses: { Made: "maid" } }, "b2mml.uses.Made must be one of produced, consumed, scrap, none"],
    [{ sites: { A: "X", B: "X" } }, "b2mml.sites names X twice: give each site one name there"],
    [
      { properties: { runHours: "RatePerHour" } },
      "b2mml.properties has two of the name RatePerHour: give each one of its own",
    ],
    [{ properties: { colour: "x" } }, "b2mml.properties has no setting colour"],
  ])("%j is refused", (declared, error) => {
    expect(readB2mmlMapping(declared)).toEqual({ ok: false, error });
  });
});
