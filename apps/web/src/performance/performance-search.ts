/** Weeks back, the present one among them; as many as the server counts at once. */
export const SPANS = [1, 4, 13] as const;

/** What the address of the page says. */
export interface PerformanceSearch {
  readonly weeks?: (typeof SPANS)[number] | undefined;
}
