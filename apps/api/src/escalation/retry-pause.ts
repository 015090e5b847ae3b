import { MINUTE, type Millis } from "@lockstep/domain/instant";
import { backoffMs } from "../feeds/backoff.ts";

/** So many tries, some six minutes, may be over before somebody would call it an outage. */
const TRIES_OF_A_HICCUP = 20;
const MOST_MS = 5 * MINUTE;
/** Some five hours: an outage is put right within them, and a call that is older has had its steps go on. */
export const MOST_ATTEMPTS = 100;

/** How long to wait after so many tries: seconds at first, as a call is urgent, and minutes in an outage. */
export function retryPauseMs(attempts: number, random: number): Millis {
  const beyond = Math.max(0, attempts - TRIES_OF_A_HICCUP);
  const pause = backoffMs(attempts, random);
  return beyond === 0 ? pause : Math.min(MOST_MS * (0.5 + random / 2), pause * 2 ** Math.min(beyond, 10));
}
