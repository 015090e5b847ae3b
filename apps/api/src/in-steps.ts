/** Drives work to its end; everything else gets its turn between two steps. What it tells on the way is left. */
export async function inSteps<T>(work: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
