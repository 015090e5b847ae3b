import type { Commit } from "@lockstep/store/store";

/** A commit of nothing but this. */
export const commitOf = (some: Partial<Commit>): Commit => ({
  records: [],
  superseded: [],
  quarantined: [],
  settled: [],
  audit: [],
  commands: [],
  clock: null,
  ...some,
});
