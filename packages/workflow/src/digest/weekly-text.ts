import { csvLine } from "@lockstep/domain/csv";
import { percent, quantity, shareOrCount } from "@lockstep/domain/number-text";
import type { WeeklyCause, WeeklyFigures } from "./weekly-figures.ts";
import { weeklySignals } from "./weekly-signals.ts";

/** A digest as it is sent: the same in plain text and in simple HTML, and its figures as a file. */
export interface WeeklyText {
  /** False: it is one line. */
  readonly isSignal: boolean;
  readonly title: string;
  readonly text: string;
  readonly html: string;
  readonly csv: string;
}

interface Section {
  readonly head: string;
  readonly lines: readonly string[];
}

/** Says something only where something is a signal; else one line that says so (D1). */
export function weeklyText(figures: WeeklyFigures): WeeklyText {
  const signals = weeklySignals(figures);
  const { place, week } = figures;
  const title = `OTIF of ${week}, ${place}: ${shareText(figures)}, ${resultOf(figures, signals)}`;
  const sections = signals.length > 0 ? sectionsOf(figures, signals) : [{ head: "", lines: [nothingText(figures)] }];
  return {
    ...{ isSignal: signals.length > 0, title },
    text: sections
      .map(({ head, lines }) => (head === "" ? lines : [head, ...lines.map(bullet)]).join("\n"))
      .join("\n\n"),
    html: htmlOf(title, sections),
    csv: csvOf(figures, signals),
  };
}

const NOT_ENDED = "the week has not ended everywhere";

const resultOf = ({ isRunning }: WeeklyFigures, signals: readonly string[]): string =>
  signals.length > 0 ? "a signal" : isRunning ? NOT_ENDED : "no signal";

const bullet = (line: string): string => `- ${line}`;

/** "92.4 % of 1,187 lines", or "11 of 12 lines" where there are few. */
function shareText({ value, n, definition: { level } }: WeeklyFigures): string {
  const said = shareOrCount(value, n, level);
  return said === null ? "no data" : `${said.text} of ${countOf(n, level)}`;
}

const countOf = (n: number, level: string): string => plural(n, level === "ORDER" ? "order" : "line");
const plural = (n: number, one: string): string => `${quantity(n)} ${one}${n === 1 ? "" : "s"}`;

const definitionText = ({ definition: { id, version } }: WeeklyFigures): string =>
  `by the definition "${id}", version ${version}`;

function nothingText(figures: WeeklyFigures): string {
  const { week, n, isRunning, chart } = figures;
  if (n === 0) return `No order line had its date in ${week} (${definitionText(figures)}): no data, and no signal.`;
  const said = `OTIF of ${week} is ${shareText(figures)}, ${definitionText(figures)}`;
  if (isRunning) return `${said}, so far: ${NOT_ENDED}, and until then nothing of it is a signal.`;
  const why =
    chart.sigmaZ !== null
      ? "it is within normal variation"
      : chart.centre === 1
        ? "none has failed"
        : chart.centre === 0
          ? "all have failed, in every week so far"
          : "there are too few weeks to tell";
  return `${said}. Nothing is a signal: ${why}.`;
}

function sectionsOf(figures: WeeklyFigures, signals: readonly string[]): readonly Section[] {
  const { week, saved } = figures;
  return [
    { head: "What is a signal", lines: signals },
    { head: `OTIF of ${week}`, lines: [`${shareText(figures)}, ${definitionText(figures)}.`, verdictOf(figures)] },
    { head: "This week", lines: [forecastText(figures)] },
    { head: "Why, by money", lines: causeLines(figures) },
    {
      head: "Lines saved",
      lines: [savedText(saved), ...saved.named.map(({ line, cause, by }) => `${line}: ${cause}, ${by}`)],
    },
    { head: "How long plans live", lines: figures.halfLives.map(halfLifeText) },
  ].filter(({ lines }) => lines.length > 0);
}

/** Whether the week itself is what the chart calls a signal, in words. */
function verdictOf({ isRunning, chart }: WeeklyFigures): string {
  if (isRunning) return "The week has not ended everywhere: whether it is a signal is known then.";
  if (chart.signals.length > 0) return "The week is a signal: look for what was different.";
  return chart.sigmaZ === null
    ? "There are too few weeks to tell whether it is a signal."
    : "The week itself is noise: within normal variation.";
}

function forecastText({ forecast, definition: { level } }: WeeklyFigures): string {
  if (forecast === null) return "No data.";
  const { value, lower, upper, n, atRisk } = forecast;
  return `${percent(value)} of ${countOf(n, level)} expected; ${percent(lower)} to ${percent(upper)} in eight of ten such weeks; ${atRisk} at risk.`;
}

function causeLines({ causes, otherCauses, definition: { level } }: WeeklyFigures): readonly string[] {
  const said = ({ failed, missing }: Omit<WeeklyCause, "name">): string => `${missing}, ${countOf(failed, level)}`;
  if (causes.length === 0) return ["None has failed."];
  const named = causes.map((cause) => `${cause.name}: ${said(cause)}`);
  return otherCauses === null ? named : [...named, `all others: ${said(otherCauses)}`];
}

const savedText = ({ called, came, count }: WeeklyFigures["saved"]): string =>
  called === 0
    ? "No promise of that week was called late beforehand."
    : `${quantity(count)} of ${plural(called, "promise")} that were called late; ${quantity(came)} came in time. Saved is where somebody acted on the cause.`;

function halfLifeText({ plant, n, hours, watchedHours }: WeeklyFigures["halfLives"][number]): string {
  if (n === 0) return `${plant}: no data.`;
  const half = hours === null ? `longer than ${rounded(watchedHours)} h` : `${rounded(hours)} h`;
  return `${plant}: half-life ${half}, of ${plural(n, "order")}.`;
}

const rounded = (hours: number): string => quantity(Number(hours.toFixed(1)));

function htmlOf(title: string, sections: readonly Section[]): string {
  const body = sections.map(({ head, lines }) =>
    head === ""
      ? lines.map((line) => `<p>${escaped(line)}</p>`).join("")
      : `<h2>${escaped(head)}</h2><ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><body><h1>${escaped(title)}</h1>${body.join("")}</body></html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);

const inPercent = (share: number | null): number | null => (share === null ? null : Number((share * 100).toFixed(1)));

function csvOf(figures: WeeklyFigures, signals: readonly string[]): string {
  const { week, place, value, n, forecast, causes, otherCauses, saved, halfLives } = figures;
  const rows: readonly (readonly (string | number | null)[])[] = [
    ["figure", "of", "value", "n"],
    ["OTIF in %", `${place} ${week}`, inPercent(value), n],
    ...signals.map((signal) => ["signal", signal, null, null]),
    ...(forecast === null
      ? []
      : [
          ["forecast in %", "this week", inPercent(forecast.value), forecast.n],
          ["forecast, lower, in %", "this week", inPercent(forecast.lower), forecast.n],
          ["forecast, upper, in %", "this week", inPercent(forecast.upper), forecast.n],
        ]),
    ...causes.map(({ name, failed, missing }) => ["missing by cause", name, missing, failed]),
    ...(otherCauses === null ? [] : [["missing by cause", "all others", otherCauses.missing, otherCauses.failed]]),
    ["lines saved", `${place} ${week}`, saved.count, saved.called],
    ...halfLives.map(({ plant, hours, n: orders }) => ["half-life of plans in h", plant, hours, orders]),
  ];
  return `\ufeff${rows.map((row) => csvLine(row)).join("")}`;
}
