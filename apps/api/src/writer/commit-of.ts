import type { Commit } from "@lockstep/store/store";

/** A commit of nothing but this. */
export const commitOf = (some: Partial<Commit>): Commit => ({
  records: [],
  superseded: [],
  quarantined: [],
  settled: [],
  assigned: [],
  audit: [],
  commands: [],
  clock: null,
  ...some,
});
