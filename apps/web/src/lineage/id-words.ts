import { formatTime } from "../format/time.ts";

/** The id of a figure as people read it: instants in the plant's zone, and what narrows it behind the rest. */
export function idInWords(id: string, zone: string): string {
  const cut = id.indexOf("?");
  const steps = (cut < 0 ? id : id.slice(0, cut)).split("/").map(decoded);
  const times = steps.filter(isInstant).map((step) => formatTime(step, zone, "day-minute"));
  if (times.length === 0 && cut < 0) return id;
  const names = steps.filter((step) => !isInstant(step));
  const narrowed = cut < 0 ? [] : [...new URLSearchParams(id.slice(cut + 1))];
  const values = narrowed.map(([, value]) => (isInstant(value) ? formatTime(value, zone, "day-minute") : value));
  return [names.join("/"), times.join(" – "), ...values].filter((part) => part !== "").join(" · ");
}

const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT/.test(text);

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
