import type { ReactNode } from "react";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { WaterfallChart } from "../charts/waterfall-chart.tsx";
import { t } from "../i18n/i18n.ts";
import { useOpenFrom } from "../lineage/figure-from.tsx";
import { type OtifAsked, otifFrom } from "../lineage/keys.ts";
import type { LeaderAnswer } from "./leader-answer.ts";
import { kindText } from "./words.ts";

interface WaterfallCardProps {
  readonly waterfall: LeaderAnswer["otifWaterfall"];
  readonly asked: OtifAsked;
}

/** From 100 % to the result, cause by cause. */
export function WaterfallCard({ waterfall: { result, steps, n }, asked }: WaterfallCardProps): ReactNode {
  const whole = t("leader.waterfall.whole");
  const kept = t("leader.waterfall.result");
  const columns = [t("leader.cause"), t("leader.waterfall.lost"), t("leader.failed")];
  const falls = steps.map(({ kind, lost, failed }) => ({ key: kind, name: kindText(kind), lost, failed }));
  const rows = [
    [whole, 100, n],
    ...falls.map(({ name, lost, failed }) => [name, -lost, failed]),
    ...(result === null ? [] : [[kept, result, null]]),
  ];
  const fallFrom = (kind: string | undefined) =>
    kind === undefined ? otifFrom(asked) : otifFrom(asked, "FAILED", { kinds: kind });
  const open = useOpenFrom();
  const title = result === null ? t("leader.noData") : t("leader.waterfall.title", { result: result.toFixed(2) });
  return (
    <ChartFrame
      title={title}
      note={t("leader.waterfall.note", { n })}
      name="otif-waterfall"
      table={{ columns, rows }}
      from={otifFrom(asked)}
      fromCell={(row) => fallFrom(falls[row - 1]?.key)}
    >
      {(width) =>
        result !== null && (
          <WaterfallChart
            width={width}
            falls={falls}
            result={result}
            labels={{ whole, result: kept }}
            nameOf={({ name, text }) => `${name}: ${text}. ${t("header.from")}`}
            onPick={(key) => open(fallFrom(falls.some((fall) => fall.key === key) ? key : undefined))}
            summary={`${title}. ${falls.map(({ name, lost }) => `${name} −${lost.toFixed(2)}`).join(", ")}.`}
          />
        )
      }
    </ChartFrame>
  );
}
