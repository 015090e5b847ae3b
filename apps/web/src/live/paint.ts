/** Calls back after the next frame has been put on the screen; never while the page is hidden, as nothing is painted then. */
export function afterPaint(painted: () => void): void {
  if (document.visibilityState === "hidden") return;
  requestAnimationFrame(() => {
    setTimeout(painted, 0);
  });
}
