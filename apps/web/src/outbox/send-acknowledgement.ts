import type { ApolloClient } from "@apollo/client";
import { refusalOf } from "../api/client.ts";
import type { Refusal } from "../live/contract.ts";
import type { Waiting } from "./outbox.ts";

/** Null once the server has taken it. The mutation is loaded with the page, when it was still connected. */
export async function sendAcknowledgement(client: ApolloClient, entry: Waiting): Promise<Refusal | null> {
  const { exception: id, note, estimate, at, commandId } = entry;
  try {
    const { ACKNOWLEDGE } = await import("../api/action-documents.ts");
    await client.mutate({ mutation: ACKNOWLEDGE, variables: { id, note, estimate, at, commandId } });
    return null;
  } catch (error) {
    return refusalOf(error);
  }
}
