import { expect, test } from "vitest";
import { developer, type Viewer } from "../identity/viewer.ts";
import { createToldPlans, type WholePlan } from "./plan-changes.ts";

const column = <T>(value: T) => [value, value, value];

/** Three operations of two items on two resources. */
const plan = (bars: Partial<WholePlan["bars"]> = {}, more: Partial<WholePlan> = {}): WholePlan =>
  ({
    ...{ site: "A", timeZone: "UTC", from: "2026-03-02T00:00:00.000Z", to: "2026-03-03T00:00:00.000Z" },
    resources: ["LINE-1", "LINE-2"].map((id) => ({ id, name: id, capacity: 1, state: "UP", upAtAssumed: false })),
    items: ["P", "Q"].map((id) => ({ id, name: id, uom: "pc" })),
    bars: {
      ...{ id: ["WO-1/1", "WO-2/1", "WO-3/1"], order: ["WO-1", "WO-2", "WO-3"], resource: [0, 0, 1], item: [0, 1, 1] },
      ...{ baselineResource: column(-1), hold: column(-1), state: column("PENDING"), good: column(0) },
      ...bars,
    },
    ...{ holds: [], stops: [], baseline: null, total: 3, isComplete: true, ...more },
  }) as unknown as WholePlan;

const idsOf = ({ bars }: WholePlan) => bars.id;

test("who asks for the first time is told all, and then what is different alone", () => {
  const plans = createToldPlans();
  const first = plans.tell(plan(), { by: developer, since: undefined });
  expect([first.since, idsOf(first), first.gone]).toEqual([null, ["WO-1/1", "WO-2/1", "WO-3/1"], []]);
  const second = plans.tell(plan({ good: [0, 5, 0] }), { by: developer, since: first.version });
  expect([second.since, second.bars.good, second.gone]).toEqual([first.version, [5], []]);
  expect(idsOf(second)).toEqual(["WO-2/1"]);
  const third = plans.tell(plan({ good: [0, 5, 0] }), { by: developer, since: second.version });
  expect(idsOf(third)).toEqual([]);
});

test("what is shown no more is named, and what moves to another line is different", () => {
  const plans = createToldPlans();
  const { version } = plans.tell(plan(), { by: developer, since: null });
  const gone = plan({ id: ["WO-1/1", "WO-2/1"], resource: [0, 1] });
  expect(plans.tell(gone, { by: developer, since: version })).toMatchObject({
    bars: { id: ["WO-2/1"], resource: [1] },
    gone: ["WO-3/1"],
  });
});

test("a place that only has another number is the same; another name is not", () => {
  const plans = createToldPlans();
  const items = [
    { id: "Q", name: "Q", uom: "pc" },
    { id: "P", name: "Sauce", uom: "pc" },
  ];
  const { version } = plans.tell(plan(), { by: developer, since: null });
  const renamed = plans.tell(plan({ item: [1, 0, 0] }, { items }), { by: developer, since: version });
  expect(idsOf(renamed)).toEqual(["WO-1/1"]);
});

test("another question, another person's rights and what is forgotten are told whole", () => {
  const plans = createToldPlans();
  const told = (since: string, by: Viewer = developer, whole = plan()) => plans.tell(whole, { by, since }).since;
  const version = () => plans.tell(plan(), { by: developer, since: null }).version;
  expect(told(version(), developer, plan({}, { to: "2026-03-04T00:00:00.000Z" }))).toBeNull();
  expect(told(version(), { ...developer, roles: ["viewer"] } as unknown as Viewer)).toBeNull();
  const old = version();
  for (let k = 0; k < 16; k += 1) version();
  expect(told(old)).toBeNull();
  const used = version();
  expect([told(used), told(used)]).toEqual([used, null]);
});
