import type { Role } from "../permissions.ts";
import { type PlaybookInForce, type Playbooks, scopeOf } from "./model.ts";

type Shipped = readonly [minutes: number, ownerRole: Role, text: string];

const shipped = (kind: string, name: string, ...steps: readonly Shipped[]): PlaybookInForce => ({
  ...{ site: null, kind, name, version: 1, at: 0, by: "system", reason: "as shipped" },
  steps: steps.map(([minutes, ownerRole, text]) => ({ text, ownerRole, minutes })),
});

/** For kinds whose cause says what to do; what is a matter of the plan has none until somebody puts one in force. */
const SHIPPED: readonly PlaybookInForce[] = [
  shipped(
    "machine-down",
    "A machine is down",
    [5, "supervisor", "Say why it stopped and when it is expected up"],
    [10, "supervisor", "Call maintenance, and note who comes"],
    [20, "planner", "See which orders can run on another line"],
    [30, "planner", "Warn the customers of what cannot be made in time"],
    [60, "supervisor", "Say again when it is expected up"],
  ),
  shipped(
    "slow-running",
    "An order runs slower than planned",
    [10, "supervisor", "Look at the line: short stops, speed, crew"],
    [30, "supervisor", "Say when it will be finished"],
    [60, "planner", "Move what waits behind it, if it stays slow"],
  ),
  shipped(
    "scrap",
    "An order makes scrap",
    [10, "supervisor", "Stop and look at the last pieces"],
    [20, "supervisor", "Sort what was made: good, rework, scrap"],
    [30, "planner", "Order the pieces that are missing now"],
  ),
  shipped(
    "not-started",
    "An order was to have started",
    [10, "supervisor", "Say why it has not started"],
    [20, "supervisor", "Start it, or say when"],
    [60, "planner", "Put another order first, if it cannot start"],
  ),
  shipped(
    "supplier-late",
    "A supplier is late",
    [30, "planner", "Ask the supplier for a date that they stand by, and enter it as the estimate"],
    [60, "planner", "Ask whether a part of it can come at once"],
    [120, "planner", "Look for it at another site or supplier"],
    [240, "planner", "Warn the customers of what stays late"],
  ),
  shipped(
    "no-supply",
    "Nothing supplies what is wanted",
    [30, "planner", "Make or buy what is missing"],
    [60, "planner", "Look for it at other sites"],
    [120, "planner", "Warn the customer of what cannot be had"],
  ),
  shipped(
    "quality-hold",
    "Quality holds what is needed",
    [15, "supervisor", "Ask quality what they wait for, and when they decide"],
    [60, "planner", "See whether another lot can take its place"],
    [120, "planner", "Plan its replacement, in case it is rejected"],
  ),
  shipped(
    "stock-mismatch",
    "The systems disagree on stock",
    [30, "supervisor", "Count what is there"],
    [60, "steward", "Correct the system that is wrong, and say which it was"],
    [90, "planner", "Plan again with what was counted"],
  ),
  shipped(
    "not-received",
    "Made, and not received",
    [15, "supervisor", "Find the pallets, and post their receipt"],
    [60, "steward", "Find out why the receipt was not posted"],
  ),
  shipped(
    "not-shipped",
    "There, and not shipped",
    [15, "supervisor", "See whether it is picked, and what it waits for"],
    [60, "planner", "Book the next truck, or an extra one"],
    [90, "planner", "Tell the customer when it leaves"],
  ),
  shipped(
    "transfer-late",
    "A transfer is late",
    [30, "planner", "Ask the carrier where it is"],
    [60, "planner", "Say when it arrives, and plan with that"],
  ),
  shipped(
    "closed-short",
    "An order was closed short",
    [30, "planner", "Ask whether the rest is still to come"],
    [60, "planner", "Order what is missing"],
  ),
];

/** As shipped: they hold until something else is put in force. */
export const shippedPlaybooks: Playbooks = new Map(SHIPPED.map((one) => [scopeOf(one), [one]]));
