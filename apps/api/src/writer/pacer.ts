/** Lets the writer wait for the first of what it waits for. */
export interface Pacer {
  wake(): void;
  /** Until somebody wakes it, or the next pass is due. */
  pause(): Promise<void>;
  /** Until the work is done, does what there is to do. Ends as the work does. */
  meanwhile<T>(work: Promise<T>, isThereAny: () => boolean, doIt: () => Promise<void> | void): Promise<T>;
}

/** `dueIn`: milliseconds until the next pass is due; infinite: none is. */
export function createPacer(dueIn: () => number): Pacer {
  let wake: () => void = () => {};
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const milliseconds = dueIn();
      const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, Math.max(0, milliseconds)) : null;
      wake = () => {
        if (timer !== null) clearTimeout(timer);
        resolve();
      };
    });
  return {
    wake: () => wake(),
    pause,
    async meanwhile(work, isThereAny, doIt) {
      let isDone = false;
      const end = (): void => {
        isDone = true;
        wake();
      };
      work.then(end, end);
      while (!isDone) {
        if (isThereAny()) await doIt();
        else await pause();
      }
      return work;
    },
  };
}
