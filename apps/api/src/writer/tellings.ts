import { setTimeout as sleep } from "node:timers/promises";
import type { Instant } from "@lockstep/domain/instant";
import type { ParkedFact } from "@lockstep/domain/ledger";
import type { SiteRule } from "@lockstep/domain/rules/site-rule";
import { EngineLost, type EngineThread } from "../engine-thread/engine-thread.ts";
import type { Asked, FactName, Points, Told } from "../engine-thread/protocol.ts";
import { createOnRequest, type Made, type OnRequest, type OnRequestKeeper } from "../view/on-request.ts";
import { createPointBook, type PointBook } from "../view/point-book.ts";

export interface Tellings {
  /** What is made for the view of a pass and its minute, those things included that were made before it is shown. */
  showing(pass: number, now: Instant, told?: Points | null): OnRequest;
  /** After which pass stocking points are known. */
  readonly pointsOf: number;
  /** The view of that pass is what is shown: who waited for it may look. */
  shown(): void;
  /** All that the engine was asked is forgotten, and will be asked again. */
  restarted(): void;
  /** Resolves while what is shown has what is asked for. */
  ready(asked: readonly Asked[]): Promise<void>;
}

/** Such a multiple of the time that it takes lies between one making and the next: passes come first. */
const REST_SHARE = 4;
const MOST_REST_MS = 600;

export interface TellingParts {
  readonly engine: () => EngineThread;
  /** The rules that the site has declared: those in force when it is asked. */
  readonly rules: () => readonly SiteRule[];
  /** No other engine follows one that is lost: whoever waits is told so by `EngineLost`. */
  readonly isOnlyEngine?: boolean;
  readonly parkedOf: (name: FactName, waitsFor: readonly string[]) => readonly ParkedFact[];
}

/** Has the engine make what is asked for, once a view however many ask. */
export function createTellings({ engine, rules, parkedOf, isOnlyEngine = false }: TellingParts): Tellings {
  let keeper: OnRequestKeeper = createOnRequest();
  let shownPass = 0;
  let shownAt: Instant = 0;
  let points: PointBook = createPointBook();
  /** What is told of passes that are not shown yet. */
  let early = new Map<number, Told>();
  let waiting: (() => void)[] = [];
  let asking: Promise<void> | null = null;
  let notBefore = 0;

  const release = (): void => {
    const released = waiting;
    waiting = [];
    for (const go of released) go();
  };
  const nextShown = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

  async function ask(asked: readonly Asked[]): Promise<void> {
    let told: Told;
    const from = engine();
    if (notBefore > performance.now()) await sleep(notBefore - performance.now());
    try {
      told = await from.tell({ asked, rules: rules(), pointsOf: points.pass });
    } catch (error) {
      if (isOnlyEngine || !(error instanceof EngineLost)) throw error;
      await nextShown();
      return;
    }
    // Another one has taken its place, and counts its passes anew.
    if (from !== engine()) return;
    notBefore = performance.now() + Math.min(REST_SHARE * told.milliseconds, MOST_REST_MS);
    if (told.pass === shownPass) keeper.add(madeOf(told));
    else {
      early.set(told.pass, told);
      await nextShown();
    }
  }

  /** Of the view that is shown. */
  function madeOf({ pass, findings, parked, points: told, stateHash }: Told): Made {
    if (told !== undefined) points.take(told, pass);
    return {
      ...(findings !== undefined && { findings }),
      ...(parked !== undefined && { parked: parked.flatMap(({ fact, waitsFor }) => parkedOf(fact, waitsFor)) }),
      ...(told !== undefined && { points: points.at(shownAt) }),
      ...(stateHash !== undefined && { stateHash }),
    };
  }

  return {
    get pointsOf() {
      return points.pass;
    },
    showing(pass, now, withIt = null) {
      if (pass !== shownPass) {
        shownPass = pass;
        shownAt = now;
        keeper = createOnRequest(points.pass === 0 ? null : points.at(now));
        const told = early.get(pass);
        if (told !== undefined) keeper.add(madeOf(told));
        if (withIt !== null) keeper.add(madeOf({ pass, milliseconds: 0, points: withIt }));
        early = new Map([...early].filter(([one]) => one > pass));
      }
      return keeper;
    },
    shown: release,
    restarted() {
      shownPass = 0;
      points = createPointBook();
      early.clear();
      release();
    },
    async ready(asked) {
      for (;;) {
        const missing = asked.filter((one) => !keeper.has(one));
        if (missing.length === 0) return;
        // While one rests, the view may have moved on: what is asked for is looked at again then.
        asking ??= ask(missing).finally(() => {
          asking = null;
        });
        await asking;
      }
    },
  };
}
