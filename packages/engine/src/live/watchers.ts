/**
 * What an explanation may lead over: a point, an order, a resource, a hold, a purchase, a transfer, or, by their point, all
 * orders that make something (`s`).
 */
export type ThingKind = "p" | "o" | "r" | "h" | "u" | "t" | "s";
/** `p:ITEM@SITE`, `o:ORDER` and so on. */
export type Thing = `${ThingKind}:${string}`;

/** Which lines an explanation of which leads over what. */
export interface Watchers {
  /** From now on the line is told of these alone. */
  watch(line: string, things: ReadonlySet<Thing>): void;
  forget(line: string): void;
  of(kind: ThingKind, id: string): Iterable<string>;
}

const nobody: ReadonlySet<never> = new Set();

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const one of a) if (!b.has(one)) return false;
  return true;
}

const kindOf = (thing: Thing): ThingKind => thing.charAt(0) as ThingKind;
const idOf = (thing: Thing): string => thing.slice(2);

export function createWatchers(): Watchers {
  // By kind, so that nobody has to put names together to ask whether someone watches.
  const linesOf: Readonly<Record<ThingKind, Map<string, Set<string>>>> = {
    p: new Map(),
    o: new Map(),
    r: new Map(),
    h: new Map(),
    u: new Map(),
    t: new Map(),
    s: new Map(),
  };
  const thingsOf = new Map<string, ReadonlySet<Thing>>();
  const forget = (line: string): void => {
    const things = thingsOf.get(line);
    if (things === undefined) return;
    for (const thing of things) {
      const ofKind = linesOf[kindOf(thing)];
      const lines = ofKind.get(idOf(thing));
      lines?.delete(line);
      if (lines?.size === 0) ofKind.delete(idOf(thing));
    }
    thingsOf.delete(line);
  };
  return {
    forget,
    watch: (line, things) => {
      if (isSameSet(thingsOf.get(line) ?? nobody, things)) return;
      forget(line);
      if (things.size === 0) return;
      thingsOf.set(line, things);
      for (const thing of things) {
        const ofKind = linesOf[kindOf(thing)];
        const lines = ofKind.get(idOf(thing));
        if (lines === undefined) ofKind.set(idOf(thing), new Set([line]));
        else lines.add(line);
      }
    },
    of: (kind, id) => linesOf[kind].get(id) ?? nobody,
  };
}
