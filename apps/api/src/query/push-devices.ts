import { isoOf } from "@lockstep/domain/instant";
import type { PushDevice, PushDevices } from "@lockstep/protocol/generated/schema";
import type { PushDeviceRow } from "@lockstep/store/store";
import { asGraphQLError } from "../errors.ts";
import type { PushDevices as Devices } from "../escalation/push/push-devices.ts";
import { isoOrNull } from "../wire/words.ts";
import type { Writer } from "../writer/contract.ts";
import type { Moment } from "./moment.ts";

/** Where people are told on their devices. */
export function devicesOf({ reach }: Pick<Writer, "reach">): Devices {
  if (reach.devices !== null) return reach.devices;
  throw asGraphQLError({ code: "UNAVAILABLE", message: "This server tells nobody on their devices." });
}

/** The viewer's own. */
export function pushDevices({ viewer }: Moment, writer: Pick<Writer, "reach">): PushDevices {
  const devices = devicesOf(writer);
  return { publicKey: devices.keys.publicKey, devices: devices.of(viewer.name).map(pushDeviceRow) };
}

export const pushDeviceRow = ({ id, name, createdAt, lastSentAt, trouble }: PushDeviceRow): PushDevice => ({
  ...{ id, name, trouble },
  createdAt: isoOf(createdAt),
  lastSentAt: isoOrNull(lastSentAt),
});
