import { afterEach, expect, test, vi } from "vitest";
import { createClient } from "../api/client.ts";
import { droppableReads } from "../api/droppable-reads.ts";
import type { Waiting } from "./outbox.ts";
import { sendWaiting } from "./send-waiting.ts";

afterEach(() => vi.unstubAllGlobals());

const photo = new Blob([new Uint8Array([0xff, 0xd8])], { type: "image/jpeg" });
const waiting: Waiting = {
  ...{ kind: "acknowledge", exception: "ex-1", note: "belt", estimate: null, photo },
  ...{ commandId: "c-1", title: "Line 1 is down", at: "2026-03-02T08:00:00.000Z", by: null, refusal: null },
};

interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly meanwhile: readonly number[];
}
let timeline: readonly object[] = [];
const entryOf = (one: Entry) => ({
  __typename: "AuditEntry",
  before: null,
  after: "OPEN",
  note: null,
  photos: [],
  ...one,
});

/** Answers a photo so, and takes every command. */
function server(answer: () => Promise<Response>) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit): Promise<Response> => {
    if (address === "/photos") {
      sent.push(new Headers(init.headers).get("content-type"));
      return answer();
    }
    sent.push((JSON.parse(String(init.body)) as { readonly variables: object }).variables);
    return Response.json({ data: { settled: { __typename: "Exception", id: "ex-1", timeline } } });
  });
  return sent;
}

test("a photo that waited goes first, and the acknowledgement names it", async () => {
  const sent = server(async () => Response.json({ photo: "ab12" }, { status: 201 }));
  expect(await sendWaiting(createClient(droppableReads()), waiting)).toEqual({ meanwhile: [] });
  expect(sent).toEqual(["image/jpeg", expect.objectContaining({ id: "ex-1", photos: ["ab12"], commandId: "c-1" })]);
});

test("one that is not taken is told with its reason, and the acknowledgement stays for now", async () => {
  const refused = { error: { code: "UNSUPPORTED_MEDIA_TYPE", message: "This is no JPEG" } };
  const sent = server(async () => Response.json(refused, { status: 415 }));
  const told = await sendWaiting(createClient(droppableReads()), waiting);
  expect(told).toEqual({ refusal: { code: "UNSUPPORTED_MEDIA_TYPE", message: "This is no JPEG" } });
  expect(sent).toEqual(["image/jpeg"]);
});

test.each([
  [503, "UNAVAILABLE"],
  [429, "TOO_MANY_REQUESTS"],
])("while the server answers HTTP %i both wait", async (status, code) => {
  const sent = server(async () => Response.json({ error: { code, message: "later" } }, { status }));
  expect(await sendWaiting(createClient(droppableReads()), waiting)).toEqual({
    refusal: { code: "UNREACHABLE", message: "later" },
  });
  expect(sent, "not named, and not parked").toEqual(["image/jpeg"]);
});

test("while a proxy answers for the server both wait", async () => {
  server(async () => new Response("<h1>Bad gateway</h1>", { status: 502 }));
  expect(await sendWaiting(createClient(droppableReads()), waiting)).toMatchObject({
    refusal: { code: "UNREACHABLE" },
  });
});

test("without a connection both wait", async () => {
  server(() => Promise.reject(new TypeError("lost")));
  expect(await sendWaiting(createClient(droppableReads()), waiting)).toMatchObject({
    refusal: { code: "UNREACHABLE" },
  });
});

test("who of the others had decided later is told, and neither a call nor one's own", async () => {
  const at = (minute: number): string => `2026-03-02T08:${String(minute).padStart(2, "0")}:00.000Z`;
  timeline = [
    { seq: 1, at: at(5), by: "system", action: "called", meanwhile: [] },
    { seq: 2, at: at(12), by: "maria", action: "acknowledged", meanwhile: [] },
    { seq: 3, at: at(14), by: "sam", action: "shelved", meanwhile: [] },
    { seq: 4, at: at(0), by: "sam", action: "acknowledged", meanwhile: [1, 2, 3] },
  ].map(entryOf);
  server(async () => Response.json({ photo: "ab12" }, { status: 201 }));
  const { photo: _, ...said } = waiting as Waiting & { readonly kind: "acknowledge" };
  expect(await sendWaiting(createClient(droppableReads()), said)).toEqual({
    meanwhile: [{ by: "maria", action: "acknowledged", at: at(12) }],
  });
});
