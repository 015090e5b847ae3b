import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { contentHash } from "@lockstep/domain/content-hash";
import type { Committed, DryRun, Overview, RowPage, Upload } from "@lockstep/protocol/imports";
import { type MadeCell, workbookOf } from "@lockstep/testkit/workbook";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count, item, site } from "../testing/facts.ts";
import { type Answer, type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const JSON_TYPE = { "content-type": "application/json" };
const AS = (token: string) => ({ authorization: `Bearer dev:${token}` });

const HEAD = "Order;Line;Customer;Item;Plant;Quantity;Promised;Status";
const LINE = "SO-1;10;K;FG-1;PLANT-A;1.200,5;05.03.2026;offen";

const CELLS = HEAD.split(";");
const bookRow = (id: MadeCell, quantity: MadeCell): readonly MadeCell[] => [
  ...[id, 10, "K", "FG-1", "PLANT-A", quantity],
  ...[{ v: 46_086, form: "dd.mm.yyyy" }, "offen"],
];

describe("files", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
    await server.setClock("2026-03-02T08:00:00Z");
    await server.send([site("PLANT-A"), site("PLANT-B"), item("FG-1"), item("FG-2")]);
  }, 60_000);
  afterAll(() => server.close());

  const upload = async (lines: readonly string[], name = "orders.csv", headers = {}): Promise<Upload> => {
    const { status, body } = await server.post<Upload>(
      `/imports?name=${encodeURIComponent(name)}`,
      lines.join("\n"),
      headers,
    );
    expect(status).toBe(200);
    return body;
  };
  const order = (file: Upload, more: object = {}): string =>
    JSON.stringify({ source: "orders", mapping: file.mapping, ...more });
  const tryIt = async (file: Upload, more: object = {}, headers = {}): Promise<DryRun> =>
    (await server.post<DryRun>(`/imports/${file.id}/dry-run`, order(file, more), { ...JSON_TYPE, ...headers })).body;
  const commit = (file: Upload, more: object = {}, headers = {}): Promise<Answer<Committed>> =>
    server.post<Committed>(`/imports/${file.id}/commit`, order(file, more), { ...JSON_TYPE, ...headers });
  const get = async <T>(path: string): Promise<T> => (await (await fetch(server.url + path)).json()) as T;

  test("are guessed, tried without taking anything, taken, and the same again is all duplicates", async () => {
    const file = await upload([HEAD, LINE, LINE.replace("SO-1", "SO-2")]);
    expect([file.rowCount, file.types[0]]).toEqual([2, "erp.sales-order-line"]);
    const { seq } = (await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }")).data?.asOf ?? { seq: -1 };
    const tried = await tryIt(file);
    expect(tried.counts).toEqual({ rows: 2, badRows: 0, bad: 0, new: 2, changed: 0, gone: 0, older: 0, unchanged: 0 });
    const took = await commit(file);
    expect([took.status, took.body]).toMatchObject([202, { accepted: 2, duplicates: 0, quarantined: 0, seq: seq + 2 }]);
    expect((await commit(file)).body).toMatchObject({ accepted: 0, duplicates: 2, seq: seq + 2 });
    const again = await upload([HEAD, LINE, LINE.replace("SO-1", "SO-2")], "the same.csv");
    expect((await tryIt(again)).counts).toMatchObject({ unchanged: 2, new: 0, changed: 0 });
    expect((await commit(again)).body).toMatchObject({ accepted: 0, duplicates: 2 });
  });

  test("that say something else are changes, from what to what, and are in force at once", async () => {
    const file = await upload([HEAD, LINE.replace("1.200,5", "7")]);
    expect((await tryIt(file)).pages.changed).toEqual([
      { key: "SO-1/10", rows: [2], changes: [{ field: "quantity", from: "1200.5", to: "7" }], waitsFor: [] },
    ]);
    expect((await commit(file)).body).toMatchObject({ accepted: 1 });
    await expect
      .poll(async () => (await server.ask<object>('{ orderLine(id: "SO-1/10") { openQuantity } }')).data)
      .toEqual({ orderLine: { openQuantity: 7 } });
  });

  test("are kept row by row: from a figure it is one question to the row that it is made of", async () => {
    const { data } = await server.ask<object>(`{
      lineage(of: SALES_ORDER_LINE, id: "SO-1/10", figure: OPEN_QUANTITY) {
        behind { nodes { connector origin message { place text sha256 bytes } } }
      }
    }`);
    const text = `${HEAD.replaceAll(";", ",")}\nSO-1,10,K,FG-1,PLANT-A,7,05.03.2026,offen`;
    const message = { place: "orders.csv, row 2", text, sha256: contentHash(text), bytes: text.length };
    expect(data).toEqual({ lineage: { behind: { nodes: [{ connector: "csv:dev", origin: "MESSAGE", message }] } } });
  });

  test("have every bad row with its reason, page by page and to download, and only the others are taken", async () => {
    const rows = Array.from({ length: 120 }, (_, k) => `BAD-${k};10;K;FG-1;PLANT-A;=cmd|${k};05.03.2026;open`);
    const file = await upload([
      HEAD,
      ...rows,
      LINE.replace("SO-1", "SO-3"),
      "SO-4;10;K;FG-1;PLANT-A;-1;05.03.2026;open",
    ]);
    const tried = await tryIt(file);
    expect(tried.counts).toMatchObject({ rows: 122, badRows: 121, new: 1 });
    expect(tried.pages.bad).toHaveLength(50);
    expect(tried.pages.bad[0]).toMatchObject({ row: 2, column: "Quantity", value: "=cmd|0", rule: "number" });
    const page = await get<RowPage>(`/imports/${file.id}/rows?show=bad&offset=100&limit=100`);
    expect([page.total, page.rows.length]).toEqual([121, 21]);
    expect(page.rows.at(-1)).toEqual({
      row: 123,
      column: "Quantity",
      value: "-1",
      rule: "order-quantity-positive",
      reason: "quantity must be greater than 0; it is -1.",
    });
    const csv = await (await fetch(`${server.url}/imports/${file.id}/errors.csv`)).text();
    const lines = csv.trimEnd().split("\r\n");
    expect(lines).toHaveLength(122);
    expect(lines[1]).toContain(",'=cmd|0,");
    expect(csv).not.toMatch(/(^|,)[=+@]/m);
    expect((await commit(file)).body).toMatchObject({ accepted: 1, quarantined: 0 });
  });

  test("that leave open how their numbers are written say so, and a row with a cell too many is given back whole", async () => {
    const open = await upload([HEAD, LINE.replace("1.200,5", "1.200").replace("05.03.2026", "2026-03-05")]);
    expect([open.isDecimalMarkAmbiguous, open.isDateOrderAmbiguous]).toEqual([true, false]);
    const file = await upload([HEAD, LINE.replace("FG-1", "FG-1; blue")]);
    expect([file.isDecimalMarkAmbiguous, (await tryIt(file)).counts]).toMatchObject([false, { badRows: 1, new: 0 }]);
    const csv = await (await fetch(`${server.url}/imports/${file.id}/errors.csv`)).text();
    expect(csv).toContain('in quotes.",SO-1,10,K,FG-1,blue,PLANT-A,"1.200,5",05.03.2026,offen\r\n');
  });

  test("that have too many rows are refused in words, and only lines of JSON are logged of it", async () => {
    const long = `${HEAD}\n${"SO-1;10;K;FG-1;PLANT-A;1;05.03.2026;offen\n".repeat(200_001)}`;
    const { status, body } = await server.post<Refused>("/imports?name=long.csv", long, {});
    expect([status, body.error.message]).toEqual([400, expect.stringContaining("more than 200000 rows")]);
  });

  test("may name what nobody has told of yet: that waits, and is said before", async () => {
    const file = await upload([HEAD, LINE.replace("SO-1", "SO-5").replace("FG-1", "NEW-1")]);
    expect((await tryIt(file)).waiting).toEqual({ facts: 1, nameCount: 1, names: [{ name: "item NEW-1", facts: 1 }] });
    expect((await commit(file)).body).toMatchObject({ accepted: 1, parked: 1 });
  });

  test("that are complete take out what they no longer name, of their own source alone, and not beside a bad row", async () => {
    const file = await upload([HEAD, LINE.replace("1.200,5", "7")]);
    const complete = { mapping: { ...file.mapping, isComplete: true } };
    const tried = await tryIt(file, complete);
    expect(tried.pages.gone.map(({ key }) => key).sort()).toEqual(["SO-2/10", "SO-3/10", "SO-5/10"]);
    expect((await tryIt(file, { ...complete, source: "another" })).counts).toMatchObject({ gone: 0 });
    const bad = await upload([HEAD, LINE.replace("1.200,5", "x")]);
    expect((await tryIt(bad, { mapping: { ...bad.mapping, isComplete: true } })).counts).toMatchObject({
      gone: 0,
      badRows: 1,
    });
    expect((await commit(file, complete)).body).toMatchObject({ accepted: 3, duplicates: 1 });
    await expect
      .poll(async () => (await server.ask<object>('{ orderLine(id: "SO-2/10") { id } }')).data)
      .toEqual({ orderLine: null });
  });

  test("keep what their columns mean, by source", async () => {
    const { mappings } = await get<Overview>("/imports");
    expect(mappings).toMatchObject([
      { source: "orders", changedBy: "dev", mapping: { type: "erp.sales-order-line", isComplete: true } },
    ]);
  });

  test("of which two columns are called the same are kept as read from the first", async () => {
    const file = await upload([`${HEAD};Quantity;Note;Note`, `${LINE.replace("SO-1", "SO-ALIKE")};9;a;b`]);
    const source = "alike";
    expect((await commit(file, { source })).status).toBe(202);
    const { mappings } = await get<Overview>("/imports");
    const kept = mappings.find((one) => one.source === source)?.mapping;
    expect([kept?.fields["quantity"]?.column, kept?.alike]).toEqual(["Quantity", ["Quantity"]]);
  });

  test("of which a line is damaged, or sums the others up, have that one bad, once, and all others are taken", async () => {
    const damaged = LINE.replace("SO-1", "SO-N2").replace("FG-1", "FG-\u00001").replace("offen", "?");
    const rows = [LINE.replace("SO-1", "SO-N1"), damaged, LINE.replace("SO-1", "SO-N3"), "Summe;;;;;2.401;;"];
    const file = await upload([HEAD, ...rows]);
    const tried = await tryIt(file);
    expect(tried.counts).toMatchObject({ rows: 4, badRows: 2, bad: 2, new: 2 });
    expect(tried.pages.bad.map(({ row, rule }) => [row, rule])).toEqual([
      [3, "nul-byte"],
      [5, "row-of-totals"],
    ]);
    expect((await commit(file, { source: "damaged" })).body).toMatchObject({ accepted: 2, quarantined: 0 });
    const csv = await (await fetch(`${server.url}/imports/${file.id}/errors.csv`)).text();
    expect(csv).toContain("SO-N2");
    expect(csv).not.toContain("\0");
  });

  test("say what is still missing for a projection, of what one sees and as it is by now", async () => {
    const readinessOf = async (as = "dev") => {
      const { ready, missing } = (await (
        await fetch(`${server.url}/imports`, { headers: as === "dev" ? {} : AS(as) })
      ).json()) as Overview;
      return { missing, counts: Object.fromEntries(ready.map(({ type, known }) => [type, known])) };
    };
    expect(await readinessOf()).toMatchObject({ missing: ["supply"], counts: { "master.site": 2, "master.item": 2 } });
    expect((await readinessOf("ina:integrator:PLANT-B")).missing).toEqual(["erp.sales-order-line", "supply"]);
    await server.send([count(1, 5, { item: "FG-1", site: "PLANT-A" }), item("FG-X")]);
    expect(await readinessOf()).toMatchObject({ missing: [], counts: { "master.item": 3, "wms.stock-count": 1 } });
    expect((await readinessOf("ina:integrator:PLANT-B")).missing).toEqual(["erp.sales-order-line", "supply"]);
    await server.send([
      { ...item("FG-X"), id: "gone", time: "2026-03-02T07:59:00Z", data: { id: "FG-X", deleted: true } },
    ]);
    expect((await readinessOf()).counts).toMatchObject({ "master.item": 2 });
  });

  test("are at hand as long as they are worked on", async () => {
    const file = await upload([HEAD, LINE]);
    expect((await fetch(`${server.url}/imports/${file.id}`, { method: "DELETE" })).status).toBe(204);
    const gone = await server.post<Refused>(`/imports/${file.id}/dry-run`, order(file), JSON_TYPE);
    expect([gone.status, gone.body.error.code]).toEqual([404, "NOT_FOUND"]);
  });

  test("of 10,000 rows hold nothing else up: whoever asks meanwhile is answered soon", async () => {
    const rows = Array.from({ length: 10_000 }, (_, k) => `BIG-${k};Item ${k};pc;${k % 97},5`);
    let longest = 0;
    let isDone = false;
    const asking = (async () => {
      while (!isDone) {
        const at = performance.now();
        await (await fetch(`${server.url}/healthz`)).text();
        longest = Math.max(longest, performance.now() - at);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    })();
    const began = performance.now();
    const file = await upload(["Item;Name;Unit;Price", ...rows], "items.csv");
    expect((await tryIt(file)).counts).toMatchObject({ new: 10_000, badRows: 0 });
    expect((await commit(file)).body).toMatchObject({ accepted: 10_000, duplicates: 0, quarantined: 0 });
    const whole = performance.now() - began;
    isDone = true;
    await asking;
    // A tenth of a second on an idle machine; the tests of the whole share two cores.
    expect(longest).toBeLessThan(Math.max(2_000, whole / 3));
  }, 60_000);

  test.each(["petra:planner", "sam:supervisor", "lea:leader", "otto:auditor"])("are not for %s", async (person) => {
    for (const path of ["/imports?name=x.csv", "/imports/x/dry-run", "/imports/x/commit"]) {
      const answer = await server.post<Refused>(path, [HEAD, LINE].join("\n"), AS(person));
      expect([answer.status, answer.body.error.code]).toEqual([403, "FORBIDDEN"]);
    }
    expect((await server.post<Refused>("/imports", HEAD, { authorization: "Bearer nobody" })).status).toBe(401);
  });

  test("of someone for one plant are that plant's: no row of another, nothing taken away from another, nothing for all", async () => {
    const ina = AS("ina:integrator:PLANT-A");
    const all = await upload([HEAD, "SO-B;10;K;FG-1;PLANT-B;5;05.03.2026;open"]);
    await commit(all);
    const rows = [
      "SO-N;10;K;FG-1;PLANT-A;5;05.03.2026;open",
      "SO-M;10;K;FG-1;PLANT-B;5;05.03.2026;open",
      "SO-B;10;K;FG-1;PLANT-A;5;05.03.2026;open",
    ];
    const file = await upload([HEAD, ...rows], "orders.csv", ina);
    const tried = await tryIt(file, {}, ina);
    expect(tried.pages.new.map(({ key }) => key)).toEqual(["SO-N/10"]);
    expect(tried.pages.bad.map(({ row, rule }) => [row, rule])).toEqual([
      [3, "not-your-plant"],
      [4, "not-your-plant"],
    ]);
    expect(tried.pages.bad.map(({ reason }) => reason.includes("PLANT-B"))).toEqual([true, false]);
    expect((await commit(file, {}, ina)).body).toMatchObject({ accepted: 1 });
    const items = await upload(["Item;Name;Unit", "FG-9;New;pc"], "items.csv", ina);
    expect((await tryIt(items, {}, ina)).counts).toMatchObject({ badRows: 1, new: 0 });
    expect((await server.post<Refused>(`/imports/${file.id}/dry-run`, order(file), JSON_TYPE)).status).toBe(404);
    // At the own plant, and of another's order.
    const shipped = [
      "id;salesOrderLine;item;site;quantity;shippedAt",
      "SH-1;SO-B/10;FG-1;PLANT-A;5;2026-03-02T07:00:00Z",
    ];
    const open = async () => (await server.ask('{ orderLine(id: "SO-B/10") { openQuantity } }')).data;
    await expect.poll(open).toEqual({ orderLine: { openQuantity: 5 } });
    const shipments = await upload(shipped, "shipments.csv", ina);
    expect(shipments.types[0]).toBe("wms.shipment");
    const refused = (await tryIt(shipments, { timeZone: "UTC" }, ina)).pages.bad;
    expect(refused).toMatchObject([{ rule: "not-your-plant" }]);
    expect(refused[0]?.reason).not.toContain("PLANT-B");
    expect((await commit(shipments, { timeZone: "UTC" }, ina)).body).toMatchObject({ accepted: 0 });
    await server.setClock("2026-03-02T08:00:00Z");
    expect(await open()).toEqual({ orderLine: { openQuantity: 5 } });
  });

  test.each([
    ["an empty file", ""],
    ["a head alone", "a;b;c"],
    ["a workbook", "PK\u0003\u0004rest"],
    ["no text", "a;b\n\u0000\u0000;1"],
    ["a quote that is never closed", `a;b\n"${"x".repeat(1_100_000)}`],
  ])("that are none are refused with what to do: %s", async (_, text) => {
    const answer = await server.post<Refused>("/imports?name=x.csv", text, {});
    expect([answer.status, answer.body.error.code]).toEqual([400, "BAD_REQUEST"]);
    expect(answer.body.error.message).toMatch(/: \w/);
  });

  test("that are too large, packed or in a form are refused before they are read", async () => {
    const ask = async (headers: Record<string, string>): Promise<unknown> => {
      const asking = request(`${server.url}/imports?name=x.csv`, { method: "POST", headers });
      asking.flushHeaders();
      const [response] = (await once(asking, "response")) as [IncomingMessage];
      asking.destroy();
      return response.statusCode;
    };
    expect(await ask({ "content-length": String(33 * 1_048_576) })).toBe(413);
    expect(await ask({ "content-length": "10", "content-encoding": "gzip" })).toBe(415);
    expect(await ask({ "content-length": "10", "content-type": "multipart/form-data; boundary=x" })).toBe(415);
  });

  test("are as Windows and Excel write them, too", async () => {
    const headers = { "content-type": "text/csv" };
    const send = async (body: Uint8Array<ArrayBuffer>) =>
      (await (await fetch(`${server.url}/imports?name=x.csv`, { method: "POST", headers, body })).json()) as Upload & {
        readonly columns: readonly { readonly name: string }[];
      };
    const text = "Stück;Größe\n1;2\n";
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${text.replaceAll(";", "\t")}`, "utf16le"));
    const latin = new Uint8Array(Buffer.from(text, "latin1"));
    const told = new Uint8Array(Buffer.from(`sep=|\r\n${text.replaceAll(";", "|")}`));
    for (const body of [told, utf16, latin, new Uint8Array(Buffer.from(`\ufeff${text}`))]) {
      expect((await send(body)).columns.map(({ name }) => name)).toEqual(["Stück", "Größe"]);
    }
  });

  test("and orders for them that are wrong are refused as the caller's mistake", async () => {
    const file = await upload([HEAD, LINE]);
    const bodies = [
      "no json",
      "{}",
      order(file, { source: "../x" }),
      order(file, { source: "" }),
      order(file, { asOf: "yesterday" }),
      order(file, { asOf: "2026-03-02" }),
      order(file, { asOf: 1_772_431_800_000 }),
      order(file, { asOf: false }),
      order(file, { mapping: { ...file.mapping, zone: "Mars" } }),
      order(file, { mapping: { ...file.mapping, fields: { order: { column: "No" } } } }),
      order(file, { mapping: { ...file.mapping, fields: {} } }),
    ];
    for (const body of bodies) {
      const answer = await server.post<Refused>(`/imports/${file.id}/commit`, body, JSON_TYPE);
      expect([answer.status, answer.body.error.code]).toEqual([400, "BAD_REQUEST"]);
    }
    expect((await fetch(`${server.url}/imports/${file.id}/rows?show=all`)).status).toBe(409);
    await tryIt(file);
    expect((await fetch(`${server.url}/imports/${file.id}/rows?show=all`)).status).toBe(400);
  });

  const sendBook = async <T>(path: string, body: Uint8Array<ArrayBuffer>): Promise<{ status: number; body: T }> => {
    const answer = await fetch(server.url + path, { method: "POST", body });
    return { status: answer.status, body: (await answer.json()) as T };
  };
  const uploadBook = async (body: Uint8Array<ArrayBuffer>, query = "name=orders.xlsx"): Promise<Upload> => {
    const answer = await sendBook<Upload>(`/imports?${query}`, body);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const post = async <T>(file: Upload, what: string, body: object): Promise<T> =>
    (await server.post<T>(`/imports/${file.id}/${what}`, JSON.stringify(body), JSON_TYPE)).body;

  test("that are workbooks are taken as the same table in text is: what the one has told, the other has told already", async () => {
    const lines = [HEAD, "W-0815;10;K;FG-1;PLANT-A;1.200,5;05.03.2026;offen"].join("\n");
    const text = (await server.post<Upload>("/imports?name=orders.csv", lines, {})).body;
    const order = { source: "books", mapping: text.mapping };
    expect(text.mapping.decimal).toBe(",");
    expect(await post<Committed>(text, "commit", order)).toMatchObject({ accepted: 1 });
    const book = await uploadBook(workbookOf({ Sheet1: [CELLS, bookRow("W-0815", 1_200.5), bookRow(4711, 7)] }));
    expect([book.rowCount, book.sheets, book.sheet, book.mapping.sheet]).toEqual([2, ["Sheet1"], "Sheet1", undefined]);
    expect((await post<DryRun>(book, "dry-run", order)).counts).toMatchObject({ badRows: 0, unchanged: 1, new: 1 });
    expect(await post<Committed>(book, "commit", order)).toMatchObject({ accepted: 1, duplicates: 1 });
    const { data } = await server.ask<object>('{ orderLine(id: "4711/10") { openQuantity } }');
    expect(data).toEqual({ orderLine: { openQuantity: 7 } });
  });

  test("that are workbooks say of every bad row why, under the number that the spreadsheet shows, and give it back as it was read", async () => {
    const rows = {
      2: ["Open orders"],
      4: CELLS,
      5: bookRow("A", { t: "e", v: "#DIV/0!" }),
      9: bookRow("B", -1.5),
      10: bookRow("C", 1),
    };
    const book = await uploadBook(workbookOf({ S: { rows } }));
    const mapping = { ...book.mapping, decimal: "," as const };
    const { counts, pages } = await post<DryRun>(book, "dry-run", { source: "books", mapping });
    expect(counts).toMatchObject({ rows: 3, badRows: 2, new: 1 });
    expect(pages.bad.map(({ row: number, value, rule }) => [number, value, rule])).toEqual([
      [5, "#DIV/0!", "spreadsheet-error"],
      [9, "-1,5", "order-quantity-positive"],
    ]);
    const csv = await (await fetch(`${server.url}/imports/${book.id}/errors.csv`)).text();
    expect(csv).toContain(
      '9,"Quantity: quantity must be greater than 0; it is -1.5.",B,10,K,FG-1,PLANT-A,"-1,5",2026-03-05',
    );
  });

  test("of several sheets are the one that somebody chooses, or that the mapping is kept for", async () => {
    const stock = [
      ["Item", "Plant", "Quantity"],
      ["FG-1", "PLANT-A", 5],
    ];
    const bytes = workbookOf({ Notes: [["Read me"]], "Stock ": stock, Orders: [CELLS, bookRow("W-9", 3)] });
    const book = await uploadBook(bytes);
    expect([book.sheets, book.sheet, book.types[0]]).toEqual([
      ["Notes", "Stock ", "Orders"],
      "Stock ",
      "wms.stock-count",
    ]);
    const turned = await post<Upload>(book, "sheet", { sheet: "Orders" });
    expect([turned.id, turned.sheet, turned.types[0], turned.mapping.sheet]).toEqual([
      ...[book.id, "Orders", "erp.sales-order-line", "Orders"],
    ]);
    const order = { source: "several", mapping: turned.mapping };
    expect(await post<Committed>(turned, "commit", order)).toMatchObject({ accepted: 1 });
    const { data } = await server.ask<object>(`{
      lineage(of: SALES_ORDER_LINE, id: "W-9/10", figure: OPEN_QUANTITY) { behind { nodes { message { place text } } } }
    }`);
    const text = `${HEAD.replaceAll(";", ",")}\nW-9,10,K,FG-1,PLANT-A,3,2026-03-05,offen`;
    expect(data).toMatchObject({
      lineage: { behind: { nodes: [{ message: { place: "orders.xlsx, sheet Orders, row 2", text } }] } },
    });
    // The next night's: the mapping says which sheet, whatever the first one is.
    const next = await uploadBook(bytes);
    expect((await post<DryRun>(next, "dry-run", order)).counts).toMatchObject({ unchanged: 1, badRows: 0 });
    expect((await uploadBook(bytes, "name=orders.xlsx&sheet=Orders")).sheet).toBe("Orders");
    const missing = { ...order, mapping: { ...order.mapping, sheet: "Lost" } };
    const refused = await post<Refused>(next, "dry-run", missing);
    expect(refused.error.message).toBe("The workbook has no sheet Lost: choose one of Notes, Stock , Orders.");
  });

  test("that are workbooks nobody can read are refused with what to do", async () => {
    const old = new Uint8Array(64);
    old.set([0xd0, 0xcf, 0x11, 0xe0]);
    for (const body of [old, workbookOf({ S: [["A"]] }), workbookOf({ S: [["A"], [1]] }).slice(0, 400)]) {
      const answer = await sendBook<Refused>("/imports?name=x.xlsx", body);
      expect([answer.status, answer.body.error.code]).toEqual([400, "BAD_REQUEST"]);
      expect(answer.body.error.message).toMatch(/: \w/);
    }
    const file = await uploadBook(workbookOf({ S: [CELLS, bookRow("A", 1)] }));
    expect((await post<Refused>(file, "sheet", { sheet: "" })).error.code).toBe("BAD_REQUEST");
  });

  // Moves the clock: the last one.
  test("that count stock are of now where they do not say of when: the same figure later is a count anew", async () => {
    const file = await upload(["Item;Plant;Bin;On hand;Status", "FG-2;PLANT-B;L-9;5;available"], "stock.csv");
    expect(file.types[0]).toBe("wms.stock-count");
    const stock = { source: "stock" };
    expect((await commit(file, stock)).body).toMatchObject({ accepted: 1 });
    expect((await commit(file, stock)).body).toMatchObject({ accepted: 0, duplicates: 1 });
    await server.setClock("2026-03-02T09:00:00Z");
    expect((await commit(file, { ...stock, asOf: "2026-03-02T08:00:00Z" })).body).toMatchObject({ duplicates: 1 });
    expect((await commit(file, stock)).body).toMatchObject({ accepted: 1, duplicates: 0 });
  });
});
