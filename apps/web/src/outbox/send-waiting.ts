import type { ApolloClient } from "@apollo/client";
import type { AuditEntry } from "../api/answers.ts";
import { refusalOf } from "../api/client.ts";
import { decidedMeanwhile } from "./decided-meanwhile.ts";
import type { Meanwhile, Sent, Waiting } from "./outbox.ts";

/** What it needs was loaded with the page, when it was still connected. */
export async function sendWaiting(client: ApolloClient, entry: Waiting): Promise<Sent> {
  const { commandId, at } = entry;
  try {
    const { ACKNOWLEDGE_LATE, REPORT_STATE } = await import("../api/action-documents.ts");
    if (entry.kind === "report-state") {
      const { resource, state, reason, expectedUpAt } = entry;
      await client.mutate({
        mutation: REPORT_STATE,
        variables: { resource, state, reason, expectedUpAt, at, commandId },
      });
      return { meanwhile: [] };
    }
    const { exception: id, note, estimate, photo } = entry;
    const { sendPhoto } = await import("../collaborate/send-photo.ts");
    const sent = photo === undefined ? null : await sendPhoto(photo);
    if (sent !== null && typeof sent !== "string") return { refusal: sent };
    const photos = sent === null ? {} : { photos: [sent] };
    const variables = { id, note, estimate, at, ...photos, commandId };
    const { data } = await client.mutate({ mutation: ACKNOWLEDGE_LATE, variables });
    return { meanwhile: decidedLater(data?.settled.timeline ?? [], at) };
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}

/** By others, between the decision and its arrival. */
function decidedLater(timeline: readonly AuditEntry[], at: string): readonly Meanwhile[] {
  const acknowledged = timeline.filter(({ action }) => action === "acknowledged");
  // The time of a tablet whose clock is ahead is put right by the server.
  const own = acknowledged.findLast((entry) => entry.at === at) ?? acknowledged.at(-1);
  if (own === undefined) return [];
  return decidedMeanwhile(timeline, own).map(({ by, action, at: when }) => ({ by, action, at: when }));
}
