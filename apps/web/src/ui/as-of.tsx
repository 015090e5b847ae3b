import type { ReactNode } from "react";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useNow, useSnapshot, useZone } from "../shell/context.tsx";

/** Of which moment the board is: now while it is live, else the last at which it was known to be complete. */
export function AsOfNow(): ReactNode {
  const { phase, frozen, state, knownAt } = useSnapshot();
  const now = useNow();
  const zone = useZone();
  const at = frozen ? (state?.now ?? null) : phase.kind === "live" ? now : knownAt;
  if (at === null) return null;
  return <span className="as-of">{t("detail.asOf", { time: formatTime(at, zone, "clock") })}</span>;
}
