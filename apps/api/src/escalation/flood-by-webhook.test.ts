import { expect, test } from "vitest";
import { site } from "../testing/facts.ts";
import { startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";
import { manyWithoutSupply } from "./testing/many-late.ts";
import { startPager } from "./testing/pager.ts";
import { at, PLANT, putRoster } from "./testing/plant.ts";

const PUT_POLICY = `mutation ($policy: EscalationPolicyInput!) {
  putEscalationPolicy(policy: $policy, reason: "test", commandId: "policy-1") { clock } }`;

test("[E12] who is called by webhook alone gets ten calls of a flood there, and the rest in one digest", {
  timeout: 120_000,
}, async () => {
  const pager = await startPager();
  const server = await startServerProcess({ LOCKSTEP_WEBHOOKS: pager.file });
  try {
    await server.setClock(at("07:00"));
    await server.send([site(PLANT)]);
    const steps = [{ afterMinutes: 0, role: "SUPERVISOR", channels: ["WEBHOOK"] }];
    const policy = { site: PLANT, severity: "CRITICAL", steps };
    expect((await server.ask(PUT_POLICY, { policy })).errors).toBeUndefined();
    const people = [{ id: "maria", name: "Maria", webhook: "pager" }];
    const roster = { site: PLANT, people, duties: [{ person: "maria", role: "SUPERVISOR" }] };
    expect((await putRoster(server, roster)).errors).toBeUndefined();
    await server.setClock(at("08:00"));
    await server.send(manyWithoutSupply(13));
    await server.setClock(at("08:00"));
    await server.setClock(at("08:00:30"));
    await soon(() => pager.arrivals.length).toBe(10);
    for (const wall of ["08:05", "08:10:30", "08:11"]) await server.setClock(at(wall));
    await soon(() => pager.arrivals.length).toBe(11);
    expect(pager.arrivals.at(-1)?.key).toMatch(`digest/flood/${PLANT}/supervisor/`);
    expect(pager.counts().size, "each once").toBe(11);
  } finally {
    await server.close();
    await pager.close();
  }
});
