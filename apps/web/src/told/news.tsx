import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { t, word } from "../i18n/i18n.ts";
import { useView } from "../shell/context.tsx";
import { SeverityChip } from "../ui/chips.tsx";
import type { Message } from "./told-store.ts";
import { useMarkRead } from "./use-mark-read.ts";

/** It is not gone then: it stands behind the bell. */
const SHOWN_MS = 20_000;

interface NewsProps {
  readonly news: Message | null;
  /** Not while all that one was told is open. */
  readonly isShown: boolean;
}

/** What has just been told, said once to who listens; shown over the page only where it cannot wait. */
export function News({ news, isShown }: NewsProps): ReactNode {
  const [gone, setGone] = useState<string | null>(null);
  const isPressing = news?.severity === "CRITICAL" || news?.severity === "HIGH";
  const said = news === null ? "" : [news.severity && word("severity", news.severity), news.title].filter(Boolean);
  return (
    <>
      <span role="status" className="visually-hidden">
        {said !== "" && t("told.news", { text: said.join(": ") })}
      </span>
      {news !== null && isPressing && isShown && gone !== news.id && (
        <Toast key={news.id} news={news} onGone={() => setGone(news.id)} />
      )}
    </>
  );
}

function Toast({ news, onGone }: { readonly news: Message; readonly onGone: () => void }): ReactNode {
  const { site } = useView();
  const { markRead } = useMarkRead();
  useEffect(() => {
    const timer = setTimeout(onGone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onGone]);
  const open = (): void => {
    onGone();
    void markRead([news.id]);
  };
  return (
    <div className="toast">
      {news.severity !== null && <SeverityChip severity={news.severity} />}
      {news.exception === null ? (
        <span className="toast-title">{news.title}</span>
      ) : (
        <Link to="/" search={{ site, at: news.exception }} className="toast-title" onClick={open}>
          {news.title}
        </Link>
      )}
      <button type="button" className="button button-quiet" aria-label={t("told.close")} onClick={onGone}>
        ×
      </button>
    </div>
  );
}
