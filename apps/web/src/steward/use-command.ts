import { useCallback, useRef, useState } from "react";
import { refusalOf } from "../api/client.ts";
import { t } from "../i18n/i18n.ts";

export interface Running {
  readonly isSending: boolean;
  readonly problem: string | null;
  /** Which of the values is the problem; null: none, or no single one. */
  readonly field: string | null;
  readonly say: (problem: string | null) => void;
  /** The same arguments are the same command: sent again after a failure, it goes on where it was broken off. */
  readonly send: <T>(what: unknown, run: (commandId: string) => Promise<T>) => Promise<T | null>;
}

/** One command at a time, and in words why it was not carried out. */
export function useCommand(): Running {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [field, setField] = useState<string | null>(null);
  const say = useCallback((text: string | null): void => {
    setProblem(text);
    setField(null);
  }, []);
  const last = useRef({ what: "", id: "" });
  const send = useCallback(
    async <T>(what: unknown, run: (commandId: string) => Promise<T>): Promise<T | null> => {
      const text = JSON.stringify(what);
      if (last.current.what !== text) last.current = { what: text, id: crypto.randomUUID() };
      setSending(true);
      say(null);
      try {
        const done = await run(last.current.id);
        last.current = { what: "", id: "" };
        return done;
      } catch (error) {
        const refusal = refusalOf(error);
        setProblem(refusal.code === "UNREACHABLE" ? t("act.offline") : refusal.message);
        setField(refusal.field ?? null);
        return null;
      } finally {
        setSending(false);
      }
    },
    [say],
  );
  return { isSending, problem, field, say, send };
}
