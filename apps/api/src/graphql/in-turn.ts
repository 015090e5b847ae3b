/**
 * Lets one go on in each turn of the event loop, in the order in which they came: however many ask for a big page at once,
 * a fact that comes in waits for one or two of them, not for all.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}
