import type { Confirmation, OrderPicture, Report } from "./model.ts";

/** Declared with a connector: what keeps a command back until a person or a later fact settles it. */
export type OutRule =
  | { readonly rule: "more-than-ordered"; readonly tolerance: number }
  | { readonly rule: "components-short" }
  | { readonly rule: "order-closed" }
  | { readonly rule: "counter-jump"; readonly timesRate: number }
  | { readonly rule: "quarantined-facts" }
  | { readonly rule: "approval"; readonly ask: "always" | "reversals" | "over"; readonly quantity?: number };

export interface Judged {
  readonly picture: Pick<OrderPicture, "order" | "status" | "ordered" | "good" | "reports" | "ratePerHour">;
  readonly confirmation: Confirmation;
  /** What may be taken of an item at the order's site, in whatever place. */
  readonly onHand: (item: string) => number;
  /** Facts of the order that lie in quarantine. */
  readonly quarantined: number;
}

export interface HeldBy {
  readonly rule: OutRule["rule"] | "not-released";
  /** In plain words, with what settles it. */
  readonly why: string;
}

/** [C4] The first rule that holds a confirmation back; null: it may go. One for an order that is only planned always waits. */
export function holdsBack(rules: readonly OutRule[], judged: Judged): HeldBy | null {
  const { order, status } = judged.picture;
  if (status === "planned") {
    return { rule: "not-released", why: `The ERP has not released order ${order}. It goes by itself once it has.` };
  }
  for (const rule of rules) {
    const why = whyOf(rule, judged);
    if (why !== null) return { rule: rule.rule, why };
  }
  return null;
}

function whyOf(rule: OutRule, { picture, confirmation, onHand, quarantined }: Judged): string | null {
  const { order, status, ordered } = picture;
  switch (rule.rule) {
    case "more-than-ordered": {
      const most = ordered * (1 + rule.tolerance);
      if (confirmation.kind === "reverse" || confirmation.to <= most) return null;
      const more = `${confirmation.to} were made of ${ordered} ordered, and at most ${figure(most)} may be`;
      return `${more}. Release it, or correct the count or the order.`;
    }
    case "components-short": {
      const short = confirmation.kind === "reverse" ? undefined : shortOf(confirmation, onHand);
      if (short === undefined) return null;
      const { item, needed, there } = short;
      return `${figure(needed)} of ${item} were used and ${figure(there)} are in stock: it would go below zero. It goes by itself once there is enough.`;
    }
    case "order-closed":
      if (status === "released" || confirmation.kind === "reverse") return null;
      return `Order ${order} is ${status} in the ERP. Decline it if the ERP has it already, or open the order there.`;
    case "counter-jump": {
      const jump = jumpOf(picture, rule.timesRate);
      if (jump === null) return null;
      return `The count rose by ${figure(jump.rise)} when at most ${figure(jump.most)} can have been made. Release it, or correct the count.`;
    }
    case "quarantined-facts":
      if (quarantined === 0) return null;
      return `${quarantined === 1 ? "A fact" : `${quarantined} facts`} of order ${order} lie in quarantine. It goes by itself once they are settled.`;
    case "approval": {
      const isOver = rule.ask === "over" && confirmation.quantity > (rule.quantity ?? 0);
      const isAsked = rule.ask === "always" || isOver || (rule.ask === "reversals" && confirmation.kind === "reverse");
      return isAsked ? "A person has to agree to it. Release or decline it." : null;
    }
  }
}

function shortOf({ components }: Confirmation, onHand: Judged["onHand"]) {
  const needed = new Map<string, number>();
  for (const { item, quantity } of components) needed.set(item, (needed.get(item) ?? 0) + quantity);
  for (const [item, quantity] of needed) {
    const there = onHand(item);
    if (quantity > there + 1e-9) return { item, needed: quantity, there };
  }
  return undefined;
}

const HOUR_MS = 3_600_000;

/** The largest rise between two reports that no machine can have made; null where no rate is known or all is well. */
function jumpOf({ reports, ratePerHour, good }: Judged["picture"], timesRate: number) {
  if (ratePerHour === null) return null;
  for (const [k, report] of reports.entries()) {
    const before: Report | undefined = reports[k - 1];
    // What was taken back since is no matter any more.
    if (before === undefined || report.good > good) continue;
    const rise = report.good - before.good;
    const most = (timesRate * ratePerHour * (report.at - before.at)) / HOUR_MS;
    if (rise > most + 1) return { rise, most };
  }
  return null;
}

const figure = (value: number): string => String(Number(value.toPrecision(6)));
