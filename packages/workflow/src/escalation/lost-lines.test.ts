import { expect, test } from "vitest";
import { evolveAll } from "../evolve.ts";
import { emptyState } from "../model.ts";
import { duty, person, usualRoster } from "../testing/calls-timeline.ts";
import { namedAmong } from "./lost-lines.ts";
import { messagesOf } from "./messages.ts";
import { plant } from "./testing/plant.ts";

/** A machine at A that loses a line of each plant, of which A's planner alone may be told. */
function lostAtBoth() {
  const t = plant({ lostLines: () => ["SO-1/1", "SO-2/1"], siteOfLine: (line) => (line === "SO-2/1" ? "B" : "A") });
  t.putRoster({ ...usualRoster, site: "B", people: [person("bob")], duties: [duty("bob", "planner")] });
  t.stands("06:10", t.down({ severity: "medium", actBy: null, sites: ["A", "B"] }));
  t.at("06:11");
  return t;
}

test("[E9] the timeline, which all read who see the exception anywhere, says how many lines are lost and not which", () => {
  const t = lostAtBoth();
  const notes = t.recordOf("LINE-1")?.timeline.map(({ note }) => note) ?? [];
  expect(notes.filter((note) => note?.includes("lost") === true)).toHaveLength(2);
  expect([...notes, ...t.log.map(({ note }) => note)].join()).not.toMatch(/SO-\d/);
});

test("[E9] what a log has of it from when lines were named is shown without them", () => {
  const t = lostAtBoth();
  const named = [
    "told pia (planner, LINE-1) in the app: order line SO-1/1 is lost, warn the customer",
    "told pia (planner) in the app; bob (planner) by e-mail: order lines SO-1/1, SO is 2/1 and 3 more are lost, warn the customer",
  ];
  const rewritten = t.log.map((event) => {
    const note = event.type === "called" ? (named.shift() ?? event.note) : event.note;
    const lost = note?.includes(" more ") === true ? ["SO-1/1", "SO is 2/1", "a", "b", "c"] : ["SO-1/1"];
    return event.type === "called" ? { ...event, note, lost } : { ...event, note };
  });
  const [record] = evolveAll(emptyState, rewritten).records.values();
  const notes = record?.timeline.flatMap(({ note }) => (note?.includes("lost") === true ? [note] : []));
  expect(notes).toEqual([
    "told pia (planner, LINE-1) in the app: 1 order line is lost, warn the customer",
    "told pia (planner) in the app; bob (planner) by e-mail: 5 order lines are lost, warn the customer",
  ]);
});

test("[E9] a message knows which, to be named to whom they concern, and no key that is sent along has one", () => {
  const t = lostAtBoth();
  const messages = t.log.flatMap((event) => messagesOf(event, (id) => t.state.records.get(id)));
  expect(messages.map(({ person: to, lost }) => [to, lost])).toEqual([
    ["pia", ["SO-1/1"]],
    ["bob", ["SO-2/1"]],
  ]);
  expect(messages.map(({ key, note }) => key + note).join()).not.toMatch(/SO-\d/);
});

test("of lines that are lost five are named, all are counted, and none that may not be", () => {
  const lines = ["a", "b", "c", "d", "e", "f", "g"];
  expect(namedAmong(lines, () => true)).toBe("a, b, c, d, e and 2 more");
  expect(namedAmong(lines, (line) => line === "g")).toBe("g and 6 more");
  expect(namedAmong(["a"], () => true)).toBe("a");
  expect(namedAmong(["a"], () => false)).toBeNull();
});
