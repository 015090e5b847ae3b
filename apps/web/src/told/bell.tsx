import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { t } from "../i18n/i18n.ts";
import { useServices } from "../shell/context.tsx";
import { fetched } from "../ui/fetched.tsx";
import { News } from "./news.tsx";
import type { ToldStore } from "./told-store.ts";

const ToldPanel = fetched(async () => (await import("./told-panel.tsx")).ToldPanel);

/** More than that is no number to be read at a glance. */
const MOST_SHOWN = 99;
const GAP = 6;

/** How much this person was told and has not read; opens what it was. Of a past moment nobody is told. */
export function Bell(): ReactNode {
  const { told } = useServices();
  return told === null ? null : <BellOf told={told} />;
}

function BellOf({ told }: { readonly told: ToldStore }): ReactNode {
  const { unread, news } = useSyncExternalStore(told.subscribe, told.snapshot);
  const n = unread ?? 0;
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [top, setTop] = useState(0);
  useEffect(() => {
    const element = panel.current;
    const onToggle = (event: Event): void => {
      const opens = (event as ToggleEvent).newState === "open";
      if (opens) setTop((button.current?.getBoundingClientRect().bottom ?? 0) + GAP);
      setOpen(opens);
    };
    element?.addEventListener("beforetoggle", onToggle);
    return () => element?.removeEventListener("beforetoggle", onToggle);
  }, []);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="bell"
        popoverTarget="told"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={t("told.bell", { n })}
        title={t("told.title")}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M10 2.5a5 5 0 0 0-5 5v3.6L3.4 14h13.2L15 11.1V7.5a5 5 0 0 0-5-5ZM8 16.2a2 2 0 0 0 4 0" />
        </svg>
        {n > 0 && (
          <span className="count bell-count" aria-hidden="true">
            {n > MOST_SHOWN ? `${MOST_SHOWN}+` : n}
          </span>
        )}
      </button>
      {/* A dialog only while it is open: keys of the page are not for it then. */}
      <div
        ref={panel}
        id="told"
        popover="auto"
        className="told"
        style={{ top, maxHeight: `calc(100dvh - ${top + GAP}px)` }}
        {...(isOpen ? { role: "dialog", "aria-label": t("told.title") } : {})}
      >
        {isOpen && <ToldPanel unread={n} onLeave={() => panel.current?.hidePopover()} />}
      </div>
      <News news={news} isShown={!isOpen} />
    </>
  );
}
