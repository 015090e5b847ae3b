const MINUTE_MS = 60_000;
/** Timers may fire a little early. */
const BEHIND_MS = 5;

/** At each whole minute of the wall clock, until it is undone. */
export function everyMinute(tick: () => void): () => void {
  let timer: NodeJS.Timeout;
  const next = (): void => {
    const wait = MINUTE_MS - (Date.now() % MINUTE_MS) + BEHIND_MS;
    timer = setTimeout(() => {
      tick();
      next();
    }, wait);
  };
  next();
  return () => clearTimeout(timer);
}
