import type { Finding } from "@lockstep/domain/world";
import type { SetAside } from "../engine-thread/protocol.ts";

/** It stands as long as the server runs without the fact. */
export const setAsideFinding = ({ source, id, seq, type, why }: SetAside): Finding => ({
  rule: "fact-set-aside",
  subjectType: "tower",
  subject: `${source} ${id}`,
  text: `With the fact ${id} of ${source} (${type}, number ${seq} in the log) nothing can be computed (${why}). It is kept and left out of all that is shown. Look at what it says, send a later one of the same key that puts it right, and send the server's log to those who maintain it: it should have been refused, or borne.`,
});
