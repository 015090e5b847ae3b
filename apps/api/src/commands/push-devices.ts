import { contentHash } from "@lockstep/domain/content-hash";
import { isoOf } from "@lockstep/domain/instant";
import { canonicalText, findTrouble } from "@lockstep/domain/json";
import { ok } from "@lockstep/domain/result";
import type { MutationSubscribePushArgs, PushDevice } from "@lockstep/protocol/generated/schema";
import { asGraphQLError, badInput } from "../errors.ts";
import type { MessageBody } from "../escalation/message-body.ts";
import { type Context, show } from "../graphql/context.ts";
import { devicesOf, pushDeviceRow } from "../query/push-devices.ts";
import { connectorOf } from "./steward-command.ts";

/** Has the viewer told on the device that asks. Durable when it is answered; that it was done is audited, without the address. */
export async function subscribePush(context: Context, wanted: MutationSubscribePushArgs): Promise<PushDevice> {
  const { viewer, writer } = context;
  if (findTrouble({ ...wanted }) !== null) throw badInput("A text holds what no text may: type it again.");
  const done = await devicesOf(writer).subscribe({ ...wanted, person: viewer.name });
  if (!done.ok) throw asGraphQLError(done.error);
  const { id, name } = done.value;
  await note(context, { id, action: "push-device-added", name });
  return pushDeviceRow(done.value);
}

/** Nothing is sent to it any more. Only the viewer's own. */
export async function unsubscribePush(context: Context, id: string): Promise<PushDevice> {
  const row = await devicesOf(context.writer).end(id, context.viewer.name);
  if (row === null)
    throw asGraphQLError({ code: "NOT_FOUND", message: `You have no device ${id}: read the list again.` });
  await note(context, { id, action: "push-device-ended", name: row.name });
  return pushDeviceRow(row);
}

/** Sends a message to all devices of the viewer; how that went stands in the log of deliveries and at each device. */
export async function testPush(context: Context, commandId: string): Promise<number> {
  const { viewer, writer } = context;
  if (commandId.trim() === "" || commandId.length > 200)
    throw badInput("commandId must have 1 to 200 characters: make a new one.");
  const own = devicesOf(writer).of(viewer.name);
  if (own.length === 0)
    throw asGraphQLError({ code: "CONFLICT", message: "You have no device yet: sign this one up first." });
  const { name: person } = viewer;
  const name = "test-push";
  const done = await writer.command({
    commandId,
    argumentsHash: contentHash(canonicalText({ type: name, person })),
    async decide({ now }) {
      const body: MessageBody = {
        ...{ title: "Lockstep reaches this device", text: "Somebody has asked for this test.", exceptionId: null },
        ...{ severity: null, reason: "test", site: null, at: isoOf(now), count: 0, address: null },
      };
      const about = { exceptionId: null, person, channel: "push", reason: "test", severity: null, site: null };
      const key = `push-test/${person}/${commandId}`;
      const message = { key, ...about, at: now, dueAt: now, body: JSON.stringify(body), state: "waiting" } as const;
      const what = { events: [], facts: [], settled: [], connector: connectorOf(context), name, actor: person };
      return ok({ ...what, messages: [message], body: canonicalText({ type: name, commandId }) });
    },
  });
  if (!done.ok) throw asGraphQLError(done.error);
  show(context, done.value);
  writer.sendMessages();
  return own.length;
}

interface Done {
  readonly id: string;
  readonly action: string;
  readonly name: string;
}

const note = ({ writer, viewer, moment }: Context, { id, action, name }: Done): Promise<void> =>
  writer.note([
    {
      about: `push-device:${id}`,
      at: moment.view.clock,
      by: viewer.name,
      action,
      before: null,
      after: null,
      note: name,
    },
  ]);
