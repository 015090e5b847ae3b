import type { MadeOf, RefusedText } from "@lockstep/connectors/contract";
import type { Received } from "@lockstep/domain/intake";
import type { Ledger } from "@lockstep/domain/ledger";

/**
 * One thing that was sent as a fact: its text, or its value within an already read batch; or a text refused unread. `about`
 * says whose it is where it does not say so itself.
 */
export type Incoming = (Received & { readonly from?: MadeOf } & Pick<RefusedText, "about">) | RefusedText;

/** What has been accepted, whether or not it is shown, or counts yet. */
export type Told = Pick<Ledger, "find" | "factsOf">;

/**
 * Asked of all that one sends, given all that was accepted before it: why it may not be taken; null: it may. What it lets
 * through is decided at once, so that nothing comes in between.
 */
export type Guard = (incoming: readonly Incoming[], told: Told) => string | null;
