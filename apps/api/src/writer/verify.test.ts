import { present } from "@lockstep/domain/assert";
import type { Engine } from "@lockstep/engine/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { developer } from "../identity/viewer.ts";
import { findings } from "../query/findings.ts";
import { engineHere } from "../testing/engine-here.ts";
import { fact, MORNING, troubledPlants } from "../testing/facts.ts";
import { startTower } from "../testing/tower.ts";
import type { Writer } from "./contract.ts";

/** With an engine within reach. */
async function startReachable() {
  const { engine, thread } = engineHere({ mode: "manual", currency: "EUR" });
  const started = await startTower(() => thread);
  await started.take(troubledPlants());
  await started.writer.setClock(Date.parse(MORNING));
  return { engine, ...started };
}

let tower: Awaited<ReturnType<typeof startReachable>>;
beforeAll(async () => {
  tower = await startReachable();
}, 120_000);
afterAll(() => tower.close());

/** Breaks what the engine holds: one line asks for another quantity than its fact says. */
function corrupt({ world }: Engine, line: string, quantity: number): void {
  const lines = world.salesOrderLines as Map<string, NonNullable<ReturnType<typeof world.salesOrderLines.get>>>;
  const stated = present(lines.get(line), () => `no line ${line}`);
  lines.set(line, { ...stated, data: { ...stated.data, quantity } });
}

const shortOf = ({ view }: Writer, line: string) => view.lines.rows.get(line)?.shortQuantity;
const shownFindings = async (writer: Writer) => {
  await writer.ready(["findings"]);
  return findings({ view: writer.view, viewer: developer }, { first: 50 }).nodes;
};

describe("an engine that holds something wrong", () => {
  test("is found out, told of, counted, put right, and what is right is published", async () => {
    const { writer, engine, metrics, logged, published, take } = tower;
    corrupt(engine, "SO-A/1", 2_000);
    await take([fact("master.customer", "customer", { id: "C-1", name: "Customer", priority: 4 })]);
    await writer.setClock(Date.parse(MORNING));
    expect(shortOf(writer, "SO-A/1")).toBe(2_000);

    const publishedBefore = published.length;
    const verified = await writer.verify();
    expect(verified).toMatchObject({ isRight: true, seq: writer.seq, clock: Date.parse(MORNING) });
    expect(verified.differences).toContain("orderLines SO-A/1.shortQuantity: 2000 instead of 20");

    expect(shortOf(writer, "SO-A/1")).toBe(20);
    const [healing, ...more] = published.slice(publishedBefore);
    expect(more).toEqual([]);
    expect(healing?.orderLines.map(({ id, after }) => [id, after?.shortQuantity])).toEqual([["SO-A/1", 20]]);
    const line = logged.find(({ msg }) => msg.includes("differs from the projection computed anew"));
    expect(line).toMatchObject({ level: 50, seq: writer.seq, differences: verified.differences });
    const text = await metrics.text();
    expect(text).toMatch(/^lockstep_verifications_total\{outcome="differs"\} 1$/m);
    expect(text).toMatch(new RegExp(`^lockstep_projection_differences_total ${verified.differences.length}$`, "m"));
  });

  test("stands among the findings until a comparison finds no difference", async () => {
    const { writer } = tower;
    expect(await shownFindings(writer)).toContainEqual(expect.objectContaining({ rule: "projection-differs" }));
    const { revision } = writer.view;
    expect((await writer.verify()).differences).toEqual([]);
    expect(await shownFindings(writer)).not.toContainEqual(expect.objectContaining({ rule: "projection-differs" }));
    expect(writer.view.revision).toBe(revision + 1);
  });

  test("facts that were answered, but are not computed yet, are no difference", async () => {
    const { writer, take } = tower;
    const taken = take(troubledPlants().map((event) => ({ ...event, id: `${event.id}-again` })));
    const verified = writer.verify();
    await taken;
    expect(await verified).toMatchObject({ differences: [], isRight: true });
    expect(writer.view.seq).toBe(writer.seq);
  });

  test("a comparison that fails is told to whoever asked, and nothing else ends by it", async () => {
    const { writer, engine, metrics } = tower;
    const causes = engine.projection.causes as Map<string, unknown>;
    const [key = "", row] = [...causes][0] ?? [];
    expect(row).toBeDefined();
    const unreadable = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("cannot be read");
        },
      },
    );
    causes.set(key, unreadable);
    await expect(writer.verify()).rejects.toThrow("cannot be read");
    causes.set(key, row);
    expect((await writer.verify()).differences).toEqual([]);
    expect(await metrics.text()).toMatch(/^lockstep_verifications_total\{outcome="failed"\} 1$/m);
  });
});
