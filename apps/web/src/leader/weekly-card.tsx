import { useApolloClient } from "@apollo/client/react";
import type { DigestReader } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { READ_WEEKLY, SET_WEEKLY, type WeeklyAnswer } from "../api/weekly-documents.ts";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";
import { Problem } from "../ui/problem.tsx";

/** What leaders get on Mondays: made when somebody asks for it, as it looks at eight weeks of every plant. */
export function WeeklyCard({ site }: { readonly site: string | null }): ReactNode {
  const client = useApolloClient();
  const { isSending, problem, send } = useCommand();
  const [answer, setAnswer] = useState<WeeklyAnswer | null>(null);
  const show = async (): Promise<void> => {
    const read = await send({ show: site }, () =>
      client.query({ query: READ_WEEKLY, variables: { site }, fetchPolicy: "no-cache" }),
    );
    if (read?.data) setAnswer(read.data);
  };
  const turn = async (on: boolean): Promise<void> => {
    const done = await send({ on }, (commandId) =>
      client.mutate({ mutation: SET_WEEKLY, variables: { on, commandId } }),
    );
    if (done !== null) await show();
  };
  return (
    <section className="chart leader-wide" aria-busy={isSending}>
      <h2>{t("leader.weekly.title")}</h2>
      <p className="chart-note">{t("leader.weekly.note")}</p>
      <Problem text={problem} />
      {answer?.digestPreview && <Preview answer={answer} isSending={isSending} onTurn={turn} />}
      <div className="chart-tools">
        <button type="button" className="button button-small" disabled={isSending} onClick={() => void show()}>
          {t("leader.weekly.show")}
        </button>
      </div>
    </section>
  );
}

interface PreviewProps {
  readonly answer: WeeklyAnswer;
  readonly isSending: boolean;
  readonly onTurn: (on: boolean) => Promise<void>;
}

function Preview({ answer: { viewer, digestPreview }, isSending, onTurn }: PreviewProps): ReactNode {
  const zone = useZone();
  if (digestPreview === null) return null;
  const { title, text, nextAt, readers } = digestPreview;
  const own = readers.find(({ person }) => person === viewer.name);
  return (
    <>
      <h3>{title}</h3>
      <pre className="leader-weekly">{text}</pre>
      {nextAt == null ? (
        <p className="chart-note">{t("leader.weekly.nobody")}</p>
      ) : (
        <p className="chart-note">
          {t("leader.weekly.next", { at: formatTime(nextAt, zone, "day-minute") })} · {toText(readers)}
        </p>
      )}
      {own !== undefined && (
        <button
          type="button"
          className="button button-small"
          disabled={isSending}
          onClick={() => void onTurn(!own.isOn)}
        >
          {t(own.isOn ? "leader.weekly.stop" : "leader.weekly.send")}
        </button>
      )}
    </>
  );
}

function toText(readers: readonly DigestReader[]): string {
  if (readers.length === 0) return t("leader.weekly.toNobody");
  const names = readers.map(({ name, isOn, isReached }) => {
    if (!isOn) return t("leader.weekly.off", { name });
    return isReached ? name : t("leader.weekly.unreached", { name });
  });
  return t("leader.weekly.to", { names: names.join(", ") });
}
