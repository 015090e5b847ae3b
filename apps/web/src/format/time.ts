import { t } from "../i18n/i18n.ts";

/** Wall time of an instant in a zone, as people on the floor say it. `style` picks how much of the date is told. */
export type TimeStyle = "clock" | "minute" | "day-minute" | "year-minute" | "full";

const formatters = new Map<string, Intl.DateTimeFormat>();

const OPTIONS: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  minute: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  "day-minute": {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
  "year-minute": {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
  full: {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  },
};

/** "–" for an instant that is unknown or never comes. */
export function formatTime(iso: string | null, zone: string, style: TimeStyle, locale = "en-GB"): string {
  if (iso === null) return "–";
  return formatter(locale, zone, OPTIONS[style], style).format(new Date(iso)).replaceAll(",", "");
}

/** Time of day alone on the local day of `nowIso`, with weekday and date on others, with the year half a year away. */
export function formatNear(iso: string | null, nowIso: string, zone: string): string {
  if (iso === null) return "–";
  if (formatDay(iso, zone) === formatDay(nowIso, zone)) return formatTime(iso, zone, "minute");
  const far = Math.abs(Date.parse(iso) - Date.parse(nowIso)) > HALF_A_YEAR_MS;
  return formatTime(iso, zone, far ? "year-minute" : "day-minute");
}

const HALF_A_YEAR_MS = 182 * 86_400_000;

/** The zone's abbreviation at that instant: CET in winter, CEST in summer. */
export function zoneAbbreviation(iso: string, zone: string): string {
  // Only some locales know the abbreviations of European zones, others those of American ones.
  for (const locale of ["en-GB", "en-US"]) {
    const parts = formatter(locale, zone, { timeZoneName: "short", hour: "2-digit" }, "abbreviation").formatToParts(
      new Date(iso),
    );
    const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
    if (name !== "" && !/^(GMT|UTC)[+-]/.test(name)) return name;
  }
  return (
    formatter("en-GB", zone, { timeZoneName: "shortOffset", hour: "2-digit" }, "offset")
      .formatToParts(new Date(iso))
      .find((part) => part.type === "timeZoneName")?.value ?? zone
  );
}

/** A span in the two largest units that matter: "3 h 10 min", "2 d 4 h", "45 s". */
export function formatSpan(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  if (seconds < 60) return t("time.seconds", { n: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t("time.minutes", { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    const rest = minutes % 60;
    return rest === 0 ? t("time.hours", { n: hours }) : t("time.hoursMinutes", { hours, minutes: rest });
  }
  const days = Math.floor(hours / 24);
  const rest = hours % 24;
  return rest === 0 ? t("time.days", { n: days }) : t("time.daysHours", { days, hours: rest });
}

/** "in 3 h 10 min" or "3 h 10 min ago". */
export function formatRelative(iso: string, nowIso: string): string {
  const delta = Date.parse(iso) - Date.parse(nowIso);
  if (Math.abs(delta) < 1000) return t("time.now");
  return delta > 0 ? t("time.in", { span: formatSpan(delta) }) : t("time.ago", { span: formatSpan(delta) });
}

function formatDay(iso: string, zone: string): string {
  return formatter("en-GB", zone, { year: "numeric", month: "2-digit", day: "2-digit" }, "day").format(new Date(iso));
}

function formatter(
  locale: string,
  zone: string,
  options: Intl.DateTimeFormatOptions,
  name: string,
): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${name}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formatters.set(key, made);
  return made;
}
