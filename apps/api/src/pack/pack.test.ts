import { present } from "@lockstep/domain/assert";
import { DAY } from "@lockstep/domain/instant";
import { moneyExact, percent } from "@lockstep/domain/number-text";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";
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

describe("the pack of a world without facts", () => {
  test("says on every page that there is no data, and never 0 % or 100 %", async () => {
    const made = await pack();
    expect(made.pages).toHaveLength(7);
    for (const page of made.pages.slice(0, 6)) expect(page).toContain("No data");
    expect(made.pages.slice(0, 6).join(" ")).not.toMatch(/\b(0|100)\.\d %/);
    expect(made.pages[0]).toContain("No plant yet");
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
    expect(made.pages).toHaveLength(7);
    for (const [k, page] of made.pages.entries()) expect(page).toContain(`Page ${k + 1} of 7`);
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
    ["an unknown zone", `${PACK}&zone=Mars`, 400, "zone must be"],
  ])("with %s, it is said what to do", async (_, path, status, message) => {
    const response = await get(path);
    const { error } = (await response.json()) as Refused;
    expect([response.status, error.message]).toEqual([status, expect.stringContaining(message)]);
  });
});
