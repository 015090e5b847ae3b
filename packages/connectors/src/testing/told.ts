import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Noticed } from "../contract.ts";
import { createEdge, type Edge } from "../edge/edge.ts";
import type { EdgeSection, MachineKind, Signal } from "../edge/edge-config.ts";
import { type EdgeContext, NO_CONTEXT } from "../edge/edge-context.ts";
import type { Value } from "../edge/reading.ts";
import { NOON } from "./messages.ts";

type Told = Pick<CloudEvent, "id" | "source" | "time" | "type"> & { readonly data: Readonly<Record<string, unknown>> };

/** One machine, LINE-1, that is told readings by the second after noon. */
export interface ToldMachine {
  readonly facts: (Told & Readonly<Record<string, unknown>>)[];
  readonly noticed: Noticed[];
  readonly refused: string[];
  readonly troubles: (string | null)[];
  readonly edge: Edge;
  /** Values that were read together; they are received then, or at `receivedAt`. */
  tell(second: number, values: Readonly<Record<string, Value>>, receivedAt?: number): void;
  /** Nothing is heard until then. */
  wait(second: number): void;
  /** The states in force: second, state, reason. */
  readonly states: readonly (readonly [number, string, string?])[];
  /** The operations in force. */
  readonly operations: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

export const after = (second: number): Instant => NOON + second * 1_000;

interface Telling {
  readonly kind?: Partial<MachineKind>;
  readonly context?: EdgeContext;
  /** Of its operations, as it is declared; null: it is not. */
  readonly seq?: number | null;
}

export function toldMachine(
  signals: readonly Partial<Signal>[],
  { kind = {}, context = NO_CONTEXT, seq = 10 }: Telling = {},
): ToldMachine {
  const machine: MachineKind = {
    name: "line",
    topic: "line/signals",
    resource: { constant: "LINE-1" },
    ...(seq === null ? {} : { operation: seq }),
    ...kind,
    signals: signals.map((signal) => ({ name: String(signal.is), value: {}, is: "state", ...signal })),
  };
  const section: EdgeSection = { machines: [machine] };
  const edge = createEdge(section, "test", () => context);
  const facts: ToldMachine["facts"] = [];
  const noticed: Noticed[] = [];
  const refused: string[] = [];
  const troubles: (string | null)[] = [];
  const keep = (): void => {
    const said = edge.take();
    facts.push(...(said.facts as unknown as ToldMachine["facts"]));
    noticed.push(...said.noticed);
    refused.push(...said.refused.map(({ refusal }) => refusal.rule));
    troubles.push(...said.health.map(({ trouble }) => trouble));
  };
  return {
    facts,
    noticed,
    refused,
    troubles,
    edge,
    tell(second, values, receivedAt = second) {
      for (const [name, value] of Object.entries(values)) {
        const signal = machine.signals.findIndex((one) => one.name === name);
        if (signal < 0) throw new Error(`no signal ${name}`);
        edge.read(
          { machine, resource: "LINE-1", signal, value, at: after(second), topic: "line/signals" },
          after(receivedAt),
        );
      }
      edge.close(after(receivedAt));
      edge.settle(after(receivedAt));
      keep();
    },
    wait(second) {
      edge.settle(after(second));
      keep();
    },
    get states() {
      return statesIn(facts);
    },
    get operations() {
      const latest = new Map<string, Told>();
      for (const fact of facts.filter(({ type }) => type === "mes.operation")) {
        const key = `${String(fact.data["order"])}/${String(fact.data["seq"])}`;
        const before = latest.get(key);
        if (before === undefined || fact.time > before.time) latest.set(key, fact);
      }
      return new Map([...latest].map(([key, { data }]) => [key, data]));
    },
  };
}

function statesIn(facts: ToldMachine["facts"]): [number, string, string?][] {
  const latest = new Map<string, Told>();
  for (const fact of facts.filter(({ type }) => type === "mes.resource-state")) {
    const since = String(fact.data["since"]);
    const before = latest.get(since);
    if (before === undefined || fact.time > before.time) latest.set(since, fact);
  }
  return [...latest.values()]
    .filter(({ data }) => data["deleted"] !== true)
    .map(({ data }): [number, string, string?] => {
      const second = (Date.parse(String(data["since"])) - NOON) / 1_000;
      const why = data["reason"] === undefined ? [] : [String(data["reason"])];
      return [second, String(data["state"]), ...why] as [number, string, string?];
    })
    .sort(([a], [b]) => a - b);
}
