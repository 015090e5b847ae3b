import type {
  Component,
  Confirmation,
  ConfirmPolicy,
  Consumed,
  Content,
  Downtime,
  OrderPicture,
  Past,
  Scrap,
} from "./model.ts";

/** What is to be done about an order now. */
export type Step =
  | { readonly kind: "nothing" }
  /** One is held: whether it still has to be is to be judged. */
  | { readonly kind: "judge"; readonly id: string }
  /** One that nobody has sent is not true any more; `replaces` names it. */
  | {
      readonly kind: "make";
      readonly id: string;
      readonly confirmation: Confirmation;
      readonly replaces: readonly string[];
    }
  /** One that nobody has sent is not true any more, and nothing takes its place. */
  | { readonly kind: "drop"; readonly replaces: readonly string[] };

const NOTHING: Step = { kind: "nothing" };

/**
 * [C1] The next confirmation of an order: what is verified less what was confirmed, one at a time. What was confirmed is
 * the sum of confirmations less reversals, so any order of facts ends in the same sum. Its id follows from the order, the
 * number of commands before it and both cumulative quantities: after a restart the same one is made.
 */
export function nextConfirmation(picture: OrderPicture, past: readonly Past[], policy: ConfirmPolicy): Step {
  const settled = past.filter(({ state }) => state === "applied");
  const confirmed = clean(settled.reduce((sum, { confirmation }) => sum + signed(confirmation), 0));
  const target = targetOf(picture, confirmed, policy);
  if (past.some(({ state }) => state === "pending")) return NOTHING;
  const held = past.find(({ state }) => state === "held");
  const next = confirmationOf(picture, settled, { from: confirmed, to: target });
  if (held !== undefined && isSame(held.confirmation, next)) return { kind: "judge", id: held.id };
  // What a person or the ERP has refused is not asked for again, until the floor says something else.
  const answered = past.findLast(({ state }) => state !== "applied" && state !== "replaced" && state !== "held");
  if (held === undefined && answered !== undefined && isSame(answered.confirmation, next)) return NOTHING;
  const replaces = past.filter(({ state }) => state === "held" || state === "refused").map(({ id }) => id);
  if (target === confirmed) return replaces.length > 0 ? { kind: "drop", replaces } : NOTHING;
  const id = `${next.kind}/${picture.order}/${past.length + 1}/${confirmed}-${target}`;
  return { kind: "make", id, confirmation: next, replaces };
}

const signed = ({ kind, quantity }: Confirmation): number => (kind === "confirm" ? quantity : -quantity);

/** [C2] Only what is verified as done, or whole steps of what is in progress; a state that goes back takes nothing back. */
function targetOf({ good, isDone }: OrderPicture, confirmed: number, policy: ConfirmPolicy): number {
  if (isDone) return good;
  const steps = policy.when === "progress" ? clean(Math.floor(good / policy.every) * policy.every) : 0;
  return Math.max(steps, Math.min(confirmed, good));
}

/**
 * The same quantities, and the same reported of components: what is only assumed may follow a list that the ERP itself has
 * changed because of the command, and what is told of quality and downtime may have grown meanwhile.
 */
function isSame(a: Confirmation, b: Confirmation): boolean {
  if (a.from !== b.from || a.to !== b.to || a.kind !== b.kind) return false;
  const [ours, others] = [reportedIn(a), reportedIn(b)];
  if (ours.length !== others.length) return false;
  return ours.every((one, k) => lotKey(one) === keyAt(others, k) && one.quantity === others[k]?.quantity);
}

const reportedIn = ({ components }: Confirmation): readonly Component[] =>
  components.filter(({ basis }) => basis === "reported");

function keyAt(components: readonly Component[], k: number): string | null {
  const one = components[k];
  return one === undefined ? null : lotKey(one);
}

function confirmationOf(
  picture: OrderPicture,
  settled: readonly Past[],
  { from, to }: { readonly from: number; readonly to: number },
): Confirmation {
  const { order, item, site, isDone, quality } = picture;
  const isMore = to >= from;
  const quantity = clean(Math.abs(to - from));
  const told = settled.map(({ confirmation }) => confirmation);
  const content = contentOf(picture, told, { quantity, isMore, from });
  const reverses = isMore ? [] : reversedBy(settled, quantity);
  const kind = isMore ? "confirm" : "reverse";
  return { kind, order, item, site, from, to, quantity, isLast: isDone, quality, reverses, ...content };
}

/** Confirmations are taken back from the latest on, as many as it takes. */
function reversedBy(settled: readonly Past[], quantity: number): readonly string[] {
  const ids: string[] = [];
  let left = quantity;
  for (const { id, confirmation } of [...settled].reverse()) {
    if (confirmation.kind !== "confirm" || left <= 0) continue;
    ids.push(id);
    left -= confirmation.quantity;
  }
  return ids;
}

interface Amount {
  readonly quantity: number;
  readonly isMore: boolean;
  /** What was confirmed before. */
  readonly from: number;
}

function contentOf(picture: OrderPicture, told: readonly Confirmation[], amount: Amount): Content {
  return {
    components: componentsOf(picture, told, amount),
    scrap: rest(
      picture.scrap,
      toldOf(told, ({ scrap }) => scrap),
      { keyOf: scrapKey, field: "quantity", ...amount },
    ),
    downtime: rest(
      picture.downtime,
      toldOf(told, ({ downtime }) => downtime),
      {
        keyOf: downtimeKey,
        field: "minutes",
        ...amount,
      },
    ),
  };
}

const scrapKey = ({ seq, reason }: Scrap): string => JSON.stringify([seq, reason]);
const downtimeKey = ({ seq, resource, reason }: Downtime): string => JSON.stringify([seq, resource, reason]);
const lotKey = ({ item, lot }: Consumed): string => JSON.stringify([item, lot]);

interface Signed<T> {
  readonly sign: 1 | -1;
  readonly value: T;
}

const toldOf = <T>(told: readonly Confirmation[], pick: (content: Content) => readonly T[]): Signed<T>[] =>
  told.flatMap((one) => pick(one).map((value) => ({ sign: one.kind === "confirm" ? 1 : -1, value }) as const));

/**
 * [C3] A component that the floor reports is told as reported, less what was told of it before; every other one as the
 * list of components says: quantity per piece × pieces × (1 + scrap fraction).
 */
function componentsOf(picture: OrderPicture, told: readonly Confirmation[], amount: Amount): readonly Component[] {
  const before = toldOf(told, ({ components }) => components);
  const isReported = new Set(picture.consumed.map(({ item }) => item));
  const byReport = before.filter(({ value }) => value.basis === "reported");
  const reported = rest<Consumed>(picture.consumed, byReport, { keyOf: lotKey, field: "quantity", ...amount });
  if (!amount.isMore) return [...reported.map(asReported), ...givenBack(before, amount)];
  const guessed = guessedOf(before);
  const actual = reported.flatMap((one): Component[] => {
    const taken = Math.min(one.quantity, Math.max(0, guessed.get(one.item) ?? 0));
    guessed.set(one.item, (guessed.get(one.item) ?? 0) - taken);
    const quantity = clean(one.quantity - taken);
    return quantity > 0 ? [asReported({ ...one, quantity })] : [];
  });
  const planned = picture.components
    .filter(({ item }) => !isReported.has(item))
    .map(({ item, quantityPer, scrapFraction }): Component => {
      const quantity = clean(quantityPer * amount.quantity * (1 + scrapFraction));
      return { item, lot: null, quantity, basis: "bom" };
    })
    .filter(({ quantity }) => quantity > 0);
  return [...actual, ...planned];
}

const asReported = ({ item, lot, quantity }: Consumed): Component => ({ item, lot, quantity, basis: "reported" });

/** Of what was only assumed to be used, the share of what is taken back. */
const givenBack = (before: readonly Signed<Component>[], { quantity, from }: Amount): Component[] =>
  [...guessedOf(before)]
    .map(([item, told]) => ({ item, lot: null, quantity: clean((told * quantity) / from), basis: "bom" as const }))
    .filter((one) => one.quantity > 0);

/** What was told by the list of components before the floor has said anything. */
function guessedOf(before: readonly Signed<Component>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sign, value } of before) {
    if (value.basis === "bom") sums.set(value.item, (sums.get(value.item) ?? 0) + sign * value.quantity);
  }
  return sums;
}

interface Told<T> extends Amount {
  readonly keyOf: (one: T) => string;
  readonly field: "quantity" | "minutes";
}

/** What is to be told besides what was told; with a reversal, what was told too much. Never less than nothing. */
function rest<T extends object>(now: readonly T[], before: readonly Signed<T>[], how: Told<T>): readonly T[] {
  const { keyOf, field, isMore } = how;
  const amountOf = (one: T): number => Number((one as Record<string, unknown>)[field]);
  const sums = new Map<string, number>();
  for (const { sign, value } of before) {
    sums.set(keyOf(value), (sums.get(keyOf(value)) ?? 0) + sign * amountOf(value));
  }
  const known = new Set(now.map(keyOf));
  const gone = before.map(({ value }) => value).filter((one) => !known.has(keyOf(one)));
  const lost = gone.filter((one, k) => gone.findIndex((other) => keyOf(other) === keyOf(one)) === k);
  const all = isMore ? now : [...now, ...lost];
  return all.flatMap((one) => {
    const is = known.has(keyOf(one)) ? amountOf(one) : 0;
    const difference = clean((is - (sums.get(keyOf(one)) ?? 0)) * (isMore ? 1 : -1));
    return difference > 0 ? [{ ...one, [field]: difference }] : [];
  });
}

/** Without the dust of binary fractions. */
const clean = (value: number): number => Number(value.toPrecision(12));
