import { useNavigate } from "@tanstack/react-router";
import { memo, type ReactNode, useMemo, useRef, useState } from "react";
import { READ_PLAN } from "../api/plan-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { formatSpan } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { operationFrom, plantFrom } from "../lineage/keys.ts";
import type { LineageSubject } from "../lineage/subject.ts";
import { useKept } from "../live/use-kept.ts";
import { READ_EVERY_MS, useLiveQuery } from "../live/use-live-query.ts";
import { useNow } from "../shell/context.tsx";
import { Next } from "../ui/later.tsx";
import { Notice } from "../ui/notice.tsx";
import { BarDetail } from "./bar-detail.tsx";
import { FindingHead } from "./finding-head.tsx";
import type { ChainStep, Plan } from "./plan-answer.ts";
import { PLAN_GOES_ON } from "./plan-changes.ts";
import { PlanChart } from "./plan-chart.tsx";
import { type Finding, findingOf, modelOf, type PlanModel } from "./plan-model.ts";
import { planAsked } from "./plan-question.ts";
import type { PlanSearch } from "./plan-search.ts";
import { barsSeen, downloadPlan, PlanTable } from "./plan-table.tsx";
import { readFor, type Span } from "./span.ts";
import { TimeBar } from "./time-bar.tsx";
import { useSpan } from "./use-span.ts";
import { timeOf, useCurrency, type Where } from "./words.ts";

export interface TabProps {
  readonly site: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly search: PlanSearch;
  readonly change: (to: PlanSearch) => void;
}

export function GanttTab({ site, search, change }: TabProps): ReactNode {
  const now = useNow();
  const span = useSpan(search, now, "day");
  const read = useRead(span);
  const asked = planAsked(site.id, read);
  const answer = useKept(useLiveQuery(READ_PLAN, asked, READ_EVERY_MS, PLAN_GOES_ON), site.id);
  const currency = useCurrency();
  const where = useMemo((): Where => ({ zone: site.timeZone, now, currency }), [site.timeZone, now, currency]);
  return (
    <>
      <TimeBar span={span} now={now} search={search} change={change} />
      <Panel answer={answer} pick={({ plan }) => plan}>
        {(plan) => <Shown plan={plan} span={span} where={where} search={search} change={change} />}
      </Panel>
    </>
  );
}

/** What is read for what is seen; the same for as long as it covers it. */
function useRead(seen: Span): Span {
  const before = useRef<Span | null>(null);
  before.current = readFor(seen, before.current);
  return before.current;
}

interface ShownProps extends Pick<TabProps, "search" | "change"> {
  readonly plan: Plan;
  readonly span: Span;
  readonly where: Where;
}

/** The board has a new frame several times a second; the plan is another one when it has been read again. */
const Shown = memo(function Shown({ plan, span, where, search, change }: ShownProps): ReactNode {
  const navigate = useNavigate();
  const minute = Math.floor(Date.parse(where.now) / 60_000) * 60_000;
  const model = useMemo(() => modelOf(plan, minute), [plan, minute]);
  const [chain, setChain] = useState<readonly ChainStep[]>([]);
  const chainIds = useMemo(() => {
    const isOfPicked = chain[0] !== undefined && chain[0].id === search.bar;
    return new Set(isOfPicked ? chain.slice(1).flatMap(({ kind, id }) => (kind === "OPERATION" ? [id] : [])) : []);
  }, [chain, search.bar]);
  const picked = search.bar === undefined ? undefined : model.byId.get(search.bar)?.bar;
  const seen = useMemo(() => barsSeen(model, span), [model, span]);
  const onPick = (id: string | undefined): void => change({ bar: id });
  const isTable = search.show === "table";
  const found = useMemo(() => findingOf(model, span), [model, span]);
  const finding = sentenceOfFinding(found);
  return (
    <>
      <FindingHead
        {...{ finding, search, change, from: findingFrom(plan.site, found, span) }}
        onSave={() => downloadPlan(plan.site, seen)}
      />
      <BaselineNote plan={plan} where={where} shown={plan.bars.id.length} />
      <div className="plan-body">
        <Next>
          {isTable ? (
            <PlanTable bars={seen} where={where} picked={search.bar} onPick={onPick} />
          ) : (
            <Picture
              {...{ model, span, where, finding, chain: chainIds, picked: search.bar, onPick, change }}
              onOpen={(order) => void navigate({ to: "/", search: { site: plan.site, open: [`order:${order}`] } })}
            />
          )}
          {picked !== undefined && (
            <BarDetail bar={picked} plan={plan} where={where} onChain={setChain} onPick={onPick} />
          )}
        </Next>
      </div>
    </>
  );
});

interface PictureProps {
  readonly model: PlanModel;
  readonly span: Span;
  readonly where: Where;
  readonly finding: string;
  readonly chain: ReadonlySet<string>;
  readonly picked: string | undefined;
  readonly onPick: (id: string | undefined) => void;
  readonly onOpen: (order: string) => void;
  readonly change: (to: PlanSearch) => void;
}

function Picture({ model, span, where, finding, change, ...rest }: PictureProps): ReactNode {
  const isEmpty = model.rows.every(({ bars, dropped, stops }) => bars.length + dropped.length + stops.length === 0);
  const bars = model.rows.reduce((sum, row) => sum + row.bars.length, 0);
  return (
    <figure className="plan-figure">
      {isEmpty && (
        <Notice title={t("plan.empty")}>
          <p>{t("plan.emptyHint")}</p>
        </Notice>
      )}
      <figcaption className="visually-hidden">
        {t("plan.summary", {
          ...{ lines: model.rows.length, bars, finding },
          ...{ from: timeOf(span.from, where), to: timeOf(span.to, where) },
        })}
      </figcaption>
      <PlanChart
        {...{ model, span, where, ...rest }}
        onSpan={({ from, to }) => change({ since: new Date(from).toISOString(), until: new Date(to).toISOString() })}
        onNow={() => change({ since: undefined, until: undefined })}
      />
      <div className="plan-legend" aria-hidden="true">
        {(["bar", "ghost", "drift", "stop", "hold", "bad", "dropped"] as const).map((one) => (
          <span key={one} className={`plan-key plan-key-${one}`}>
            {t(`plan.legend.${one}`)}
          </span>
        ))}
      </div>
    </figure>
  );
}

/** The worst one by the plan that it is held against; where none is late, the work that is planned. */
function findingFrom(site: string, { worst }: Finding, { from, to }: Span): LineageSubject {
  if (worst !== null) return operationFrom(worst.id, "BASELINE");
  const [begins, ends] = [from, to].map((at) => new Date(at).toISOString());
  return plantFrom("PLAN_PROGRESS", { site, from: begins ?? "", to: ends ?? "" }, "PLANNED");
}

function sentenceOfFinding({ seen, late, withBaseline, worst, atRisk }: Finding): string {
  const risk = atRisk === 0 ? "" : ` ${t("plan.findingRisk", { n: atRisk })}`;
  if (withBaseline === 0) return `${t("plan.findingNoBaseline", { n: seen })}.${risk}`;
  if (worst === null) return `${t("plan.findingOnPlan", { n: withBaseline })}.${risk}`;
  const span = formatSpan(worst.drift ?? 0);
  return `${t("plan.findingLate", { late, n: withBaseline, worst: worst.id, span })}.${risk}`;
}

function BaselineNote({
  plan,
  where,
  shown,
}: {
  readonly plan: Plan;
  readonly where: Where;
  readonly shown: number;
}): ReactNode {
  const { baseline, total, isComplete } = plan;
  const time = baseline === null ? "" : timeOf(Date.parse(baseline.publishedAt), where);
  return (
    <p className="plan-note">
      {baseline === null
        ? t("plan.noBaseline")
        : t(baseline.coversAll ? "plan.baseline" : "plan.baselinePart", { plan: baseline.plan, time })}
      {!isComplete && <strong> {t("plan.cut", { shown, total })}</strong>}
    </p>
  );
}
