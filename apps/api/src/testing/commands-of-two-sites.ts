import { openStore, type StoreOptions } from "@lockstep/store/store";

/** A store in which a connector of that id has a command of PLANT-A, one of PLANT-B, and one that ann asked for. */
export async function keepCommandsOfTwoSites(place: StoreOptions, connector: string): Promise<void> {
  const opened = await openStore(place);
  if (!opened.ok) throw new Error(opened.error.message);
  const fate = {
    ...{ connector, askedAt: 1, command: "{}", state: "applied" as const, attempts: 1, reason: null, settledAt: 2 },
    ...{ what: "so many", rulesVersion: 1, heldBy: null, heldWhy: null, decidedBy: null, decidedAt: null },
    ...{ decidedNote: null, sentAt: 1, evidencedAt: 2, reversedBy: null },
  };
  const made = { askedBy: "system", subject: "WO-1" };
  await opened.value.addConnectorCommand({ ...fate, ...made, commandId: "of-a", site: "PLANT-A" });
  await opened.value.addConnectorCommand({ ...fate, ...made, commandId: "of-b", site: "PLANT-B" });
  await opened.value.addConnectorCommand({ ...fate, commandId: "by-ann", askedBy: "ann", subject: null, site: null });
  await opened.value.close();
}

/** A connectors file with one connector, whose other end is never there; its password is in BOOKS_TOKEN. */
export const connectorTo = (id: string): string => `connectors:
  - id: ${id}
    kind: http-out
    url: http://127.0.0.1:9/book
    pollSeconds: 60
    writeBack: true
    password: \${env:BOOKS_TOKEN}
    back: { version: 1, confirm: { when: progress, every: 50 }, rules: [] }
`;
