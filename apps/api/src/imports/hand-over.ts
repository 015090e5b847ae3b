import type { Writer } from "../writer/contract.ts";
import type { Guard, Incoming } from "../writer/incoming.ts";
import { room } from "../writer/room.ts";

/**
 * Sent together, as many as are decided at once; the next ones when these are durable and there is room for more, so that others get their
 * turn. The engine computes anew for each part, and for fewer of them it does so less often.
 */
const FACTS_AT_ONCE = 1_000;

/** What has become of a file's facts. */
export interface HandedOver {
  accepted: number;
  duplicates: number;
  quarantined: number;
  parked: number;
  seq: number;
  /** Why some of them were not taken, and nothing behind them; null: all were. */
  refused: string | null;
}

export interface HandingOver<T> {
  readonly writer: Pick<Writer, "take" | "backlog" | "countParked" | "seq">;
  readonly connector: string;
  readonly guard: Guard | null;
  readonly incomingOf: (one: T) => Incoming;
}

/**
 * Hands what a file comes to over to the log, part by part; resolves when it is durable. What is handed over is taken out of the list, which
 * is most of what a large file holds in memory. Should it fail, what was before that is taken, and no more for being brought in again.
 */
export async function handOver<T>(
  left: T[],
  { writer, connector, guard, incomingOf }: HandingOver<T>,
): Promise<HandedOver> {
  const sum: HandedOver = { accepted: 0, duplicates: 0, quarantined: 0, parked: 0, seq: writer.seq, refused: null };
  while (left.length > 0 && sum.refused === null) {
    await room(writer);
    const taken = await writer.take(left.splice(0, FACTS_AT_ONCE).map(incomingOf), connector, guard);
    sum.accepted += taken.accepted.length;
    sum.duplicates += taken.duplicates;
    sum.quarantined += taken.quarantined;
    sum.parked += writer.countParked(taken.accepted);
    sum.seq = Math.max(sum.seq, taken.seq);
    sum.refused = taken.refused;
  }
  return sum;
}
