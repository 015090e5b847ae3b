import type { AddressInfo } from "node:net";
import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR } from "@lockstep/domain/instant";
import { percent } from "@lockstep/domain/number-text";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

/** Monday 2 March 2026, 00:00 in Berlin; the week after the tenth begins when the clocks have gone forward. */
const START = Date.UTC(2026, 2, 1, 23);
const WEEKS = 9;
const LINES = 25;
/** Monday 4 May, 06:00 in Berlin. */
const SENT_AT = Date.UTC(2026, 4, 4, 4);
const iso = (at: number): string => new Date(at).toISOString();

let sent = 0;
function event(type: string, data: object, at = START - DAY): CloudEvent {
  sent += 1;
  return { specversion: "1.0", id: `weekly-${sent}`, source: "/weekly", type, time: iso(at), data };
}

/** A week in which so many of its lines came two days late. */
function week(k: number, late: number, site = "A"): CloudEvent[] {
  return Array.from({ length: LINES }, (_, n) => {
    const promisedAt = START + k * 7 * DAY + 2 * DAY + n * HOUR;
    const about = { customer: "C", item: "FG", site, quantity: 10, status: "open" };
    const arrives = promisedAt + (n < late ? 2 * DAY : -HOUR);
    const order = `${site}${k}`;
    const shipment = { id: `SH-${order}-${n}`, salesOrderLine: `${order}/${n}`, item: "FG", site, quantity: 10 };
    const dates = { requestedAt: iso(promisedAt), promisedAt: iso(promisedAt) };
    return [
      event("erp.sales-order-line", { ...about, ...dates, order, line: `${n}` }),
      event("wms.shipment", { ...shipment, shippedAt: iso(arrives), deliveredAt: iso(arrives) }, arrives),
    ];
  }).flat();
}

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly key: string;
  readonly text: string;
  readonly html: string;
  readonly csv: string;
}

const mails: Mail[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => {
      const mail = mailOf(session.envelope.rcptTo[0]?.address ?? "", Buffer.concat(parts).toString("utf8"));
      // People are told of exceptions as well.
      if (mail.key.startsWith("weekly/")) mails.push(mail);
      done();
    });
  },
});

/** As much of MIME as these mails have. */
function mailOf(to: string, raw: string): Mail {
  const header = (name: string): string =>
    new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, "im").exec(raw)?.[1]?.replaceAll(/\r\n[ \t]+/g, " ") ?? "";
  const bodies = raw.split(/\r\n--[^\r\n]+\r\n/);
  const part = (type: string): string => {
    const found = bodies.find((body) =>
      new RegExp(`^content-type: ${type}`, "im").test(body.split("\r\n\r\n")[0] ?? ""),
    );
    const [head = "", ...rest] = (found ?? "").split("\r\n\r\n");
    const body = rest.join("\r\n\r\n");
    if (/base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8");
    return /quoted-printable/i.test(head) ? unquoted(body) : body;
  };
  return {
    to,
    subject: header("subject"),
    key: decodeURI(header("x-lockstep-idempotency-key")),
    ...{ text: part("text/plain"), html: part("text/html"), csv: part("text/csv") },
  };
}

const unquoted = (body: string): string =>
  Buffer.from(
    body
      .replaceAll(/=\r\n/g, "")
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

const person = (id: string, more: object = {}) => ({ id, name: id, email: `${id}@plant.example`, ...more });
const PUT = `mutation ($roster: RosterInput!) { putRoster(roster: $roster, reason: "test", commandId: "r") { version } }`;

let server: ServerProcess;
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  server = await startServerProcess({
    LOCKSTEP_SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    LOCKSTEP_PAGE_URL: "https://tower.example",
  });
  await server.send([
    event("master.site", { id: "A", name: "Plant A", timeZone: "Europe/Berlin" }),
    event("master.site", { id: "B", name: "Plant B", timeZone: "UTC" }),
    event("master.site", { id: "C", name: "Plant C", timeZone: "America/Chicago" }),
    event("master.item", { id: "FG", name: "Finished", uom: "pc", unitPrice: { amount: "5.00", currency: "EUR" } }),
    event("master.customer", { id: "C", name: "Customer" }),
    ...Array.from({ length: WEEKS }, (_, k) => week(k, k === WEEKS - 1 ? 20 : 1 + (k % 2))).flat(),
    ...week(WEEKS, 1),
    ...week(WEEKS - 1, 5, "B"),
    ...week(WEEKS - 1, 1, "C"),
  ]);
  await server.setClock(iso(SENT_AT - 5 * DAY));
  const duties = ["lea", "leo", "lou"].map((id) => ({ person: id, role: "LEADER" }));
  const quiet = { quietFrom: "21:00", quietTo: "08:00" };
  const people = [person("lea"), person("leo"), person("lou", quiet), person("pia")];
  const roster = { site: "A", people, duties: [...duties, { person: "pia", role: "PLANNER" }] };
  expect((await server.ask(PUT, { roster })).errors).toBeUndefined();
}, 60_000);
afterAll(async () => {
  await server.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

interface Preview {
  readonly digestPreview: {
    readonly week: string;
    readonly isSignal: boolean;
    readonly title: string;
    readonly text: string;
    readonly nextAt: string;
    readonly readers: readonly { readonly person: string; readonly isOn: boolean; readonly isReached: boolean }[];
  } | null;
}
const PREVIEW = `{ digestPreview(site: "A") { week isSignal title text nextAt readers { person isOn isReached } } }`;
const RANGE = `from: "${iso(START - 28 * DAY)}", to: "${iso(START + (WEEKS + 1) * 7 * DAY)}", site: "A"`;

interface Leader {
  readonly otifControlChart: { readonly points: readonly { key: string; value: number; n: number }[] };
  readonly otifPareto: { readonly bars: readonly { failed: number; missing: { amount: string } }[] };
  readonly otifForecast: readonly { period: string; value: number; n: number }[];
}

// Each test goes on from where the one before has left the server.
describe("the weekly digest", () => {
  test("[D3] is switched off by a person for themselves, and the preview says who gets it and when", async () => {
    const off = `mutation ($id: ID!) { setWeeklyDigest(on: false, commandId: $id) }`;
    for (const id of ["off", "off"]) {
      const { data } = await server.ask(off, { id }, "dev:leo:leader:A");
      expect(data).toEqual({ setWeeklyDigest: false });
    }
    const { data } = await server.ask<Preview>(PREVIEW, {}, "dev:lea:leader:A");
    expect(data?.digestPreview).toMatchObject({
      nextAt: iso(SENT_AT),
      readers: [
        { person: "lea", isOn: true, isReached: true },
        { person: "leo", isOn: false },
        { person: "lou", isOn: true },
      ],
    });
    const elsewhere = await server.ask<Preview>(PREVIEW, {}, "dev:bob:leader:B");
    expect(elsewhere.data?.digestPreview).toBeNull();
  });

  test("[D1] [D3] comes on Monday at 06:00 of the plant's clock with the figures of the leader's page", async () => {
    await server.setClock(iso(SENT_AT - 1000));
    expect(mails).toEqual([]);
    await server.setClock(iso(SENT_AT));
    await soon(() => mails.length).toBe(1);
    const mail = present(mails[0], () => "nothing came");
    expect(mails.map(({ to }) => to)).toEqual(["lea@plant.example"]);
    expect(mail.key).toBe("weekly/A/2026-W18/lea/email");
    expect(mail.text).toContain("https://tower.example/leader?site=A");
    const { data } = await server.ask<Leader>(`{
      otifControlChart(definition: "requested", ${RANGE}) { points { key value n } }
      otifPareto(definition: "requested", ${RANGE}, by: CAUSE, filter: { week: "2026-W18" }) { bars { failed missing { amount } } }
      otifForecast(definition: "requested", site: "A") { period value n }
    }`);
    const shown = present(data, () => "no answer");
    const own = shown.otifControlChart.points.find(({ key }) => key === "2026-W18");
    expect(own).toEqual({ key: "2026-W18", value: 0.2, n: LINES });
    expect(mail.subject).toBe("OTIF of 2026-W18, Plant A: 20.0 % of 25 lines, a signal");
    expect(mail.text).toContain("2026-W18 is below the lower limit.");
    const [bar] = shown.otifPareto.bars;
    expect(bar).toEqual({ failed: 20, missing: { amount: "1000.00" } });
    expect(mail.text).toContain(`: €1,000.00, ${bar?.failed} lines`);
    const ahead = shown.otifForecast.find(({ period }) => period === "THIS_WEEK");
    expect(ahead?.n).toBe(LINES);
    expect(mail.text).toContain(`${percent(ahead?.value ?? null)} of ${ahead?.n} lines expected`);
    expect(mail.html).toContain("<h2>What is a signal</h2><ul><li>2026-W18 is below the lower limit.</li>");
    expect(mail.csv).toContain("OTIF in %,Plant A 2026-W18,20,25\r\n");
    const preview = await server.ask<Preview>(PREVIEW);
    expect(preview.data?.digestPreview).toMatchObject({ week: "2026-W18", isSignal: true, title: mail.subject });
    expect(mail.text.replaceAll("\r\n", "\n")).toContain(preview.data?.digestPreview?.text);
  });

  test("[D3] of all plants says nothing of a week that goes on in another time zone, and all of it when it has ended", async () => {
    // It is one until 05:00 UTC in Chicago.
    const all = "{ digestPreview { week text } }";
    const running = present((await server.ask<Preview>(all)).data?.digestPreview, () => "no preview");
    expect(running.week).toBe("2026-W18");
    expect(running.text).toContain("- 65.3 % of 75 lines");
    expect(running.text).toContain("The week has not ended everywhere: whether it is a signal is known then.");
    expect(running.text).not.toMatch(/normal variation|W18 is below/);
    await server.setClock(iso(SENT_AT + HOUR));
    const { data } = await server.ask<Preview>(all);
    expect(data?.digestPreview?.text).toContain("2026-W18 is below the lower limit.");
    const ofB = await server.ask<Preview>("{ digestPreview { title } }", {}, "dev:bob:leader:B");
    expect(ofB.data?.digestPreview?.title, "who sees one plant").toContain("2026-W18, your plants: 80.0 % of 25 lines");
  });

  test("[D3] comes once, and after the quiet hours of who has some", async () => {
    await server.setClock(iso(SENT_AT + HOUR));
    await server.setClock(iso(SENT_AT + 2 * HOUR));
    await soon(() => mails.length).toBe(2);
    await server.setClock(iso(SENT_AT + 4 * HOUR));
    expect(mails.map(({ to }) => to)).toEqual(["lea@plant.example", "lou@plant.example"]);
    expect(mails[1]?.text).toBe(mails[0]?.text);
    const { data } = await server.ask<{ deliveries: { nodes: readonly { person: string; state: string }[] } }>(
      "{ deliveries { nodes { person state title } } }",
    );
    expect(data?.deliveries.nodes.filter(({ person }) => person === "lou")).toMatchObject([
      { state: "SENT", title: "OTIF of 2026-W18, Plant A: 20.0 % of 25 lines, a signal" },
    ]);
  });

  test("[D1] a week after is one line, as nothing is a signal", async () => {
    await server.setClock(iso(SENT_AT + 7 * DAY));
    await soon(() => mails.length).toBe(3);
    const text = present(mails[2], () => "nothing came").text.replaceAll("\r\n", "\n");
    expect(text).toMatch(
      /^OTIF of 2026-W19 is 96\.0 % of 25 lines, by the definition "requested", version 1\. Nothing is a signal: it is within normal variation\.\n\nhttps:\S+\s*$/,
    );
  });
});
