import { DAY, HOUR, type Instant } from "@lockstep/domain/instant";

/** Monday 06:00 in Berlin: the first shift of the plan. */
export const PLAN_BEGIN: Instant = Date.UTC(2026, 2, 2, 5);
export const ZONE = "Europe/Berlin";
/** Three shifts from Monday 06:00 to Saturday 06:00, without a gap. */
export const WORKING_HOURS_A_WEEK = 120;

/** The instant at which so many working hours of the plan have passed; none of it lies across a change of clocks. */
export function workingInstant(hours: number): Instant {
  const week = Math.floor(hours / WORKING_HOURS_A_WEEK);
  return Math.round(PLAN_BEGIN + week * 7 * DAY + (hours - week * WORKING_HOURS_A_WEEK) * HOUR);
}

/** How a size of network is built up: one kettle, filling and packing line for so many order lines. */
export const LINES_A_GROUP = 250;
export const GROUPS_A_SITE = 10;
export const BATCHES_A_GROUP = 45;
export const LINES_A_BATCH = 5;
/** Of a group's lines these are served from what lies there at the beginning. */
export const LINES_FROM_STOCK = LINES_A_GROUP - BATCHES_A_GROUP * LINES_A_BATCH;
/** Working hours of the plan: two and a half weeks. */
export const PLAN_HOURS = 290;
export const LOAD = 0.88;
/** The plan makes more than was ordered: orders still come in. */
export const SURPLUS = 1.12;
export const SETUP_MINUTES = 20;
/** How far filling and cooking are planned before packing, in working hours. */
export const FILL_AHEAD = 16;
export const COOK_AHEAD = 28;
export const JARS_A_CASE = 12;
export const SAUCE_A_JAR = 0.35;
/** Hours of the plan that have passed, with the facts of the mix, before anything is measured: machines run, goods lie there. */
export const HISTORY_HOURS = 2;
