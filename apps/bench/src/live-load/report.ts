import { precise, whole } from "../numbers.ts";
import { tableOf } from "../table.ts";
import type { Return } from "./measure-return.ts";
import type { Paint } from "./paint.ts";
import type { Cell } from "./run-cell.ts";
import { postsASecond } from "./traffic.ts";

export interface LiveMeasured {
  readonly cells: readonly Cell[];
  /** A line that says why there is none. */
  readonly paints: readonly Paint[] | string;
  readonly machine: string;
  readonly date: string;
  readonly seed: number;
  readonly lines: number;
  readonly seconds: number;
}

const HEAD = [
  "store",
  "facts/s offered",
  "in requests/s",
  "sockets",
  "facts/s taken",
  "429, facts",
  "n",
  "POST→202 p50",
  "p99",
  "fact→frame p50",
  "p99",
  "p99.9",
  "never shown",
  "frames/s a client",
  "kB a frame",
  "resyncs",
  "server's CPUs",
];

const PAINT_HEAD = [
  ...["store", "order lines", "facts/s", "in requests/s", "sockets beside"],
  ...["", "frames", "p50, ms", "p99, ms", "most, ms"],
];

export function liveReport({ cells, paints, machine, date, seed, lines, seconds }: LiveMeasured): string {
  const rows = cells.map(({ order, ...cell }) => [
    order.store,
    whole(cell.offered),
    whole(postsASecond(order.rate)),
    whole(order.sockets),
    whole(cell.taken),
    whole(cell.refused) + (cell.failed > 0 ? ` (${whole(cell.failed)} failed)` : ""),
    whole(cell.answer.count),
    precise(cell.answer.p50),
    precise(cell.answer.p99),
    precise(cell.frame.p50),
    precise(cell.frame.p99),
    precise(cell.frame.p999),
    whole(cell.unshown),
    cell.framesASecond.toFixed(1),
    precise(cell.bytesAFrame / 1_000),
    whole(cell.resyncs),
    cell.cpu.server.toFixed(2),
  ]);
  const said = `${date} UTC · ${machine} · ${whole(lines)} order lines, ${seconds} s each · seed ${seed}`;
  return `${said}\n\n${tableOf(HEAD, rows)}\n\n${paintText(paints)}`;
}

function paintText(paints: readonly Paint[] | string): string {
  if (typeof paints === "string") return paints;
  const said =
    "**On the screen**: the board in a headless Chromium: from the receipt of the latest fact of a frame until it is painted, as the page itself tells the server. The page paints four times a second at most: three times for whatever changes, and at once for a card that is new or graver (news).";
  const rows = paints.flatMap(({ order: { store, rate, lines, sockets }, timings, news }) =>
    (
      [
        ["all", timings],
        ["news", news],
      ] as const
    ).map(([name, { count, p50, p99, most }]) => [
      ...[store, whole(lines), whole(rate), whole(postsASecond(rate)), whole(sockets), name, whole(count)],
      ...[precise(p50), precise(p99), precise(most)],
    ]),
  );
  return `${said}\n\n${tableOf(PAINT_HEAD, rows)}`;
}

/** How pages came back, as a table of milliseconds. */
export function returnReport(
  { order, ready, live, last, lag, missed, bytesARead }: Return,
  { machine, date }: Pick<LiveMeasured, "machine" | "date">,
): string {
  const said = `${date} UTC · ${machine} · ${whole(order.pages)} pages, ${whole(order.lines)} order lines, ${whole(order.kills)} times killed, embedded store · seed ${order.seed}`;
  const rows = [
    ["the server, from its start until it is ready", ready],
    ["each page, from then until it is live", live],
    ["the last page", last],
    ["event loop of the server meanwhile, p99 of each return", lag],
  ] as const;
  const table = tableOf(
    ["milliseconds", "n", "p50", "p99", "most"],
    rows.map(([name, { count, p50, p99, most }]) => [name, whole(count), precise(p50), precise(p99), precise(most)]),
  );
  return `${said}\n\n${table}\n\nFrames that were missed: ${whole(missed)}. A page reads ${precise(bytesARead / 1_000)} kB when it comes back.`;
}
