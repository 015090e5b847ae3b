import { type ReactNode, useId } from "react";
import { READ_PROGRESS } from "../api/plan-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { formatSpan } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { plantFrom } from "../lineage/keys.ts";
import type { LineageSubject } from "../lineage/subject.ts";
import { useKept } from "../live/use-kept.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow } from "../shell/context.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Notice } from "../ui/notice.tsx";
import { saveCsv } from "../ui/save-csv.ts";
import { FindingHead } from "./finding-head.tsx";
import type { TabProps } from "./gantt-tab.tsx";
import type { PlanProgress } from "./plan-answer.ts";
import { areaBelow, areaBetween, linePath, type Point, scaleOf } from "./progress-shape.ts";
import { ticksOf } from "./span.ts";
import { TimeBar } from "./time-bar.tsx";
import { useSpan } from "./use-span.ts";
import { tickText, timeOf, type Where } from "./words.ts";

/** Planned and done work over time, with where it is heading. */
export function ProgressTab({ site, search, change }: TabProps): ReactNode {
  const now = useNow();
  const span = useSpan(search, now, "week");
  const [kind, ...rest] = (search.of ?? "").split(":");
  const id = rest.join(":");
  const asked = { site: site.id, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
  const narrowed = { resource: kind === "resource" ? id : null, order: kind === "order" ? id : null };
  const reading = useLiveQuery(READ_PROGRESS, { ...asked, ...narrowed });
  const comes: Comes = (figure, at) => plantFrom("PLAN_PROGRESS", asked, figure, { ...narrowed, at });
  const answer = useKept(reading, `${site.id} ${search.of}`);
  const where: Where = { zone: site.timeZone, now, currency: null };
  return (
    <>
      <TimeBar span={span} now={now} search={search} change={change} />
      <Of search={search} change={change} />
      <Panel answer={answer} pick={({ planProgress }) => planProgress}>
        {(progress) => <Shown {...{ progress, site, search, change, where, comes, from: span.from }} />}
      </Panel>
    </>
  );
}

/** A line or an order by its id; nothing is the whole plant. */
function Of({ search, change }: Pick<TabProps, "search" | "change">): ReactNode {
  const field = useId();
  return (
    <form
      key={search.of}
      className="plan-of"
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget);
        const id = String(given.get("id") ?? "").trim();
        change({ of: id === "" ? undefined : `${String(given.get("kind"))}:${id}` });
      }}
    >
      <label htmlFor={field}>{t("plan.of")}</label>
      <select
        name="kind"
        className="choice"
        aria-label={t("plan.of")}
        defaultValue={search.of?.split(":")[0] ?? "resource"}
      >
        <option value="resource">{t("plan.line")}</option>
        <option value="order">{t("pegging.kind.ORDER")}</option>
      </select>
      <input
        id={field}
        name="id"
        className="field"
        autoComplete="off"
        placeholder={t("plan.ofPlant")}
        defaultValue={search.of?.split(":").slice(1).join(":") ?? ""}
      />
      <button type="submit" className="button">
        {t("plan.show")}
      </button>
    </form>
  );
}

/** Where a figure comes from, as of now or of a moment. */
type Comes = (figure: "PLANNED" | "DONE" | "FORECAST", at?: string) => LineageSubject;

interface ShownProps extends TabProps {
  readonly comes: Comes;
  readonly progress: PlanProgress;
  readonly from: number;
  readonly where: Where;
}

interface Step {
  readonly at: string;
  readonly planned: number;
  readonly actual: number | null;
  readonly forecast: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

function Shown({ progress, from, site, search, change, where, comes }: ShownProps): ReactNode {
  const steps = progress.at.map(
    (at, k): Step => ({
      at,
      planned: progress.planned[k] ?? 0,
      actual: progress.actual[k] ?? null,
      forecast: progress.forecast[k] ?? null,
      low: progress.low[k] ?? null,
      high: progress.high[k] ?? null,
    }),
  );
  const isTable = search.show === "table";
  const finding = findingOf(progress);
  if (progress.operations === 0) {
    return (
      <Notice title={t("plan.progressEmpty")}>
        <p>{t("plan.emptyHint")}</p>
      </Notice>
    );
  }
  return (
    <>
      <FindingHead {...{ finding, search, change }} from={comes("DONE")} onSave={() => save(site.id, steps)} />
      <p className="plan-note">
        <FigureFrom from={comes("PLANNED")}>{t("plan.progressNote", { n: progress.operations })}</FigureFrom>
        {progress.baseline === null && ` ${t("plan.progressNoBaseline")}`}
      </p>
      {isTable ? (
        <Table steps={steps} where={where} comes={comes} />
      ) : (
        <Picture {...{ progress, steps, from, where, finding }} />
      )}
    </>
  );
}

const hours = (n: number): string => n.toFixed(1);
/** Nearer than that it is on plan. */
const ON_PLAN_HOURS = 0.1;

export function findingOf({ plannedNow, actualNow }: PlanProgress): string {
  const values = { actual: hours(actualNow), planned: hours(plannedNow) };
  const gap = actualNow - plannedNow;
  if (Math.abs(gap) < ON_PLAN_HOURS) return t("plan.progressOn", values);
  return t(gap < 0 ? "plan.progressBehind" : "plan.progressAhead", { ...values, span: formatSpan(gap * 3_600_000) });
}

interface TableProps {
  readonly steps: readonly Step[];
  readonly where: Where;
  readonly comes: Comes;
}

const FIGURES = {
  planned: "PLANNED",
  actual: "DONE",
  forecast: "FORECAST",
  low: "FORECAST",
  high: "FORECAST",
} as const;

function Table({ steps, where, comes }: TableProps): ReactNode {
  const figure = (key: "planned" | "actual" | "forecast" | "low" | "high"): Column<Step> => ({
    key,
    head: t(`plan.series.${key}`),
    width: 110,
    align: "end",
    cell: (step) =>
      step[key] === null ? "–" : <FigureFrom from={comes(FIGURES[key], step.at)}>{hours(step[key])}</FigureFrom>,
  });
  const columns: readonly Column<Step>[] = [
    { key: "at", head: t("plan.until"), width: 180, cell: ({ at }) => timeOf(Date.parse(at), where) },
    ...(["planned", "actual", "forecast", "low", "high"] as const).map(figure),
  ];
  return <DataGrid label={t("plan.tab.progress")} columns={columns} rows={steps} idOf={({ at }) => at} />;
}

function save(site: string, steps: readonly Step[]): void {
  const columns = ["until", "planned_hours", "done_hours", "forecast_hours", "late_end_hours", "early_end_hours"];
  const rows = steps.map(({ at, planned, actual, forecast, low, high }) => [at, planned, actual, forecast, low, high]);
  saveCsv(`work-${site}.csv`, { columns, rows });
}

const WIDTH = 960;
const HEIGHT = 380;
const PAD = { left: 56, right: 16, top: 12, bottom: 34 } as const;

interface PictureProps {
  readonly progress: PlanProgress;
  readonly steps: readonly Step[];
  readonly from: number;
  readonly where: Where;
  readonly finding: string;
}

function Picture({ progress, steps, from, where, finding }: PictureProps): ReactNode {
  const now = Date.parse(progress.now);
  const to = Date.parse(steps.at(-1)?.at ?? progress.now);
  const most = Math.max(1, ...steps.flatMap(({ planned, actual, high }) => [planned, actual ?? 0, high ?? 0]));
  const scale = scaleOf({ from, to, most }, { width: WIDTH, height: HEIGHT, pad: PAD });
  const start: Point = { at: from, value: 0 };
  const isPast = now >= to;
  const here: Point = { at: Math.min(now, to), value: progress.actualNow };
  const series = (key: "planned" | "actual" | "forecast" | "low" | "high"): Point[] =>
    steps.flatMap((step) => (step[key] === null ? [] : [{ at: Date.parse(step.at), value: step[key] }]));
  const planned = [start, ...series("planned")];
  const actual = now <= from ? [] : [start, ...series("actual"), ...(isPast ? [] : [here])];
  const ahead = (key: "forecast" | "low" | "high"): Point[] =>
    isPast ? [] : [now <= from ? start : here, ...series(key)];
  const ticks = ticksOf({ from, to }, where.zone, 9);
  return (
    <figure className="plan-figure">
      <svg className="progress" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${finding}.`}>
        {scale.values.map((value) => (
          <g key={value}>
            <line
              x1={PAD.left}
              x2={WIDTH - PAD.right}
              y1={scale.y(value)}
              y2={scale.y(value)}
              className="progress-rule"
            />
            <text x={PAD.left - 8} y={scale.y(value) + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {ticks.map((tick) => (
          <text key={tick.at} x={scale.x(tick.at)} y={HEIGHT - 12} textAnchor="middle">
            {tickText(tick, where.zone)}
          </text>
        ))}
        <path d={areaBetween(ahead("low"), ahead("high"), scale)} className="progress-fan" />
        <path d={areaBelow(actual, planned, scale)} className="progress-gap" />
        <path d={linePath(planned, scale)} className="progress-planned" />
        <path d={linePath(actual, scale)} className="progress-actual" />
        <path d={linePath(ahead("forecast"), scale)} className="progress-forecast" />
        {now > from && now < to && (
          <line x1={scale.x(now)} x2={scale.x(now)} y1={PAD.top} y2={HEIGHT - PAD.bottom} className="ruler-now" />
        )}
      </svg>
      <div className="plan-legend" aria-hidden="true">
        {(["planned", "actual", "forecast"] as const).map((one) => (
          <span key={one} className={`plan-key progress-key-${one}`}>
            {t(`plan.series.${one}`)}
          </span>
        ))}
        <span>{t("plan.hours")}</span>
      </div>
    </figure>
  );
}
