import type { Health } from "../contract.ts";

/** What is known against a machine: that of the node or device that speaks for it, or its own, such as its silence. */
export interface MachineHealth {
  /** The machine of that source is heard there: what is wrong with the place is wrong with it. */
  heardAt(place: string, source: string): void;
  /** What places and machines say of themselves, and what that means for each machine. */
  joined(changes: readonly Health[]): readonly Health[];
}

export function createMachineHealth(): MachineHealth {
  const places = new Map<string, Set<string>>();
  const machines = new Map<string, Set<string>>();
  const troubles = new Map<string, string | null>();

  const troubleOf = (machine: string): string | null => {
    const known = [...(machines.get(machine) ?? []), machine].map((source) => troubles.get(source) ?? null);
    return known.find((trouble) => trouble !== null) ?? null;
  };

  return {
    heardAt(place, source) {
      places.set(place, (places.get(place) ?? new Set()).add(source));
      machines.set(source, (machines.get(source) ?? new Set()).add(place));
    },
    joined: (changes) =>
      changes.flatMap((change) => {
        troubles.set(change.source, change.trouble);
        if (machines.has(change.source)) return [{ ...change, trouble: troubleOf(change.source) }];
        const behind = places.get(change.source) ?? [];
        return [change, ...[...behind].map((source) => ({ source, trouble: troubleOf(source) }))];
      }),
  };
}
