import type { Ledger } from "@lockstep/domain/ledger";
import type { SeenStore, Store } from "@lockstep/store/store";
import type { StewardRule } from "@lockstep/workflow/quarantine/steward";
import type { AuditVerifier } from "../audit/verifier.ts";
import type { Accounts } from "../identity/accounts.ts";
import type { FeedTokens } from "../identity/feed-tokens.ts";
import { onlookerOf, type Viewer } from "../identity/viewer.ts";
import type { NoMoney } from "../money/money-rights.ts";
import type { Past } from "../past/past-views.ts";
import { type FactsBehind, factsBehind } from "../query/facts-behind.ts";
import type { Moment } from "../query/moment.ts";
import type { ToldPlans } from "../query/plan-changes.ts";
import { createQuarantineReader, type QuarantineReader } from "../query/quarantine.ts";
import type { View } from "../view/view.ts";
import type { Writer } from "../writer/contract.ts";

/** What one request is answered from: one person's look at one view. A command moves it on to the view it has made. */
export interface Context {
  readonly viewer: Viewer;
  readonly writer: Writer;
  /** For what is done, and for what belongs to nobody's site; what is read for the viewer comes from `seen` alone. */
  readonly store: Omit<Store, keyof SeenStore>;
  /** The store as the viewer sees it: the database itself keeps rows of other sites back. */
  readonly seen: SeenStore;
  /** Of the facts that were known at the moment that is looked at. */
  readonly ledger: Ledger;
  /** Null: it is asked for now. */
  readonly past: Past | null;
  /** Who has what a connector's facts break, before anybody took it. */
  readonly stewards: readonly StewardRule[];
  readonly noMoney: NoMoney;
  readonly feedTokens: FeedTokens;
  readonly accounts: Accounts;
  readonly auditVerifier: AuditVerifier;
  readonly quarantine: QuarantineReader;
  readonly toldPlans: ToldPlans;
  moment: Moment;
  facts: FactsBehind;
}

type ContextParts = { readonly store: Store } & Pick<
  Context,
  | "viewer"
  | "writer"
  | "ledger"
  | "past"
  | "stewards"
  | "noMoney"
  | "feedTokens"
  | "accounts"
  | "auditVerifier"
  | "toldPlans"
>;

export function createContext(parts: ContextParts): Context {
  const { viewer, writer, store, ledger, past, stewards } = parts;
  const view = past?.view ?? writer.view;
  const seen = store.seenBy(onlookerOf(viewer));
  const quarantine = createQuarantineReader({ store: seen, stewards, view: () => writer.view });
  return { ...parts, seen, quarantine, moment: { viewer, view }, facts: factsBehind(ledger, view) };
}

/** Answers what follows from another view. It must be the resolver's own context: the framework hands out copies. */
export function show(context: Context, view: View): void {
  context.moment = { viewer: context.viewer, view };
  context.facts = factsBehind(context.ledger, view);
}
