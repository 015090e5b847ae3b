import type { MadeOf, RefusedText } from "@lockstep/connectors/contract";
import type { Received } from "@lockstep/domain/intake";

/** One thing that was sent as a fact: its text, or its value within an already read batch; or a text refused unread. */
export type Incoming = (Received & { readonly from?: MadeOf }) | RefusedText;
