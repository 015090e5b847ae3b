/** One frame a room in this time at most: nearer to each other nobody sees a difference. */
const APART_MS = 30;
/** The same under a flood, where what one frame says is soon said anew by the next: many facts a millisecond, for a while. */
const FLOOD_APART_MS = 100;
const FLOOD = 10;
const FLOOD_FOR_MS = 500;
/** Where a frame is much for many, so many times what it took lies in between, so that facts still come in; and no more than that. */
const REST_SHARE = 4;
const SELDOM_MS = 900;

/** When the frames of one room are sent. All in milliseconds of one monotonic clock. */
export interface Pace {
  /** A frame of so many facts is being sent. */
  sends(at: number, facts: number): void;
  /** So long it took to make it and to hand it to all. */
  took(milliseconds: number): void;
  /** When the next one may be sent. */
  readonly nextAt: number;
}

export function createPace(): Pace {
  let sentAt = Number.NEGATIVE_INFINITY;
  let lastTook = 0;
  /** Facts a millisecond, lately. */
  let rate = 0;
  return {
    sends(at, facts) {
      const since = at - sentAt;
      sentAt = at;
      rate += (facts / since - rate) * Math.min(1, since / FLOOD_FOR_MS);
    },
    took(milliseconds) {
      lastTook = milliseconds;
    },
    get nextAt() {
      const apart = rate > FLOOD ? FLOOD_APART_MS : APART_MS;
      return sentAt + Math.min(SELDOM_MS, Math.max(apart, REST_SHARE * lastTook));
    },
  };
}
