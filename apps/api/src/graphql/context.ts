import type { Ledger } from "@lockstep/domain/ledger";
import type { Store } from "@lockstep/store/store";
import type { Viewer } from "../identity/viewer.ts";
import type { FactsBehind } from "../query/facts-behind.ts";
import type { Moment } from "../query/moment.ts";
import type { QuarantineReader } from "../query/quarantine.ts";
import type { View } from "../view/view.ts";
import type { Writer } from "../writer/contract.ts";

/** What one request is answered from: one person's look at one view. A command moves it on to the view it has made. */
export interface Context {
  readonly viewer: Viewer;
  readonly writer: Writer;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly quarantine: QuarantineReader;
  moment: Moment;
  facts: FactsBehind;
  show(view: View): void;
}
