import { DAY, type Instant, isoOf } from "@lockstep/domain/instant";
import type { Stretch } from "@lockstep/domain/working-time";
import { byCodeUnit } from "@lockstep/domain/world";
import type { AlarmPerformance, CauseKind, QueryAlarmPerformanceArgs } from "@lockstep/protocol/generated/schema";
import type { SeenStore } from "@lockstep/store/store";
import type { ExceptionRecord } from "@lockstep/workflow/model";
import { putBefore } from "@lockstep/workflow/performance/cards";
import { PERFORMANCE_VERSION, performanceOf } from "@lockstep/workflow/performance/performance";
import { badInput } from "../errors.ts";
import { titleOf } from "../wire/title.ts";
import { isoOrNull, upper, versionText } from "../wire/words.ts";
import { MOST_DAYS } from "./adherence.ts";
import { calendarsOf } from "./adherence-calendars.ts";
import type { Moment } from "./moment.ts";
import { BETWEEN, shiftGroups, shiftName } from "./shift-groups.ts";

const MOST_TOLD = 50;

const DEFINITION =
  "EEMUA 191 and ISA-18.2. A card comes when an exception opens or reopens, and is put before a role once each time, by the first call " +
  "to it, also one that a flood held back. Counted from when the first card was there. A flood is while more than ten came within the " +
  "last ten minutes. Standing: the cause has stood for more than 24 h and nobody has ended, put off or merged the card. Chattering: " +
  "the cause came three times within ten minutes. False flags: of the cards that came, those that people have called false since. " +
  "Times are from when a card opened; acknowledged in time is by the act-by that it opened with.";

export interface CardsAsked {
  readonly site: string | null;
  readonly from: Instant;
  /** Not after now. */
  readonly to: Instant;
  readonly records: readonly ExceptionRecord[];
  /** Whoever is called by a plant's roster, or the company's, is called for cards of other plants, too. */
  readonly called: readonly ExceptionRecord[];
  /** Whether a plant's roster is asked about. */
  readonly isAsked: (site: string) => boolean;
}

/** The cards that the viewer asks about; null: no such site that they see. */
export function cardsAsked(
  { view, viewer }: Moment,
  { from, to, site: asked }: QueryAlarmPerformanceArgs,
): CardsAsked | null {
  if (from >= to) throw badInput("from must be before to.");
  if (to - from > MOST_DAYS * DAY) throw badInput(`Ask for at most ${MOST_DAYS} days at once.`);
  const site = asked ?? null;
  if (site !== null && !(view.world.sites.has(site) && viewer.scope.sees(site))) return null;
  const called = [...view.workflow.records.values()].filter((record) => viewer.scope.seesAny(record.seen.sites));
  return {
    ...{ site, from, called, to: Math.min(to, view.clock) },
    records: site === null ? called : called.filter((record) => record.seen.sites.includes(site)),
    isAsked: (one) => (site === null ? viewer.scope.sees(one) : one === site),
  };
}

/** How people fare with what they are told, and the tower with telling it (X1 to X8). */
export async function alarmPerformance(
  moment: Moment,
  store: Pick<SeenStore, "firstReads">,
  args: QueryAlarmPerformanceArgs,
): Promise<AlarmPerformance | null> {
  const asked = cardsAsked(moment, args);
  if (asked === null) return null;
  const { view } = moment;
  const { records, called, isAsked, site, from, to } = asked;
  const put = putBefore(called).filter((one) => one.site === null || isAsked(one.site));
  const firstRead = new Map(from < to ? await store.firstReads({ since: from, until: to }) : []);
  const { since, limits, standing, chattering, worst, falseFlags, kinds, ...figures } = performanceOf({
    ...{ records, put, firstRead, from, to },
    shiftsOf: (time) => (site === null ? new Map() : shiftsAt(moment, site, time)),
  });
  const card = (record: ExceptionRecord) => ({
    id: record.id,
    kind: causeKind(record.kind),
    title: titleOf(record, view.world),
  });
  const { key: _, ...flags } = falseFlags;
  return {
    asOf: isoOf(view.clock),
    definition: DEFINITION + versionText(PERFORMANCE_VERSION),
    version: PERFORMANCE_VERSION,
    since: isoOrNull(since),
    limits: limits.map(({ figure, ...same }) => ({ figure: upper(figure), ...same })),
    cards: figures.cards,
    roles: figures.roles.map(({ role, ...same }) => ({ role: upper(role), ...same })),
    standing: {
      n: standing.length,
      nodes: standing.slice(0, MOST_TOLD).map((one) => ({ card: card(one.record), since: isoOf(one.since) })),
    },
    chattering: {
      n: chattering.length,
      nodes: chattering.slice(0, MOST_TOLD).map(({ record, most: comings }) => ({ card: card(record), comings })),
    },
    worst: {
      ...{ causes: worst.causes, share: worst.share },
      nodes: worst.worst.map(({ record, cards }) => ({ card: card(record), cards })),
    },
    falseFlags: flags,
    kinds: kinds.map(({ key, reasons, ...same }) => ({
      ...{ kind: causeKind(key), overBudget: reasons.map(upper) },
      ...same,
    })),
    stages: figures.stages.map(({ stage, ...same }) => ({ stage: upper(stage), ...same })),
    acknowledged: { ...figures.acknowledged, share: shareOf(figures.acknowledged) },
  };
}

const shareOf = ({ n, inTime }: { readonly n: number; readonly inTime: number }): number | null =>
  n === 0 ? null : inTime / n;
const causeKind = (kind: string): CauseKind => upper(kind) as CauseKind;

/** None where the roster names no shift: then the whole time would be between shifts. */
export function shiftsAt({ view }: Moment, site: string, time: Stretch): ReadonlyMap<string, readonly Stretch[]> {
  const found = new Map<string, Stretch[]>();
  for (const [key, part] of shiftGroups(view, calendarsOf(view), { site, ...time }, "SHIFT_OF_DAY").cut(null, time)) {
    const name = shiftName("SHIFT_OF_DAY", key);
    const known = found.get(name);
    if (known === undefined) found.set(name, [part]);
    else known.push(part);
  }
  const isCut = [...found.keys()].some((name) => name !== shiftName("SHIFT_OF_DAY", BETWEEN));
  return isCut ? new Map([...found].sort(([a], [b]) => byCodeUnit(a, b))) : new Map();
}
