import type { FactType } from "@lockstep/domain/facts/catalogue";
import { keyOf } from "@lockstep/domain/facts/keys";
import type { Ledger } from "@lockstep/domain/ledger";

/** What a source has told, out of the facts in the log: what a mapping goes on from after a restart. */
export interface ToldBefore {
  /** The data of one fact. */
  of(source: string, id: string): object | null;
  /** The data of the fact that was taken last of an entity, among those of one mapping; `data` names the entity. */
  last(asked: AskedBefore): object | null;
}

export interface AskedBefore {
  readonly source: string;
  /** What the ids of a mapping's facts begin with. */
  readonly mapping: string;
  readonly type: FactType;
  readonly data: Readonly<Record<string, unknown>>;
}

export const NOTHING_TOLD: ToldBefore = { of: () => null, last: () => null };

export function toldBeforeIn({ find, factsOf }: Pick<Ledger, "find" | "factsOf">): ToldBefore {
  return {
    of: (source, id) => find(source, id)?.data ?? null,
    last({ source, mapping, type, data }) {
      const key = keyOf({ type, data } as Parameters<typeof keyOf>[0], source, "");
      const own = factsOf(type, key).filter((one) => one.source === source && one.id.startsWith(`${mapping}/`));
      const [first, ...others] = own;
      if (first === undefined) return null;
      const last = others.reduce((before, one) => (one.seq > before.seq ? one : before), first);
      return last.deleted ? null : last.data;
    },
  };
}
