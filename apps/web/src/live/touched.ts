const TOUCHES = ["pointerdown", "pointerup", "click", "keydown", "keyup", "wheel"] as const;

/** When somebody touched the page last, milliseconds since the epoch; never: 0. */
export function touchesOf(target: EventTarget): () => number {
  let at = 0;
  for (const name of TOUCHES) {
    target.addEventListener(name, () => (at = Date.now()), { capture: true, passive: true });
  }
  return () => at;
}
