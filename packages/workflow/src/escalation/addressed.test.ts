import { expect, test } from "vitest";
import type { Actor } from "../model.ts";
import { duty, person, usualRoster } from "../testing/calls-timeline.ts";
import { plant } from "./testing/plant.ts";

const stefan: Actor = { name: "stefan", roles: ["planner"], sites: ["A"] };
const elsewhere = { ...usualRoster, site: "B", people: [person("stefan", { email: "evil@b.example" })], duties: [] };

/** Only another plant's roster names the planner who has it. */
function acknowledgedByStefan() {
  const t = plant();
  t.putRoster(elsewhere);
  t.stands("06:10", t.down());
  const estimate = t.instantOf("07:00");
  expect(t.does("06:11", stefan, { type: "acknowledge", note: "on it", estimate, at: null }).ok).toBe(true);
  t.told();
  return t;
}

test("[E6] whom another plant's roster alone names is asked in the app, and at no address of that roster", () => {
  const t = acknowledgedByStefan();
  t.at("07:05");
  expect(t.told()).toEqual(["07:05 asked stefan in the app: the estimate has passed and the cause stands"]);
  const asked = t.log.findLast((event) => event.type === "called");
  expect(asked).toMatchObject({ call: { site: "A", people: [{ person: "stefan", channels: ["in-app"] }] } });
});

test("[E6] and so is told what has changed", () => {
  const t = acknowledgedByStefan();
  t.stands("06:20", t.down({ valueAtRiskMinor: 200_000 }));
  const said = t.told().filter((line) => line.includes("stefan"));
  expect(said).toEqual([expect.stringMatching(/stefan in the app: the value at risk is more/)]);
});

test("[E12] and so gets the digest of a flood", () => {
  const t = plant();
  t.putRoster(elsewhere);
  const many = Array.from({ length: 12 }, (_, k) => {
    const subject = `LINE-${k + 1}`;
    return t.down({ key: `machine-down|resource|${subject}`, subject, resource: subject });
  });
  t.stands("08:00", ...many);
  t.at("08:01");
  t.putRoster({ ...usualRoster, people: [person("pia")], duties: [duty("pia", "planner")] });
  t.putRoster({ ...elsewhere, people: [person("early", { email: "evil@b.example" })] });
  t.at("08:11");
  const digest = t.log.find((event) => event.type === "digest-sent" && event.role === "supervisor");
  expect(digest).toMatchObject({ people: [{ person: "early", channels: ["in-app"] }] });
});
