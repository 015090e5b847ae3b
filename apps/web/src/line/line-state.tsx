import { type ReactNode, useState } from "react";
import type { MyLine } from "../api/answers.ts";
import { formatNear, zoneAbbreviation } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import { isUnsent } from "../outbox/outbox.ts";
import { useWaiting } from "../outbox/outbox-bar.tsx";
import { useNow } from "../shell/context.tsx";
import { Problem } from "../ui/problem.tsx";
import { StopForm } from "./stop-form.tsx";
import { type Report, useReport } from "./use-report.ts";

interface LineStateProps {
  readonly line: MyLine;
  readonly zone: string;
}

/** Whether the line runs, and what its supervisor has to say of that. */
export function LineState({ line, zone }: LineStateProps): ReactNode {
  const now = useNow();
  const waiting = useWaiting();
  const { isSending, problem, say } = useReport(line);
  const [isAsking, setAsking] = useState(false);
  const isDown = line.state === "DOWN";
  const time = (at: string): string => `${formatNear(at, now, zone)} ${zoneAbbreviation(at, zone)}`;
  const send = (report: Report): void => {
    void say(report).then((done) => {
      if (done) setAsking(false);
    });
  };
  const isKept = waiting.some((one) => one.kind === "report-state" && one.resource === line.id && isUnsent(one));
  return (
    <section className={`line-state${isDown ? " line-down" : ""}`} aria-label={t("line.mine")} aria-busy={isSending}>
      <p className="line-word">{line.state === null ? t("line.noState") : word("resourceState", line.state)}</p>
      <p className="line-about">
        {[
          line.since === null ? null : t("line.since", { time: time(line.since) }),
          line.reason,
          isDown ? upText(line, time) : null,
        ]
          .filter((one) => one !== null)
          .join(" · ")}
      </p>
      {isKept && <p className="line-unsent">{t("line.kept")}</p>}
      <Problem text={problem} zone={zone} />
      {isAsking ? (
        <StopForm line={line} now={now} isSending={isSending} onSay={send} onBack={() => setAsking(false)} />
      ) : (
        <div className="line-buttons">
          {isDown && (
            <button
              type="button"
              className="button button-main"
              disabled={isSending}
              onClick={() => send({ state: "RUNNING", reason: null, expectedUpAt: null })}
            >
              {isSending ? t("line.sending") : t("line.runs")}
            </button>
          )}
          <button
            type="button"
            className={isDown ? "button" : "button button-main"}
            disabled={isSending}
            onClick={() => setAsking(true)}
          >
            {t(isDown ? "line.more" : "line.stands")}
          </button>
        </div>
      )}
    </section>
  );
}

function upText({ upAt, upAtAssumed }: MyLine, time: (at: string) => string): string {
  if (upAt === null) return t("line.upUnknown");
  return t(upAtAssumed ? "line.upAssumed" : "line.up", { time: time(upAt) });
}
