import { createECDH } from "node:crypto";
import { present } from "@lockstep/domain/assert";
import type { PushDeviceRow, PushKeysRow } from "@lockstep/store/store";
import { expect, test } from "vitest";
import { openPushDevices } from "./push-devices.ts";

/** Takes what is written down when it is told to, as a disk does. */
function slowStore() {
  let keys: PushKeysRow | null = null;
  const rows = new Map<string, PushDeviceRow>();
  const held: (() => void)[] = [];
  const state = { isSlow: false, isFull: false };
  return Object.assign(state, {
    held,
    rows,
    pushKeys: async () => keys,
    savePushKeys: async (row: PushKeysRow) => {
      keys ??= row;
    },
    pushDevices: async () => [...rows.values()].filter(({ endedAt }) => endedAt === null),
    savePushDevice: async (row: PushDeviceRow) => {
      if (state.isFull) throw new Error("no room is left");
      if (state.isSlow) await new Promise<void>((resolve) => held.push(resolve));
      rows.set(row.id, row);
    },
  });
}

async function signedUp() {
  const store = slowStore();
  const open = () => openPushDevices({ store, now: () => 1_000, mayBePrivate: false });
  const devices = await open();
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  const wanted = {
    ...{ person: "maria", endpoint: "https://push.example/1", name: "Tablet" },
    ...{ p256dh: ecdh.getPublicKey("base64url"), auth: Buffer.alloc(16, 7).toString("base64url") },
  };
  const done = await devices.subscribe(wanted);
  if (!done.ok) throw new Error(done.error.message);
  return { store, open, devices, wanted, id: done.value.id };
}

test("a device that ends while a delivery to it is noted stays ended, here and after a restart", async () => {
  const { store, open, devices, id } = await signedUp();
  store.isSlow = true;
  const noting = devices.note(id, { lastSentAt: 900 });
  const ending = devices.end(id, "maria");
  expect(devices.people.has("maria"), "at once").toBe(false);
  await expect.poll(() => store.held.length).toBe(1);
  store.isSlow = false;
  for (const take of store.held.splice(0)) take();
  await Promise.all([noting, ending]);
  expect(devices.of("maria")).toEqual([]);
  expect(present(store.rows.get(id), () => "it was written").endedAt).toBe(1_000);
  expect((await open()).of("maria")).toEqual([]);
  await devices.note(id, { trouble: "late" });
  expect(devices.people.size, "what is told of it later does not bring it back").toBe(0);
});

test("one that has ended is forgotten here, and may be signed up again", async () => {
  const { devices, wanted, id } = await signedUp();
  expect(await devices.end(id, "olga"), "nobody else's").toBeNull();
  expect(await devices.end(id, "maria")).toMatchObject({ id, endedAt: 1_000 });
  expect(await devices.end(id, "maria")).toBeNull();
  expect((await devices.subscribe({ ...wanted, person: "olga" })).ok).toBe(true);
  expect([...devices.people]).toEqual(["olga"]);
});

test("what could not be written down has not happened", async () => {
  const { store, devices, wanted, id } = await signedUp();
  store.isFull = true;
  await expect(devices.end(id, "maria")).rejects.toThrow("no room");
  expect(devices.of("maria").map((one) => one.id)).toEqual([id]);
  await expect(devices.subscribe({ ...wanted, endpoint: "https://push.example/2" })).rejects.toThrow("no room");
  expect(devices.of("maria")).toHaveLength(1);
  store.isFull = false;
  expect(await devices.end(id, "maria")).toMatchObject({ id });
});
