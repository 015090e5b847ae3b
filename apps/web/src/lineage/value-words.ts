import { moneyExact, percent, quantity } from "../format/numbers.ts";
import { formatSpan, formatTime } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";

const MINUTE = 60_000;

/** A figure that is made of parts, and its parts: by their unit; what has none of its own, as it is said. */
export function inUnit(json: string, unit: string): string {
  const read = JSON.parse(json) as unknown;
  // A share comes with how many it is of.
  const value = isShareOf(read) ? read.value : read;
  if (value === null) return "–";
  if (typeof value !== "number") return valueInWords(json, "UTC");
  switch (unit) {
    case "SHARE":
      return percent(value);
    case "MINUTES":
      return spanText(value * MINUTE);
    case "HOURS":
      return t("lineage.hours", { hours: quantity(Number(value.toFixed(2))) });
    case "DAYS":
      return t("lineage.days", { days: quantity(Number(value.toFixed(2))) });
    default:
      return quantity(value);
  }
}

const isShareOf = (read: unknown): read is { readonly value: number | null } =>
  typeof read === "object" && read !== null && "value" in read && "n" in read;

const spanText = (millis: number): string => `${millis < 0 ? "−" : ""}${formatSpan(Math.abs(millis))}`;

/** As people read it: an instant in the plant's zone, money with its currency, a text without its quotes. */
export function valueInWords(json: string, zone: string): string {
  const value = JSON.parse(json) as unknown;
  if (typeof value === "string") return /^\d{4}-\d\d-\d\dT/.test(value) ? formatTime(value, zone, "full") : value;
  if (typeof value !== "object" || value === null) return json;
  const { amount, currency, kind, subject } = value as Readonly<Record<string, unknown>>;
  if (typeof amount === "string" || amount === null)
    return moneyExact({ amount, currency: typeof currency === "string" ? currency : null });
  if (typeof kind === "string" && typeof subject === "string") return `${word("kind", kind)} · ${subject}`;
  const { total, onTrack, atRisk, late, short, done } = value as Readonly<Record<string, number>>;
  if (total !== undefined && done !== undefined)
    return `${t("header.promisesToday")} ${total}: ${t("header.promisesDetail", { onTrack, atRisk, late, short, done })}`;
  const parts = Object.entries(value).filter(([, one]) => typeof one === "number");
  return parts.map(([name, one]) => `${name} ${String(one)}`).join(", ");
}
