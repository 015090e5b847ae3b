import type { ReactNode } from "react";
import { BarChart } from "../charts/bar-chart.tsx";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { moneyAtAGlance, moneyExact, percent } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { otifFrom } from "../lineage/keys.ts";
import { Choice } from "../ui/choice.tsx";
import type { ParetoBar } from "./leader-answer.ts";
import type { CardProps } from "./leader-page.tsx";
import { WHYS, type Why } from "./leader-search.ts";
import { kindText } from "./words.ts";

const OTHER = "\0other";

/** Why do we miss? A bar shows its lines. */
export function WhyCard({ data, asked, search, change }: CardProps): ReactNode {
  const { bars, other, failed, missing } = data.otifPareto;
  const isCount = missing.amount === null;
  const why = search.why ?? "CAUSE";
  const shown = [
    ...bars.map((bar) => barOf(bar, nameOf(bar, why))),
    ...(other === null ? [] : [{ ...barOf(other, t("leader.why.other")), key: OTHER }]),
  ];
  const first = shown[0];
  const share = first === undefined ? null : sharePart(first.size, isCount ? failed : Number(missing.amount));
  const title =
    first === undefined
      ? t("leader.why.none")
      : t(isCount ? "leader.why.titleCount" : "leader.why.title", { first: first.name, share: percent(share) });
  const rows = shown.map(({ name, missing: money, failed: n }) => [name, money, n]);
  const columns = [t(`leader.why.${why}`), t("leader.missing"), t("leader.failed")];
  const note = isCount
    ? t("leader.why.noteCount", { n: failed })
    : t("leader.why.note", { n: failed, money: moneyExact(missing) });
  return (
    <div className="leader-card">
      <ChartFrame
        title={title}
        note={note}
        name="otif-causes"
        table={{ columns, rows }}
        from={otifFrom(asked, "MISSING", search.pick === undefined ? {} : narrowedTo(why, search.pick))}
        fromCell={(row, column) => {
          const key = shown[row]?.key ?? "";
          const others = { by: why, except: bars.map((bar) => bar.key) };
          return otifFrom(asked, column === 1 ? "MISSING" : "FAILED", key === OTHER ? others : narrowedTo(why, key));
        }}
      >
        {(width) => (
          <BarChart
            width={width}
            bars={shown}
            picked={search.pick}
            summary={`${title}. ${note}`}
            nameOf={({ name, text }) => `${name}: ${text}`}
            onPick={(key) => {
              if (key !== OTHER && key !== "") change({ pick: key === search.pick ? undefined : key });
            }}
          />
        )}
      </ChartFrame>
      <div className="leader-by">
        {t("leader.why.by")}
        <Choice
          label={t("leader.why.by")}
          value={why}
          options={WHYS.map((value) => ({ value, text: t(`leader.why.${value}`) }))}
          onChange={(value) => change({ why: WHYS.find((one) => one === value), pick: undefined })}
        />
      </div>
    </div>
  );
}

/** As the server narrows failures to one bar; an empty key is what has none. */
export const narrowedTo = (why: Why, key: string): Readonly<Record<string, string>> => ({ [NARROWS[why]]: key });

const NARROWS = {
  ...{ CAUSE: "kinds", CUSTOMER: "customer", SITE: "site", ITEM: "item" },
  ...{ RESOURCE: "resource", SUPPLIER: "supplier", WEEK: "week" },
} as const satisfies Readonly<Record<Why, string>>;

const sharePart = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const barOf = ({ key, failed, missing }: ParetoBar, name: string) => ({
  key,
  name,
  failed,
  // Who is shown no money still sees how often.
  size: missing.amount === null ? failed : Number(missing.amount),
  missing: missing.amount === null ? "–" : Number(missing.amount),
  text: t("leader.why.bar", { money: moneyAtAGlance(missing), n: failed }),
});

function nameOf({ key, name }: ParetoBar, why: Why): string {
  if (key === "") return t("leader.why.empty");
  return why === "CAUSE" ? kindText(key) : name;
}
