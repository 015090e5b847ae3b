import type { ReactNode } from "react";
import { useChangeView } from "../shell/context.tsx";
import { fetched } from "../ui/fetched.tsx";
import { StaleMarks } from "./stale-marks.tsx";

const LineagePane = fetched(async () => (await import("./lineage-pane.tsx")).LineagePane);

interface OverPageProps {
  readonly isStale: boolean;
  readonly from: string | undefined;
}

/** Where a figure comes from, over any page; and the marks of what leans on a source that is late or silent. */
export function OverPage({ isStale, from }: OverPageProps): ReactNode {
  const change = useChangeView();
  return (
    <>
      {isStale && <StaleMarks />}
      {from !== undefined && <LineagePane from={from} onGiveUp={() => change({ from: undefined })} />}
    </>
  );
}
