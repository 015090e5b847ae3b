import { describe, expect, test } from "vitest";
import { type CsvMapping, type FieldRule, readMapping } from "./mapping.ts";
import { type Known, type ReadTable, readTable } from "./read-table.ts";
import { type Table, tableOf, tableOfRows } from "./table.ts";

const known: Known = {
  zoneOfSite: (site) => ({ KS1: "Europe/Berlin", LX1: "Europe/Lisbon" })[site],
  unitOfItem: (item) => ({ A: "kg", B: "pc" })[item],
};

const columns = (...paths: readonly string[]): Record<string, FieldRule> =>
  Object.fromEntries(paths.map((path) => [path, { column: path }]));

const SALES = columns("order", "line", "customer", "item", "site", "quantity", "requestedAt", "promisedAt", "status");

function mappingOf(
  type: CsvMapping["type"],
  fields: Record<string, FieldRule>,
  more: Partial<CsvMapping> = {},
): CsvMapping {
  return { type, fields, decimal: ",", dates: "dmy", zone: "site", ...more };
}

function read(head: string, rows: readonly string[], mapping: CsvMapping): ReadTable {
  return readWhole(tableOf([head, ...rows].map((line) => line.split(";"))), mapping);
}

function readWhole(table: Table, mapping: CsvMapping): ReadTable {
  const work = readTable(table, mapping, known);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

const salesHead = Object.keys(SALES).join(";");
const sales = (rows: readonly string[], more: Partial<CsvMapping> = {}): ReadTable =>
  read(salesHead, rows, mappingOf("erp.sales-order-line", SALES, more));

describe("rows of one fact each", () => {
  test("become its data, dates in the zone of their own plant", () => {
    const { drafts, bad } = sales([
      "SO-1;10;K;A;KS1;1.234,5;02.03.2026;02.07.2026 14:00;open",
      "SO-2;10;K;A;LX1;7;02.03.2026;02.07.2026 14:00;OPEN",
    ]);
    expect(bad).toEqual([]);
    expect(
      drafts.map(({ data }) => [data["quantity"], data["requestedAt"], data["promisedAt"], data["status"]]),
    ).toEqual([
      [1234.5, "2026-03-01T23:00:00.000Z", "2026-07-02T12:00:00.000Z", "open"],
      [7, "2026-03-02T00:00:00.000Z", "2026-07-02T13:00:00.000Z", "open"],
    ]);
  });

  test("that are bad say their row, column, value, and what to do, each of its troubles", () => {
    const { drafts, bad } = sales([
      "SO-1;10;K;A;KS1;1.5;31.02.2026;03.03.2026;frozen",
      "SO-2;10;K;;KS1;5;02.03.2026;03.03.2026;open",
      "SO-3;10;K;A;XX9;5;02.03.2026;2026-03-03T00:00:00Z;open",
    ]);
    expect(drafts).toEqual([]);
    expect(bad.map(({ row, column, value, rule }) => [row, column, value, rule])).toEqual([
      [2, "quantity", "1.5", "number"],
      [2, "requestedAt", "31.02.2026", "date"],
      [2, "status", "frozen", "choice"],
      [3, "item", "", "required-field"],
      [4, "requestedAt", "02.03.2026", "time-zone"],
      [4, "promisedAt", "2026-03-03T00:00:00Z", "time-zone"],
    ]);
    for (const { reason } of bad) expect(reason).toMatch(/: [^:]+\.$/);
  });

  test("that say the same twice are one; that contradict each other are bad, all of them", () => {
    const same = "SO-1;10;K;A;KS1;5;02.03.2026;03.03.2026;open";
    expect(sales([same, same])).toMatchObject({ drafts: [{ rows: [2, 3] }], bad: [] });
    const { drafts, bad } = sales([same, same.replace(";5;", ";6;"), "SO-2;10;K;A;KS1;5;02.03.2026;03.03.2026;open"]);
    expect(drafts.map(({ rows }) => rows)).toEqual([[4]]);
    expect(bad.map(({ row, column, value, rule }) => [row, column, value, rule])).toEqual([
      [2, "quantity", "5", "same-key-twice"],
      [3, "quantity", "6", "same-key-twice"],
    ]);
  });

  test("without a key are each on their own", () => {
    const { bad } = sales([";10;K;A;KS1;5;02.03.2026;03.03.2026;open", ";10;K;A;KS1;6;02.03.2026;03.03.2026;open"]);
    expect(bad.map(({ row, rule }) => [row, rule])).toEqual([
      [2, "required-field"],
      [3, "required-field"],
    ]);
  });

  test("that have more cells than the head are bad, as nobody knows which of them belongs where", () => {
    const good = "SO-1;10;K;A;KS1;5;02.03.2026;03.03.2026;open";
    const { drafts, bad } = sales([`${good};;`, "SO-2;10;K;A; left;KS1;5;02.03.2026;03.03.2026;open"]);
    expect(drafts.map(({ rows }) => rows)).toEqual([[2]]);
    expect(bad).toEqual([
      {
        ...{ row: 3, column: null, value: null, rule: "too-many-cells" },
        reason: "Row 3 has 10 cells, the head has 9: put a text that holds the separator in quotes.",
      },
    ]);
  });

  test("of a workbook may have a note beside them", () => {
    const cells = "SO-1;10;K;A;KS1;5;02.03.2026;03.03.2026;open;a note".split(";");
    const table = tableOfRows([salesHead.split(";"), cells].map((row, k) => ({ number: k + 1, cells: row })));
    expect(readWhole(table, mappingOf("erp.sales-order-line", SALES))).toMatchObject({
      drafts: [{ rows: [2] }],
      bad: [],
    });
  });

  test("a short row is one with empty cells", () => {
    expect(sales(["SO-1;10;K"]).bad.map(({ column }) => column)).toEqual([
      "item",
      "site",
      "quantity",
      "requestedAt",
      "promisedAt",
      "status",
    ]);
  });
});

describe("several rows of one fact", () => {
  const fields = {
    ...columns("item", "site"),
    "components/item": { column: "part" },
    "components/quantityPer": { column: "per" },
  };
  const bom = (rows: readonly string[]): ReadTable => read("item;site;part;per", rows, mappingOf("master.bom", fields));

  test("are its list, in their order, wherever they stand", () => {
    const { drafts, bad } = bom(["A;KS1;X;1", "B;KS1;Y;0,5", "A;KS1;Z;2"]);
    expect(bad).toEqual([]);
    expect(drafts.map(({ rows, data }) => [rows, data["components"]])).toEqual([
      [
        [2, 4],
        [
          { item: "X", quantityPer: 1 },
          { item: "Z", quantityPer: 2 },
        ],
      ],
      [[3], [{ item: "Y", quantityPer: 0.5 }]],
    ]);
  });

  test("are all held back if one of them is bad: half a list would be a wrong one", () => {
    const { drafts, bad } = bom(["A;KS1;X;1", "A;KS1;Z;two", "B;KS1;Y;1"]);
    expect(drafts.map(({ data }) => data["item"])).toEqual(["B"]);
    expect(bad.map(({ row, rule }) => [row, rule])).toEqual([
      [2, "held-back"],
      [3, "number"],
    ]);
    expect(bad[0]?.reason).toContain("row 3");
  });

  test("a row without an element makes a fact without one", () => {
    expect(bom(["A;KS1;;"]).drafts).toEqual([{ rows: [2], data: { item: "A", site: "KS1" }, time: null, id: null }]);
  });

  test("of a routing: operations, with times for each piece as rates", () => {
    const mapping = mappingOf("master.routing", {
      ...columns("item", "site"),
      "operations/seq": { column: "op" },
      "operations/resource": { column: "machine" },
      "operations/ratePerHour": { column: "min", timePer: "minute" },
      "operations/setupMinutes": { column: "setup", factor: 60 },
    });
    const { drafts } = read("item;site;op;machine;min;setup", ["A;KS1;10;L1;7,5;0,5", "A;KS1;20;L2;6;0"], mapping);
    expect(drafts[0]?.data["operations"]).toEqual([
      { seq: 10, resource: "L1", ratePerHour: 8, setupMinutes: 30 },
      { seq: 20, resource: "L2", ratePerHour: 10, setupMinutes: 0 },
    ]);
  });

  test("of a calendar: shifts and holidays of one file", () => {
    const mapping = mappingOf("master.calendar", {
      ...columns("id", "timeZone"),
      "weekly/day": { column: "day", words: { Mon: "1" } },
      "weekly/start": { column: "from" },
      "weekly/end": { column: "to" },
      "exceptions/date": { column: "holiday" },
      "exceptions/closed": { column: "closed" },
    });
    const rows = ["C;Europe/Berlin;Mon;6:00;14:00;;", "C;Europe/Berlin;;;;25.12.2026;x"];
    expect(read("id;timeZone;day;from;to;holiday;closed", rows, mapping).drafts[0]?.data).toEqual({
      id: "C",
      timeZone: "Europe/Berlin",
      weekly: [{ day: 1, start: "06:00", end: "14:00" }],
      exceptions: [{ date: "2026-12-25", closed: true }],
    });
  });
});

describe("units", () => {
  const stock = (rows: readonly string[], rule: Partial<FieldRule>): ReadTable =>
    read(
      "item;qty;unit",
      rows,
      mappingOf("wms.stock-count", {
        item: { column: "item" },
        quantity: { column: "qty", unitColumn: "unit", ...rule },
        site: { constant: "KS1" },
        location: { constant: "L" },
        status: { constant: "available" },
      }),
    );
  const quantities = ({ drafts }: ReadTable): unknown[] => drafts.map(({ data }) => data["quantity"]);

  test("are the item's own, or declared; another is bad", () => {
    const read = stock(["A;2,5;kg", "B;2500;g"], {});
    expect(quantities(read)).toEqual([2.5]);
    expect(read.bad).toMatchObject([{ row: 3, column: "unit", value: "g", rule: "unit" }]);
    expect(read.bad[0]?.reason).toContain("the item is kept in pc");
    expect(quantities(stock(["A;2500;g"], { units: { g: 0.001 } }))).toEqual([2.5]);
  });

  test("are the same whatever their case, and pieces whatever they are called", () => {
    const spelled = ["A;1;KG", "B;2;ST", "B;3;Stk.", "B;4;EA"].map((row) => quantities(stock([row], {})));
    expect(spelled).toEqual([[1], [2], [3], [4]]);
  });

  test("of several pallets in one bin add up", () => {
    expect(stock(["A;0,1;kg", "B;7;pc", "A;0,2;kg"], {})).toMatchObject({
      drafts: [
        { rows: [2, 4], data: { item: "A", quantity: 0.3 } },
        { rows: [3], data: { item: "B", quantity: 7 } },
      ],
      bad: [],
    });
  });

  test("of a component are the component's own, not its product's", () => {
    const mapping = mappingOf("master.bom", {
      ...columns("item", "site"),
      "components/item": { column: "part" },
      "components/quantityPer": { column: "per", unitColumn: "unit" },
    });
    const { drafts, bad } = read("item;site;part;per;unit", ["B;KS1;A;0,5;kg", "X;KS1;A;1;pc"], mapping);
    expect(drafts.map(({ data }) => data["components"])).toEqual([[{ item: "A", quantityPer: 0.5 }]]);
    expect(bad).toMatchObject([{ row: 3, rule: "unit" }]);
  });

  test("are without dust of binary fractions", () => {
    expect(quantities(stock(["A;0,1;g"], { units: { g: 3 } }))).toEqual([0.3]);
  });
});

test("money has its currency, from a column or the same for all, and cents", () => {
  const mapping = mappingOf("master.item", {
    ...columns("id", "name", "uom"),
    unitPrice: { column: "price", currency: "EUR", currencyColumn: "cur" },
    unitCost: { column: "cost", currency: "EUR", factor: 0.01 },
  });
  const { drafts, bad } = read(
    "id;name;uom;price;cur;cost",
    ["A;A;pc;12,5;;1234", "B;B;pc;7;usd;", "C;C;pc;7;euro;"],
    mapping,
  );
  expect(drafts.map(({ data }) => [data["unitPrice"], data["unitCost"]])).toEqual([
    [
      { amount: "12.50", currency: "EUR" },
      { amount: "12.34", currency: "EUR" },
    ],
    [{ amount: "7.00", currency: "USD" }, undefined],
  ]);
  expect(bad).toMatchObject([{ row: 4, column: "cur", value: "euro", rule: "money" }]);
});

test("a date and its time of day may stand in two columns", () => {
  const fields = { ...SALES, promisedAt: { column: "promisedAt", timeColumn: "at" } };
  const { drafts } = read(
    `${salesHead};at`,
    ["SO-1;10;K;A;KS1;5;02.03.2026;03.03.2026;open;143000"],
    mappingOf("erp.sales-order-line", fields),
  );
  expect(drafts[0]?.data["promisedAt"]).toBe("2026-03-03T13:30:00.000Z");
});

test("a price for several pieces is one for each of them; where nobody says for how many, for one", () => {
  const unitCost = { column: "price", perColumn: "per", currency: "EUR" };
  const mapping = mappingOf("master.item", { ...columns("id", "name", "uom"), unitCost });
  const rows = ["100", "1", "0", "", "1.000", "many"].map((per) => `A;A;pc;6,15;${per}`.replace("A", `A${per}`));
  const { drafts, bad } = read("id;name;uom;price;per", rows, mapping);
  expect(drafts.map(({ data }) => data["unitCost"])).toEqual(
    ["0.0615", "6.15", "6.15", "6.15", "0.00615"].map((amount) => ({ amount, currency: "EUR" })),
  );
  expect(bad).toMatchObject([{ row: 7, column: "per", value: "many", rule: "number" }]);
});

describe("movements", () => {
  const fields = { ...columns("site", "location", "item", "quantity", "@time"), "@id": { column: "doc" } };
  const head = "doc;pos;site;location;item;quantity;@time";
  const receipts = (rows: readonly string[], andColumns?: string[]): ReadTable => {
    const id = andColumns === undefined ? { column: "doc" } : { column: "doc", andColumns };
    return read(head, rows, mappingOf("wms.receipt", { ...fields, "@id": id }));
  };
  const row = (doc: string, pos: string, quantity = 5): string => `${doc};${pos};KS1;L;A;${quantity};02.03.2026`;

  test("of one document are told apart by the columns that it is known by", () => {
    const { drafts, bad } = receipts([row("5001", "1"), row("5001", "2")], ["pos"]);
    expect(bad).toEqual([]);
    expect(drafts.map(({ id, rows }) => [id, rows])).toEqual([
      ["5001/1", [2]],
      ["5001/2", [3]],
    ]);
  });

  test.each([
    ["else they are all bad, as each has moved something", [row("5001", "1"), row("5001", "2", 7)]],
    ["also where they say the very same", [row("5001", "1"), row("5001", "1")]],
    ["and where one of them is bad by itself", [row("5001", "1"), row("5001", "2").replace("02.03.", "31.02.")]],
  ])("%s", (_, rows) => {
    const { drafts, bad } = receipts([...rows, row("5002", "1")]);
    expect(drafts.map(({ rows: of }) => of)).toEqual([[4]]);
    const reason =
      "Rows 2 and 3 have the same number 5001 and are movements of their own: name the column that tells the lines of a document apart as well.";
    const same = bad.filter(({ rule }) => rule === "same-number-twice");
    expect(same).toEqual(
      [2, 3].map((number) => ({ row: number, column: "doc", value: "5001", rule: "same-number-twice", reason })),
    );
  });

  test("need all of their number", () => {
    expect(receipts([row("5001", "")], ["pos"]).bad).toMatchObject([
      { row: 2, column: "pos", value: "", rule: "required-field", reason: expect.stringContaining("pos is empty") },
    ]);
  });
});

describe("a time of day in a column of its own", () => {
  const fields = { ...SALES, promisedAt: { column: "promisedAt", timeColumn: "at" } };
  const mapping = mappingOf("erp.sales-order-line", fields);
  const timed = (date: string, at: string, decimals: readonly number[] = []): ReadTable => {
    const head = `${salesHead};at`.split(";");
    const cells = ["SO-1", "10", "K", "A", "KS1", "5", "02.03.2026", date, "open", at];
    const rows = [
      { number: 1, cells: head },
      { number: 2, cells, decimals },
    ];
    return readWhole(tableOfRows(rows), mapping);
  };

  test.each(["07:30", "7:30:00", "0,3125", "0.3125", "73000", "073000"])("may be %s", (at) => {
    const { drafts, bad } = timed("03.03.2026", at);
    expect(bad).toEqual([]);
    expect(drafts[0]?.data["promisedAt"]).toBe("2026-03-03T06:30:00.000Z");
  });

  test("is a share of the day where a workbook has a number", () => {
    expect(timed("03.03.2026", "0.25", [9]).drafts[0]?.data["promisedAt"]).toBe("2026-03-03T05:00:00.000Z");
    expect(timed("03.03.2026", "0.25").drafts[0]?.data["promisedAt"]).toBe("2026-03-02T23:25:00.000Z");
  });

  test.each([
    ["03.03.2026", "soon", "at", "soon", '"soon" is no time of day: write it like 14:30.'],
    ["03.03.2026", "1.5", "at", "1.5", '"1.5" is no time of day: write it like 14:30.'],
    ["31.02.2026", "soon", "promisedAt", "31.02.2026", "is no date that exists"],
    ["03.03.2026 14:30", "15:00", "at", "15:00", "has its time of day already"],
  ] as const)("that is none is what is named: %s and %s", (date, at, column, value, reason) => {
    expect(timed(date, at).bad).toMatchObject([{ row: 2, column, value, reason: expect.stringContaining(reason) }]);
  });
});

test("rows are read a hundred a step, so that other work gets its turn", () => {
  const rows = Array.from({ length: 1_000 }, (_, k) => `SO-${k};10;K;A;KS1;5;02.03.2026;03.03.2026;open`);
  const table = tableOf([salesHead, ...rows].map((line) => line.split(";")));
  const work = readTable(table, mappingOf("erp.sales-order-line", SALES), known);
  let steps = 0;
  for (let step = work.next(); step.done !== true; step = work.next()) steps += 1;
  expect(steps).toBe(20);
});

describe("a mapping that cannot be", () => {
  const good = mappingOf("master.item", columns("id", "name", "uom"));
  test.each([
    ["no mapping", null],
    ["of an unknown type", { ...good, type: "master.thing" }],
    ["of what people say", { ...good, type: "tower.estimate" }],
    ["with an unknown field", { ...good, fields: { colour: { column: "c" } } }],
    ["with neither column nor constant", { ...good, fields: { id: {} } }],
    ["with both", { ...good, fields: { id: { column: "c", constant: "x" } } }],
    ["with a zone that is none", { ...good, zone: "Mars/Olympus" }],
    ["with more than it may", { ...good, script: "x" }],
    ["of several columns that is no @id", { ...good, fields: { id: { column: "c", andColumns: ["d"] } } }],
    ["with dates in no order", { ...good, dates: "xyz" }],
    ["with a factor of 0", { ...good, fields: { id: { column: "c", factor: 0 } } }],
  ])("is refused in one line: %s", (_, mapping) => {
    const read = readMapping(mapping);
    expect(read).toMatchObject({ ok: false, error: expect.stringMatching(/^[^\n]+[.]$/) });
  });

  test.each([
    ["dates", { ...good, dates: "xyz" }, 'must be "ymd", "dmy" or "mdy": choose one of them.'],
    ["decimal", { ...good, decimal: ";" }, 'must be "." or ",": choose one of them.'],
    [
      "fields.id.timePer",
      { ...good, fields: { id: { column: "c", timePer: "day" } } },
      'must be "second", "minute" or "hour": choose one of them.',
    ],
  ])("says what may stand there: %s", (where, mapping, reason) => {
    expect(readMapping(mapping)).toEqual({ ok: false, error: `The mapping's ${where} ${reason}` });
  });
});

describe("what stands below a table", () => {
  const row = "SO-1;10;K;A;KS1;5;02.03.2026;03.03.2026;open";
  const seen = ({ drafts, bad }: ReadTable) => ({
    rows: drafts.map(({ rows }) => rows),
    bad: bad.map(({ row: number, rule }) => [number, rule]),
  });

  test.each([
    ["Total;;;;;5;;;"],
    ["Summe:;;;;;5;;;"],
    [";Gesamt;;;;5;;;"],
    ["TOTAAL;;;;;1.234,50;;;"],
    ["Somme;1 ligne;;;;5;;;"],
    ["Grand total;;;;;5;;;"],
    [";;;;;5;;;"],
  ])("and sums it up is one trouble, and is left out: %s", (totals) => {
    const read = sales([row, totals]);
    expect(seen(read)).toEqual({ rows: [[2]], bad: [[3, "row-of-totals"]] });
    expect(read.bad[0]?.reason).toBe("Row 3 looks like a row of totals; left out: if it is none, fill in order, line.");
  });

  test("may be several such rows", () => {
    const read = sales([row, "Sum;;;;;5;;;", "Total;;;;;5;;;"]);
    expect(seen(read)).toEqual({
      rows: [[2]],
      bad: [
        [3, "row-of-totals"],
        [4, "row-of-totals"],
      ],
    });
  });

  test("is no such row where another one follows, where it is all that there is, or where it is read without a trouble", () => {
    const inside = sales(["Total;;;;;5;;;", row]);
    expect(inside.bad.length).toBeGreaterThan(1);
    expect(inside.bad.every(({ rule }) => rule === "required-field")).toBe(true);
    expect(sales(["Total;;;;;5;;;"]).bad[0]?.rule).toBe("required-field");
    expect(seen(sales([row, row.replace("SO-1", "Total")]))).toEqual({ rows: [[2], [3]], bad: [] });
  });

  test("is left out, too, where a word and a number would make a fact", () => {
    const mapping = mappingOf("wms.stock-count", {
      ...columns("item", "quantity"),
      ...{ site: { constant: "KS1" }, location: { constant: "L" } },
    });
    const { drafts, bad } = read("item;quantity", ["A;5", "Total;5"], mapping);
    expect([drafts.length, bad.map(({ rule }) => rule)]).toEqual([1, ["row-of-totals"]]);
  });

  test("is not what a row is that has nothing of its key but a word beside its numbers", () => {
    expect(sales([row, ";;K;;;5;;;"]).bad.map(({ rule }) => rule)).not.toContain("row-of-totals");
  });
});

test("a row with a NUL is bad as a whole, once, and is shown without it", () => {
  const row = "SO-1;10;K;A;KS1;5;02.03.2026;03.03.2026;open";
  const table = tableOf(
    [salesHead, row, "SO-\u00002;1\u00000;K;A;KS1;x;;;open", row.replace("SO-1", "SO-3")].map((line) =>
      line.split(";"),
    ),
  );
  const { drafts, bad } = readWhole(table, mappingOf("erp.sales-order-line", SALES));
  expect(drafts.map(({ rows }) => rows)).toEqual([[2], [4]]);
  expect(bad.map(({ row: number, rule }) => [number, rule])).toEqual([[3, "nul-byte"]]);
  expect(bad[0]?.reason).toMatch(/^Row 3 has a NUL byte, .*: correct this row, and bring it in again\.$/);
  expect(table.rows[1]?.cells[0]).toBe("SO-\ufffd2");
});
