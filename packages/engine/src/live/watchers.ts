/** Which lines an explanation of which leads over what. */
export interface Watchers {
  /** From now on the line is told of these alone. */
  watch(line: string, things: ReadonlySet<string>): void;
  forget(line: string): void;
  of(thing: string): Iterable<string>;
}

const nobody: ReadonlySet<string> = new Set();

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const one of a) if (!b.has(one)) return false;
  return true;
}

export function createWatchers(): Watchers {
  const linesOf = new Map<string, Set<string>>();
  const thingsOf = new Map<string, ReadonlySet<string>>();
  const forget = (line: string): void => {
    for (const thing of thingsOf.get(line) ?? nobody) {
      const lines = linesOf.get(thing);
      lines?.delete(line);
      if (lines?.size === 0) linesOf.delete(thing);
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
        const lines = linesOf.get(thing);
        if (lines === undefined) linesOf.set(thing, new Set([line]));
        else lines.add(line);
      }
    },
    of: (thing) => linesOf.get(thing) ?? nobody,
  };
}
