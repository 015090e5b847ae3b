import { useApolloClient } from "@apollo/client/react";
import type { ReactNode } from "react";
import { READ_WATCHERS, UNWATCH, WATCH } from "../api/collaborate-documents.ts";
import "../i18n/collaborate-texts.ts";
import { t } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { pastMoment } from "../past/moment.ts";
import { usePlant } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";
import { Problem } from "../ui/problem.tsx";
import styles from "./watching.module.css";

/** Who is told when an exception changes, and a button to be one of them. */
export function Watching({ id }: { readonly id: string }): ReactNode {
  const client = useApolloClient();
  const plant = usePlant();
  const { data, refusal, again } = useLiveQuery(READ_WATCHERS, { id });
  const { isSending, problem, send } = useCommand();
  if (data === null) return refusal === null ? null : <Problem text={t("watch.failed", { why: refusal.message })} />;
  const watchers = data.exception?.watchers ?? [];
  const me = plant?.viewer.name;
  const isWatching = watchers.some(({ person }) => person === me);
  const turn = async (): Promise<void> => {
    await send({ id, isWatching }, (commandId) =>
      client.mutate({ mutation: isWatching ? UNWATCH : WATCH, variables: { id, commandId } }),
    );
    again();
  };
  const others = watchers.filter(({ person }) => person !== me).map(({ name }) => name);
  return (
    <div className={styles["watching"]}>
      {pastMoment() === null && (
        <button
          type="button"
          className="button"
          aria-pressed={isWatching}
          disabled={isSending}
          onClick={() => void turn()}
        >
          {t(isWatching ? "watch.stop" : "watch.start")}
        </button>
      )}
      <span>
        {isWatching && t("watch.you")}{" "}
        {others.length > 0 && t("watch.others", { n: others.length, names: others.join(", ") })}
        {watchers.length === 0 && t("watch.nobody")}
      </span>
      <Problem text={problem} />
    </div>
  );
}
