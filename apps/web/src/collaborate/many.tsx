import type { ManyDone } from "@lockstep/protocol/generated/schema";
import type { LiveException } from "@lockstep/protocol/live";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { refusalOf } from "../api/client.ts";
import { ACT_ON_MANY, type ManyVariables } from "../api/collaborate-documents.ts";
import "../i18n/collaborate-texts.ts";
import { t, word } from "../i18n/i18n.ts";
import { useServices, useZone } from "../shell/context.tsx";
import { inZone } from "../ui/problem.tsx";
import styles from "./many.module.css";
import { partsOf } from "./many-command.ts";
import { ManyForm } from "./many-form.tsx";

/** So long it can be taken back: nothing has been sent by then. */
const UNDO_SECONDS = 10;

interface ManyProps {
  readonly rows: readonly LiveException[];
  readonly onClose: () => void;
}

/** Null while it is held back: from its sending on it cannot be taken back, however often that is tried. */
type Sent =
  | null
  | { readonly is: "sending" }
  | { readonly is: "done"; readonly answer: ManyDone }
  | { readonly is: "failed"; readonly why: string };

/** The same for many: asked for, held back for a moment in which it can be taken back, sent, and told what became of it. */
export function Many({ rows, onClose }: ManyProps): ReactNode {
  const { client } = useServices();
  const [asked, setAsked] = useState<ManyVariables | null>(null);
  const [sent, setSent] = useState<Sent>(null);
  const send = async (variables: ManyVariables): Promise<void> => {
    let answer: ManyDone = { done: 0, refused: [] };
    setSent({ is: "sending" });
    try {
      for (const part of partsOf(variables)) {
        const { data } = await client.mutate({ mutation: ACT_ON_MANY, variables: part });
        if (data) answer = { done: answer.done + data.many.done, refused: [...answer.refused, ...data.many.refused] };
      }
      setSent({ is: "done", answer });
    } catch (error) {
      const { code, message } = refusalOf(error);
      if (code === "UNREACHABLE") setSent({ is: "failed", why: t("many.offline") });
      else
        setSent({
          is: "failed",
          why: answer.done > 0 ? t("many.partly", { done: answer.done, why: message }) : message,
        });
    }
  };
  if (asked === null) {
    // Sent again after a failure it is the same command: what was done stays done once.
    return (
      <ManyForm rows={rows} onClose={onClose} onAsk={(what) => setAsked({ ...what, commandId: crypto.randomUUID() })} />
    );
  }
  return (
    <div className={styles["bar"]} role="status">
      {sent === null && <Held asked={asked} onSend={() => send(asked)} onUndo={onClose} />}
      {sent?.is === "sending" && (
        <p>{t("many.sending", { what: word("action", asked.action), n: asked.ids.length })}</p>
      )}
      {sent?.is === "failed" && (
        <>
          <p>{sent.why}</p>
          <div className={styles["buttons"]}>
            <button type="button" className="button button-main" onClick={() => void send(asked)}>
              {t("many.again")}
            </button>
            <button type="button" className="button" onClick={onClose}>
              {t("many.close")}
            </button>
          </div>
        </>
      )}
      {sent?.is === "done" && <Told answer={sent.answer} action={asked.action} onClose={onClose} />}
    </div>
  );
}

interface HeldProps {
  readonly asked: ManyVariables;
  readonly onSend: () => Promise<void>;
  readonly onUndo: () => void;
}

/** Counts down, over whatever page is open. Who leaves is asked by the browser; what is taken from the screen is sent. */
function Held({ asked, onSend, onUndo }: HeldProps): ReactNode {
  const [left, setLeft] = useState(UNDO_SECONDS);
  const state = useRef<"held" | "gone">("held");
  const isThere = useRef(true);
  const act = useRef(onSend);
  act.current = onSend;
  const go = useRef((): void => {
    if (state.current === "gone") return;
    state.current = "gone";
    void act.current();
  });
  useEffect(() => {
    if (left <= 0) {
      go.current();
      return;
    }
    const timer = setTimeout(() => setLeft((before) => before - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (state.current === "held") event.preventDefault();
    };
    const leave = go.current;
    isThere.current = true;
    addEventListener("beforeunload", warn);
    return () => {
      removeEventListener("beforeunload", warn);
      isThere.current = false;
      // In development everything is mounted twice.
      setTimeout(() => {
        if (!isThere.current) leave();
      });
    };
  }, []);
  const undo = (): void => {
    state.current = "gone";
    onUndo();
  };
  return (
    <>
      <p>{t("many.held", { what: word("action", asked.action), n: asked.ids.length, seconds: left })}</p>
      <div className={styles["buttons"]}>
        <button type="button" className="button button-main" onClick={undo}>
          {t("many.undo")}
        </button>
        <button type="button" className="button" onClick={() => go.current()}>
          {t("many.now")}
        </button>
      </div>
    </>
  );
}

interface ToldProps {
  readonly answer: ManyDone;
  readonly action: string;
  readonly onClose: () => void;
}

function Told({ answer: { done, refused }, action, onClose }: ToldProps): ReactNode {
  const zone = useZone();
  return (
    <>
      <p>{t("many.done", { what: word("action", action), done, refused: refused.length })}</p>
      {refused.length > 0 && (
        <ul className={styles["refused"]}>
          {refused.map(({ id, title, message }) => (
            <li key={id}>
              {title ?? id}: {inZone(message, zone)}
            </li>
          ))}
        </ul>
      )}
      <div className={styles["buttons"]}>
        <button type="button" className="button" onClick={onClose}>
          {t("many.close")}
        </button>
      </div>
    </>
  );
}
