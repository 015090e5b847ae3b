import { afterAll, beforeAll, expect, test } from "vitest";
import { item, MORNING, orderLine, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const LINES = 500;
const MORE = 40;
const READERS = 20;
const PAGE = `{
  asOf { seq }
  orderLines(first: 200) { totalCount nodes { id state cause { subject } path { text } allocations { id } exception { id } } }
  exceptions(first: 200) { totalCount nodes { id impacted { line } } }
}`;

interface Page {
  readonly asOf: { readonly seq: number };
  readonly orderLines: { readonly totalCount: number };
  readonly exceptions: { readonly nodes: readonly { readonly impacted: readonly { readonly line: string }[] }[] };
}

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
  const lines = Array.from({ length: LINES }, (_, k) => line(k));
  await server.send([site("PLANT-A"), item("FG-1"), ...lines]);
  await server.setClock(MORNING);
}, 120_000);
afterAll(() => server.close());

/** All of one point, which none supplies: each new line looks at all of them. */
const line = (k: number) => orderLine({ order: `SO-${k}`, item: "FG-1", site: "PLANT-A" });

test("20 who read a big page again and again get one moment each time, and facts come in meanwhile", async () => {
  let isOver = false;
  const read = async (): Promise<readonly Page[]> => {
    const pages: Page[] = [];
    while (!isOver) {
      const { data, errors } = await server.ask<Page>(PAGE);
      expect(errors).toBeUndefined();
      if (data) pages.push(data);
    }
    return pages;
  };
  const readers = Array.from({ length: READERS }, read);
  // One in all that is sent is one line more: the position tells how many there are.
  for (let k = LINES; k < LINES + MORE; k += 1) expect((await server.send([line(k)])).seq).toBe(k + 3);
  isOver = true;
  for (const reader of readers) {
    const pages = await reader;
    expect(pages.length).toBeGreaterThan(0);
    let last = 0;
    for (const { asOf, orderLines, exceptions } of pages) {
      expect(orderLines.totalCount).toBe(asOf.seq - 2);
      expect(exceptions.nodes[0]?.impacted.length).toBe(asOf.seq - 2);
      expect(asOf.seq).toBeGreaterThanOrEqual(last);
      last = asOf.seq;
    }
  }
}, 120_000);
