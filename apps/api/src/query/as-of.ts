import { isoOf } from "@lockstep/domain/instant";
import type { AsOf } from "@lockstep/protocol/generated/schema";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";

/** The hash is computed only if it is asked for. */
export const asOf = ({ view }: Moment): AsOf => ({
  seq: view.seq,
  now: isoOf(view.clock),
  factAt: isoOrNull(view.factAt),
  clock: upper(view.clockMode),
  isPast: view.isPast,
  get stateHash() {
    return view.onRequest.stateHash();
  },
});
