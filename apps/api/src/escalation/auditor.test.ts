import type { EscalationOverdue } from "@lockstep/store/store";
import { expect, test } from "vitest";
import { startAuditor } from "./auditor.ts";

async function said(overdue: Partial<EscalationOverdue>): Promise<readonly string[]> {
  const none = { timers: 0, messages: 0, failed: 0, oldestTimer: null, oldestMessage: null };
  const store = { escalationOverdue: async () => ({ ...none, ...overdue }) };
  const auditor = startAuditor({ store, now: () => 0, onChange: () => {}, log: { error: () => {} } });
  await auditor.look();
  await auditor.stop();
  return auditor.findings.map(({ text }) => text);
}

test("one is said as one, and several as several", async () => {
  const oldest = Date.UTC(2026, 2, 2, 8);
  expect(await said({ timers: 1, oldestTimer: oldest, messages: 1, failed: 1 })).toEqual([
    "1 step of an escalation is overdue, since 2026-03-02T08:00:00.000Z. Call the people by hand, and restart the server.",
    "1 message to a person waits to be sent. Look at the delivery log for the reason.",
    "1 message to a person could not be sent. Look at the delivery log, put right why, and send it again.",
  ]);
  expect(await said({ timers: 2, messages: 3, oldestMessage: oldest, failed: 4 })).toEqual([
    "2 steps of escalations are overdue. Call the people by hand, and restart the server.",
    "3 messages to people wait to be sent, the oldest since 2026-03-02T08:00:00.000Z. Look at the delivery log for the reason.",
    "4 messages to people could not be sent. Look at the delivery log, put right why, and send them again.",
  ]);
  expect(await said({})).toEqual([]);
});
