import type { LineNode } from "./line-node.ts";

/**
 * What an explanation may lead over: a point, an order, a resource, a hold, a purchase, a transfer, or, by their point, all
 * orders that make something (`s`).
 */
export type ThingKind = "p" | "o" | "r" | "h" | "u" | "t" | "s";
/** `p:ITEM@SITE`, `o:ORDER` and so on. */
export type Thing = `${ThingKind}:${string}`;

/** Which lines an explanation of which leads over what. */
export interface Watchers {
  /** From now on the line is told of these in place of those before. Answers with what it is told of. */
  watch(line: LineNode, things: ReadonlySet<Thing>): ReadonlySet<Thing>;
  of(kind: ThingKind, id: string): Iterable<LineNode>;
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
  const linesOf: Readonly<Record<ThingKind, Map<string, Set<LineNode>>>> = {
    p: new Map(),
    o: new Map(),
    r: new Map(),
    h: new Map(),
    u: new Map(),
    t: new Map(),
    s: new Map(),
  };
  return {
    watch: (line, things) => {
      const { things: before } = line;
      if (isSameSet(before, things)) return before;
      for (const thing of before) {
        if (things.has(thing)) continue;
        const ofKind = linesOf[kindOf(thing)];
        const lines = ofKind.get(idOf(thing));
        lines?.delete(line);
        if (lines?.size === 0) ofKind.delete(idOf(thing));
      }
      for (const thing of things) {
        if (before.has(thing)) continue;
        const ofKind = linesOf[kindOf(thing)];
        const lines = ofKind.get(idOf(thing));
        if (lines === undefined) ofKind.set(idOf(thing), new Set([line]));
        else lines.add(line);
      }
      return things;
    },
    of: (kind, id) => linesOf[kind].get(id) ?? nothing,
  };
}
