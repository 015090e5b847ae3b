import { lazy, type ReactNode } from "react";
import { StaleMarks } from "./stale-marks.tsx";

const LineagePane = lazy(async () => ({ default: (await import("./lineage-pane.tsx")).LineagePane }));

interface OverPageProps {
  readonly isStale: boolean;
  readonly from: string | undefined;
}

/** Where a figure comes from, over any page; and the marks of what leans on a source that is late or silent. */
export function OverPage({ isStale, from }: OverPageProps): ReactNode {
  return (
    <>
      {isStale && <StaleMarks />}
      {from !== undefined && <LineagePane from={from} />}
    </>
  );
}
