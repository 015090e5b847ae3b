import { type Instant, SECOND } from "@lockstep/domain/instant";
import type { MachineKind, Role } from "./edge-config.ts";
import type { Reading } from "./reading.ts";
import { createTextSignal, type TextSignal, textOf } from "./text-signal.ts";

const TEXT_ROLES = ["order", "operation", "product", "lot", "shift", "cost-centre"] as const;
type TextRole = (typeof TEXT_ROLES)[number];

/** What a machine tells of its own context. */
export interface MachineTexts {
  readonly names: { readonly order: boolean };
  /** "": it tells none at present; null: it has not told it. */
  of(role: TextRole): string | null;
  /** Since when the order, or the operation, may become another; null if neither is about to. */
  readonly orderComesSince: Instant | null;
  readonly waitsUntil: Instant | null;
  /** Which text is another with this reading. */
  read(reading: Reading): Changed | null;
  settle(receivedAt: Instant): readonly Changed[];
  restore(role: TextRole, value: string, since: Instant): void;
}

export interface Changed {
  readonly role: TextRole;
  readonly since: Instant;
}

export const isTextRole = (role: Role): role is TextRole => (TEXT_ROLES as readonly string[]).includes(role);

export function createMachineTexts(kind: MachineKind): MachineTexts {
  const byPlace = new Map<number, { readonly role: TextRole; readonly signal: TextSignal }>();
  const byRole = new Map<TextRole, TextSignal>();
  for (const [k, { is, debounceSeconds = 0 }] of kind.signals.entries()) {
    if (!isTextRole(is)) continue;
    const signal = createTextSignal(debounceSeconds * SECOND);
    byPlace.set(k, { role: is, signal });
    byRole.set(is, signal);
  }
  const orders = [byRole.get("order"), byRole.get("operation")];
  return {
    names: { order: byRole.has("order") },
    of: (role) => byRole.get(role)?.now?.value ?? null,
    get orderComesSince() {
      let first: Instant | null = null;
      for (const signal of orders) {
        const since = signal?.coming?.since;
        if (since !== undefined) first = Math.min(first ?? since, since);
      }
      return first;
    },
    get waitsUntil() {
      let first: Instant | null = null;
      for (const { waitsUntil } of byRole.values()) {
        if (waitsUntil !== null) first = Math.min(first ?? waitsUntil, waitsUntil);
      }
      return first;
    },
    read(reading) {
      const text = byPlace.get(reading.signal);
      const held = text?.signal.take(textOf(reading), reading.at, reading.receivedAt) ?? null;
      return text === undefined || held === null ? null : { role: text.role, since: held.since };
    },
    settle(receivedAt) {
      return [...byRole].flatMap(([role, signal]) => {
        const held = signal.settle(receivedAt);
        return held === null ? [] : [{ role, since: held.since }];
      });
    },
    restore: (role, value, since) => byRole.get(role)?.restore({ value, since }),
  };
}
