import { useCallback, useRef, useState } from "react";
import { REPORT_STATE } from "../api/action-documents.ts";
import type { MyLine } from "../api/answers.ts";
import { refusalOf } from "../api/client.ts";
import { t } from "../i18n/i18n.ts";
import { useNow, useServices, useSnapshot } from "../shell/context.tsx";

export interface Report {
  readonly state: "DOWN" | "RUNNING";
  readonly reason: string | null;
  readonly expectedUpAt: string | null;
}

export interface Reporting {
  readonly isSending: boolean;
  readonly problem: string | null;
  /** True once the server has taken it, or it waits in this browser. */
  readonly say: (report: Report) => Promise<boolean>;
}

/** Says what a line does. What the server cannot hear waits in the browser and is sent with its own time. */
export function useReport(line: Pick<MyLine, "id" | "name">): Reporting {
  const { client, outbox } = useServices();
  const { phase } = useSnapshot();
  const now = useNow();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The same try sent again is the same command: the server applies it once.
  const last = useRef({ what: "", id: "", at: "" });
  const live = phase.kind === "live";

  const say = useCallback(
    async ({ state, reason, expectedUpAt }: Report): Promise<boolean> => {
      const what = JSON.stringify([line.id, state, reason, expectedUpAt]);
      if (last.current.what !== what) last.current = { what, id: crypto.randomUUID(), at: now };
      const { id: commandId, at } = last.current;
      const said = { resource: line.id, state, reason, expectedUpAt, at, commandId };
      const keep = async (): Promise<boolean> => {
        const title =
          state === "DOWN"
            ? t("line.titleDown", { name: line.name, reason: reason ?? "none" })
            : t("line.titleRuns", { name: line.name });
        await outbox.add({ kind: "report-state", title, ...said });
        last.current = { what: "", id: "", at: "" };
        return true;
      };
      setSending(true);
      setProblem(null);
      try {
        if (!live) return await keep();
        await client.mutate({ mutation: REPORT_STATE, variables: said });
        last.current = { what: "", id: "", at: "" };
        return true;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal.code === "UNREACHABLE") return await keep().catch(() => failed(t("act.offline")));
        return failed(refusal.message);
      } finally {
        setSending(false);
      }

      function failed(why: string): false {
        setProblem(why);
        return false;
      }
    },
    [client, outbox, live, now, line.id, line.name],
  );
  return { isSending, problem, say };
}
