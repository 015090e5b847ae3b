import type { WorkflowState } from "@lockstep/workflow/model";
import { addressOver, presentContact } from "../message-body.ts";
import type { SendingChannel } from "./channel.ts";

/**
 * Sends to where a person is reached now: what waited, failed or is sent again may be older than the roster that names them.
 * Who is in it no more is called no more.
 */
export function toPresentAddress(
  channel: SendingChannel,
  over: "email" | "webhook",
  state: () => WorkflowState,
): SendingChannel {
  return {
    ...channel,
    async send(message, stopped) {
      const contact = presentContact(message, state());
      if (contact === null)
        return { is: "never", why: "they are in no roster any more that it may be sent by: it was not sent" };
      return channel.send({ ...message, body: { ...message.body, address: addressOver(over, contact) } }, stopped);
    },
  };
}
