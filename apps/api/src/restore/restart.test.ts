import { expect, test } from "vitest";
import { count, counts, fact, item, MORNING, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const stateOf = async (server: ServerProcess): Promise<unknown> =>
  (
    await server.ask(
      `{ asOf { seq now stateHash } orderLines { totalCount } stockingPoint(id: "FG-1@PLANT-A") { onHand }
         lineage(of: STOCKING_POINT, id: "FG-1@PLANT-A", figure: ON_HAND) { evidence { sha256 } } }`,
    )
  ).data;

/** Counts and receipts in turn: packed, they stand apart. */
const inTurn = Array.from({ length: 10 }, (_, k) => [
  count(90_000 + k, 0.1, { item: "FG-1", site: "PLANT-A", location: `T-${k}` }),
  fact("wms.receipt", `r-${k}`, { site: "PLANT-A", location: `R-${k}`, item: "FG-1", quantity: 0.7 / (k + 1) }),
]).flat();

test("a start from a snapshot projects the same as before it, whichever thread has which facts, and goes on from there", async () => {
  const server = await startServerProcess();
  try {
    await server.send([site("PLANT-A"), item("FG-1"), ...counts(0, 2_500), ...inTurn]);
    await server.setClock(MORNING);
    const before = await stateOf(server);
    expect(before).toMatchObject({ lineage: { evidence: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } } });
    await server.end("SIGTERM");
    expect(server.log.map(({ msg }) => msg)).toContain("a snapshot is kept");
    await server.restart();
    expect(await stateOf(server)).toEqual(before);

    const again = await server.send(counts(0, 300));
    expect(again).toMatchObject({ accepted: 0, duplicates: 300 });
    const more = await server.send(counts(2_500, 2_600));
    expect(more).toMatchObject({ accepted: 100 });
    const verified = await server.post<{ differences: readonly string[] }>("/admin/verify", "", {});
    expect(verified.body.differences).toEqual([]);
  } finally {
    await server.close();
  }
}, 120_000);

test("facts behind the snapshot, also those that take the place of some in it, are projected as before a kill", async () => {
  const server = await startServerProcess();
  try {
    await server.send([site("PLANT-A"), item("FG-1"), ...counts(0, 2_500)]);
    await server.setClock(MORNING);
    await server.end("SIGTERM");
    await server.restart();
    // Of the same name the smallest text is in force, whichever came first.
    const others = [7, 8, 9].map((k) => count(k, 3, { item: "FG-1", site: "PLANT-A", location: `L-${k}` }));
    const larger = count(1, 5, { item: "FG-1", site: "PLANT-A", location: "L-1" });
    expect(await server.send([...others, larger, ...counts(2_500, 2_550)])).toMatchObject({ quarantined: 1 });
    await server.setClock("2026-03-02T09:00:00Z");
    const before = await stateOf(server);
    await server.end("SIGKILL");
    await server.restart();
    expect(await stateOf(server)).toEqual(before);
    const verified = await server.post<{ differences: readonly string[] }>("/admin/verify", "", {});
    expect(verified.body.differences).toEqual([]);
  } finally {
    await server.close();
  }
}, 120_000);
