import type { ReactNode } from "react";
import { formatTime, zoneAbbreviation } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { lookAt } from "../past/moment.ts";
import { useNow, useServices, useSnapshot, useZone } from "./context.tsx";

/** Live, catching up, stale or frozen, with a word and a shape; and the way to freeze the page or to go on. */
export function PhaseBadge(): ReactNode {
  const { phase, frozen } = useSnapshot();
  const { live } = useServices();
  const name = frozen ? "frozen" : phase.kind === "stale" ? phase.why : phase.kind;
  const past = phase.kind === "past";
  return (
    <button
      type="button"
      className={`phase phase-${name}`}
      aria-pressed={past ? undefined : frozen}
      title={t(past ? "phase.now" : frozen ? "phase.unfreeze" : "phase.freeze")}
      onClick={() => (past ? lookAt(null) : live.setFrozen(!frozen))}
    >
      <span className="phase-mark" aria-hidden="true" />
      <span role="status">{t(`phase.${name}`)}</span>
    </button>
  );
}

/** The plant's clock, with the zone it is told in. */
export function Clock(): ReactNode {
  const now = useNow();
  const zone = useZone();
  return (
    <time className="clock" dateTime={now} title={formatTime(now, zone, "full")}>
      {formatTime(now, zone, "clock")} <span className="clock-zone">{zoneAbbreviation(now, zone)}</span>
    </time>
  );
}

/** Says plainly that what is shown is not live, and of when it is. It lies over the page's edge: nothing is moved by it. */
export function PhaseBanner(): ReactNode {
  const { phase, frozen, state, knownAt } = useSnapshot();
  const { live } = useServices();
  const zone = useZone();
  if (phase.kind === "past") return <PastBanner />;
  if (!state || (phase.kind !== "stale" && !frozen)) return null;
  const at = frozen ? state.now : (knownAt ?? state.now);
  const time = `${formatTime(at, zone, "clock")} ${zoneAbbreviation(at, zone)}`;
  const text =
    phase.kind === "stale"
      ? phase.why === "lost"
        ? t("phase.staleBanner", { time })
        : t("phase.catchingBanner", { time })
      : t("phase.frozenBanner", { time });
  return (
    <div className="banner" role="status">
      <span>{text}</span>
      {phase.kind === "stale" && phase.why === "lost" && (
        <button type="button" className="button button-small" onClick={live.retry}>
          {t("phase.tryNow")}
        </button>
      )}
      {frozen && (
        <button type="button" className="button button-small" onClick={() => live.setFrozen(false)}>
          {t("phase.unfreeze")}
        </button>
      )}
    </div>
  );
}

/** It cannot be taken for now. */
function PastBanner(): ReactNode {
  const now = useNow();
  const zone = useZone();
  const time = `${formatTime(now, zone, "day-minute")} ${zoneAbbreviation(now, zone)}`;
  return (
    <div className="banner banner-past" role="status">
      <span className="banner-text">{t("phase.pastBanner", { time })}</span>
      <button type="button" className="button button-small" onClick={choosePast}>
        {t("phase.otherMoment")}
      </button>
      <button type="button" className="button button-small" onClick={() => lookAt(null)}>
        {t("phase.now")}
      </button>
    </div>
  );
}

const choosePast = (): void => void window.dispatchEvent(new CustomEvent("lockstep:past"));
