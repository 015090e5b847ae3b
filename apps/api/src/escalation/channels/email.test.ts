import { type AddressInfo, createServer, type Server } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test, vi } from "vitest";
import { soon } from "../../testing/soon.ts";
import type { Outgoing } from "./channel.ts";
import { createEmail } from "./email.ts";

const never = new AbortController().signal;
const MINUTE_MS = 60_000;

const message: Outgoing = {
  key: "ex-1/1/step-0/maria/email",
  person: "maria",
  body: {
    ...{ title: "Line 1 is down: belt", text: "40 order lines", exceptionId: "ex-1", severity: "critical" },
    ...{ reason: "step", site: "A", at: "2026-03-02T06:10:30.000Z", count: 1, address: "maria@plant.example" },
  },
};

const open = new Set<SMTPServer | Server>();
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all([...open].map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  open.clear();
});

async function mailTo(options: SMTPServerOptions, address = (port: number) => `smtp://127.0.0.1:${port}`) {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], closeTimeout: 100, ...options });
  server.on("error", () => {});
  open.add(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return createEmail({ url: address(port), from: "tower@plant.example", pageUrl: null });
}

/** As a server that has taken a message and looks at it, for as long as it likes. */
function thinking() {
  const taken: (() => void)[] = [];
  const onData = (stream: SMTPServerDataStream, _: unknown, done: (error?: Error) => void): void => {
    stream.on("data", () => {}).on("end", () => taken.push(done));
  };
  return { taken, onData };
}

const byHand = () => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });

test("who takes minutes to answer to a whole message is waited for, as RFC 5321 wants it", async () => {
  byHand();
  const { taken, onData } = thinking();
  let fate: unknown = "none yet";
  void (await mailTo({ onData })).send(message, never).then((sent) => {
    fate = sent;
  });
  await soon(() => taken.length).toBe(1);
  vi.advanceTimersByTime(9 * MINUTE_MS);
  expect(fate).toBe("none yet");
  taken[0]?.();
  await soon(() => fate).toEqual({ is: "sent" });
});

test("who never answers to it is said to have taken it", async () => {
  byHand();
  const { taken, onData } = thinking();
  const sending = (await mailTo({ onData })).send(message, never);
  await soon(() => taken.length).toBe(1);
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(await sending).toMatchObject({
    is: "later",
    why: "the mail server took it and did not say whether it keeps it",
  });
});

test("who does not take it is left after a minute", async () => {
  byHand();
  const asked: string[] = [];
  const sending = (await mailTo({ onMailFrom: ({ address }) => void asked.push(address) })).send(message, never);
  await soon(() => asked.length).toBe(1);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(await sending).toEqual({ is: "later", why: "the mail server cannot be reached (no answer)" });
});

test("what a server took without a word comes to it three times, with pauses, and is then given up", async () => {
  const email = await mailTo({
    onData: (stream, session) => void stream.on("data", () => {}).on("end", () => hangUp(session)),
  });
  const hangUp = (session: unknown): void => {
    for (const server of open)
      for (const connection of (server as unknown as Connections).connections ?? [])
        if (connection.session === session) connection._socket.destroy();
  };
  const why = "the mail server took it and did not say whether it keeps it";
  const fates = [await email.send(message, never), await email.send(message, never), await email.send(message, never)];
  const later = { is: "later", why, pauseMs: MINUTE_MS };
  expect(fates).toEqual([later, later, { is: "never", why: `${why}, 3 times` }]);
  expect(await email.send(message, never), "sent again by hand").toEqual(later);
});

interface Connections {
  readonly connections?: Iterable<{ readonly session: unknown; readonly _socket: { destroy(): void } }>;
}

test("the end of the process waits for none that takes its time", async () => {
  const { taken, onData } = thinking();
  const stopping = new AbortController();
  const sending = (await mailTo({ onData })).send(message, stopping.signal);
  await soon(() => taken.length).toBe(1);
  stopping.abort();
  expect(await sending).toMatchObject({ is: "later" });
});

/** A server that answers to each command with what stands there for it, and otherwise as one that takes all. */
async function mailAnswered(answers: Readonly<Record<string, string>>) {
  const usual = { greeting: "220 here", EHLO: "250 here", DATA: "354 go on", ".": "250 kept" };
  const said = { ...usual, ...answers } as Readonly<Record<string, string>>;
  const server = createServer((socket) => {
    let isData = false;
    const answer = (text: string) => socket.write(`${text}\r\n`);
    answer(said["greeting"] ?? "");
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      for (const line of String(chunk).split("\r\n").slice(0, -1)) {
        const command = line.split(/[ :]/)[0] ?? "";
        if (isData && line !== ".") continue;
        const text = said[command] ?? "250 taken";
        isData = command === "DATA" && text.startsWith("3");
        answer(text);
      }
    });
  });
  open.add(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return createEmail({ url: `smtp://127.0.0.1:${port}`, from: "tower@plant.example", pageUrl: null });
}

test.each([
  [{ greeting: "554 no service here" }, 554, "later"],
  [{ EHLO: "550 not you", HELO: "550 not you" }, 550, "later"],
  [{ MAIL: "530 5.7.0 sign in first" }, 530, "later"],
  [{ MAIL: "534 5.7.9 encrypt first" }, 534, "later"],
  [{ RCPT: "503 out of turn" }, 503, "later"],
  [{ RCPT: "530 5.7.0 must issue STARTTLS" }, 530, "later"],
  [{ MAIL: "550 not from you" }, 550, "never"],
  [{ RCPT: "550 no such user" }, 550, "never"],
  [{ DATA: "554 no" }, 554, "never"],
  [{ ".": "552 too large" }, 552, "never"],
  [{ RCPT: "450 later" }, 450, "later"],
] as const)("after %j, %i, it is tried %s", async (answers, code, is) => {
  const sent = await (await mailAnswered(answers)).send(message, never);
  expect(sent).toEqual({ is, why: `the mail server answered ${code}` });
});

/** 0.0.0.0 leads to this machine, and is no address of its loopback. */
test.each([
  ["0.0.0.0", "", false],
  ["0.0.0.0", "/?ignoreTLS=true", true],
  ["0.0.0.0", "/?requireTLS=false", true],
  ["127.0.0.1", "", true],
  ["LOCALHOST", "", true],
])("a password to %s%s of a server that does not encrypt goes there: %s", async (host, query, goes) => {
  const passwords: (string | null | undefined)[] = [];
  const onAuth: SMTPServerOptions["onAuth"] = ({ password, username }, _, done) => {
    passwords.push(password);
    done(null, { user: username });
  };
  const email = await mailTo({ onAuth, allowInsecureAuth: true }, (port) => `smtp://u:s3cret@${host}:${port}${query}`);
  const sent = await email.send(message, never);
  expect(passwords).toEqual(goes ? ["s3cret"] : []);
  if (!goes)
    expect(sent).toMatchObject({
      is: "later",
      why: expect.stringMatching(/^the mail server does not encrypt: it answered 50\d to STARTTLS$/) as string,
    });
});

test.each([
  ["smtps", { secure: true }],
  ["smtp", { disabledCommands: [] }],
] as const)("over %s a certificate that nobody has signed is said to be none to trust", async (protocol, options) => {
  const email = await mailTo({ ...options, disabledCommands: [] }, (port) => `${protocol}://127.0.0.1:${port}`);
  // That it is out of date may be said first.
  const why = expect.stringMatching(
    /^the mail server's certificate is not trusted \([A-Z_]+\): name its authority in/,
  ) as string;
  expect(await email.send(message, never)).toEqual({ is: "later", why });
});
