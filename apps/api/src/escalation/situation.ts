import { aroundTheClock, type WorkingTime, workingTimeOf } from "@lockstep/domain/working-time";
import { byCodeUnit } from "@lockstep/domain/world";
import type { Situation } from "@lockstep/workflow/escalation/candidate";
import type { Channel, Person } from "@lockstep/workflow/escalation/model";
import { sitesOfSubject } from "../query/belongs.ts";
import type { KnownWorld } from "../replica/known-facts.ts";
import type { View } from "../view/view.ts";
import type { PushDevices } from "./push/push-devices.ts";

/** Which channels this server can send over, and to whom. */
export interface Reach {
  readonly hasMail: boolean;
  /** The names of the targets that are set up. */
  readonly webhooks: ReadonlySet<string>;
  /** Those on which people are told; null: this server tells nobody on any. */
  readonly devices: PushDevices | null;
}

export const inAppOnly: Reach = { hasMail: false, webhooks: new Set(), devices: null };

/** What calls are decided on, as it is shown. */
export const situationOf = (
  { clock, world, projection }: Pick<View, "clock" | "world" | "projection">,
  reach: Reach,
): Situation => ({
  now: clock,
  workingTime: (sites, resource) => workingTimeAt(world, sites, resource),
  lostLines: (key) => (projection.causes.get(key)?.impacted ?? []).filter(({ lost }) => lost).map(({ line }) => line),
  sitesOfCause: ({ subjectType, subject }) => sitesOfSubject(subjectType, subject, world),
  siteOfLine: (line) => world.salesOrderLines.get(line)?.data.site ?? null,
  reaches: (person) => channelsOf(person, reach),
});

function channelsOf({ id, email, webhook }: Person, { hasMail, webhooks, devices }: Reach): readonly Channel[] {
  const channels: Channel[] = ["in-app"];
  if (email !== null && hasMail) channels.push("email");
  if (webhook !== null && webhooks.has(webhook)) channels.push("webhook");
  if (devices?.people.has(id)) channels.push("push");
  return channels;
}

/** That of the resource; else that which most resources of the first site have; around the clock where none has one. */
function workingTimeAt(world: KnownWorld, sites: readonly string[], resource: string | null): WorkingTime {
  const own = world.resources.get(resource ?? "")?.data.calendar;
  const calendar = world.calendars.get(own ?? commonest(world, sites[0]) ?? "");
  return calendar === undefined ? aroundTheClock : workingTimeOf(calendar.data);
}

function commonest({ resources }: KnownWorld, site: string | undefined): string | null {
  const counts = new Map<string, number>();
  for (const { data } of resources.values()) {
    if (data.site === site && data.calendar) counts.set(data.calendar, (counts.get(data.calendar) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, m], [b, n]) => n - m || byCodeUnit(a, b));
  return most?.[0] ?? null;
}
