import { isObject, type Json, type JsonObject } from "@lockstep/domain/json";

/** Tryton's JSON has classes of its own; here they are plain JSON: dates and instants in ISO 8601, decimals as text. */
export function decodeValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(decodeValue);
  if (!isObject(value)) return value;
  const known = decodeClass(value);
  if (known !== undefined) return known;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, decodeValue(inner)]));
}

function decodeClass(value: JsonObject): Json | undefined {
  switch (value["__class__"]) {
    case "date":
      return dateText(value);
    case "datetime":
      return `${dateText(value)}T${clockText(value)}Z`;
    case "time":
      return clockText(value);
    case "Decimal":
      return value["decimal"] ?? null;
    case "timedelta":
      return value["seconds"] ?? 0;
    default:
      return undefined;
  }
}

const digits = (value: Json | undefined, length: number): string => String(Number(value ?? 0)).padStart(length, "0");

const dateText = ({ year, month, day }: JsonObject): string =>
  `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;

/** To the microsecond, always with all digits, so that texts compare as instants do. */
const clockText = ({ hour, minute, second, microsecond }: JsonObject): string =>
  `${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}.${digits(microsecond, 6)}`;

/** A date written YYYY-MM-DD. */
export function encodeDate(text: string): JsonObject {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return { __class__: "date", year, month, day };
}

/** An instant in UTC written YYYY-MM-DDThh:mm:ss with or without a fraction. */
export function encodeInstant(text: string): JsonObject {
  const [hour = 0, minute = 0, second = 0] = text.slice(11, 19).split(":").map(Number);
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? "";
  const microsecond = Number(fraction.slice(0, 6).padEnd(6, "0"));
  return { ...encodeDate(text.slice(0, 10)), __class__: "datetime", hour, minute, second, microsecond };
}
