/**
 * What an explanation may lead over: a point, an order, a resource, a hold, a purchase, a transfer, or, by their point, all
 * orders that make something (`s`).
 */
export type ThingKind = "p" | "o" | "r" | "h" | "u" | "t" | "s";
/** `p:ITEM@SITE`, `o:ORDER` and so on. */
export type Thing = `${ThingKind}:${string}`;

/** Who is told: a line, or what many explanations have in common. */
export interface Watcher {
  readonly things: ReadonlySet<Thing>;
  touch(): void;
}

/** Whose explanations lead over what. */
export interface Watchers {
  /** From now on it is told of these in place of those before. Answers with what it is told of. */
  watch(one: Watcher, things: ReadonlySet<Thing>): ReadonlySet<Thing>;
  of(kind: ThingKind, id: string): Iterable<Watcher>;
}

export const nothing: ReadonlySet<never> = new Set();

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const one of a) if (!b.has(one)) return false;
  return true;
}

const kindOf = (thing: Thing): ThingKind => thing.charAt(0) as ThingKind;
const idOf = (thing: Thing): string => thing.slice(2);

export function createWatchers(): Watchers {
  // By kind, so that nobody has to put names together to ask whether someone watches.
  const watching: Readonly<Record<ThingKind, Map<string, Set<Watcher>>>> = {
    p: new Map(),
    o: new Map(),
    r: new Map(),
    h: new Map(),
    u: new Map(),
    t: new Map(),
    s: new Map(),
  };
  return {
    watch: (one, things) => {
      const { things: before } = one;
      if (isSameSet(before, things)) return before;
      for (const thing of before) {
        if (things.has(thing)) continue;
        const ofKind = watching[kindOf(thing)];
        const all = ofKind.get(idOf(thing));
        all?.delete(one);
        if (all?.size === 0) ofKind.delete(idOf(thing));
      }
      for (const thing of things) {
        if (before.has(thing)) continue;
        const ofKind = watching[kindOf(thing)];
        const all = ofKind.get(idOf(thing));
        if (all === undefined) ofKind.set(idOf(thing), new Set([one]));
        else all.add(one);
      }
      return things;
    },
    of: (kind, id) => watching[kind].get(id) ?? nothing,
  };
}
