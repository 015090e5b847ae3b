import { post, tellClock, until } from "../live-load/run-cell.ts";
import type { Traffic } from "../live-load/traffic.ts";

export interface Sending {
  /** Resolves with how many facts were taken, and how many a second that was, when the last is answered. */
  stop(): Promise<{ readonly taken: number; readonly aSecond: number }>;
}

/** Sends each request when it is due, and tells the clock, until it is stopped. */
export function keepSending(url: string, { posts, clockSteps }: Traffic): Sending {
  const begin = performance.now();
  let isStopped = false;
  const sending = (async () => {
    const answers: Promise<number>[] = [];
    let step = 0;
    for (const { at, facts, body } of posts) {
      await until(begin, at);
      if (isStopped) break;
      for (let next = clockSteps[step]; next !== undefined && next.at <= at; next = clockSteps[step]) {
        void tellClock(url, next.now);
        step += 1;
      }
      answers.push(post(`${url}/facts`, body).then(({ status }) => (status === 202 ? facts : 0)));
    }
    return (await Promise.all(answers)).reduce((sum, one) => sum + one, 0);
  })();
  return {
    async stop() {
      isStopped = true;
      const spent = (performance.now() - begin) / 1_000;
      const taken = await sending;
      return { taken, aSecond: taken / spent };
    },
  };
}
