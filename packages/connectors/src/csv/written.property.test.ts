import { isoOf, MINUTE } from "@lockstep/domain/instant";
import { zoneOf } from "@lockstep/domain/zone";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readDecimal } from "./decimal.ts";
import { type DateOrder, readInstant } from "./moment.ts";

const writers = [
  { mark: ",", format: new Intl.NumberFormat("de-DE", { maximumFractionDigits: 6 }) },
  { mark: ",", format: new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 6 }) },
  { mark: ".", format: new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 }) },
  { mark: ".", format: new Intl.NumberFormat("de-CH", { maximumFractionDigits: 6 }) },
] as const;

test("a number that is written as in Germany, France, America or Switzerland is read as it was", () => {
  const millionths = fc.integer({ min: -(10 ** 15), max: 10 ** 15 });
  fc.assert(
    fc.property(millionths, fc.constantFrom(...writers), (n, { mark, format }) => {
      const number = Number((n / 10 ** 6).toFixed(6));
      const read = readDecimal(format.format(number), mark);
      expect(read.ok && Number(read.value)).toBe(number === 0 ? 0 : number);
    }),
  );
});

const two = (n: number): string => String(n).padStart(2, "0");

const write = (at: number, zone: string, order: DateOrder): string => {
  const { year, month, day, hour, minute } = zoneOf(zone).wallClockAt(at);
  const time = `${two(hour)}:${two(minute)}`;
  if (order === "ymd") return `${year}-${two(month)}-${two(day)} ${time}`;
  return order === "dmy" ? `${two(day)}.${two(month)}.${year} ${time}` : `${two(month)}/${two(day)}/${year} ${time}`;
};

test("a wall time of any zone, in any order, is read as it was; of an hour that comes twice, the first", () => {
  const minutes = fc.integer({ min: Date.UTC(2000, 0) / MINUTE, max: Date.UTC(2040, 0) / MINUTE });
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");
  const orders = fc.constantFrom<DateOrder>("ymd", "dmy", "mdy");
  fc.assert(
    fc.property(minutes, zones, orders, (minute, name, order) => {
      const at = minute * MINUTE;
      const zone = zoneOf(name);
      const read = readInstant(write(at, name, order), order, zone);
      const first = [at - 60 * MINUTE, at - 30 * MINUTE].find(
        (one) => write(one, name, order) === write(at, name, order),
      );
      expect(read).toEqual({ ok: true, value: isoOf(first ?? at) });
    }),
  );
});
