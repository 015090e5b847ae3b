import { MINUTE } from "@lockstep/domain/instant";
import type { Message } from "@lockstep/workflow/escalation/messages";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engineHere } from "../testing/engine-here.ts";
import { item, orderLine, site } from "../testing/facts.ts";
import { startTower } from "../testing/tower.ts";
import { bodyOf } from "./message-body.ts";

const NOW = Date.parse("2026-03-02T08:00:00Z");

let tower: Awaited<ReturnType<typeof startTower>>;
beforeAll(async () => {
  const { thread } = engineHere({ mode: "manual", currency: "EUR" });
  tower = await startTower(() => thread);
  const line = (order: string, at: string) =>
    orderLine({ order, item: "I", site: at, promisedAt: "2026-03-02T11:00:00Z", status: "open" });
  await tower.take([site("A"), site("B"), item("I"), line("SO-OF-A", "A"), line("SO-OF-B", "B")]);
  await tower.writer.setClock(NOW);
}, 60_000);
afterAll(() => tower.close());

test("[E9] of lines that are lost those are named that leave from the plant whose roster the addressee is of", () => {
  const { view } = tower.writer;
  const [about = ""] = view.workflow.records.keys();
  const lost = [...view.world.salesOrderLines.keys()].sort();
  expect(lost).toHaveLength(2);
  const textTo = (of: string | null, channel: Message["channel"]): string => {
    const message: Message = {
      ...{ key: "k", exceptionId: about, person: "pia", channel, reason: "lost", severity: "high", site: of },
      ...{ at: NOW, notBefore: NOW + MINUTE, exceptions: [about], lost },
      note: "told pia (planner) in the app: 2 order lines are lost, warn the customer",
    };
    return bodyOf(message, view.workflow, view).text;
  };
  for (const channel of ["in-app", "email", "webhook", "push"] as const) {
    expect(textTo("A", channel)).toMatch(/2 order lines are lost, warn the customer: SO-OF-A\S* and 1 more$/);
    expect(textTo("B", channel)).toMatch(/2 order lines are lost, warn the customer: SO-OF-B\S* and 1 more$/);
    expect(textTo(null, channel)).toMatch(/lost, warn the customer: SO-OF-A\S*, SO-OF-B\S*$/);
    expect(textTo("C", channel)).toMatch(/lost, warn the customer$/);
  }
});
