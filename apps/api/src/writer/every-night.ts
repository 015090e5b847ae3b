import { DAY, HOUR } from "@lockstep/domain/instant";

/** Few people work then, and the day's facts are in. */
const AT_HOUR_UTC = 3;
/** Timers may fire a little early. */
const BEHIND_MS = 5;

/** At three in the morning UTC by the wall clock, until it is undone. It keeps no process alive. */
export function everyNight(run: () => void): () => void {
  let timer: NodeJS.Timeout;
  const next = (): void => {
    timer = setTimeout(() => {
      run();
      next();
    }, untilNight(Date.now()) + BEHIND_MS);
    timer.unref();
  };
  next();
  return () => clearTimeout(timer);
}

/** In milliseconds; a whole day at three sharp. */
export const untilNight = (now: number): number => DAY - ((((now - AT_HOUR_UTC * HOUR) % DAY) + DAY) % DAY);
