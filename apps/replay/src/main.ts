import {
  adventureWorksFacts,
  firstMonday,
  planTimeOf,
} from "@lockstep/connectors/adventureworks/adventure-works-facts";
import { readTables, type Tables } from "@lockstep/connectors/adventureworks/tables";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { isoOf } from "@lockstep/domain/instant";
import { createClient } from "./client.ts";
import { log } from "./log.ts";
import { type Options, parseOptions } from "./options.ts";
import { readFolder } from "./read-folder.ts";
import { replay, type Summary } from "./replay.ts";

const parsed = parseOptions(process.argv.slice(2), process.env);
if (!parsed.ok) fail(parsed.error, 2);

const end = new AbortController();
for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(name, () => end.abort());

try {
  await run(parsed.value);
} catch (error) {
  if (end.signal.aborted) process.exit(130);
  fail(error instanceof Error ? error.message : String(error), 1);
}

async function run(options: Options): Promise<void> {
  const files = readFolder(options.folder);
  if (!files.ok) fail(files.error, 2);
  const tables = readTables(files.value);
  if (!tables.ok) fail(tables.error, 2);
  const { events } = adventureWorksFacts(tables.value, { currency: options.currency });
  const from = planTimeOf(options.from ?? firstMonday(tables.value));
  const [first, last] = [events[0]?.time ?? "", events.at(-1)?.time ?? ""];
  if (isoOf(from) < first || isoOf(from) > last) {
    fail(`--from ${isoOf(from).slice(0, 10)} is outside the record, which goes from ${first} to ${last}`, 2);
  }
  log("info", "the record is read", { facts: events.length, first, last, from: isoOf(from) });
  const done = await replay({ events, from, speed: options.speed }, createClient(options, end.signal), end.signal);
  if (!done.ok) fail(done.error, 1);
  process.stdout.write(report(tables.value, events, done.value));
  if (done.value.quarantined > 0) fail("facts were quarantined: the server's quarantine says why", 1);
}

/** What was read, what was told, and what the server made of it. */
function report(tables: Tables, events: readonly CloudEvent[], summary: Summary): string {
  const byType = new Map<string, number>();
  for (const { type } of events) byType.set(type, (byType.get(type) ?? 0) + 1);
  const lines = [
    `${tables.work_order.length} work orders, ${tables.work_order_routing.length} operations, ` +
      `${tables.sales_order_line.length} sales lines, ${tables.purchase_order_detail.length} purchase lines read`,
    ...[...byType].sort().map(([type, count]) => `${String(count).padStart(8)}  ${type}`),
    `${summary.posted} facts posted: ${summary.accepted} accepted (${summary.parked} of them parked), ` +
      `${summary.duplicates} duplicates, ${summary.quarantined} quarantined`,
    `the server's clock is at ${isoOf(summary.now)}`,
  ];
  return `${lines.join("\n")}\n`;
}

function fail(message: string, code: number): never {
  log("error", message);
  process.exit(code);
}
