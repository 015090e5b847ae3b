import { present } from "@lockstep/domain/assert";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { SparkplugB, SparkplugMapping } from "../configuration.ts";
import type { Offered } from "../contract.ts";
import type { MappingContext } from "../edge/edge-context.ts";
import { createCounters } from "../mapping/counters.ts";
import { dataBy, type FactValues, hashedId } from "../mapping/fact-mapping.ts";
import type { Lookup, Rule } from "../mapping/rule.ts";
import { createToldTimes } from "../mapping/told-times.ts";
import { readTopicPattern } from "../mqtt/topic-pattern.ts";
import type { MetricTable, Reading, Timed } from "./metrics.ts";
import { createStatements, type Said, type SaidFact } from "./statements.ts";

/** The values of a node or a device, as its mappings make facts of them. */
export interface SparkplugFacts {
  read(readings: readonly Reading[], told: ToldBy): Made;
}

/** Who tells something, and when that is received. */
export interface ToldBy {
  /** `group/node` or `group/node/device`. */
  readonly origin: string;
  readonly table: MetricTable;
  readonly receivedAt: Instant;
}

export interface Made {
  readonly offered: readonly Offered[];
  /** Values that a mapping does not understand. */
  readonly refused: readonly Refusal[];
  /** Moments that are late, and of which a counter's total is not known. */
  readonly ignored: number;
}

/**
 * A fact is made when a metric of its mapping is told, all of them are known, and it says something else than what was
 * said of the time before it. What is told late makes facts of its own time from what was told with it, and changes
 * nothing that is now.
 */
export function createSparkplugFacts(config: SparkplugB, context: () => MappingContext): SparkplugFacts {
  const { mappings = [], source = "/sparkplug" } = config;
  const prepared = mappings.map((mapping) => prepare(mapping));
  const counters = createCounters();
  const times = createToldTimes();
  const statements = createStatements();

  function read(readings: readonly Reading[], { origin, table, receivedAt }: ToldBy): Made {
    const offered: Offered[] = [];
    const refused: Refusal[] = [];
    let ignored = 0;
    const device = origin.split("/")[2] ?? null;
    const groups = momentsOf(readings);
    const { told: log, latest } = context();
    const said: Said = { receivedAt, latest, isTaken: (fact) => log.of(fact.source, fact.id) !== null };
    for (const { mapping, pattern, names, data } of prepared) {
      const levels = pattern.match(origin);
      if (levels === null) continue;
      for (const { at, isHistorical, values } of groups) {
        if (![...values.keys()].some((name) => names.has(name))) continue;
        const known = (name: string): Timed | undefined => {
          const told = values.get(name);
          if (told !== undefined && told.value !== null) return told;
          return isHistorical ? undefined : table.live(device, name);
        };
        if (![...names].every((name) => known(name) !== undefined || data.isOptional(name))) continue;
        const lookup: Lookup = (rule) => {
          if (rule.time === true) return isoOf(at);
          return rule.metric === undefined ? levels.get(rule.level ?? "") : known(rule.metric)?.value;
        };
        const of = `${source}/${origin}`;
        const readAt = ({ metric }: Rule): Instant => (metric === undefined ? at : (known(metric)?.at ?? at));
        const counting = { counters, scope: origin, source: of, at, readAt, latest, again: null, told: log };
        const made = dataBy(mapping, lookup, counting);
        if (!made.ok) {
          refused.push(made.error);
          continue;
        }
        if (made.value === null) {
          ignored += 1;
          continue;
        }
        const fields = made.value;
        const content = JSON.stringify(data.withoutTime(fields));
        const entity = `${origin} ${mapping.name}`;
        const by = [...names].map((metric) => [metric, known(metric)] as const);
        const idAt = (time: Instant): string => hashedId(mapping.name, [origin, time, fields]);
        const telling = { source: of, type: mapping.type, data: fields, raw: at, idAt, isLate: isHistorical };
        let value: CloudEvent | null = null;
        const fact = (): SaidFact => {
          value ??= times.tell(telling, { told: log, latest });
          return { value, from: { place: `sparkplug ${origin}`, text: toldText(by) } };
        };
        const statement = { content, at, fact };
        if (!isHistorical && !statements.isNew(entity, statement, said)) continue;
        offered.push(fact());
        const since = isHistorical ? statements.late(entity, statement, said) : null;
        if (since !== null) offered.push(since.fact());
      }
    }
    return { offered, refused, ignored };
  }

  return { read };
}

/** What each metric said, and when: a fact is made of values that were told in several messages. */
function toldText(by: readonly (readonly [metric: string, told: Timed | undefined])[]): string {
  const told = by.flatMap(([metric, known]) => {
    const { value, at } = known ?? {};
    if (at === undefined || value === undefined) return [];
    return [{ metric, value: typeof value === "bigint" ? String(value) : value, at: isoOf(at) }];
  });
  return JSON.stringify(told);
}

function prepare(declared: SparkplugMapping) {
  const pattern = readTopicPattern(declared.from);
  const rules = Object.entries(declared.data);
  const byMetric = new Map<string, Rule[]>();
  for (const [, rule] of rules) {
    if (rule.metric !== undefined) byMetric.set(rule.metric, [...(byMetric.get(rule.metric) ?? []), rule]);
  }
  const timed = new Set(rules.filter(([, rule]) => rule.time === true).map(([path]) => path.split("/")[0] ?? ""));
  return {
    mapping: { ...declared, type: declared.type as FactType },
    pattern: present(pattern.ok ? pattern.value : null, () => `unchecked origin ${declared.from}`),
    names: new Set([...byMetric.keys()].sort()) as ReadonlySet<string>,
    data: {
      isOptional: (name: string): boolean => (byMetric.get(name) ?? []).every(({ optional }) => optional === true),
      withoutTime: (data: FactValues): FactValues =>
        Object.fromEntries(Object.entries(data).filter(([name]) => !timed.has(name))),
    },
  };
}

interface Moment {
  readonly at: Instant;
  readonly isHistorical: boolean;
  readonly values: Map<string, Timed>;
}

/** What is told of now is one moment, the latest; what is told late is as many as it has times. */
function momentsOf(readings: readonly Reading[]): readonly Moment[] {
  const late = new Map<Instant, Moment>();
  const now = readings.filter(({ isHistorical }) => !isHistorical);
  for (const { name, value, at } of readings.filter(({ isHistorical }) => isHistorical)) {
    const moment = late.get(at) ?? { at, isHistorical: true, values: new Map() };
    moment.values.set(name, { value, at });
    late.set(at, moment);
  }
  const moments = [...late.values()].sort((a, b) => a.at - b.at);
  if (now.length === 0) return moments;
  const values = new Map(now.map(({ name, value, at }) => [name, { value, at }]));
  return [...moments, { at: Math.max(...now.map(({ at }) => at)), isHistorical: false, values }];
}
