import { type Static, type TSchema, Type } from "typebox";
import { Rule } from "../mapping/rule.ts";

const closed = { additionalProperties: false };
const literals = <T extends string>(...names: readonly T[]) =>
  Type.Unsafe<T>(Type.Union(names.map((name) => Type.Literal(name))));
const optional = <T extends TSchema>(schema: T) => Type.Optional(schema);
const Name = Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$" });
const Seconds = Type.Number({ minimum: 0, maximum: 86_400 });
const Above0 = Type.Number({ exclusiveMinimum: 0 });

export const MACHINE_STATES = ["running", "idle", "setup", "down", "off"] as const;
const MachineStateName = literals(...MACHINE_STATES);
export type MachineStateName = Static<typeof MachineStateName>;

/** What a code, or a measured value within a band, says of the machine. */
const Meaning = Type.Object({ state: MachineStateName, reason: optional(Type.String({ minLength: 1 })) }, closed);
export type Meaning = Static<typeof Meaning>;

/** From `from` on and below `below`; the first band that a value lies in counts. */
const Band = Type.Object(
  {
    from: optional(Type.Number()),
    below: optional(Type.Number()),
    state: MachineStateName,
    reason: optional(Type.String({ minLength: 1 })),
  },
  closed,
);
export type Band = Static<typeof Band>;

export const ROLES = [
  "state",
  "reason",
  "good",
  "scrap",
  "run-hours",
  "order",
  "operation",
  "product",
  "lot",
  "shift",
  "cost-centre",
] as const;
export type Role = (typeof ROLES)[number];

/** One tag of a machine: what it is, where its value stands, and what of it is noise. */
const Signal = Type.Object(
  {
    name: Name,
    is: literals(...ROLES),
    /** Where it is published, if not where the machine's others are. Plain JSON alone. */
    topic: optional(Type.String()),
    value: Rule,
    /** Of a state: what each code means. One that is not listed is quarantined, once for each time that it comes up. */
    states: optional(Type.Record(Type.String(), Meaning)),
    /** Of a measured value that tells the state. */
    bands: optional(Type.Array(Band, { minItems: 1 })),
    /** A value that has not moved by more than this is the same: an amount, or a share of the last one as in "2 %". */
    deadband: optional(Type.Union([Type.Number({ minimum: 0 }), Type.String({ pattern: "^\\d+(\\.\\d+)? ?%$" })])),
    /** A state or a text that does not last so long has never been. */
    debounceSeconds: optional(Seconds),
    /** A count is told at most so often, and at once when its operation or its machine's state changes. */
    minimumIntervalSeconds: optional(Seconds),
    /** A measured value that jumps by more than this is believed when a second reading says so, too. */
    spike: optional(Above0),
    /** How many values a counter has before it begins again at 0, such as 65536. */
    modulus: optional(Above0),
    /** More than this the machine cannot make: a counter that says so was set, or misread. */
    mostPerHour: optional(Above0),
    /** So many changes within so long are chattering. */
    chattering: optional(Type.Object({ changes: Type.Integer({ minimum: 2 }), withinSeconds: Above0 }, closed)),
  },
  closed,
);
export type Signal = Static<typeof Signal>;

/** Machines that publish alike: one for each resource that their topic, or their place, names. */
const MachineKind = Type.Object(
  {
    name: Name,
    /** Plain JSON: where its signals are published. */
    topic: optional(Type.String()),
    /** Sparkplug: `group/node` or `group/node/device`. */
    from: optional(Type.String()),
    resource: Rule,
    /** When a value was read; left out, it is the receipt. Plain JSON alone. */
    time: optional(Rule),
    payload: optional(literals("json", "text")),
    signals: Type.Array(Signal, { minItems: 1 }),
    /** The seq of its operations, where neither a signal nor the tower tells it. */
    operation: optional(Type.Number()),
    /** What becomes of an operation when another begins; left out: done if its quantity is reached, else paused. */
    changeover: optional(literals("done", "paused")),
    /** Readings are put in order of their time for so long. */
    latenessSeconds: optional(Type.Number({ minimum: 0, maximum: 600 })),
    /** Every signal is told at least so often, also if it is the same: a longer gap is one in which nothing is known. */
    everySeconds: optional(Above0),
    /** Silent for so long, it is in trouble. */
    silentAfterSeconds: optional(Above0),
    /** The state is told again after so long without any fact, so that it is seen to be so still. */
    heartbeatSeconds: optional(Type.Number({ minimum: 10 })),
  },
  closed,
);
export type MachineKind = Static<typeof MachineKind>;

export const EdgeSection = Type.Object(
  {
    /** The facts of a resource have this source, with its name behind. */
    source: optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** Whether of each fact the reading that made it is kept as well; left out, facts name their readings alone. */
    keepMessages: optional(Type.Boolean()),
    machines: Type.Array(MachineKind, { minItems: 1 }),
  },
  closed,
);
export type EdgeSection = Static<typeof EdgeSection>;
