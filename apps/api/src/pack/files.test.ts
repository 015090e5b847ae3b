import { present } from "@lockstep/domain/assert";
import { DAY } from "@lockstep/domain/instant";
import { moneyExact, percent } from "@lockstep/domain/number-text";
import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { EXPORT_NAMES } from "../http/export-names.ts";
import { type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { makePack } from "./make-pack.ts";
import { PACK_QUESTION, type PackAnswer, variablesOf } from "./pack-question.ts";
import { kindText } from "./pack-words.ts";
import { NOW, soldWorld } from "./testing/sold-world.ts";

const RANGE = { from: "2026-02-23T00:00:00.000Z", to: "2026-05-11T00:00:00.000Z" };
const OF_ALL = { definition: "requested", ...RANGE, site: null, zone: null };
const PACK = `/packs/otif.pdf?${new URLSearchParams({ definition: "requested", ...RANGE })}`;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
}, 60_000);
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(server.url + path, { headers });

interface Pack {
  readonly pages: readonly string[];
  readonly raw: string;
  readonly response: Response;
}

async function pack(path = PACK, headers: Record<string, string> = {}): Promise<Pack> {
  const response = await get(path, headers);
  expect(response.status).toBe(200);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const raw = Buffer.from(bytes).toString("latin1");
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: false });
  return { pages: text.map((page) => page.replaceAll(/\s+/g, " ")), raw, response };
}

const answer = async (headers?: string): Promise<PackAnswer> => {
  const { data, errors } = await server.ask<PackAnswer>(PACK_QUESTION, variablesOf(OF_ALL), headers);
  expect(errors).toBeUndefined();
  return present(data, () => "no answer");
};

const pageOf = ({ pages }: Pack, title: string): string =>
  present(
    pages.find((page) => page.includes(title)),
    () => `no page ${title}`,
  );

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly response: Response;
}

async function csv(name: string, headers: Record<string, string> = {}): Promise<Table> {
  const response = await get(`/exports/${name}`, headers);
  expect(response.status).toBe(200);
  const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
  const [columns = [], ...rows] = parse(text, { bom: true }) as string[][];
  return { columns, rows, response };
}

/** Instants as ISO texts, so that they can be held against what the API says. */
async function parquet(name: string): Promise<readonly Record<string, unknown>[]> {
  const response = await get(`/exports/${name}`);
  expect(response.status).toBe(200);
  return (await parquetReadObjects({ file: await response.arrayBuffer() })).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
    ),
  );
}

const nodesOf = async <T>(query: string): Promise<readonly T[]> => {
  const { data } = await server.ask<{ readonly found: { readonly nodes: readonly T[] } }>(query);
  return present(data, () => query).found.nodes;
};

describe("the pack of a world without facts", () => {
  test("says on every page that there is no data, and never 0 % or 100 %", async () => {
    const made = await pack();
    expect(made.pages).toHaveLength(8);
    for (const page of made.pages.slice(0, 7)) expect(page).toContain("No data");
    expect(made.pages.slice(0, 7).join(" ")).not.toMatch(/\b(0|100)\.\d %/);
    expect(made.pages[0]).toContain("No plant yet");
    expect(made.pages.join(" ")).not.toContain("0.00");
  });
});

describe("the pack of ten weeks", () => {
  let made: Pack;
  let said: PackAnswer;
  beforeAll(async () => {
    await server.send(soldWorld());
    // Day by day, so that forecasts are written down ahead of what is promised.
    for (let at = NOW - 9 * DAY; at <= NOW; at += DAY) await server.setClock(new Date(at).toISOString());
    said = await answer();
    made = await pack();
  }, 30_000);

  test("is of the moment that it names, and saved under that day", () => {
    const { headers } = made.response;
    expect(headers.get("content-type")).toBe("application/pdf");
    expect(headers.get("content-disposition")).toBe('attachment; filename="otif-2026-05-04.pdf"');
    expect(headers.get("lockstep-as-of")).toBe(said.asOf.now);
    expect(headers.get("lockstep-seq")).toBe(String(said.asOf.seq));
    for (const page of made.pages)
      expect(page).toContain(`Data as of 4 May 2026, 12:00 UTC, sequence ${said.asOf.seq}`);
  });

  test("has its number and how many there are on each page", () => {
    expect(made.pages).toHaveLength(8);
    for (const [k, page] of made.pages.entries()) expect(page).toContain(`Page ${k + 1} of 8`);
  });

  test("has every letter in it and no picture made of dots: charts are lines and shapes", () => {
    const described = made.raw.match(/\/Type \/FontDescriptor/g) ?? [];
    expect(described).toHaveLength(2);
    expect(made.raw.match(/\/FontFile2 /g)).toHaveLength(described.length);
    expect(made.raw).not.toMatch(/\/Subtype \/Image|\/BaseFont \/Helvetica/);
    expect(made.pages[0]).toContain("Münster");
    expect(pageOf(made, "Why do we miss?")).toContain("=1+1, Łódź");
    expect(made.pages[0]).toContain("€");
  });

  test("says the same as the API to the last digit, each with its n", () => {
    const compared = present(
      said.otifComparison.find(({ definition }) => definition === "requested"),
      () => "none",
    );
    expect(compared.n).toBe(140);
    const [cover = ""] = made.pages;
    expect(cover).toContain(`${percent(compared.value)} of 140 lines were on time in full`);
    expect(cover).toContain(`${moneyExact(said.causes.missing)} missed and`);
    expect(cover).toContain(`${said.causes.failed} failed`);
    expect(cover).toContain(moneyExact(said.overview.totalAtRisk));
    const trend = pageOf(made, "Is it changing?");
    for (const { definition, value, n, failed, missing } of said.otifComparison) {
      expect(trend).toContain(
        `${definition}, version 1 ${percent(value)} of ${n} lines ${failed} ${moneyExact(missing)}`,
      );
    }
    const why = pageOf(made, "Why do we miss?");
    for (const { key, failed, missing } of said.causes.bars) {
      expect(why).toContain(kindText(key as Parameters<typeof kindText>[0]));
      expect(why).toContain(moneyExact(missing));
      expect(why).toContain(` ${failed} `);
    }
    for (const { name, failed, missing } of said.customers.bars) {
      expect(why).toContain(`${name} ${moneyExact(missing)} ${failed}`);
    }
    const result = present(said.otifWaterfall.result, () => "no result");
    const fall = pageOf(made, `From 100 % to ${result.toFixed(2)} %`);
    for (const { kind, lost } of said.otifWaterfall.steps)
      expect(fall).toContain(`${kindText(kind)} −${lost.toFixed(2)}`);
    expect(fall).toContain(`of ${said.otifFailures.totalCount}`);
    const ahead = pageOf(made, "What will the week be?");
    for (const { value, lower, upper, n } of said.otifForecast) {
      if (value === null) continue;
      expect(ahead).toContain(`${percent(value)} (${percent(lower)} – ${percent(upper)})`);
      expect(ahead).toContain(`(n ${n})`);
    }
    expect(said.foresight.horizons.some(({ n }) => n > 0)).toBe(true);
    const foresight = pageOf(made, "Can the forecast be relied on?");
    for (const { hours, n, late, called } of said.foresight.horizons) {
      expect(foresight).toContain(`${hours} ${n} ${late} ${called}`);
    }
    const { called, late, came } = said.linesSaved;
    expect(called).toBeGreaterThan(0);
    expect(pageOf(made, "Did acting help?")).toContain(`called late; ${late} were late, ${came} came in time`);
  });

  test("names who acted on the lines that it calls saved", async () => {
    const at = "2026-04-01T06:30:00.000Z";
    const acted = { line: "SO-1/10", calledAt: at, kind: "SUPPLIER_LATE", action: "ASSIGNED", by: "ann", at } as const;
    const linesSaved = { called: 30, late: 4, came: 26, saved: 21, nodes: [acted] };
    const bytes = await makePack({ ...OF_ALL, zone: "UTC", answer: { ...said, linesSaved } });
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
    const page = text.find((one) => one.includes("Did acting help?"))?.replaceAll(/\s+/g, " ");
    expect(page).toContain("21 lines were saved by acting.");
    expect(page).toContain("30 promises were called late; 4 were late, 26 came in time");
    expect(page).toMatch(/SO-1\/10 1 Apr 2026, 06:30 UTC Supplier late ann assigned it 1 Apr 2026, 06:30 UTC/);
    expect(page).toContain("of 21, by when they closed");
  });

  test("says whether people came in time, and nothing where nobody had to", async () => {
    const stages = [
      { stage: "ACKNOWLEDGED", n: 14, medianMinutes: 11.25, p90Minutes: 150 },
      { stage: "CLEARED", n: 3, medianMinutes: 60, p90Minutes: 70 },
    ] as const;
    const saying = async (alarmPerformance: PackAnswer["alarmPerformance"]): Promise<string> => {
      const bytes = await makePack({ ...OF_ALL, zone: "UTC", answer: { ...said, alarmPerformance } });
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
      return text.find((one) => one.includes("Did acting help?"))?.replaceAll(/\s+/g, " ") ?? "";
    };
    const some = await saying({ stages: [...stages], acknowledged: { n: 12, inTime: 11 } });
    expect(some).toContain("In the last 4 weeks of it 11 of 12 exceptions were acknowledged in time.");
    expect(some).toContain("Half of 14 were acknowledged within 11.3 min, nine of ten within 2.5 h.");
    expect(await saying({ stages: [], acknowledged: { n: 0, inTime: 0 } })).toContain("no exception had to be");
  });

  test("tells signal from noise in words, as the chart finds it", () => {
    const { signals, centre, sigmaZ } = said.otifControlChart;
    expect(signals.map(({ rule, from }) => [rule, from])).toEqual([["BEYOND", "2026-W15"]]);
    const trend = pageOf(made, "Is it changing?");
    expect(trend).toContain("It has changed: 2026-W15 is below the lower limit.");
    expect(trend).toContain(`Centre ${percent(centre)}; limits are Laney p′ (σz ${sigmaZ?.toFixed(2)})`);
  });

  test("explains every definition with its version", () => {
    const words = made.pages.at(-1) ?? "";
    for (const { id, version } of said.otifDefinitions) expect(words).toContain(`${id}, version ${version}`);
  });

  test("of a past moment is what was known then", async () => {
    const then = await pack(PACK, { "lockstep-at": "2026-03-16T00:00:00Z" });
    expect(then.response.headers.get("lockstep-as-of")).toBe("2026-03-16T00:00:00.000Z");
    expect(then.pages.join(" ")).not.toContain("of 140 lines");
  });

  test("shows nobody what they may not see", async () => {
    const authorization = "Bearer dev:lena:LEADER:B";
    const own = await pack(PACK, { authorization });
    expect(own.pages[0]).toContain("Plant B");
    expect(own.pages.join(" ")).not.toContain("Münster");
    const other = await get(`${PACK}&site=A`, { authorization });
    expect(other.status).toBe(403);
    expect(((await other.json()) as Refused).error.code).toBe("FORBIDDEN");
  });

  test.each([
    ["no definition", "/packs/otif.pdf", 400, "definition is missing"],
    ["an unknown definition", PACK.replace("requested", "none"), 400, "choose one of requested"],
    ["a date without an offset", PACK.replace(encodeURIComponent(RANGE.from), "2026-02-23"), 400, "from and to"],
    ["a site that there is not", `${PACK}&site=a`, 400, "There is no site a"],
    ["an unknown zone", `${PACK}&zone=Mars`, 400, "zone must be"],
  ])("with %s, it is said what to do", async (_, path, status, message) => {
    const response = await get(path);
    const { error } = (await response.json()) as Refused;
    expect([response.status, error.message]).toEqual([status, expect.stringContaining(message)]);
  });
});

describe("tables as files", () => {
  test("order lines are those of the API, field by field, in both forms", async () => {
    const lines = await nodesOf<Record<string, unknown>>(
      `{ found: orderLines(first: 200) { nodes { id state site quantity promisedAt projectedDelivery pLate } } }`,
    );
    expect(lines).toHaveLength(143);
    const rows = await parquet("order-lines.parquet");
    const same = rows.map(({ id, state, site, quantity, promisedAt, projectedDelivery, pLate }) => {
      return { id, state, site, quantity, promisedAt, projectedDelivery, pLate };
    });
    expect(same).toEqual(lines);
    const table = await csv("order-lines.csv");
    expect(table.columns).toEqual(Object.keys(present(rows[0], () => "no row")));
    const texts = rows.map((row) => Object.values(row).map((value) => String(value ?? "")));
    const name = table.columns.indexOf("customerName");
    expect(table.rows.map((row) => row.with(name, ""))).toEqual(texts.map((row) => row.with(name, "")));
  });

  test("a text that a spreadsheet would carry out stays a text", async () => {
    const { columns, rows } = await csv("order-lines.csv");
    const names = new Set(rows.map((row) => row[columns.indexOf("customerName")]));
    expect(names).toEqual(new Set(["Käse & Söhne", "'=1+1, Łódź"]));
    const kept = await parquet("order-lines.parquet");
    expect(new Set(kept.map(({ customerName }) => customerName))).toEqual(new Set(["Käse & Söhne", "=1+1, Łódź"]));
  });

  test("outcomes and exceptions stand in the order of their ids, whatever came first", async () => {
    for (const [name, column] of [
      ["otif-outcomes.csv?definition=requested", "line"],
      ["exceptions.csv", "id"],
    ] as const) {
      const { columns, rows } = await csv(name);
      const ids = rows.map((row) => row[columns.indexOf(column)] ?? "");
      expect([name, ids.length > 1, ids]).toEqual([name, true, ids.toSorted((a, b) => (a < b ? -1 : 1))]);
    }
  });

  test("outcomes and failures add up to the figure of the leader's page", async () => {
    const said = present((await answer()).otifComparison[0], () => "no figure");
    const outcomes = await parquet("otif-outcomes.parquet?definition=requested");
    expect(outcomes).toHaveLength(said.n);
    expect(outcomes.filter(({ isMet }) => isMet === false)).toHaveLength(said.failed);
    expect(new Set(outcomes.map(({ currency }) => currency))).toEqual(new Set([said.missing.currency]));
    const failures = await parquet("otif-failures.parquet?definition=requested");
    expect(failures).toHaveLength(said.failed);
    const missing = failures.reduce((sum, row) => sum + Number(row["missing"]), 0);
    expect(missing.toFixed(2)).toBe(said.missing.amount);
    const found = await nodesOf<{ readonly line: string; readonly cause: { readonly kind: string } }>(
      `{ found: otifFailures(definition: "requested", from: "1970-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z",
        first: 200) { nodes { line cause { kind } } } }`,
    );
    expect(failures.map(({ line, causeKind }) => [line, causeKind])).toEqual(
      found.map(({ line, cause }) => [line, cause.kind]),
    );
  });

  test("every table is there in both forms, with the moment that it is of", async () => {
    const { asOf } = await answer();
    for (const name of EXPORT_NAMES) {
      const { rows, response } = await csv(`${name}.csv`);
      expect(response.headers.get("lockstep-as-of"), name).toBe(asOf.now);
      expect(response.headers.get("lockstep-seq"), name).toBe(String(asOf.seq));
      expect(response.headers.get("content-disposition"), name).toBe(`attachment; filename="${name}.csv"`);
      expect(await parquet(`${name}.parquet`), name).toHaveLength(rows.length);
    }
  });

  test("the audit table has the same rows and the same chain as the audit trail's own file", async () => {
    const { columns, rows } = await csv("audit.csv");
    const [own = [], ...trail] = parse(await (await get("/audit.csv")).text(), { bom: true }) as string[][];
    const links = ["number", "seq", "at", "before", "after", "event", "previousHash", "hash"];
    const of = (names: readonly string[], all: readonly (readonly string[])[]) =>
      all.map((row) => Object.fromEntries(links.map((name) => [name, row[names.indexOf(name)]])));
    expect(rows.length).toBeGreaterThan(1);
    expect(of(columns, rows)).toEqual(of(own, trail));
    const chain = of(columns, rows);
    expect(chain.slice(0, -1).map(({ previousHash }) => previousHash)).toEqual(chain.slice(1).map(({ hash }) => hash));
  });

  test("what lies in quarantine is handed out as it was received", async () => {
    await server.send([{ specversion: "1.0", id: "bad", source: "/sold", type: "master.item", time: "x", data: {} }]);
    // What was answered is shown within a second.
    const [row] = await vi.waitFor(
      async () => {
        const rows = await parquet("quarantine.parquet");
        expect(rows).toHaveLength(1);
        return rows;
      },
      { timeout: 10_000, interval: 100 },
    );
    const [said] = await nodesOf<{ readonly id: string; readonly fact: string; readonly rule: string }>(
      "{ found: quarantine { nodes { id rule fact } } }",
    );
    expect(row).toMatchObject(present(said, () => "nothing in quarantine"));
  });

  test.each([
    ["quarantine.csv", "Bearer dev:lena:LEADER", 403],
    ["quarantine.csv", "Bearer dev:sam:STEWARD:A", 403],
    ["quarantine.csv", "Bearer dev:sam:STEWARD", 200],
    ["audit.csv", "Bearer dev:sam:STEWARD", 403],
    ["audit.parquet", "Bearer dev:ada:AUDITOR", 200],
    ["order-lines.csv", "Bearer dev:lena:LEADER:B", 200],
  ])("%s for %s: %i", async (name, authorization, status) => {
    const response = await get(`/exports/${name}`, { authorization });
    await response.arrayBuffer();
    expect(response.status).toBe(status);
  });

  test("a person of one plant gets its lines alone", async () => {
    const { columns, rows } = await csv("order-lines.csv", { authorization: "Bearer dev:lena:LEADER:B" });
    expect(rows.map((row) => [row[columns.indexOf("id")], row[columns.indexOf("site")]])).toEqual([["SO-902/1", "B"]]);
  });

  test("so does one who asks for it, where they see it", async () => {
    expect((await csv("order-lines.csv?site=B")).rows).toHaveLength(1);
    const refused = await get("/exports/order-lines.csv?site=A", { authorization: "Bearer dev:lena:LEADER:B" });
    expect(refused.status).toBe(403);
  });

  test.each([
    ["audit.csv?site=A", 400, "belongs to no site"],
    ["order-lines.csv?site=a", 400, "There is no site a"],
    ["order-lines.csv?site=A&site=B", 400, "site must be one id"],
    ["nothing.csv", 404, "order-lines, production-orders"],
    ["order-lines.xlsx", 404, ".csv or .parquet"],
    ["otif-failures.csv?definition=none", 400, "choose one of requested"],
    ["otif-failures.csv?from=yesterday", 400, "from and to"],
  ])("%s: it is said what to do", async (name, status, message) => {
    const response = await get(`/exports/${name}`);
    const { error } = (await response.json()) as Refused;
    expect([response.status, error.message]).toEqual([status, expect.stringContaining(message)]);
  });
});
