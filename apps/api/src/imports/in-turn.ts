/** One work after the other, in the order in which they were asked for. */
export function createTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Which fact a row becomes follows from the commits before, whether a person or a folder brings a file in. */
export const commitsInTurn = createTurn();
