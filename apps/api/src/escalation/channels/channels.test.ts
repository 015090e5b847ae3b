import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@lockstep/domain/assert";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MessageBody } from "../message-body.ts";
import type { Outgoing } from "./channel.ts";
import { createEmail } from "./email.ts";
import { isPublicAddress } from "./public-address.ts";
import { readChannels } from "./settings.ts";
import { createWebhook, type Shape, signatureOf, type WebhookTarget } from "./webhook.ts";

const never = new AbortController().signal;

const message = (more: Partial<MessageBody> = {}): Outgoing => ({
  key: "ex-1/1/step-0/maria/email",
  person: "maria",
  body: {
    ...{ title: "Line 1 is down: belt", text: "40 order lines, 800.00 EUR at risk", exceptionId: "ex-1" },
    ...{ severity: "critical", reason: "step", site: "A", at: "2026-03-02T06:10:30.000Z", count: 1, address: null },
    ...more,
  },
});

describe("e-mail", () => {
  const received: { to: string; text: string }[] = [];
  let refusesWith: number | null = null;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += String(chunk);
      });
      stream.on("end", () => {
        if (refusesWith !== null) return done(Object.assign(new Error("no"), { responseCode: refusesWith }));
        received.push({ to: session.envelope.rcptTo[0]?.address ?? "", text });
        done();
      });
    },
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
    url = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));

  test("goes to the address of the roster, with its key as the id of the message, and a link", async () => {
    const email = createEmail({ url, from: "tower@plant.example", pageUrl: "https://tower.example" });
    expect(await email.send(message({ address: "maria@plant.example" }), never)).toEqual({ is: "sent" });
    const mail = present(received.at(-1), () => "nothing came");
    expect(mail.to).toBe("maria@plant.example");
    expect(mail.text).toContain("Subject: [critical] Line 1 is down: belt");
    expect(mail.text).toMatch(/^X-Lockstep-Idempotency-Key: ex-1\/1\/step-0\/maria\/email\r$/im);
    expect(mail.text).toContain(`Message-ID: <${Buffer.from(message().key).toString("base64url")}@lockstep>`);
    expect(mail.text).toContain("https://tower.example/?at=ex-1");
  });

  test("a title cannot add a header of its own", async () => {
    const email = createEmail({ url, from: "tower@plant.example", pageUrl: null });
    await email.send(message({ address: "maria@plant.example", title: "x\r\nBcc: eve@evil.example" }), never);
    expect(present(received.at(-1), () => "nothing came").text).not.toMatch(/^Bcc:/im);
  });

  test.each([
    [451, "later"],
    [550, "never"],
  ] as const)("that is refused with %i is tried %s", async (code, is) => {
    refusesWith = code;
    const email = createEmail({ url, from: "tower@plant.example", pageUrl: null });
    const sent = await email.send(message({ address: "maria@plant.example" }), never);
    refusesWith = null;
    expect(sent).toEqual({ is, why: `the mail server answered ${code}` });
  });

  test("what stands in the roster is one address, whatever it looks like", async () => {
    const email = createEmail({ url, from: "tower@plant.example", pageUrl: null });
    const before = received.length;
    await email.send(message({ address: "grp:evil@plant.example, second@plant.example" }), never);
    expect(received.slice(before).map(({ to }) => to)).not.toContain("evil@plant.example");
    expect(received.slice(before).map(({ to }) => to)).not.toContain("second@plant.example");
  });

  test("a server that wants its senders to sign in first is asked again, as somebody may put that right", async () => {
    const strict = new SMTPServer({ authOptional: false, disabledCommands: ["STARTTLS"] });
    await new Promise<void>((resolve) => strict.listen(0, "127.0.0.1", resolve));
    const { port } = strict.server.address() as AddressInfo;
    const email = createEmail({ url: `smtp://127.0.0.1:${port}`, from: "tower@plant.example", pageUrl: null });
    const sent = await email.send(message({ address: "maria@plant.example" }), never);
    await new Promise<void>((resolve) => strict.close(() => resolve()));
    expect(sent).toEqual({ is: "later", why: "the mail server answered 530" });
  });

  test("a server that is not there is tried later, and its password is not told", async () => {
    const email = createEmail({ url: "smtp://u:s3cret@127.0.0.1:1", from: "tower@plant.example", pageUrl: null });
    const sent = await email.send(message({ address: "maria@plant.example" }), never);
    expect(sent).toMatchObject({ is: "later" });
    expect(JSON.stringify(sent)).not.toContain("s3cret");
  });
});

describe("a webhook", () => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  let status = 200;
  let retryAfter: string | null = null;
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += String(chunk);
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      if (retryAfter !== null) response.setHeader("retry-after", retryAfter);
      response.writeHead(status, { location: "http://169.254.169.254/" }).end("thanks");
    });
  });
  let port: number;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const hook = (more: Partial<WebhookTarget> = {}, now = 1_772_431_830_000) => {
    const target: WebhookTarget = {
      ...{ name: "lead", shape: "json", mayBePrivate: true },
      url: async () => `http://127.0.0.1:${port}/hook`,
      secret: async () => "s3cret",
      ...more,
    };
    return createWebhook({ targets: new Map([["lead", target]]), now: () => now });
  };
  const toLead = message({ address: "lead" });

  test("is signed over its time and its body, and carries its key", async () => {
    expect(await hook().send(toLead, never)).toEqual({ is: "sent" });
    const { headers, body } = present(received.at(-1), () => "nothing came");
    expect(headers["x-lockstep-timestamp"]).toBe("1772431830");
    expect(headers["x-lockstep-signature"]).toBe(`sha256=${signatureOf("s3cret", "1772431830", body)}`);
    expect(headers["idempotency-key"]).toBe(toLead.key);
    expect(JSON.parse(body)).toMatchObject({ key: toLead.key, person: "maria", title: "Line 1 is down: belt" });
    expect(JSON.parse(body), "where it goes is nobody's business").not.toHaveProperty("address");
  });

  test("the signature is the HMAC-SHA256 that RFC 4231 and any other tool come to", () => {
    // printf '1.{}' | openssl dgst -sha256 -hmac key
    expect(signatureOf("key", "1", "{}")).toBe("1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224");
  });

  test.each([
    ["slack", (sent: { text: string; blocks: unknown[] }) => [sent.text, sent.blocks.length]],
    ["teams", (sent: { type: string; attachments: unknown[] }) => [sent.type, sent.attachments.length]],
  ] as const)("speaks as %s expects it", async (shape: Shape, pick) => {
    await hook({ shape }).send(toLead, never);
    const sent = JSON.parse(present(received.at(-1), () => "nothing came").body) as never;
    expect(pick(sent)).toEqual(shape === "slack" ? ["[critical] Line 1 is down: belt", 2] : ["message", 1]);
  });

  test.each([
    [204, "sent"],
    [302, "never"],
    [400, "never"],
    [410, "never"],
    [401, "later"],
    [429, "later"],
    [500, "later"],
  ] as const)("that is answered with %i is %s, and no redirect is followed", async (code, is) => {
    status = code;
    const before = received.length;
    const sent = await hook().send(toLead, never);
    status = 200;
    expect(sent.is).toBe(is);
    expect(received.length).toBe(before + 1);
  });

  test.each([
    [429, "120", 120_000],
    [503, new Date(1_772_431_830_000 + 600_000).toUTCString(), 600_000],
    [503, "86400", 3_600_000],
    [503, "tomorrow", undefined],
    [503, null, undefined],
    [500, "120", undefined],
  ] as const)("that answers %i and Retry-After: %s is left alone for %s ms", async (code, header, pauseMs) => {
    status = code;
    retryAfter = header;
    const sent = await hook().send(toLead, never);
    status = 200;
    retryAfter = null;
    const pause = pauseMs === undefined ? {} : { pauseMs };
    expect(sent).toEqual({ is: "later", why: `lead answered HTTP ${code}`, ...pause });
  });

  test.each([
    ["an address of this machine", () => `http://127.0.0.1:${port}/`],
    ["a name that leads to this machine", () => `http://localhost:${port}/`],
    ["the same in IPv6", () => `http://[::ffff:127.0.0.1]:${port}/`],
    ["the same written as a number", () => `http://2130706433:${port}/`],
    ["the clouds' own service", () => "http://169.254.169.254/latest/meta-data"],
  ])("does not go to %s unless that is meant", async (_, url) => {
    const before = received.length;
    const sent = await hook({ mayBePrivate: false, url: async () => url() }).send(toLead, never);
    expect(sent).toMatchObject({ is: "never" });
    expect(received.length).toBe(before);
  });
});

test.each([
  ["8.8.8.8", true],
  ["10.0.0.1", false],
  ["172.31.255.255", false],
  ["172.32.0.1", true],
  ["192.168.1.1", false],
  ["100.64.0.1", false],
  ["0.0.0.0", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["2606:4700::1111", true],
  ["::1", false],
  ["::", false],
  ["fe80::1", false],
  ["fd00::1", false],
  ["::ffff:10.0.0.1", false],
  ["::ffff:a00:1", false],
  ["64:ff9b::a00:1", false],
  ["2002:a00:1::", false],
  ["somewhere", false],
])("%s is public: %s", (address, isPublic) => expect(isPublicAddress(address)).toBe(isPublic));

describe("the settings of the channels", () => {
  test("without any there is no mail and no webhook", async () => {
    const push = { subject: "mailto:lockstep@localhost", mayBePrivate: false };
    expect(await readChannels({}, "/srv")).toEqual({ ok: true, value: { mail: null, webhooks: new Map(), push } });
  });

  test.each([
    [{ LOCKSTEP_SMTP_URL: "http://u:s3cret@mail" }, "LOCKSTEP_SMTP_URL is no address that begins with smtp://"],
    [
      { LOCKSTEP_SMTP_URL: "smtp://mail", LOCKSTEP_MAIL_FROM: "me\nBcc: x@y" },
      "LOCKSTEP_MAIL_FROM is no e-mail address",
    ],
    [{ LOCKSTEP_SMTP_URL: "smtp://mail", LOCKSTEP_PAGE_URL: "ftp://x" }, "LOCKSTEP_PAGE_URL is no address"],
    [{ LOCKSTEP_SMTP_URL: "smtp://" }, "LOCKSTEP_SMTP_URL names no server"],
    [{ LOCKSTEP_SMTP_URL: "smtp://u:s3cret@mail:99999" }, "LOCKSTEP_SMTP_URL has a port that is none"],
    [{ LOCKSTEP_SMTP_URL: "smtp://u:s3cret%@mail" }, "LOCKSTEP_SMTP_URL cannot be read as an address"],
    [{ LOCKSTEP_PUSH_SUBJECT: "me" }, "LOCKSTEP_PUSH_SUBJECT is no address that begins with mailto: or https://"],
    [{ LOCKSTEP_PUSH_PRIVATE: "yes" }, "LOCKSTEP_PUSH_PRIVATE is 0 or 1"],
    [
      { LOCKSTEP_WEBHOOKS: "nowhere.yaml" },
      "LOCKSTEP_WEBHOOKS: /srv/nowhere.yaml cannot be read, there is no such file",
    ],
  ] as const)("what is wrong with %j is said in one line, without a password", async (env, why) => {
    const read = await readChannels(env, "/srv");
    expect(read.ok ? "" : read.error).toContain(why);
    expect(JSON.stringify(read)).not.toContain("s3cret");
  });

  describe("a file of webhooks", () => {
    const folder = mkdtempSync(join(tmpdir(), "lockstep-webhooks-"));
    afterAll(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "secret"), "s3cret\n");
    const env = { HOOK_URL: "https://hook.example/s3cret", BAD_URL: "https://hook.example:99999/s3cret" };
    const ref = (to: string) => `\${${to}}`;
    const readFile = (text: string) => {
      writeFileSync(join(folder, "webhooks.yaml"), text);
      return readChannels({ ...env, LOCKSTEP_WEBHOOKS: "webhooks.yaml" }, folder);
    };
    const target = (more: string) => `webhooks:\n  - name: lead\n    ${more.replaceAll("\n", "\n    ")}\n`;

    test("its references are read at the start, and again for each call", async () => {
      const secret = ref(`file:${join(folder, "secret")}`);
      const read = await readFile(target(`url: ${ref("env:HOOK_URL")}\nsecret: ${secret}`));
      const lead = read.ok ? read.value.webhooks.get("lead") : undefined;
      expect([await lead?.url(), await lead?.secret()]).toEqual([env.HOOK_URL, "s3cret"]);
      writeFileSync(join(folder, "secret"), "another");
      expect(await lead?.secret()).toBe("another");
    });

    test.each([
      [
        `url: https://x.example\nsecret: ${ref("file:/nowhere/hook")}`,
        "lead: its secret is to be in /nowhere/hook, which cannot be read",
      ],
      [
        `url: https://x.example\nsecret: ${ref("env:NO_HOOK")}`,
        "lead: its secret is to be in the environment variable NO_HOOK",
      ],
      [`url: ${ref("file:/nowhere/url")}`, "lead: its url is to be in /nowhere/url, which cannot be read"],
      [`url: ${ref("env:BAD_URL")}`, "lead: its url has a port that is none"],
      ["url: https://", "lead: its url names no server"],
      ["url: ftp://x.example", "lead: url must begin with https:// or http://"],
      ['url: "', "cannot be read as YAML: look at line"],
    ])("%j is refused", async (more, why) => {
      const read = await readFile(target(more));
      expect(read.ok ? "" : read.error).toContain(why);
      expect(JSON.stringify(read)).not.toContain("s3cret");
    });

    test("a folder in place of it is refused", async () => {
      const read = await readChannels({ LOCKSTEP_WEBHOOKS: "." }, folder);
      expect(read.ok ? "" : read.error).toContain("cannot be read, it is no file that the server may read");
    });
  });
});
