import { expect, test } from "vitest";
import { developer, type Viewer } from "../identity/viewer.ts";
import { createShelf } from "./shelf.ts";

const MIB = 1_048_576;
const file = (bytes: number) => ({
  name: "a.csv",
  bytes,
  table: { columns: [], alike: [], rows: [], delimiter: null },
  workbook: null,
});
const ann: Viewer = { ...developer, name: "ann" };
const bob: Viewer = { ...developer, name: "bob" };

test("however many files somebody brings in, what others work on stays", () => {
  const shelf = createShelf();
  const mine = shelf.put(ann, file(100));
  const first = shelf.put(bob, file(100));
  for (let k = 0; k < 64; k += 1) shelf.put(bob, file(100));
  expect(shelf.find(ann, mine.id)).toBe(mine);
  expect(shelf.find(bob, first.id)).toBeUndefined();
});

test("where memory runs out, one's own files go first, then those that others have not used for longest", () => {
  const shelf = createShelf();
  const [old, used] = [shelf.put(ann, file(20 * MIB)), shelf.put(ann, file(10 * MIB))];
  const own = shelf.put(bob, file(10 * MIB));
  const next = shelf.put(bob, file(15 * MIB));
  expect([old, used, own].map(({ id }) => shelf.find(ann, id) !== undefined)).toEqual([true, true, false]);
  expect(shelf.find(bob, own.id)).toBeUndefined();
  shelf.find(ann, used.id);
  shelf.put(bob, file(32 * MIB));
  expect(shelf.find(bob, next.id)).toBeUndefined();
  expect([shelf.find(ann, old.id), shelf.find(ann, used.id)]).toEqual([undefined, used]);
});
