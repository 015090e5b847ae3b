import { moneyExact } from "../format/numbers.ts";
import { formatTime } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";

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
