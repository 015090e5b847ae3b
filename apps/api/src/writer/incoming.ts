import type { MadeOf } from "@lockstep/connectors/contract";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Received } from "@lockstep/domain/intake";

/** One thing that was sent as a fact: its text, or its value within an already read batch; or a text refused unread. */
export type Incoming = (Received & { readonly from?: MadeOf }) | { readonly text: string; readonly refused: Refusal };
