import type { NotRead } from "@lockstep/connectors/b2mml/read-message";
import type { CloudEvent } from "@lockstep/domain/facts/fact";

/** What is asked of the thread that reads B2MML, one after the other. */
export type B2mmlRequest =
  | { readonly kind: "read"; readonly text: string }
  /** Of the message that was read last. */
  | { readonly kind: "facts"; readonly from: number; readonly to: number };

export type B2mmlReply =
  /** How many facts it means; they are asked for in portions. */
  | { readonly kind: "read"; readonly facts: number }
  | { readonly kind: "not-read"; readonly error: NotRead }
  | { readonly kind: "facts"; readonly facts: readonly CloudEvent[] }
  /** A mistake of ours. */
  | { readonly kind: "failed"; readonly message: string };
