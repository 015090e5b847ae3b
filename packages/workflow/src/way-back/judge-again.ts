import type { Confirmation, OrderPicture, Report } from "./model.ts";
import { type HeldBy, holdsBack, type Judged, type OutRule } from "./rules.ts";

/** What rules looked at when a command was judged first, in few bytes: other rules can judge it again. */
export interface LookedAt extends Pick<OrderPicture, "status" | "ordered" | "good" | "ratePerHour"> {
  /** The two between which the count rose fastest, none where it never rose by more than one piece. */
  readonly reports: readonly Report[];
  /** Of what the command uses, by item. */
  readonly onHand: Readonly<Record<string, number>>;
  readonly quarantined: number;
}

export function lookedAt({ picture, confirmation, onHand, quarantined }: Judged): LookedAt {
  const { status, ordered, good, ratePerHour } = picture;
  const items = new Set(confirmation.components.map(({ item }) => item));
  return {
    ...{ status, ordered, good, ratePerHour, quarantined },
    reports: steepest(picture),
    onHand: Object.fromEntries([...items].map((item) => [item, onHand(item)])),
  };
}

/** [C13] What these rules would have said of a command when it was judged first. */
export function judgeAgain(rules: readonly OutRule[], confirmation: Confirmation, seen: LookedAt): HeldBy | null {
  const { onHand, quarantined, ...picture } = seen;
  return holdsBack(rules, {
    picture: { ...picture, order: confirmation.order },
    confirmation,
    onHand: (item) => onHand[item] ?? 0,
    quarantined,
  });
}

/** Whatever multiple of the rate a rule allows, no other two are held by it where these are not. */
function steepest({ reports, good }: Judged["picture"]): readonly Report[] {
  let found: readonly Report[] = [];
  let most = 0;
  for (const [k, report] of reports.entries()) {
    const before = reports[k - 1];
    if (before === undefined || report.good > good) continue;
    // One piece more is never a jump; in no time at all, any number of them is.
    const steepness = (report.good - before.good - 1) / Math.max(report.at - before.at, 0);
    if (!(steepness > most)) continue;
    most = steepness;
    found = [before, report];
  }
  return found;
}
