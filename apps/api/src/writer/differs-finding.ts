import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { Finding } from "@lockstep/domain/world";

/** What the tower has found out about itself; it stands until a later comparison finds no difference. */
export function differsFinding(differences: readonly string[], at: Instant): Finding {
  const [first = "", ...more] = differences;
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return {
    rule: "projection-differs",
    subjectType: "tower",
    subject: "projection",
    text: `At ${isoOf(at)} what was shown differed from what all facts come to (${first}${others}). It has been computed anew. Send the server's log of that time to those who maintain it, and look again at what was decided since the last comparison.`,
  };
}
