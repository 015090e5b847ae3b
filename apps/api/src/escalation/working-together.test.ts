import type { ExceptionPlaybook, Playbook, PushDevices } from "@lockstep/protocol/generated/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { at, cards, PLANT, putRoster, stopped, waitingPlant } from "./testing/plant.ts";
import { startPushService } from "./testing/push-service.ts";

const MARIA = "dev:maria:supervisor:PLANT-A";
const MONA = "dev:mona:plant-manager:PLANT-A";

const PUT = `mutation ($playbook: PlaybookInput!, $expected: Int, $id: ID!) {
  putPlaybook(playbook: $playbook, expectedVersion: $expected, reason: "ours", commandId: $id) { site version putBy steps { minutes } } }`;
const PLAYBOOKS = `query ($site: ID!) { playbooks(site: $site) { site kind version putAt putBy steps { text ownerRole minutes } } }`;
const OF_ONE = `query ($id: ID!) { exception(id: $id) { playbook { name version site mayTick
  steps { text ownerRole dueAt doneBy doneAt note overdue } } timeline { action by note at } } }`;
const TICK = `mutation ($id: ID!, $step: Int!, $note: String, $at: DateTime, $c: ID!) {
  tickPlaybookStep(id: $id, step: $step, note: $note, at: $at, commandId: $c) { id } }`;
const UNTICK = `mutation ($id: ID!, $step: Int!, $c: ID!) { untickPlaybookStep(id: $id, step: $step, commandId: $c) { id } }`;

interface OfOne {
  readonly exception: {
    readonly playbook: ExceptionPlaybook | null;
    readonly timeline: readonly { readonly action: string; readonly by: string; readonly note: string | null }[];
  };
}

// Each test goes on from where the one before has left the server.
describe("people who work on one exception", { timeout: 120_000 }, () => {
  let server: ServerProcess;
  let service: Awaited<ReturnType<typeof startPushService>>;
  let id = "";
  beforeAll(async () => {
    service = await startPushService();
    server = await startServerProcess({ LOCKSTEP_PUSH_PRIVATE: "1" });
    await server.setClock(at("06:05"));
    await server.send(waitingPlant(4));
    await server.setClock(at("06:06"));
    expect((await putRoster(server)).errors).toBeUndefined();
  }, 90_000);
  afterAll(() => Promise.all([server.close(), service.close()]));

  const playbook = { site: PLANT, kind: "MACHINE_DOWN", name: "Belt" };
  const steps = [
    { text: "Lock it", ownerRole: "SUPERVISOR", minutes: 5 },
    { text: "Call maintenance", ownerRole: "SUPERVISOR", minutes: 10 },
  ];
  const put = (more: object, token = MONA) =>
    server.ask<{ putPlaybook: Playbook }>(PUT, { playbook: { ...playbook, steps }, ...more }, token);
  const ofOne = async (token = MARIA) => (await server.ask<OfOne>(OF_ONE, { id }, token)).data?.exception;

  test("a plant manager puts the plant's own playbook in force; what is wrong is told at its field, and what is late to whom", async () => {
    const shipped = await server.ask<{ playbooks: readonly Playbook[] }>(PLAYBOOKS, { site: PLANT }, MARIA);
    expect(shipped.data?.playbooks.find(({ kind }) => kind === "MACHINE_DOWN")).toMatchObject({
      site: null,
      putAt: null,
    });
    const done = await put({ expected: 0, id: "p-1" });
    expect(done.data?.putPlaybook).toMatchObject({ site: PLANT, version: 1, putBy: "mona" });
    expect((await put({ expected: 0, id: "p-1" })).data, "sent again it is the same").toEqual(done.data);
    const late = await put({ expected: 0, id: "p-2" });
    expect(late.errors?.[0]).toMatchObject({ extensions: { code: "CONFLICT" } });
    expect(late.errors?.[0]?.message).toContain("mona put version 1 in force");
    const wrong = { ...playbook, steps: [steps[0], { ...steps[1], text: " " }] };
    expect((await put({ playbook: wrong, id: "p-3" })).errors?.[0]?.extensions).toMatchObject({
      field: "steps.1.text",
    });
    expect((await put({ id: "p-4" }, MARIA)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const shared = await put({ playbook: { ...playbook, site: null, steps }, id: "p-5" });
    expect(shared.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const now = await server.ask<{ playbooks: readonly Playbook[] }>(PLAYBOOKS, { site: PLANT }, MARIA);
    expect(now.data?.playbooks.filter(({ kind }) => kind === "MACHINE_DOWN")).toMatchObject([
      { site: PLANT, version: 1 },
    ]);
    const elsewhere = await server.ask<{ playbooks: readonly Playbook[] }>(
      PLAYBOOKS,
      { site: PLANT },
      "dev:z:planner:B",
    );
    expect(elsewhere.data?.playbooks).toEqual([]);
  });

  test("its steps are ticked once, with one's own time, by those who may, and stand on the timeline", async () => {
    await server.send([stopped("08:00")]);
    await server.setClock(at("08:06"));
    id = (await cards(server)).find(({ kind }) => kind === "MACHINE_DOWN")?.id ?? "";
    expect((await ofOne())?.playbook).toMatchObject({
      ...{ name: "Belt", version: 1, site: PLANT, mayTick: true },
      steps: [
        { text: "Lock it", doneBy: null, overdue: false },
        { text: "Call maintenance", ownerRole: "SUPERVISOR", doneBy: null, overdue: false },
      ],
    });
    const tick = { id, step: 0, note: "key with me", at: at("08:04"), c: "t-1" };
    expect((await server.ask(TICK, tick, MARIA)).errors).toBeUndefined();
    expect((await server.ask(TICK, tick, MARIA)).errors, "sent again it is done once").toBeUndefined();
    const again = await server.ask(TICK, { ...tick, c: "t-2" }, "dev:ben:supervisor:PLANT-A");
    expect(again.errors?.[0]?.message).toContain("maria has done step 1");
    expect(
      (await server.ask(TICK, { ...tick, step: 1, c: "t-3" }, "dev:lea:leader")).errors?.[0]?.extensions.code,
    ).toBe("FORBIDDEN");
    expect((await ofOne("dev:lea:leader"))?.playbook?.mayTick).toBe(false);
    await server.setClock(at("08:30"));
    const found = await ofOne();
    expect(found?.playbook?.steps).toMatchObject([
      { doneBy: "maria", doneAt: "2026-03-02T08:04:00.000Z", note: "key with me", overdue: false },
      { doneBy: null, overdue: true },
    ]);
    expect(found?.timeline.filter(({ action }) => action === "playbook-ticked")).toEqual([
      { action: "playbook-ticked", by: "maria", note: "step 1, Lock it: key with me", at: "2026-03-02T08:04:00.000Z" },
    ]);
    await server.ask(TICK, { id, step: 1, c: "t-4" }, MARIA);
    await server.ask(UNTICK, { id, step: 1, c: "t-5" }, MARIA);
    expect((await ofOne())?.playbook?.steps[1]).toMatchObject({ doneBy: null, overdue: true });
  });

  test("what has begun keeps its version", async () => {
    const before = await ofOne();
    const next = await put({ playbook: { ...playbook, steps: [] }, expected: 1, id: "p-6" });
    expect(next.data?.putPlaybook.version).toBe(2);
    expect(before?.playbook).toMatchObject({ version: 1 });
    expect(await ofOne()).toEqual(before);
  });

  test("who sees it watches it, in any role, and is told what others change", async () => {
    const watch = `mutation ($id: ID!, $c: ID!) { watchException(id: $id, commandId: $c) { watchers { person name } } }`;
    const lea = "dev:lea:leader:PLANT-A";
    for (const c of ["w-1", "w-1", "w-2"]) {
      const { data } = await server.ask<{ watchException: object }>(watch, { id, c }, lea);
      expect(data?.watchException).toEqual({ watchers: [{ person: "lea", name: "Lea" }] });
    }
    const hidden = await server.ask(watch, { id, c: "w-3" }, "dev:z:planner:B");
    expect(hidden.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
    const ack = `mutation ($id: ID!) { acknowledgeException(id: $id, commandId: "a-1") { state } }`;
    expect((await server.ask(ack, { id }, MARIA)).errors).toBeUndefined();
    await expect
      .poll(async () => {
        const asked = "{ notifications { nodes { exception text } } }";
        const { data } = await server.ask<{ notifications: { nodes: { exception: string; text: string }[] } }>(
          asked,
          {},
          lea,
        );
        return data?.notifications.nodes.filter(({ text }) => text.startsWith("You watch it"));
      })
      .toEqual([{ exception: id, text: "You watch it: it is acknowledged" }]);
  });

  test("of two who write at the same time the second is told what the first wrote, and sends their own again", async () => {
    const read = async () =>
      (
        await server.ask<{ exception: { revision: number } }>("query ($id: ID!) { exception(id: $id) { revision } }", {
          id,
        })
      ).data?.exception.revision;
    const expected = await read();
    const say = (text: string, c: string, revision: number | undefined, token: string) =>
      server.ask(
        `mutation ($id: ID!, $text: String!, $expected: Int, $c: ID!) {
          comment(id: $id, text: $text, expectedRevision: $expected, commandId: $c) { id } }`,
        { id, text, expected: revision, c },
        token,
      );
    expect((await say("belt ordered", "c-1", expected, MARIA)).errors).toBeUndefined();
    const second = await say("belt borrowed", "c-2", expected, MONA);
    const { code, theirs } = (second.errors?.[0]?.extensions ?? {}) as {
      readonly code?: string;
      readonly theirs?: { readonly revision: number; readonly entries: readonly object[] };
    };
    expect(code).toBe("CONFLICT");
    expect(theirs?.entries).toMatchObject([{ by: "maria", action: "commented", note: "belt ordered" }]);
    expect(theirs?.revision).toBe(await read());
    expect((await say("belt borrowed", "c-3", theirs?.revision, MONA)).errors).toBeUndefined();
    const notes = (await ofOne())?.timeline.filter(({ action }) => action === "commented").map(({ note }) => note);
    expect(notes).toEqual(["belt ordered", "belt borrowed"]);
  });

  test("who signs a device up is told there as in the app, encrypted, under the server's key; one that is gone is ended", async () => {
    const ask = <T>(query: string, variables: object = {}, token = MARIA) => server.ask<T>(query, variables, token);
    const SIGN_UP = `mutation ($endpoint: String!, $p256dh: String!, $auth: String!, $name: String!) {
      subscribePush(endpoint: $endpoint, p256dh: $p256dh, auth: $auth, name: $name) { id name } }`;
    const MINE = "{ pushDevices { publicKey devices { id name lastSentAt trouble } } }";
    const mine = async (token = MARIA) => (await ask<{ pushDevices: PushDevices }>(MINE, {}, token)).data?.pushDevices;
    const { subscription } = service;
    const wanted = { ...subscription, name: "Tablet" };
    const wrong = await ask(SIGN_UP, { ...wanted, p256dh: "AAAA" });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "p256dh" });
    const file = await ask(SIGN_UP, { ...wanted, endpoint: "file:///etc/passwd" });
    expect(file.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "endpoint" });
    expect((await ask('mutation { testPush(commandId: "x-0") }')).errors?.[0]?.message).toContain("no device yet");
    for (let times = 0; times < 2; times += 1) expect((await ask(SIGN_UP, wanted)).errors).toBeUndefined();
    const { publicKey = "", devices = [] } = (await mine()) ?? {};
    expect(devices.map(({ name }) => name)).toEqual(["Tablet"]);
    expect((await mine(MONA))?.devices, "nobody else's").toEqual([]);
    const stolen = { ...wanted, auth: Buffer.alloc(16).toString("base64url") };
    expect((await ask(SIGN_UP, stolen, MONA)).errors?.[0]?.extensions.code).toBe("CONFLICT");

    expect((await ask<{ testPush: number }>('mutation { testPush(commandId: "x-1") }')).data?.testPush).toBe(1);
    await ask('mutation { testPush(commandId: "x-1") }');
    await expect.poll(() => service.came.length, { timeout: 10_000 }).toBe(1);
    const [test] = service.came;
    expect(test && service.open(test)).toMatchObject({ title: "Lockstep reaches this device", exception: null });
    expect(test?.headers).toMatchObject({ ttl: "86400", urgency: "normal", "content-encoding": "aes128gcm" });
    expect(test?.headers["topic"]).toMatch(/^[\w-]{32}$/);
    const sender = test && (await service.sender(test, publicKey));
    expect(sender).toMatchObject({ sub: "mailto:lockstep@localhost" });
    expect(Number(sender?.["exp"]) - Date.now() / 1_000).toBeLessThan(86_400);

    await ask(`mutation ($id: ID!) { watchException(id: $id, commandId: "w-9") { id } }`, { id });
    const assign = `mutation ($id: ID!) { assignException(id: $id, to: "pia", commandId: "as-1") { id } }`;
    expect((await ask(assign, { id }, MONA)).errors).toBeUndefined();
    await expect.poll(() => service.came.length, { timeout: 10_000 }).toBe(2);
    const told = service.came[1];
    expect(told && service.open(told)).toMatchObject({ text: "You watch it: it is in-progress", exception: id });
    const LOG = "{ deliveries { nodes { person channel state title } } }";
    type Deliveries = { deliveries: { nodes: readonly { readonly channel: string; readonly state: string }[] } };
    await expect
      .poll(async () =>
        (await ask<Deliveries>(LOG, {}, "dev:ada:administrator")).data?.deliveries.nodes.filter(
          ({ channel }) => channel === "PUSH",
        ),
      )
      .toMatchObject([{ state: "SENT" }, { state: "SENT" }]);
    const name = `mutation ($id: ID!) { comment(id: $id, text: "@maria is it the belt?", commandId: "co-9") { id } }`;
    expect((await ask(name, { id }, MONA)).errors).toBeUndefined();
    await expect.poll(() => service.came.length, { timeout: 10_000 }).toBe(3);
    const named = service.came[2];
    expect(named && service.open(named)).toMatchObject({
      text: expect.stringContaining("mona: @maria is it the belt?"),
    });

    service.answerWith(410);
    await ask('mutation { testPush(commandId: "x-2") }');
    await expect.poll(async () => (await mine())?.devices, { timeout: 10_000 }).toEqual([]);
    const gone = (await ask<Deliveries>(LOG, {}, "dev:ada:administrator")).data?.deliveries.nodes;
    expect(gone?.filter(({ channel }) => channel === "PUSH").map(({ state }) => state)).toContain("FAILED");
  });

  test("a photo is cleaned, kept by its bytes, named by a comment, and shown to those who see the exception", async () => {
    const where = Buffer.from("Exif\0\0 at 52.5N 13.4E, me");
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, where.length + 2]), where]);
    const picture = Buffer.from([0xff, 0xdb, 0, 4, 1, 2, 0xff, 0xda, 0, 4, 1, 2, 7, 8, 9, 0xff, 0xd9]);
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8]), exif, picture]);
    const send = (body: Uint8Array, token = MARIA) =>
      fetch(`${server.url}/photos`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "image/png" },
        body: new Uint8Array(body),
      });
    const taken = await send(jpeg);
    expect(taken.status).toBe(201);
    const { photo, type } = (await taken.json()) as { readonly photo: string; readonly type: string };
    expect(type, "as its bytes say").toBe("image/jpeg");
    expect((await send(Buffer.from("<svg onload=alert(1)>"))).status).toBe(415);
    expect((await send(jpeg, "dev:lea:leader")).status).toBe(403);

    const read = (token: string, of = id) =>
      fetch(`${server.url}/photos/${of}/${photo}`, { headers: { authorization: `Bearer ${token}` } });
    expect((await read(MARIA)).status, "nothing names it yet").toBe(404);
    const COMMENT = `mutation ($id: ID!, $photos: [ID!], $c: ID!) {
      comment(id: $id, text: "see", photos: $photos, commandId: $c) { timeline { note photos } } }`;
    const unknown = await server.ask(COMMENT, { id, photos: ["0".repeat(64)], c: "ph-0" }, MARIA);
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "photos" });
    const said = await server.ask<{ comment: { timeline: readonly object[] } }>(
      COMMENT,
      { id, photos: [photo], c: "ph-1" },
      MARIA,
    );
    expect(said.data?.comment.timeline.at(-1)).toEqual({ note: "see", photos: [photo] });
    const shown = await read("dev:lea:leader:PLANT-A");
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(Buffer.concat([Buffer.from([0xff, 0xd8]), picture]));
    expect((await read("dev:z:planner:B")).status, "of another site").toBe(404);
    const other = (await cards(server)).find((one) => one.id !== id)?.id ?? "ex-0";
    expect((await read(MARIA, other)).status, "of another exception").toBe(404);

    const nora = "dev:nora:supervisor:PLANT-A";
    const numbered = (k: number): Uint8Array =>
      Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0, 4, k >> 8, k & 0xff, 0xff, 0xda, 0, 4, 1, 2, 7, 0xff, 0xd9]);
    for (let k = 0; k < 200; k += 1) expect((await send(numbered(k), nora)).status).toBe(201);
    const tooMany = await send(numbered(200), nora);
    expect([tooMany.status, Number(tooMany.headers.get("retry-after")) > 86_000]).toEqual([429, true]);
    expect(await tooMany.text()).toMatch(/200 photos within a day: send this one in 14\d\d minutes/);
    expect((await send(numbered(0), nora)).status, "sent again it takes no room").toBe(201);
    expect((await send(numbered(201))).status, "others send theirs").toBe(201);
  });
});
