import type { Instant } from "@lockstep/domain/instant";
import type { ExceptionState } from "../life.ts";
import type { Weight } from "../model.ts";

/** Somebody who wants to be told when an exception changes. */
export interface Watcher {
  /** The name that they sign in with. */
  readonly person: string;
  /** Which they saw when they began to watch; null: all. */
  readonly sites: readonly string[] | null;
  readonly since: Instant;
  /** How it stood when they were told last, or began to watch; a later change is measured against that. */
  readonly told: { readonly at: Instant; readonly state: ExceptionState; readonly weight: Weight };
}
