import type { ApolloClient } from "@apollo/client";
import { refusalOf } from "../api/client.ts";
import type { Refusal } from "../live/contract.ts";
import type { Waiting } from "./outbox.ts";

/** Null once the server has taken it. What it needs was loaded with the page, when it was still connected. */
export async function sendWaiting(client: ApolloClient, entry: Waiting): Promise<Refusal | null> {
  const { commandId, at } = entry;
  try {
    const { ACKNOWLEDGE, REPORT_STATE } = await import("../api/action-documents.ts");
    if (entry.kind === "report-state") {
      const { resource, state, reason, expectedUpAt } = entry;
      await client.mutate({
        mutation: REPORT_STATE,
        variables: { resource, state, reason, expectedUpAt, at, commandId },
      });
    } else {
      const { exception: id, note, estimate, photo } = entry;
      const { sendPhoto } = await import("../collaborate/send-photo.ts");
      const sent = photo === undefined ? null : await sendPhoto(photo);
      if (sent !== null && typeof sent !== "string") return sent;
      const photos = sent === null ? {} : { photos: [sent] };
      await client.mutate({ mutation: ACKNOWLEDGE, variables: { id, note, estimate, at, ...photos, commandId } });
    }
    return null;
  } catch (error) {
    return refusalOf(error);
  }
}
