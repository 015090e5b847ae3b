import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import { expect, test } from "vitest";
import { fieldsOf, TABLE_TYPES } from "./fields.ts";
import { guessMapping, guessTypes } from "./guess.ts";
import { FILE_WORDS, HEADER_WORDS } from "./header-words.ts";
import { checkAgainst } from "./mapping.ts";
import { tableOf } from "./table.ts";

const habits = { sites: ["KS1"], currency: "EUR", zone: "Europe/Berlin" };
const tableFrom = (head: string, ...rows: readonly string[]) =>
  tableOf(
    [head, ...rows].map((line) => line.split(";")),
    ";",
  );

test.each([
  ["Matnr;Maktx;Meins", "MARA.csv", "master.item"],
  ["Artículo;Descripción;Unidad;Precio", "articulos.csv", "master.item"],
  ["Plant;Name;Time zone", "plants.csv", "master.site"],
  ["Werk;Bezeichnung;Zeitzone", "werke.csv", "master.site"],
  ["ARBPL;KTEXT;WERKS", "arbeitsplaetze.csv", "master.resource"],
  ["Parent;Component;Qty per", "x.csv", "master.bom"],
  ["MATNR;WERKS;IDNRK;MENGE", "STPO.csv", "master.bom"],
  ["MATNR;WERKS;VORNR;ARBPL;VGW01;VGW02", "plpo.csv", "master.routing"],
  ["VBELN;POSNR;KUNNR;MATNR;WERKS;KWMENG;VDATU;EDATU", "vbap.csv", "erp.sales-order-line"],
  ["Auftrag;Position;Kunde;Artikel;Menge;Liefertermin", "aufträge.csv", "erp.sales-order-line"],
  ["Pedido;Línea;Cliente;Artículo;Cantidad;Fecha de entrega", "pedidos.csv", "erp.sales-order-line"],
  ["AUFNR;MATNR;WERKS;GAMNG;GSTRP;GLTRP", "afko.csv", "erp.production-order"],
  ["EBELN;EBELP;LIFNR;MATNR;WERKS;MENGE;BEDAT;EINDT", "ekpo.csv", "erp.purchase-order-line"],
  ["MATNR;WERKS;LGORT;CHARG;LABST", "mard.csv", "wms.stock-count"],
  ["Kunde;Name1", "kna1.csv", "master.customer"],
  ["Lieferant;Name", "lieferanten.csv", "master.supplier"],
] as const)("%s of %s is %s", (head, file, type) => {
  expect(guessTypes(tableFrom(head, head), file)[0]).toBe(type);
});

test("SAP's purchase orders need no hand: columns, decimal comma, day first, currency, unit", () => {
  const table = tableFrom(
    "EBELN;EBELP;LIFNR;MATNR;WERKS;MENGE;MEINS;BEDAT;EINDT;NETPR;WAERS",
    "4500017;10;DICHTA;SE-010;KS1;1.200,000;ST;12.02.2026;06.03.2026;6,15;EUR",
  );
  const { mapping, isDateOrderAmbiguous } = guessMapping(table, "erp.purchase-order-line", habits);
  expect(mapping).toEqual({
    type: "erp.purchase-order-line",
    fields: {
      order: { column: "EBELN" },
      line: { column: "EBELP" },
      supplier: { column: "LIFNR" },
      item: { column: "MATNR" },
      site: { column: "WERKS" },
      quantity: { column: "MENGE", unitColumn: "MEINS" },
      orderedAt: { column: "BEDAT" },
      promisedAt: { column: "EINDT" },
      unitCost: { column: "NETPR", currency: "EUR", currencyColumn: "WAERS" },
      status: { constant: "open" },
    },
    decimal: ",",
    dates: "dmy",
    zone: "site",
  });
  expect([isDateOrderAmbiguous, checkAgainst(table, mapping)]).toEqual([false, null]);
});

test("what no column tells is what it most likely is: the only plant, an open order, the other date", () => {
  const table = tableFrom("Order;Line;Customer;Item;Qty;Promised", "1;1;K;A;5;2026-03-02");
  const { fields } = guessMapping(table, "erp.sales-order-line", habits).mapping;
  expect(fields).toMatchObject({
    site: { constant: "KS1" },
    status: { constant: "open" },
    requestedAt: { column: "Promised" },
  });
  const twoSites = guessMapping(table, "erp.sales-order-line", { ...habits, sites: ["KS1", "KS2"] }).mapping;
  expect(checkAgainst(table, twoSites)).toBe("Choose a column, or give a value, for site.");
});

test("words of a status are understood in three languages, and those that are not are left for a person", () => {
  const table = tableFrom(
    "Order;Line;Customer;Item;Qty;Promised;Status",
    ...["offen", "Erledigt", "anulado", "wartet"].map((word) => `1;1;K;A;5;2026-03-02;${word}`),
  );
  expect(guessMapping(table, "erp.sales-order-line", habits).mapping.fields["status"]).toEqual({
    column: "Status",
    words: { offen: "open", Erledigt: "closed", anulado: "cancelled" },
  });
});

test("a time for each piece becomes a rate, and scrap in per cent a share", () => {
  const routing = tableFrom("MATNR;WERKS;VORNR;ARBPL;VGW02", "A;KS1;10;L1;12");
  expect(guessMapping(routing, "master.routing", habits).mapping.fields["operations/ratePerHour"]).toEqual({
    column: "VGW02",
    timePer: "minute",
  });
  const bom = tableFrom("MATNR;WERKS;IDNRK;MENGE;AUSCH", "A;KS1;B;1;2", "A;KS1;C;1;0");
  expect(guessMapping(bom, "master.bom", habits).mapping.fields["components/scrapFraction"]).toEqual({
    column: "AUSCH",
    factor: 0.01,
  });
});

test("dates that may be read both ways are left for a person", () => {
  const table = tableFrom("Order;Line;Customer;Item;Qty;Promised", "1;1;K;A;5;03/04/2026");
  expect(guessMapping(table, "erp.sales-order-line", habits).isDateOrderAmbiguous).toBe(true);
});

const SAP_HEAD = "EBELN;EBELP;LIFNR;MATNR;WERKS;MENGE;BEDAT;EINDT";
const GERMAN_HEAD = "Bestellung;Pos;Lieferant;Artikel;Werk;Menge;Bestelldatum;Liefertermin";

test.each([
  ["SAP writes three decimals, with a comma", SAP_HEAD, "2026-03-02", ["150,000", "40,000"], [",", false]],
  ["or with a point", SAP_HEAD, "02.03.2026", ["150.000", "40.000-"], [".", false]],
  ["but where it shows whole pieces, that is none", SAP_HEAD, "02.03.2026", ["1.000", "150"], [",", false]],
  ["semicolons and dotted dates", GERMAN_HEAD, "02.03.2026", ["1.000", "12.500"], [",", false]],
  ["semicolons alone leave it to a person", GERMAN_HEAD, "2026-03-02", ["1.000", "12"], [".", true]],
  ["where no number has a mark there is nothing to ask", GERMAN_HEAD, "2026-03-02", ["1000", "12"], [".", false]],
  ["no thousands begin with 0, or have four digits", GERMAN_HEAD, "2026-03-02", ["0,125", "1234,567"], [",", false]],
] as const)("the decimal mark: %s", (_, head, date, quantities, expected) => {
  const rows = quantities.map((quantity, k) => `${k};10;L;A;KS1;${quantity};${date};${date}`);
  const { mapping, isDecimalMarkAmbiguous } = guessMapping(tableFrom(head, ...rows), "erp.purchase-order-line", habits);
  expect([mapping.decimal, isDecimalMarkAmbiguous]).toEqual(expected);
});

const timesIn = (head: string, row: string, type: FactType = "wms.stock-count") =>
  Object.fromEntries(
    Object.entries(guessMapping(tableFrom(head, row), type, habits).mapping.fields).filter(
      ([path, { timeColumn }]) => path === "@time" || timeColumn !== undefined,
    ),
  );

test("a date and its time of day in two columns are one instant", () => {
  const german = timesIn("Werk;Lagerplatz;Artikel;Bestand;Datum;Uhrzeit", "KS1;A;P;5;04.03.2026;07:30");
  expect(german).toEqual({ "@time": { column: "Datum", timeColumn: "Uhrzeit" } });
  const apart = timesIn("Time;Plant;Bin;Item;On hand;Date", "7:30;KS1;A;P;5;2026-03-04");
  expect(apart).toEqual({ "@time": { column: "Date", timeColumn: "Time" } });
  for (const time of ["0.3125", "0,3125", "73000", "073000"]) {
    const counted = timesIn("Plant;Bin;Item;On hand;Count date;Count time", `KS1;A;P;5;2026-03-04;${time}`);
    expect(counted).toEqual({ "@time": { column: "Count date", timeColumn: "Count time" } });
  }
  const shipped = timesIn("Shipment;Order line;Ship date;Ship time", "1;SO/1;2026-03-04;07:30", "wms.shipment");
  expect(shipped).toEqual({ shippedAt: { column: "Ship date", timeColumn: "Ship time" } });
  const receipt = timesIn("Document;Item;Qty;Date;Time", "1;A;5;2026-03-04;07:30", "wms.receipt");
  expect(receipt).toEqual({ "@time": { column: "Date", timeColumn: "Time" } });
});

test("a time of day alone tells nothing, and a date that has its own needs none beside it", () => {
  expect(timesIn("Plant;Bin;Item;On hand;Time", "KS1;A;P;5;07:30")).toEqual({});
  const own = timesIn("Plant;Bin;Item;On hand;Date;Shift begins", "KS1;A;P;5;2026-03-04 07:30;06:00");
  expect(own).toEqual({ "@time": { column: "Date" } });
  const short = timesIn("Plant;Bin;Item;On hand;Date", "KS1;A;P;5;04.03.26");
  expect(short).toEqual({ "@time": { column: "Date" } });
  const price = timesIn("Plant;Bin;Item;On hand;Date;Weight", "KS1;A;P;5;2026-03-04;12.50");
  expect(price).toEqual({ "@time": { column: "Date" } });
});

test.each([
  ["MBLNR;ZEILE", "5001;1", { column: "MBLNR", andColumns: ["ZEILE"] }],
  ["MBLNR;MJAHR;ZEILE;EBELN;EBELP", "5001;2026;1;45;10", { column: "MBLNR", andColumns: ["MJAHR", "ZEILE"] }],
  ["EBELN;EBELP", "45;10", { column: "EBELN", andColumns: ["EBELP"] }],
  ["Document;Item line", "5001;1", { column: "Document", andColumns: ["Item line"] }],
  ["Belegnummer;Position", "5001;1", { column: "Belegnummer", andColumns: ["Position"] }],
  ["Document", "5001", { column: "Document" }],
  ["Document;Pos", "5001;", { column: "Document" }],
  ["EBELN", "45", undefined],
] as const)("what is known by %s is known by all that tells its lines apart", (head, row, expected) => {
  const table = tableFrom(`${head};Item;Plant;Bin;Qty;Posting date`, `${row};A;KS1;L;5;2026-03-04`);
  expect(guessMapping(table, "wms.receipt", habits).mapping.fields["@id"]).toEqual(expected);
});

test("a price for several pieces is one for each of them", () => {
  const table = tableFrom(
    "EBELN;EBELP;LIFNR;MATNR;WERKS;MENGE;BEDAT;EINDT;NETPR;PEINH",
    "45;10;L;A;KS1;1,000;12.02.2026;06.03.2026;6,15;100",
  );
  const { mapping } = guessMapping(table, "erp.purchase-order-line", habits);
  expect(mapping.fields["unitCost"]).toEqual({ column: "NETPR", perColumn: "PEINH", currency: "EUR" });
});

test("every name of a column is for a field that its type has", () => {
  const unknown = Object.entries(HEADER_WORDS).flatMap(([type, words]) => {
    const types = TABLE_TYPES.filter((one) => type === "any" || one === type);
    const paths = new Set(types.flatMap((one) => fieldsOf(one).map(({ path }) => path)));
    return Object.keys(words)
      .filter((path) => !paths.has(path))
      .map((path) => `${type}: ${path}`);
  });
  expect(unknown).toEqual([]);
  expect(Object.keys(FILE_WORDS).filter((type) => !(type in FACT_TYPES))).toEqual([]);
});
