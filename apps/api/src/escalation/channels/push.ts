import { hash } from "node:crypto";
import type { PushDeviceRow } from "@lockstep/store/store";
import type { PushDevices } from "../push/push-devices.ts";
import { MOST_PLAIN_BYTES, pushRequest } from "../push/push-request.ts";
import type { Outgoing, SendingChannel, Sent } from "./channel.ts";
import { type Answer, post } from "./post.ts";
import { NotPublic } from "./public-address.ts";
import { pauseAsked } from "./retry-after.ts";

export interface PushChannelParts {
  readonly devices: PushDevices;
  /** Whom a push service may write to: mailto: or https:. */
  readonly subject: string;
  readonly mayBePrivate: boolean;
  /** By the process's own clock. */
  readonly now: () => number;
}

/** A device that is off for longer is told nothing old. */
const KEPT_SECONDS = 86_400;
/** A push service knows a message again by so much. */
const TOPIC_CHARACTERS = 32;

/**
 * Web Push to every device of a person, encrypted for each (RFC 8291) under this server's key (RFC 8292). A device that is gone
 * (404, 410) is ended. It is sent when any of them has it: tried again it would come twice to those.
 */
export function createPush({ devices, subject, mayBePrivate, now }: PushChannelParts): SendingChannel {
  const sendTo = async (device: PushDeviceRow, message: Outgoing, stopped: AbortSignal): Promise<Sent> => {
    let answer: Answer;
    try {
      const { endpoint, headers, body } = pushRequest({
        ...{ keys: devices.keys, receiver: device, plain: payloadOf(message), subject, ttlSeconds: KEPT_SECONDS },
        urgency: message.body.severity === "critical" ? "high" : "normal",
        topic: hash("sha256", message.key, "base64url").slice(0, TOPIC_CHARACTERS),
      });
      answer = await post(endpoint, { headers, body, mayBePrivate, stopped });
    } catch (error) {
      if (error instanceof NotPublic) return { is: "never", why: "its push service is at no public address" };
      const { code } = error as { readonly code?: unknown };
      return {
        is: "later",
        why: `its push service cannot be reached (${typeof code === "string" ? code : "no answer"})`,
      };
    }
    const { status } = answer;
    if (status >= 200 && status < 300) return { is: "sent" };
    const why = `its push service answered HTTP ${status}`;
    if (status === 404 || status === 410) {
      await devices.end(device.id, device.person);
      return { is: "never", why: `${why}: the device has ended it` };
    }
    return status >= 500 || [401, 403, 408, 425, 429].includes(status)
      ? { is: "later", why, ...pauseAsked(answer, now()) }
      : { is: "never", why };
  };

  return {
    async send(message, stopped): Promise<Sent> {
      const own = devices.of(message.person);
      if (own.length === 0) return { is: "never", why: "no device of theirs is signed up any more" };
      const fates = await Promise.all(
        own.map(async (device): Promise<Sent> => {
          const sent = await sendTo(device, message, stopped);
          const fate = sent.is === "sent" ? { lastSentAt: now(), trouble: null } : { trouble: sent.why };
          if (!stopped.aborted) await devices.note(device.id, fate);
          return sent;
        }),
      );
      return fates.find(({ is }) => is === "sent") ?? soonest(fates) ?? fates[0] ?? none;
    },
  };
}

/** What is tried again first: a device that wants to be left alone holds no other one up. */
const soonest = (fates: readonly Sent[]): Sent | undefined =>
  fates
    .filter((sent) => sent.is === "later")
    .toSorted((a, b) => (a.pauseMs ?? 0) - (b.pauseMs ?? 0))
    .at(0);

const none: Sent = { is: "never", why: "no device of theirs is signed up any more" };

/** What the device shows: all of the title, and as much of the text as fits. */
function payloadOf({ key, body }: Outgoing): Buffer {
  const { title, text, exceptionId, severity } = body;
  const whole = (shown: string): Buffer =>
    Buffer.from(JSON.stringify({ key, title: title.slice(0, 300), text: shown, exception: exceptionId, severity }));
  let shown = text;
  while (whole(shown).length > MOST_PLAIN_BYTES && shown.length > 0)
    shown = shown.slice(0, Math.floor(shown.length / 2));
  return whole(shown);
}
