import { HOUR, type Instant, isNever, MINUTE } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import type { Zone } from "@lockstep/domain/zone";

/** "9 h", "3 h 30", "45 min", "2 d 4 h": a length of time as people say it. */
export function lengthInWords(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return "no time in sight";
  const minutes = Math.round(Math.abs(milliseconds) / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 48) return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")}`;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** "05:40" on the day itself, else "3 Mar 05:40"; in the plant's zone. */
export function timeInWords(zone: Zone, at: Instant, now: Instant): string {
  if (isNever(at)) return "never";
  const { day, month, hour, minute } = zone.wallClockAt(at);
  const clock = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  return zone.localDayAt(at) === zone.localDayAt(now) ? clock : `${day} ${MONTHS[month - 1]} ${clock}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const quantityInWords = (quantity: number): string => String(Math.round(quantity * 1_000) / 1_000);

export const itemInWords = (world: World, item: string): string => world.items.get(item)?.data.name ?? item;

export function pointInWords(world: World, point: string): string {
  const at = point.lastIndexOf("@");
  const site = point.slice(at + 1);
  return `${itemInWords(world, point.slice(0, at))} at ${world.sites.get(site)?.data.name ?? site}`;
}

export const hoursOf = (milliseconds: number): number => milliseconds / HOUR;
