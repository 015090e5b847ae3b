import { setTimeout as sleep } from "node:timers/promises";
import type { Writer } from "./contract.ts";

type Waiting = Pick<Writer, "backlog">;

/** Facts in the queue beyond which the log counts as behind. */
const MOST_BACKLOG = 20_000;
const POLL_MS = 20;

export const isBehind = ({ backlog }: Waiting): boolean => backlog > MOST_BACKLOG;

/** Back-pressure: whoever reads from a source reads on only when no more than so many facts wait. */
export async function room(writer: Waiting, most = MOST_BACKLOG): Promise<void> {
  while (writer.backlog > most) await sleep(POLL_MS);
}
