/** Work that can be put down after each step; what it has come to is returned at its end. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All of it in one go. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** True each so many times: for loops that are put down now and then. */
export function every(count: number): () => boolean {
  let left = count;
  return () => {
    left -= 1;
    if (left > 0) return false;
    left = count;
    return true;
  };
}
