import { createGroups } from "@lockstep/domain/groups";
import type { Instant } from "@lockstep/domain/instant";
import { ID_CONFLICT } from "@lockstep/domain/intake";
import type { QuarantineAssignment, QuarantineKey, Settlement } from "@lockstep/store/store";
import type { Described, FactName, QuarantineCause } from "@lockstep/workflow/quarantine/cause";

/** One fact that nobody has settled yet. */
export interface OpenFact {
  readonly id: string;
  readonly seq: number;
  readonly since: Instant;
  readonly contentHash: string;
  readonly reason: string;
  readonly told: readonly string[] | null;
  /** Null: it has none that can be read, or nothing that comes under it can put it right. */
  readonly name: FactName | null;
  /** Who has this very fact. */
  readonly owner: string | null;
}

/** What lies in quarantine for one reason. */
export interface OpenCause extends QuarantineCause {
  /** By id; never empty. */
  readonly facts: ReadonlyMap<string, OpenFact>;
  /** Who has it; null: nobody took it. */
  readonly owner: string | null;
}

/** All that is open in quarantine, by its causes; the texts stay in the store. It moves on as things become durable. */
export interface QuarantineBook {
  readonly open: number;
  readonly total: number;
  causes(): Iterable<OpenCause>;
  cause(id: string): OpenCause | null;
  /** Null: it is not open. */
  find(id: string): { readonly fact: OpenFact; readonly cause: OpenCause } | null;
  ownerOfCause(id: string): string | null;
  /** The ids of those that were sent under a name and broke a rule: they are settled when what is right comes under it. */
  brokenUnder(name: FactName): Iterable<string>;
}

export interface QuarantineKeeper extends QuarantineBook {
  /** Without what came behind a position; none before it is asked for again. */
  countsAt(seq: number): { readonly open: number; readonly total: number };
  /** In the order in which the log takes them over: what is new, then what is settled, then who has it. */
  keep(news: QuarantineNews): void;
}

export interface QuarantineNews {
  readonly quarantined: readonly QuarantineKey[];
  readonly settled: readonly Settlement[];
  readonly assigned: readonly QuarantineAssignment[];
}

interface Kept extends QuarantineCause {
  readonly facts: Map<string, OpenFact>;
}

/** What is kept of a quarantined fact's description, as JSON. */
export const describedText = ({ cause, field, told, name }: Described): string =>
  JSON.stringify({ factType: cause.factType, anywhere: cause.field, field, told, name });

interface Read {
  readonly factType: string | null;
  readonly anywhere: string | null;
  readonly field: string | null;
  readonly told: readonly string[] | null;
  /** Not there where an older version has described it. */
  readonly name?: FactName | null;
}

const NOTHING: Read = { factType: null, anywhere: null, field: null, told: null };

export const readDescribed = (text: string | null): Read => (text === null ? NOTHING : (JSON.parse(text) as Read));

export const keyOfName = ({ source, id }: FactName): string => `${source}\0${id}`;

export function createQuarantineBook(owners: readonly (readonly [cause: string, owner: string])[]): QuarantineKeeper {
  const causes = new Map<string, Kept>();
  const causeOf = new Map<string, string>();
  const byContent = new Map<string, Set<string>>();
  const broken = createGroups<string, string>();
  const ownerOf = new Map(owners);
  let total = 0;
  /** What came behind the position that was last counted at. */
  let later: Pick<QuarantineKey, "id" | "seq">[] = [];

  const add = (key: QuarantineKey): void => {
    total += 1;
    later.push({ id: key.id, seq: key.seq });
    if (key.state !== "open") return;
    const { id, seq, since, contentHash, connector, rule, reason, owner } = key;
    const { factType, anywhere, told, name: sentAs = null } = readDescribed(key.described);
    // What gave way to another content of its name is not put right by that.
    const name = key.rule === ID_CONFLICT ? null : sentAs;
    const cause = key.cause ?? "";
    const kept = causes.get(cause) ?? { id: cause, connector, rule, factType, field: anywhere, facts: new Map() };
    causes.set(cause, kept);
    kept.facts.set(id, { id, seq, since, contentHash, reason, told, name, owner });
    causeOf.set(id, cause);
    if (name !== null) broken.add(keyOfName(name), id);
    byContent.set(contentHash, (byContent.get(contentHash) ?? new Set()).add(id));
  };

  const settle = (name: string): void => {
    const id = causeOf.has(name) ? name : oldestOf(byContent.get(name));
    const kept = id === null ? undefined : causes.get(causeOf.get(id) ?? "");
    const fact = id === null ? undefined : kept?.facts.get(id);
    if (kept === undefined || fact === undefined) return;
    kept.facts.delete(fact.id);
    causeOf.delete(fact.id);
    if (kept.facts.size === 0) causes.delete(kept.id);
    if (fact.name !== null) broken.remove(keyOfName(fact.name), fact.id);
    const same = byContent.get(fact.contentHash);
    same?.delete(fact.id);
    if (same?.size === 0) byContent.delete(fact.contentHash);
  };

  const factOf = (id: string): OpenFact | undefined => causes.get(causeOf.get(id) ?? "")?.facts.get(id);

  const oldestOf = (ids: Iterable<string> = []): string | null => {
    let oldest: OpenFact | null = null;
    for (const id of ids) {
      const fact = factOf(id);
      if (fact === undefined) continue;
      if (oldest === null || fact.seq < oldest.seq || (fact.seq === oldest.seq && fact.id < oldest.id)) oldest = fact;
    }
    return oldest?.id ?? null;
  };

  const assign = ({ of, id, owner }: QuarantineAssignment): void => {
    if (of === "cause") ownerOf.set(id, owner);
    else {
      const fact = factOf(id);
      if (fact !== undefined) causes.get(causeOf.get(id) ?? "")?.facts.set(id, { ...fact, owner });
    }
  };

  const shown = (kept: Kept): OpenCause => ({ ...kept, owner: ownerOf.get(kept.id) ?? null });

  return {
    get open() {
      return causeOf.size;
    },
    get total() {
      return total;
    },
    *causes() {
      for (const kept of causes.values()) yield shown(kept);
    },
    cause: (id) => {
      const kept = causes.get(id);
      return kept === undefined ? null : shown(kept);
    },
    find(id) {
      const kept = causes.get(causeOf.get(id) ?? "");
      const fact = kept?.facts.get(id);
      return kept === undefined || fact === undefined ? null : { fact, cause: shown(kept) };
    },
    ownerOfCause: (id) => ownerOf.get(id) ?? null,
    brokenUnder: (name) => broken.of(keyOfName(name)),
    countsAt(seq) {
      later = later.filter((one) => one.seq > seq);
      const open = later.filter(({ id }) => causeOf.has(id)).length;
      return { open: causeOf.size - open, total: total - later.length };
    },
    keep({ quarantined, settled, assigned }) {
      for (const row of quarantined) add(row);
      for (const { id } of settled) settle(id);
      for (const one of assigned) assign(one);
    },
  };
}
