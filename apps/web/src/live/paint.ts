/** Calls back after the next frame has been put on the screen; never while the page is hidden, as nothing is painted then. */
export function afterPaint(painted: () => void): void {
  if (document.visibilityState === "hidden") return;
  requestAnimationFrame(() => {
    setTimeout(painted, 0);
  });
}

/** A page that is busy draws late; what waits for it does not wait for longer. */
const MOST_WAIT_MS = 100;

/** When what somebody has just touched shows that it was touched; at once while the page is hidden. */
export function onceShown(): Promise<void> {
  if (document.visibilityState === "hidden") return Promise.resolve();
  return new Promise((resolve) => {
    afterPaint(resolve);
    setTimeout(resolve, MOST_WAIT_MS);
  });
}
