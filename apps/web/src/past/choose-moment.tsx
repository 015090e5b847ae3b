import { type FormEvent, type ReactNode, useState } from "react";
import { formatTime, zoneAbbreviation } from "../format/time.ts";
import { instantOfWallTime, wallTimeOf } from "../format/wall-time.ts";
import "../i18n/past-texts.ts";
import { t } from "../i18n/i18n.ts";
import { useNow, useZone } from "../shell/context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Problem } from "../ui/problem.tsx";
import { lookAt } from "./moment.ts";

const DAY_MS = 86_400_000;
const MORNING = "07:00";

/** Which past moment to look at: a few that people ask for, or any. */
export function ChooseMoment({ onClose }: { readonly onClose: () => void }): ReactNode {
  const zone = useZone();
  const now = useNow();
  const [typed, setTyped] = useState(() => wallTimeOf(new Date(Date.parse(now) - DAY_MS).toISOString(), zone));
  const [problem, setProblem] = useState<string | null>(null);
  const go = (moment: string | null): void => {
    if (moment === null) setProblem(t("past.bad"));
    else if (Date.parse(moment) > Date.parse(now)) setProblem(t("past.ahead"));
    else lookAt(moment);
  };
  return (
    <Dialog title={t("past.choose")} about={t("past.chooseHint")} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          go(instantOfWallTime(typed, zone));
        }}
      >
        <Problem text={problem} />
        <fieldset className="quick">
          <legend>{t("past.quick")}</legend>
          <button
            type="button"
            className="button"
            onClick={() => go(new Date(Date.parse(now) - 3_600_000).toISOString())}
          >
            {t("past.hourAgo")}
          </button>
          {mornings(now, zone).map((moment) => (
            <button key={moment} type="button" className="button" onClick={() => go(moment)}>
              {formatTime(moment, zone, "day-minute")}
            </button>
          ))}
        </fieldset>
        <label className="form-field">
          <span>{t("past.moment", { zone: zoneAbbreviation(now, zone) })}</span>
          <input
            type="datetime-local"
            className="field"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setProblem(null);
            }}
            data-autofocus
          />
        </label>
        <div className="form-buttons">
          <button type="button" className="button" onClick={onClose}>
            {t("act.cancel")}
          </button>
          <button type="submit" className="button button-main">
            {t("past.look")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Seven in the morning of this day and the four before, as far as it is past. */
function mornings(now: string, zone: string): readonly string[] {
  return [0, 1, 2, 3, 4].flatMap((days) => {
    const day = wallTimeOf(new Date(Date.parse(now) - days * DAY_MS).toISOString(), zone).slice(0, 10);
    const moment = instantOfWallTime(`${day}T${MORNING}`, zone);
    return moment === null || moment >= now ? [] : [moment];
  });
}
