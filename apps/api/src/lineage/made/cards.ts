import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { SubjectType } from "@lockstep/engine/views";
import type { LineageFigure } from "@lockstep/protocol/generated/schema";
import type { ExceptionRecord } from "@lockstep/workflow/model";
import { chatteringIn, comingsIn, putBefore, standingLonger } from "@lockstep/workflow/performance/cards";
import { isFlagged, worstOf } from "@lockstep/workflow/performance/flags";
import { CHATTER, countedSince, STANDING_FOR, WORST } from "@lockstep/workflow/performance/performance";
import { minutesTo, STAGES, wasInTime } from "@lockstep/workflow/performance/response";
import { type CardsAsked, cardsAsked, shiftsAt } from "../../query/alarm-performance.ts";
import { judgedIn } from "../../query/estimate-accuracy.ts";
import type { Moment } from "../../query/moment.ts";
import { titleOf } from "../../wire/title.ts";
import { lower, upper } from "../../wire/words.ts";
import { type FigureId, rangeIn, readFigureId } from "../figure-id.ts";
import { basisOf, countOf, type MadeOf, type Part, shareOf, totalOf } from "../made-of.ts";
import { eachOnce, type Subject, subject } from "../subject.ts";
import type { Thing } from "../thing.ts";

const LOOKS = "The id is from and to: 2026-03-01T00:00:00Z/2026-03-08T00:00:00Z, and ?site=P of one site.";

/** When the first message about a card was read in the app: the log alone does not tell. */
export type FirstReads = ReadonlyMap<string, Instant>;

/** A figure of how people fare with what they are told: the cards that it is of, and what was done about them. */
export function cardsSubject(moment: Moment, text: string, figure: LineageFigure, reads: FirstReads): Subject | null {
  const id = readFigureId(text);
  const asked = cardsAsked(moment, { ...rangeIn(id, 0, LOOKS), site: id.get("site") });
  if (asked === null) return null;
  const since = countedSince(asked.records, asked) ?? asked.to;
  const cards = cardsOf(moment, { ...asked, since, reads }, id, figure);
  const { made, records } = cards;
  const acted = [...new Set(records)];
  return subject(eachOnce(acted.map(thingOf)), { value: totalOf(made), made, acted });
}

/** What a cause is about. */
const thingOf = ({ subjectType, subject: id }: ExceptionRecord): Thing => ({ kind: subjectType as SubjectType, id });

interface Asked extends CardsAsked {
  readonly since: Instant;
  readonly reads: FirstReads;
}

interface Cards {
  readonly made: MadeOf;
  readonly records: readonly ExceptionRecord[];
}

interface CardPart {
  readonly record: ExceptionRecord;
  readonly part: Part;
}

function cardsOf(moment: Moment, asked: Asked, id: FigureId, figure: LineageFigure): Cards {
  const { records, since, to, reads } = asked;
  const time = { from: since, to };
  const kind = id.get("kind");
  const isOfKind = (record: ExceptionRecord): boolean => kind === null || upper(record.kind) === kind;
  const card = (record: ExceptionRecord, more: Partial<Part> = {}): CardPart => ({
    record,
    part: {
      ...{ of: "EXCEPTION", id: record.id, figure: "ALL", at: record.openedAt },
      ...{ name: titleOf(record, moment.view.world), ...more },
    },
  });
  const of = (found: readonly CardPart[], make: (parts: readonly Part[]) => MadeOf): Cards => ({
    made: make(found.map(({ part }) => part)),
    records: found.map(({ record }) => record),
  });
  const comings = comingsIn(records, time).filter(({ record }) => isOfKind(record));
  const own = [...new Set(comings.map(({ record }) => record))];
  const opened = records.filter(({ openedAt }) => openedAt >= since && openedAt < to);
  switch (figure) {
    case "ACKNOWLEDGED":
      return of(
        opened.flatMap((record) => {
          const inTime = wasInTime(record, to);
          return inTime === null ? [] : [card(record, { value: Number(inTime), weight: 1 })];
        }),
        shareOf,
      );
    case "RESPONSE": {
      const stage = STAGES.find((one) => one === lower(id.get("stage") ?? "ACKNOWLEDGED")) ?? "acknowledged";
      const found = opened.flatMap((record) => {
        const value = minutesTo(record, stage, { firstRead: reads, until: to });
        return value === null ? [] : [card(record, { value })];
      });
      return of(found, (parts) => ({ makeUp: "MEDIAN", unit: "MINUTES", parts }));
    }
    case "STANDING":
      return of(
        standingLonger(records, { at: to, than: STANDING_FOR }).map(({ record, since: at }) => card(record, { at })),
        countOf,
      );
    case "CHATTERING":
      return of(
        chatteringIn(records, time, CHATTER).map(({ record }) => card(record)),
        countOf,
      );
    case "FALSE_FLAGS":
      return of(
        own.map((record) => card(record, { value: Number(isFlagged(record, to)), weight: 1 })),
        shareOf,
      );
    case "WORST": {
      const worst = new Set(worstOf(comings, WORST).worst.map(({ record }) => record.key));
      return of(
        comings.map(({ record, at }) => card(record, { at, value: Number(worst.has(record.key)), weight: 1 })),
        shareOf,
      );
    }
    default: {
      const role = id.get("role");
      const cause = id.get("card");
      const key = cause === null ? null : (records.find((record) => record.id === cause)?.key ?? "");
      const found =
        role === null
          ? comings
              .filter(({ record }) => key === null || record.key === key)
              .map(({ record, at }) => card(record, { at }))
          : putTo(moment, asked, id, role).map(({ record, at }) => card(record, { at }));
      // How dense they come is worked out from when each came.
      return of(found, figure === "CARDS" ? countOf : basisOf);
    }
  }
}

/** What was put before those who have a role by one roster, in a time or in its shifts of one name. */
function putTo(moment: Moment, { called, isAsked, site, since, to }: Asked, id: FigureId, role: string) {
  const time = { from: since, to };
  const [shift, roster] = [id.get("shift"), id.get("of")];
  const stretches = shift === null || site === null ? [time] : (shiftsAt(moment, site, time).get(shift) ?? []);
  return called
    .flatMap((record) =>
      putBefore([record])
        .filter((one) => upper(one.role) === role && one.site === roster && (one.site === null || isAsked(one.site)))
        .flatMap(({ times }) => times.map((at) => ({ record, at }))),
    )
    .filter(({ at }) => stretches.some(({ from, to: end }) => at >= from && at < end))
    .sort((a, b) => a.at - b.at);
}

/** How good people's estimates are: how many were kept, or how much later than said their causes were gone. */
export function estimatesSubject(moment: Moment, text: string, figure: LineageFigure): Subject | null {
  const id = readFigureId(text);
  const site = id.get("site");
  if (site !== null && !(moment.view.world.sites.has(site) && moment.viewer.scope.sees(site))) return null;
  const [person, role] = [id.get("person"), id.get("role")];
  const found = [...judgedIn(moment, { ...rangeIn(id, 0, LOOKS), site })].filter(
    ({ judged }) =>
      (person === null || judged.by === person) && (role === null || judged.roles.some((one) => upper(one) === role)),
  );
  const part = ({ record, judged }: (typeof found)[number], more: Partial<Part>): Part => ({
    ...{ of: "EXCEPTION", id: record.id, figure: "ALL", at: judged.at },
    ...{ name: `${titleOf(record, moment.view.world)} · ${judged.by}`, ...more },
  });
  const made: MadeOf =
    figure === "KEPT"
      ? shareOf(
          found.map((one) => part(one, { value: Number(one.judged.isCleared && one.judged.lateBy <= 0), weight: 1 })),
        )
      : {
          makeUp: "HALF_LIFE",
          unit: "MINUTES",
          parts: found.map((one) =>
            part(one, { value: one.judged.lateBy / MINUTE, weight: Number(one.judged.isCleared) }),
          ),
        };
  const acted = [...new Set(found.map(({ record }) => record))];
  return subject(eachOnce(acted.map(thingOf)), { value: totalOf(made), made, acted });
}
