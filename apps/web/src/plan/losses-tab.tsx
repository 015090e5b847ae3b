import { HOUR } from "@lockstep/domain/instant";
import { type MouseEvent, memo, type ReactNode, useMemo } from "react";
import { READ_LOSSES } from "../api/plan-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { formatSpan } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom, useOpenFrom } from "../lineage/figure-from.tsx";
import { plantFrom } from "../lineage/keys.ts";
import type { LineageSubject } from "../lineage/subject.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow } from "../shell/context.tsx";
import { Choice } from "../ui/choice.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Notice } from "../ui/notice.tsx";
import { saveCsv } from "../ui/save-csv.ts";
import { FindingHead } from "./finding-head.tsx";
import type { TabProps } from "./gantt-tab.tsx";
import { hoursLost, isSameLost, KINDS, type Kind, lostIn, worstOf } from "./losses.ts";
import type { PlanLosses, ResourceLosses } from "./plan-answer.ts";
import { timeOf, type Where } from "./words.ts";

/** When and where time is lost: lines by hours. */
export function LossesTab({ site, search, change }: TabProps): ReactNode {
  const now = useNow();
  const { from, to } = hoursLost(search, Date.parse(now));
  const answer = useLiveQuery(READ_LOSSES, {
    site: site.id,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  // Hours are told: which day it is says enough of now.
  const hour = new Date(Math.floor(Date.parse(now) / HOUR) * HOUR).toISOString();
  const where = useMemo((): Where => ({ zone: site.timeZone, now: hour, currency: null }), [site.timeZone, hour]);
  return (
    <Panel answer={answer} pick={({ planLosses }) => planLosses}>
      {(losses) => <Shown losses={losses} site={site} search={search} change={change} where={where} />}
    </Panel>
  );
}

interface ShownProps extends TabProps {
  readonly losses: PlanLosses;
  readonly where: Where;
}

/** The board has a new frame several times a second; what was lost is other when it has been read again. */
const Shown = memo(function Shown({ losses, site, search, change, where }: ShownProps): ReactNode {
  const kind = KINDS.find((one) => one === search.of) ?? "all";
  const isTable = search.show === "table";
  const finding = findingOf(losses);
  if (losses.resources.length === 0) {
    return (
      <Notice title={t("plan.empty")}>
        <p>{t("plan.noSiteHint")}</p>
      </Notice>
    );
  }
  return (
    <>
      <FindingHead
        {...{ finding, search, change }}
        from={findingFrom(site.id, losses)}
        onSave={() => save(site.id, losses)}
      >
        <Choice
          label={t("plan.lossKind")}
          value={kind}
          options={(["all", ...KINDS] as const).map((one) => ({ value: one, text: t(`plan.loss.${one}`) }))}
          onChange={(one) => change({ of: one === "all" ? undefined : one })}
        />
      </FindingHead>
      <p className="plan-note">{t("plan.lossesNote")}</p>
      {isTable ? (
        <Table losses={losses} where={where} site={site.id} />
      ) : (
        <Heatmap losses={losses} kind={kind} where={where} finding={finding} site={site.id} />
      )}
    </>
  );
});

function findingOf(losses: PlanLosses): string {
  const worst = worstOf(losses);
  if (worst === null) return t("plan.lossesNone");
  const what = t(`plan.loss.${worst.kind}`).toLowerCase();
  return t("plan.lossesWorst", { resource: worst.resource.name, span: formatSpan(worst.minutes * 60_000), what });
}

function findingFrom(site: string, losses: PlanLosses): LineageSubject {
  const [first = "", last = ""] = [losses.hours[0], losses.hours.at(-1)];
  return lostFrom(site, { resource: worstOf(losses)?.resource.id, from: first, to: hourAfter(last) });
}

const hourAfter = (hour: string): string => new Date(Date.parse(hour) + HOUR).toISOString();

interface LostAsked {
  readonly resource: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly kind?: Kind | "all";
}

const lostFrom = (site: string, { resource, kind = "all", from, to }: LostAsked): LineageSubject =>
  plantFrom("PLAN_LOSSES", { site, from, to }, "ALL", { resource, kind: kind === "all" ? undefined : kind });

interface HeatmapProps {
  readonly site: string;
  readonly losses: PlanLosses;
  readonly kind: Kind | "all";
  readonly where: Where;
  readonly finding: string;
}

/** One hue; what is unknown is hatched, which 0 is not. */
function Heatmap({ losses, kind, where, finding, site }: HeatmapProps): ReactNode {
  const { hours, resources } = losses;
  const times = useMemo(() => hours.map((hour) => timeOf(Date.parse(hour), where)), [hours, where]);
  const open = useOpenFrom();
  // A cell is told by its place: there are thousands, and each is in the table, too.
  const onClick = (event: MouseEvent): void => {
    const [, row = "", k = ""] = /^(\d+):(\d+)$/.exec((event.target as HTMLElement).dataset["lost"] ?? "") ?? [];
    const [resource, hour] = [resources[Number(row)], hours[Number(k)]];
    if (row === "" || resource === undefined || hour === undefined) return;
    open(lostFrom(site, { resource: resource.id, kind, from: hour, to: hourAfter(hour) }));
  };
  return (
    <figure className="plan-figure">
      <div className="heat" role="img" aria-label={`${finding}.`}>
        <div
          className="heat-grid"
          aria-hidden="true"
          onClick={onClick}
          style={{ gridTemplateColumns: `minmax(96px, 160px) repeat(${hours.length}, minmax(22px, 1fr))` }}
        >
          <span />
          {times.map((time, k) => (
            <span key={hours[k]} className="heat-hour">
              {k % 2 === 0 ? time.slice(-5) : ""}
            </span>
          ))}
          {resources.map((resource, place) => (
            <Row key={resource.id} {...{ resource, times, kind, place }} />
          ))}
        </div>
      </div>
      <div className="plan-legend" aria-hidden="true">
        <span className="heat-scale">{t("plan.lossScale")}</span>
        <span className="plan-key heat-key-unknown">{t("plan.unknown")}</span>
      </div>
    </figure>
  );
}

interface RowProps {
  readonly place: number;
  readonly resource: ResourceLosses;
  /** Of each hour, as it is told. */
  readonly times: readonly string[];
  readonly kind: Kind | "all";
}

/** Hundreds of lines are read again each second, of which few have lost anything meanwhile. */
const Row = memo(function Row({ resource, times, kind, place }: RowProps): ReactNode {
  return (
    <>
      <span className="heat-name" title={resource.name}>
        {resource.name}
      </span>
      {times.map((time, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an hour has its place, and two are told alike when the clock goes back
        <Cell key={k} at={`${place}:${k}`} name={resource.name} time={time} minutes={lostIn(resource, k, kind)} />
      ))}
    </>
  );
}, isSameRow);

interface CellProps {
  readonly at: string;
  readonly name: string;
  readonly time: string;
  readonly minutes: number | null;
}

const Cell = memo(function Cell({ at, name, time, minutes }: CellProps): ReactNode {
  const what = minutes === null ? t("plan.unknown") : t("plan.minutes", { n: Math.round(minutes) });
  return (
    <span
      className={minutes === null ? "heat-cell heat-unknown" : "heat-cell"}
      data-lost={minutes === null ? undefined : at}
      style={
        minutes === null
          ? undefined
          : ({ "--heat": `${Math.min(100, (minutes / 60) * 100)}%` } as Record<string, string>)
      }
      title={t("plan.heat", { resource: name, time, what })}
    />
  );
});

function isSameRow(before: RowProps, now: RowProps): boolean {
  return (
    before.kind === now.kind &&
    before.place === now.place &&
    before.times.length === now.times.length &&
    before.times.every((time, k) => time === now.times[k]) &&
    isSameLost(before.resource, now.resource)
  );
}

interface HourRow {
  readonly id: string;
  readonly resource: ResourceLosses;
  readonly hour: string;
  readonly k: number;
}

const rowsOf = ({ resources, hours }: PlanLosses): readonly HourRow[] =>
  resources.flatMap((resource) => hours.map((hour, k) => ({ id: `${resource.id} ${hour}`, resource, hour, k })));

interface TableProps {
  readonly losses: PlanLosses;
  readonly where: Where;
  readonly site: string;
}

function Table({ losses, where, site }: TableProps): ReactNode {
  const columns: readonly Column<HourRow>[] = [
    { key: "line", head: t("plan.line"), width: 160, cell: ({ resource }) => resource.name },
    { key: "hour", head: t("plan.hour"), width: 170, cell: ({ hour }) => timeOf(Date.parse(hour), where) },
    ...(["all", ...KINDS] as const).map(
      (kind): Column<HourRow> => ({
        key: kind,
        head: t(`plan.loss.${kind}`),
        width: 100,
        align: "end",
        cell: ({ resource, hour, k }) => {
          const minutes = lostIn(resource, k, kind);
          if (minutes === null) return "–";
          const from = lostFrom(site, { resource: resource.id, kind, from: hour, to: hourAfter(hour) });
          return <FigureFrom from={from}>{minutes.toFixed(1)}</FigureFrom>;
        },
      }),
    ),
  ];
  return <DataGrid label={t("plan.tab.losses")} columns={columns} rows={rowsOf(losses)} idOf={({ id }) => id} />;
}

function save(site: string, losses: PlanLosses): void {
  const columns = ["line", "hour", ...KINDS.map((kind) => `${kind}_minutes`)];
  const rows = rowsOf(losses).map(({ resource, hour, k }) => [
    resource.name,
    hour,
    ...KINDS.map((kind) => lostIn(resource, k, kind)),
  ]);
  saveCsv(`losses-${site}.csv`, { columns, rows });
}
