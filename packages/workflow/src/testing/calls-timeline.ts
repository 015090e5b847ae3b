import { type Instant, MINUTE, SECOND } from "@lockstep/domain/instant";
import type { Result } from "@lockstep/domain/result";
import { aroundTheClock, type WorkingTime } from "@lockstep/domain/working-time";
import { dayOfDate, zoneOf } from "@lockstep/domain/zone";
import { type Command, decide, type Refusal } from "../decide.ts";
import type { Situation } from "../escalation/candidate.ts";
import { createEscalator, type Escalator } from "../escalation/escalate.ts";
import type { Duty, Person, PolicyInForce, Roster } from "../escalation/model.ts";
import { evolveAll } from "../evolve.ts";
import { acceptHandover, handOver } from "../handover/hand-over.ts";
import type { Place } from "../handover/model.ts";
import { sheetOf, type Weigh } from "../handover/sheet.ts";
import { shiftsAt } from "../handover/shifts.ts";
import { type Actor, type AnyEvent, emptyState, type StandingCause, type WorkflowState } from "../model.ts";
import { step } from "../observe.ts";
import type { Role } from "../permissions.ts";

const ZONE = "Europe/Berlin";
const zone = zoneOf(ZONE);

export const person = (id: string, more: Partial<Person> = {}): Person => ({
  ...{ id, name: id, email: null, webhook: null, quiet: null },
  ...more,
});

export const duty = (of: string, role: Role, more: Partial<Duty> = {}): Duty => ({
  ...{ person: of, role, resources: [], weekly: [], dated: [] },
  ...more,
});

/** The same hours from Monday to Sunday. */
export const daily = (start: string, end: string): Duty["weekly"] =>
  [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, start, end }));

/** Early and late supervisors, a planner by day, a plant manager and a leader at any time. */
export const usualRoster: Roster = {
  ...{ site: "A", timeZone: ZONE, standIns: [], holidays: [] },
  people: ["early", "late", "pia", "mona", "lea"].map((id) => person(id)),
  duties: [
    duty("early", "supervisor", { weekly: daily("06:00", "14:00") }),
    duty("late", "supervisor", { weekly: daily("14:00", "22:00") }),
    duty("pia", "planner"),
    duty("mona", "plant-manager"),
    duty("lea", "leader"),
  ],
};

const wholeSite: Place = { site: "A", resource: null };
const weigh: Weigh = ({ kind, subject, seen: { valueAtRiskMinor, actBy } }) => ({
  ...{ title: `${kind} ${subject}`, valueAtRiskMinor, actBy, lines: 1 },
});

interface Signing {
  readonly place?: Place;
  /** When it was signed, if not at once. */
  readonly at?: Instant | null;
  readonly note?: string;
}

type Asked<T = Command> = T extends Command ? Omit<T, "id" | "commandId"> : never;

export interface PlantDay {
  readonly date?: string;
  readonly roster?: Roster;
  readonly workingTime?: WorkingTime;
  readonly lostLines?: (key: string) => readonly string[];
  readonly siteOfLine?: (line: string) => string;
  readonly sitesOfCause?: () => readonly string[];
  /** Whether the server has a target for the webhooks that its roster names. */
  readonly hasWebhooks?: boolean;
}

/**
 * A plant told by its wall clock. Each `at` first lets everything happen that comes due until then, each at its own second, as
 * a server does that never sleeps; `"+1 06:00"` is the next day.
 */
export function plantDay({
  date = "2026-03-02",
  roster = usualRoster,
  workingTime,
  lostLines,
  siteOfLine,
  sitesOfCause,
  hasWebhooks = false,
}: PlantDay = {}) {
  let state: WorkflowState = emptyState;
  let causes: readonly StandingCause[] = [];
  let commands = 0;
  let now: Instant = zone.instantOf(dayOfDate(date), 0);
  let escalator: Escalator = createEscalator();
  const timers = new Map<string, Instant>();
  let news: string[] = [];
  const log: AnyEvent[] = [];

  const instantOf = (wall: string): Instant => {
    const [, days = "0", hours = "0", minutes = "0", seconds = "0"] =
      /^(?:\+(\d+) )?(\d\d):(\d\d)(?::(\d\d))?$/.exec(wall) ?? [];
    const day = dayOfDate(date) + Number(days);
    return zone.instantOf(day, Number(hours) * 60 + Number(minutes)) + Number(seconds) * SECOND;
  };
  const wallOf = (at: Instant): string => {
    const { hour, minute } = zone.wallClockAt(at);
    const seconds = Math.round((at % MINUTE) / SECOND);
    const two = (n: number): string => String(n).padStart(2, "0");
    return `${two(hour)}:${two(minute)}${seconds === 0 ? "" : `:${two(seconds)}`}`;
  };
  const note = (events: readonly AnyEvent[]): void => {
    log.push(...events);
    for (const event of events) {
      if (event.type === "digest-sent" && event.exceptions.length === 0) continue;
      if (["called", "digest-sent", "lapsed", "handover-late"].includes(event.type))
        news.push(`${wallOf(event.at)} ${event.note ?? ""}`);
    }
  };
  const look = (): void => {
    const observed = step(state, { causes, now });
    state = observed.state;
    note(observed.events);
    const around: Situation = {
      now,
      workingTime: () => workingTime ?? aroundTheClock,
      lostLines: lostLines ?? (() => []),
      siteOfLine: siteOfLine ?? (() => null),
      sitesOfCause: sitesOfCause ?? (() => []),
      reaches: ({ email, webhook }) => [
        ...(email === null ? (["in-app"] as const) : (["in-app", "email"] as const)),
        ...(hasWebhooks && webhook !== null ? (["webhook"] as const) : []),
      ],
    };
    const looked = escalator.look(state, around);
    ({ state } = looked);
    note(looked.events);
    for (const [id, at] of looked.timers) {
      if (at === null) timers.delete(id);
      else timers.set(id, at);
    }
  };
  const runUntil = (end: Instant): void => {
    for (;;) {
      const next = Math.min(...timers.values(), Number.POSITIVE_INFINITY);
      if (next > end) break;
      now = Math.max(now, next);
      look();
      if ([...timers.values()].some((at) => at <= now)) throw new Error("a timer that is due stays due");
    }
    now = end;
  };
  const put = (event: AnyEvent): void => {
    state = evolveAll(state, [event]);
    note([event]);
  };
  const about = { by: "adam", before: null, after: null, note: null } as const;
  const putRoster = (next: Roster): void => {
    const known = state.escalation.rosters.get(next.site ?? "*") ?? [];
    const since = known[0]?.since ?? now;
    const inForce = { ...next, version: known.length + 1, at: now, by: "adam", reason: "test", since };
    put({ type: "roster-put", exceptionId: "escalation:roster", at: now, ...about, roster: inForce });
    look();
  };
  const putPolicy = (policy: Omit<PolicyInForce, "version" | "at" | "by" | "reason">): void => {
    const version = state.escalation.policyVersion + 1;
    const inForce = { ...policy, version, at: now, by: "adam", reason: "test" };
    put({ type: "policy-put", exceptionId: "escalation:policy", at: now, ...about, policy: inForce });
    look();
  };
  putRoster(roster);

  const idOf = (subject: string): string => {
    const record = [...state.records.values()].findLast((one) => one.subject === subject || one.id === subject);
    if (record === undefined) throw new Error(`no exception about ${subject} yet`);
    return record.id;
  };
  return {
    /** Nothing new from outside: what is due happens. */
    at(wall: string): void {
      runUntil(instantOf(wall));
      look();
    },
    /** From now on these causes stand, and no other. */
    stands(wall: string, ...standing: readonly StandingCause[]): void {
      runUntil(instantOf(wall));
      causes = standing;
      look();
    },
    does(wall: string, who: Actor, asked: Asked, about = "LINE-1"): Result<unknown, Refusal> {
      runUntil(instantOf(wall));
      commands += 1;
      const decided = decide(state, { ...asked, id: idOf(about), commandId: `c${commands}` } as Command, who, now);
      if (decided.ok) {
        state = evolveAll(state, decided.value.events);
        note(decided.value.events);
      }
      look();
      return decided;
    },
    /** Hands the shift over that began then, with nothing known of the place but its exceptions. */
    handsOver(
      wall: string,
      who: Actor,
      shift: string,
      { place = wholeSite, at = null, note: words = "all quiet" }: Signing = {},
    ) {
      runUntil(instantOf(wall));
      look();
      commands += 1;
      const shifts = shiftsAt(state.escalation, { ...place, now, timeZone: ZONE });
      const asked = { place, shift: instantOf(shift), note: words, at, commandId: `c${commands}` };
      const decided = handOver(state, asked, {
        ...{ actor: who, now, shifts },
        write: (change, until) =>
          sheetOf(state, { place, change, shifts, until, floor: { stops: [], made: [], due: [] }, weigh }),
      });
      if (decided.ok) put(decided.value);
      look();
      return decided;
    },
    accepts(wall: string, who: Actor, id: string, at: Instant | null = null) {
      runUntil(instantOf(wall));
      commands += 1;
      const decided = acceptHandover(
        state,
        { id, note: null, at, commandId: `c${commands}` },
        { actor: who, now, weigh },
      );
      if (decided.ok) for (const event of decided.value) put(event);
      look();
      return decided;
    },
    /** All that people were told since it was asked last, as "06:15 told pia …". */
    told(): readonly string[] {
      const said = news;
      news = [];
      return said;
    },
    /** Everything that is only in memory is forgotten, as after a crash. */
    restart(): void {
      escalator = createEscalator();
      escalator.remember(timers);
      state = { ...evolveAll(emptyState, log), standing: state.standing };
    },
    putRoster,
    putPolicy,
    instantOf,
    timers,
    log,
    recordOf: (subject: string) => state.records.get(idOf(subject)),
    get state() {
      return state;
    },
  };
}

const pad = (n: number): string => String(n).padStart(4, "0");

/** So many purchase lines of one supplier, each late. */
export const manyLate = (count: number, actBy: Instant): readonly StandingCause[] =>
  Array.from({ length: count }, (_, k): StandingCause => {
    const subject = `PO-${pad(k)}/1`;
    return {
      key: `supplier-late|purchase-order-line|${subject}`,
      ...{ kind: "supplier-late", subjectType: "purchase-order-line", subject },
      ...{ severity: "high", actBy, valueAtRiskMinor: 1_000 + k, sites: ["A"], resource: null },
    };
  });
