import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer, Happening, Offered } from "@lockstep/connectors/contract";
import { NOTHING } from "@lockstep/connectors/contract";
import type { CsvMapping } from "@lockstep/connectors/csv/mapping";
import { testContract } from "@lockstep/connectors/testing/contract-kit";
import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { Ledger } from "@lockstep/domain/ledger";
import { workbookOf } from "@lockstep/testkit/workbook";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MOST_FILE_BYTES } from "../../imports/read-text.ts";
import { soon } from "../../testing/soon.ts";
import type { RunningConnector } from "../run-connector.ts";
import { startFolder } from "./start-folder.ts";
import { offersOfTable, tableFiles } from "./table-files.ts";
import type { DroppedBytes } from "./take-files.ts";

const WRITTEN = Date.parse("2026-03-01T05:00:00Z");
const ORDERS: CsvMapping = {
  type: "erp.sales-order-line",
  fields: {
    order: { column: "Beleg" },
    line: { column: "Pos" },
    customer: { constant: "C-1" },
    site: { constant: "PLANT-A" },
    item: { column: "Artikel" },
    quantity: { column: "Menge" },
    requestedAt: { column: "Termin", timeColumn: "Zeit" },
    promisedAt: { column: "Termin", timeColumn: "Zeit" },
    status: { constant: "open" },
  },
  decimal: ",",
  dates: "dmy",
  zone: "Europe/Berlin",
};
const HEAD = "Beleg;Pos;Artikel;Menge;Termin;Zeit";
const CELLS = HEAD.split(";");
const text = (...rows: readonly string[]): string => [HEAD, ...rows].join("\n");
const standOf = (asOf: number) => ({
  source: "/csv/orders",
  asOf,
  fields: new Set(Object.keys(ORDERS.fields)),
  receipt: { receivedAt: Date.parse("2026-03-02T00:00:00Z"), seq: 1, mode: "live" } as const,
});
const fileOf = (bytes: Uint8Array, name: string): DroppedBytes => {
  return { name, size: bytes.length, bytes, writtenAt: WRITTEN };
};
const file = (content: string, name = "a.csv"): DroppedBytes => fileOf(new TextEncoder().encode(content), name);
const offers = (dropped: DroppedBytes, ledger: Ledger): Promise<readonly Offered[]> =>
  offersOfTable(dropped, { mapping: ORDERS, ledger, stand: standOf(dropped.writtenAt) });

testContract("of tables in a folder", {
  create: (_, ledger) => ({
    handle: async (one: Happening<DroppedBytes>): Promise<Answer<never>> =>
      one.kind === "message" ? { ...NOTHING, offered: await offers(one.message, ledger) } : NOTHING,
  }),
  message: (bytes, where) => ({ ...fileOf(bytes.subarray(0, 65_536), `${where}.csv`), size: bytes.length }),
  good: [
    file(text("A1;1;JAR;1.250,5;02.03.2026;14:30", "A1;2;LID;3;03.03.2026;")),
    file(text("A2;1;JAR;2,5;04.03.2026;"), "b.csv"),
  ],
  bad: file(text("A3;1;JAR;a lot;02.03.2026;")),
  mostBytes: MOST_FILE_BYTES,
});

describe("a folder of tables", () => {
  let folder: string;
  let ledger: Ledger;
  let mapping: CsvMapping | null;
  let running: RunningConnector;
  let troubles: (string | null)[];
  let refused: (Offered & { readonly refused: object })[];
  /** How many parts are durable before the log fails. */
  let lasts: number;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lockstep-tables-"));
    mkdirSync(join(folder, "in"));
    ledger = createLedger();
    [mapping, troubles, refused, lasts] = [ORDERS, [], [], Number.POSITIVE_INFINITY];
  });
  afterEach(async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function take(offered: readonly Offered[]): Promise<void> {
    if (lasts-- <= 0) throw new Error("the log is full");
    for (const one of offered) {
      if ("refused" in one) refused.push(one);
      const checked = "value" in one ? checkEvent(one.value, standOf(WRITTEN).receipt) : null;
      if (checked?.ok === true) ledger.add(checked.value);
    }
  }
  const start = (): void => {
    const standAt = (_: CsvMapping, writtenAt: number) => standOf(Math.min(writtenAt, standOf(0).receipt.receivedAt));
    running = startFolder(
      { id: "orders", folder, pollSeconds: 0.02 },
      {
        files: tableFiles({ source: "orders", mapping: async () => mapping, ledger, standAt, take }),
        feeds: { heard: () => {}, trouble: (_, why) => troubles.push(why?.text ?? null), failed: () => {} },
        log: pino({ level: "silent" }),
      },
    );
  };
  const drop = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, "in", name), content);
  const filesIn = (place: string): readonly string[] => readdirSync(join(folder, place)).sort();

  test("takes good rows, refuses each bad one whole with its number, and says so beside the file", async () => {
    const bad = "B1;1;JAR;viele;02.03.2026;";
    drop("b.csv", text(bad, "B2;1;JAR;2;02.03.2026;", "B3;;JAR;2;31.02.2026;"));
    start();
    await soon(() => filesIn("failed")).toEqual(["b.csv", "b.csv.reason.txt"]);
    expect([...ledger.all()].map(({ key }) => key)).toEqual(["B2/1"]);
    expect(refused).toMatchObject([
      {
        text: `${HEAD.replaceAll(";", ",")}\n${bad.replaceAll(";", ",")}`,
        refused: { rule: "number", reason: expect.stringMatching(/^Row 2 of b\.csv: Menge: /) as string },
        about: { source: "/csv/orders", type: "erp.sales-order-line" },
      },
      { refused: { reason: expect.stringMatching(/^Row 4 of b\.csv: Pos: .* Termin: /) as string } },
    ]);
    const why = readFileSync(join(folder, "failed", "b.csv.reason.txt"), "utf8");
    expect(why).toMatch(/number\nRow 2 of b\.csv.*\n\n.*\nRow 4 of b\.csv.*\n\nThese rows were not taken/s);
    expect(running.status).toMatchObject({ messages: 1, offered: 3, refused: 2 });
  });

  test("takes a file of which a row has a separator too many, and parts it where the columns of its mapping stand", async () => {
    const odd = text("A1;1;JAR;2,5;02.03.2026;", "A2;1;JAR;2,5;02.03.2026;;", "A3;1;JAR;2,5;02.03.2026;");
    drop("a.csv", odd);
    start();
    await soon(() => filesIn("done")).toEqual(["a.csv"]);
    expect([...ledger.all()].map(({ key }) => key)).toEqual(["A1/1", "A2/1", "A3/1"]);
    // By its head alone it could be parted by commas as well.
    mapping = { ...ORDERS, fields: { ...ORDERS.fields, order: { column: "Beleg, Nr, alt, neu, EU, US, Ort" } } };
    drop("b.csv", odd.replace("Beleg", "Beleg, Nr, alt, neu, EU, US, Ort").replaceAll(/A(?=\d)/g, "B"));
    await soon(() => filesIn("done")).toEqual(["a.csv", "b.csv"]);
    expect(ledger.size).toBe(6);
  });

  test("refuses a file with two columns of a name that the mapping has, unless it says that the first is meant", async () => {
    const twice = [`${HEAD};Menge`, "A1;1;JAR;1;02.03.2026;;9"].join("\n");
    drop("a.csv", twice);
    start();
    await soon(() => filesIn("failed")).toEqual(["a.csv", "a.csv.reason.txt"]);
    expect(refused).toMatchObject([
      { refused: { rule: "not-as-mapped", reason: expect.stringMatching(/several columns Menge, .*:/) as string } },
    ]);
    mapping = { ...ORDERS, alike: ["Menge"] };
    drop("b.csv", twice);
    await soon(() => filesIn("done")).toEqual(["b.csv"]);
    expect(ledger.factsOf("erp.sales-order-line", "A1/1")).toMatchObject([{ data: { quantity: 1 } }]);
    // Of a column that is not read there may be as many as there like.
    mapping = ORDERS;
    drop("c.csv", [`${HEAD};Text;Text`, "A2;1;JAR;1;02.03.2026;;9;8"].join("\n"));
    await soon(() => filesIn("done")).toEqual(["b.csv", "c.csv"]);
  });

  test("adds nothing when the same comes again, and what changed when it did", async () => {
    drop("a.csv", text("A1;1;JAR;1,5;02.03.2026;", "A2;1;JAR;2;02.03.2026;"));
    start();
    await soon(() => filesIn("done")).toEqual(["a.csv"]);
    drop("again.csv", text("A1;1;JAR;1,5;02.03.2026;", "A2;1;JAR;2;02.03.2026;"));
    await soon(() => filesIn("done")).toEqual(["a.csv", "again.csv"]);
    expect(ledger.size).toBe(2);
    const later = [CELLS, ["A1", "1", "JAR", 1.5, "02.03.2026"], ["A2", "1", "JAR", 3, "02.03.2026"]];
    drop("later.xlsx", workbookOf({ Orders: later }));
    await soon(() => filesIn("done")).toHaveLength(3);
    expect(ledger.size).toBe(3);
    expect(ledger.factsOf("erp.sales-order-line", "A2/1").map(({ data }) => data)).toMatchObject([
      { quantity: 2, promisedAt: Date.parse("2026-03-01T23:00:00Z") },
      { quantity: 3, promisedAt: Date.parse("2026-03-01T23:00:00Z") },
    ]);
  });

  test("goes on in the middle of a file whose first rows were durable when the log failed", async () => {
    const rows = Array.from({ length: 600 }, (_, k) => `N${k};1;JAR;1;02.03.2026;`);
    lasts = 1;
    drop("many.csv", text(...rows));
    start();
    await soon(() => running.status.failures).toBeGreaterThan(0);
    expect(ledger.size).toBe(250);
    lasts = Number.POSITIVE_INFINITY;
    await soon(() => filesIn("done")).toEqual(["many.csv"]);
    expect(ledger.size).toBe(600);
  });

  test("leaves files where they are until a mapping is kept, and says what to do", async () => {
    mapping = null;
    drop("a.csv", text("A1;1;JAR;1;02.03.2026;"));
    start();
    await soon(() => troubles[0] ?? "").toMatch(/no mapping is kept for orders: bring in one of these files/);
    mapping = ORDERS;
    await soon(() => filesIn("done")).toEqual(["a.csv"]);
    await soon(() => troubles.at(-1)).toBeNull();
  }, 15_000);

  test("lays a file that is no such table into failed whole, and goes on", async () => {
    drop("a.csv", "Order;Line\nA1;1");
    drop("b.xlsx", "PK\u0003\u0004 no workbook");
    drop("c.csv", text("A1;1;JAR;1;02.03.2026;"));
    drop("notes.txt", "left alone");
    drop("~$orders.xlsx", "somebody has it open");
    start();
    await soon(() => filesIn("done")).toEqual(["c.csv"]);
    expect(filesIn("failed").filter((name) => !name.endsWith(".txt"))).toEqual(["a.csv", "b.xlsx"]);
    expect(refused).toMatchObject([
      {
        text: "Order;Line\nA1;1",
        refused: { rule: "not-as-mapped", reason: expect.stringContaining("Beleg") as string },
      },
      { text: "b.xlsx (16 bytes)", refused: { rule: "not-a-table" } },
    ]);
    expect(readFileSync(join(folder, "failed", "a.csv.reason.txt"), "utf8")).toContain(
      "Nothing of this file was taken",
    );
    expect(filesIn("in")).toEqual(["notes.txt", "~$orders.xlsx"]);
  });
});
