import { hash } from "node:crypto";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { PushDeviceRow, PushKeysRow, Store } from "@lockstep/store/store";
import type { Refusal } from "../../errors.ts";
import { isReceiver, newPushKeys, type Receiver } from "./push-request.ts";

type PushStore = Pick<Store, "pushKeys" | "savePushKeys" | "pushDevices" | "savePushDevice">;

export interface Subscribing extends Receiver {
  readonly person: string;
  /** Where the browser's push service takes messages for it. */
  readonly endpoint: string;
  /** What the person calls it. */
  readonly name: string;
}

/** The devices on which people are told. */
export interface PushDevices {
  readonly keys: PushKeysRow;
  /** Those who have any; it changes as they do. */
  readonly people: ReadonlySet<string>;
  of(person: string): readonly PushDeviceRow[];
  /** Durable when it is answered. The same browser again is the same device. */
  subscribe(wanted: Subscribing): Promise<Result<PushDeviceRow, Refusal>>;
  /** Nothing is sent there any more; null: that person has none of that id any more. */
  end(id: string, person: string): Promise<PushDeviceRow | null>;
  /** What became of a message. */
  note(id: string, fate: Partial<Pick<PushDeviceRow, "lastSentAt" | "trouble">>): Promise<void>;
}

const MOST_DEVICES = 20;
const LONGEST_ENDPOINT = 2_000;
const LONGEST_NAME = 100;

export interface PushParts {
  readonly store: PushStore;
  readonly now: () => number;
  /** Whether a push service may be at an address that is not public, and speak plain HTTP. */
  readonly mayBePrivate: boolean;
}

/** Reads who is told where; at the very first start it makes the keys that push services know this server by. */
export async function openPushDevices({ store, now, mayBePrivate }: PushParts): Promise<PushDevices> {
  if ((await store.pushKeys()) === null) await store.savePushKeys(newPushKeys(now()));
  const keys = await store.pushKeys();
  if (keys === null) throw new Error("the keys of web push are not there after they were made");
  /** None that has ended. */
  const devices = new Map((await store.pushDevices()).map((row) => [row.id, row]));
  const people = new Set<string>();
  const tally = (): void => {
    people.clear();
    for (const { person } of devices.values()) people.add(person);
  };
  tally();
  const of = (person: string): readonly PushDeviceRow[] => [...devices.values()].filter((one) => one.person === person);
  const remember = (id: string, row: PushDeviceRow | undefined): void => {
    if (row === undefined) devices.delete(id);
    else devices.set(id, row);
    tally();
  };
  let written: Promise<unknown> = Promise.resolve();
  /** In memory at once, so that what comes in between goes on from it; in the store in the same order. */
  const save = async (row: PushDeviceRow): Promise<PushDeviceRow> => {
    const before = devices.get(row.id);
    const after = row.endedAt === null ? row : undefined;
    remember(row.id, after);
    const writing = written.then(() => store.savePushDevice(row));
    written = writing.catch(() => {});
    try {
      await writing;
    } catch (error) {
      if (devices.get(row.id) === after) remember(row.id, before);
      throw error;
    }
    return row;
  };
  return {
    keys,
    people,
    of,
    async subscribe(wanted) {
      const { person, endpoint, p256dh, auth, name } = wanted;
      const refusal = badDevice(wanted, mayBePrivate);
      if (refusal !== null) return refuse(refusal);
      const id = hash("sha256", endpoint).slice(0, 32);
      const before = devices.get(id);
      // Whoever knows an endpoint alone does not take it from somebody; the browser itself knows its keys, too.
      const isOther = before !== undefined && before.person !== person;
      if (isOther && (before.p256dh !== p256dh || before.auth !== auth))
        return refuse({ code: "CONFLICT", message: "That address is somebody else's device: sign this one up anew." });
      if (before?.person !== person && of(person).length >= MOST_DEVICES)
        return refuse({ code: "CONFLICT", message: `You have ${MOST_DEVICES} devices: end one of them first.` });
      const fresh = { createdAt: now(), lastSentAt: null, endedAt: null, trouble: null };
      return ok(await save({ id, person, endpoint, p256dh, auth, name: name.trim(), ...fresh }));
    },
    async end(id, person) {
      const row = devices.get(id);
      if (row === undefined || row.person !== person) return null;
      return save({ ...row, endedAt: now() });
    },
    async note(id, fate) {
      const row = devices.get(id);
      if (row !== undefined) await save({ ...row, ...fate });
    },
  };
}

function badDevice({ endpoint, name, ...receiver }: Subscribing, mayBePrivate: boolean): Refusal | null {
  const bad = (message: string, field: string): Refusal => ({ code: "BAD_USER_INPUT", message, field });
  const isUrl = URL.canParse(endpoint) && endpoint.length <= LONGEST_ENDPOINT;
  const protocol = isUrl ? new URL(endpoint).protocol : "";
  if (protocol !== "https:" && !(mayBePrivate && protocol === "http:"))
    return bad("endpoint must be the https address that the browser's push service gave.", "endpoint");
  if (!isReceiver(receiver)) return bad("p256dh and auth must be the keys that the browser gave.", "p256dh");
  if (name.trim() === "" || name.length > LONGEST_NAME)
    return bad(`name must have 1 to ${LONGEST_NAME} characters: say which device it is.`, "name");
  return null;
}
