import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";
import { at, cards, putRoster, stopped, waitingPlant } from "./testing/plant.ts";

interface Deliveries {
  readonly deliveries: {
    readonly nodes: readonly { readonly channel: string; readonly state: string; readonly trouble: string | null }[];
  };
}

let server: ServerProcess;
beforeAll(async () => {
  // Nobody listens there.
  server = await startServerProcess({ LOCKSTEP_SMTP_URL: "smtp://127.0.0.1:1" });
  await server.setClock(at("06:05"));
  await server.send(waitingPlant(40));
  await server.setClock(at("06:06"));
  await putRoster(server);
}, 150_000);
afterAll(() => server.close());

async function mail() {
  const { data } = await server.ask<Deliveries>("{ deliveries { nodes { channel state trouble } } }");
  return data?.deliveries.nodes.find(({ channel }) => channel === "EMAIL");
}

test("[E17] a call that the mail server was away for is dropped once its exception is resolved, and nothing is amiss", async () => {
  await server.send([stopped("06:10")]);
  for (const wall of ["06:10", "06:10:30"]) await server.setClock(at(wall));
  await soon(async () => (await mail())?.trouble).toContain("cannot be reached");
  expect((await mail())?.state).toBe("WAITING");
  const [card] = await cards(server);
  const resolved = await server.ask(
    'mutation ($id: ID!) { resolveException(id: $id, reason: "repaired", commandId: "done-1") { state } }',
    { id: card?.id },
  );
  expect(resolved.errors).toBeUndefined();
  await soon(mail).toMatchObject({ state: "DROPPED", trouble: "no longer needed: it is resolved" });
  const { data } = await server.ask("{ escalationHealth { overdueMessages failedMessages } }");
  expect(data).toEqual({ escalationHealth: { overdueMessages: 0, failedMessages: 0 } });
});
